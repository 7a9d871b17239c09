"""What is said of quotes: on the true words of the sample call, in the real space of meaning."""

from __future__ import annotations

from dataclasses import replace

from desk import Desk, call
from earwitness.check.look import look
from earwitness.check.search import Space
from earwitness.check.tape import Tape
from earwitness.records.article import Quotation, Stretch
from earwitness.records.speech import Doubt
from earwitness.records.verdict import UNSETTLED, Checked


def _reasons(found: Checked) -> set[str]:
    return {finding.reason for finding in found.findings}


def test_a_faithful_quote_is_verbatim_and_its_place_can_be_played(desk: Desk) -> None:
    found = desk.look("Yesterday they ordered us to cross the river. At night, with no support.", "the soldier")
    assert (found.verdict, found.is_finding) == ("verbatim", False)
    (place,) = found.places
    assert (place.span.start_ms, place.span.end_ms) == (10_012, 15_359)
    assert place.original == "Вчера нам приказали перейти через реку. Ночью, без поддержки."
    assert place.voice == "soldier? (S1)"


def test_an_invented_quote_is_not_found_and_what_is_least_unlike_it_is_shown(desk: Desk) -> None:
    found = desk.look("The bank refused to extend our credit line for the bakery.")
    assert (found.verdict, found.is_finding) == ("not found", True)
    assert len(found.places) == 1


def test_an_ellipsis_over_much_of_the_tape_is_a_stitch_and_says_what_it_hides(desk: Desk) -> None:
    found = desk.look("Yesterday they ordered us to cross the river … They were waiting for us on the other bank.")
    assert found.verdict == "stitched"
    (mark,) = found.marks
    assert mark.kind == "ellipsis"
    assert mark.hidden_ms == found.places[1].span.start_ms - found.places[0].span.end_ms
    assert mark.original
    assert mark.original.startswith("Ночью, без поддержки.")
    assert mark.translation
    assert "The whole company refused" in mark.translation


def test_how_much_an_ellipsis_may_hide_is_the_editors_choice(desk: Desk) -> None:
    quote = "Yesterday they ordered us to cross the river … We refused."
    assert desk.look(quote).verdict == "edited"
    assert desk.look(quote, limit_ms=1_000).verdict == "stitched"


def test_what_is_said_later_and_stands_first_is_out_of_order(desk: Desk) -> None:
    found = desk.look("I haven't signed anything … The whole company refused, eighty men.")
    assert found.verdict == "out of order"
    assert found.places[0].span.start_ms > found.places[1].span.end_ms


def test_what_two_voices_say_is_not_one_quote(desk: Desk) -> None:
    found = desk.look("We refused, the whole company refused, eighty men. Just don't sign anything, you hear?")
    assert found.verdict == "two speakers"


def test_the_wrong_voice_is_named(desk: Desk) -> None:
    found = desk.look("Just don't sign anything, you hear?", "the soldier")
    assert found.verdict == "another speaker"
    assert "The article names the soldier; his wife? (S2) is heard." in [one.text for one in found.findings]


def test_a_voice_that_the_case_does_not_know_is_no_other_voice(desk: Desk) -> None:
    assert desk.look("Just don't sign anything, you hear?", "a neighbour").verdict == "verbatim"


def test_a_number_that_was_not_said_is_told_and_the_quote_is_not_verbatim(desk: Desk) -> None:
    found = desk.look("We refused. The whole company refused, eighteen men.")
    assert found.verdict == "differs"
    assert [one.text for one in found.findings if one.reason == "number"] == [
        "The quote says 18; heard there: 80."
    ]


def test_who_says_it_and_from_where_comes_before_what_differs_in_it(desk: Desk) -> None:
    found = desk.look("Just sign everything, you hear?", "the soldier")
    assert found.verdict == "another speaker"
    assert "negation" in _reasons(found)
    found = desk.look("Yesterday they ordered us to cross the river … The whole company refused, eighteen men.")
    assert found.verdict == "stitched"
    assert "number" in _reasons(found)


def test_a_negation_that_was_lost_is_told(desk: Desk) -> None:
    lost = desk.look("They're promising to send us home, and I do believe it.")
    assert (lost.verdict, "negation" in _reasons(lost)) == ("differs", True)
    assert "negation" not in _reasons(desk.look("They're promising to send us home, but I don't believe it."))


def test_what_is_turned_round_is_found_all_the_same(desk: Desk) -> None:
    found = desk.look("I signed it.")
    assert found.places[0].original == "Я ничего не подписал."
    assert found.verdict not in UNSETTLED
    assert "negation" in _reasons(found)


def test_sentences_between_which_no_stop_was_heard_are_looked_for_together(space: Space) -> None:
    heard = call(part=slice(12, 18))
    assert heard.transcript
    run = [
        replace(one, words=tuple(replace(word, text=word.text.strip(".,").lower()) for word in one.words))
        for one in heard.transcript.utterances
    ]
    tape = Tape(replace(heard, transcript=replace(heard.transcript, utterances=tuple(run))))
    found = Desk(space, [tape], [space.windows(tape)]).look(
        "Tell them it will be soon. That's all, the connection is dropping. Kisses."
    )
    assert found.verdict not in UNSETTLED
    assert [place.original for place in found.places] == ["скажи что скоро всё связь пропадает целую"]


def test_a_joining_word_begins_a_clause_where_no_stop_was_heard() -> None:
    heard = call(part=slice(14, 15))
    assert heard.transcript
    (said,) = heard.transcript.utterances
    run = replace(said, words=tuple(replace(word, text=word.text.rstrip(".").lower()) for word in said.words))
    tape = Tape(replace(heard, transcript=replace(heard.transcript, utterances=(run,))))
    assert [clause.text for clause in tape.clauses] == ["я ничего не подписал", "и мы никого не бросили"]


def test_many_words_without_a_stop_are_parted_so_that_the_last_can_be_quoted_alone(space: Space) -> None:
    heard = call(part=slice(10, 11))
    assert heard.transcript
    (said,) = heard.transcript.utterances
    run = replace(said, words=tuple(replace(word, text=word.text.rstrip(".,").lower()) for word in said.words))
    tape = Tape(replace(heard, transcript=replace(heard.transcript, utterances=(run,))))
    found = Desk(space, [tape], [space.windows(tape)]).look("They were waiting for us on the other bank.")
    assert [place.original for place in found.places] == ["говорю на том берегу нас ждали"]


def test_a_name_that_nobody_says_is_told_and_one_that_is_heard_is_not(desk: Desk) -> None:
    right = desk.look("In the evening Colonel Vetlugin drove right up in a bobik.")
    wrong = desk.look("In the evening Colonel Hernandez drove right up in a bobik.")
    assert "name" not in _reasons(right)
    assert [one.text for one in wrong.findings if one.reason == "name"] == [
        "No name like Hernandez is heard there."
    ]


def test_who_waits_for_whom_is_told_where_it_is_turned_round(desk: Desk) -> None:
    assert "roles" in _reasons(desk.look("We were waiting for them on the other bank."))
    assert "roles" not in _reasons(desk.look("They were waiting for us on the other bank."))


def test_the_word_under_a_mask_is_told_in_both_languages(desk: Desk) -> None:
    found = desk.look("It's a complete f*cking disaster, I'm telling you honestly.")
    assert [(mark.kind, mark.says) for mark in found.marks] == [
        ("mask", "Under it: fucking. What is said there: пиздец.")
    ]


def test_a_gloss_is_told_from_words_put_into_a_mouth(desk: Desk) -> None:
    gloss = desk.look("[The whole company] refused, eighty men.")
    mouth = desk.look("The whole company refused [because they were never paid for it], eighty men.")
    assert [mark.kind for mark in gloss.marks] == ["gloss"]
    assert [mark.kind for mark in mouth.marks] == ["insertion"]


def test_a_word_right_after_the_quote_that_takes_it_back_is_told(desk: Desk) -> None:
    found = desk.look("He was shouting that he would shoot us all.")
    assert [one.text for one in found.findings if one.reason == "after"] == [
        "Right after it stands “но”: … но это только слова."
    ]


def test_a_quote_of_two_words_is_told_to_be_short(desk: Desk) -> None:
    found = desk.look("We refused.")
    assert found.verdict in ("verbatim", "paraphrase", "cannot tell", "not found")
    assert found.verdict in ("cannot tell", "not found") or "short" in _reasons(found)


def test_the_same_words_said_five_times_are_five_places(space: Space) -> None:
    tape = Tape(call(repeated=5, part=slice(9, 13)))
    found = Desk(space, [tape], [space.windows(tape)]).look(
        "They're promising to send us home, but I don't believe it."
    )
    starts = sorted(place.span.start_ms for place in (*found.places, *found.elsewhere))
    assert [start // 64_906 for start in starts] == [0, 1, 2, 3, 4]
    assert "several" in _reasons(found)


def test_a_quote_in_the_language_of_the_recording_is_verbatim_too(desk: Desk) -> None:
    found = desk.look("Вся рота отказалась, восемьдесят человек.")
    assert found.verdict == "verbatim"
    assert found.places[0].span.start_ms == 18_093


def test_an_ellipsis_alone_is_no_quote_and_is_not_found(desk: Desk) -> None:
    found = desk.look("… …")
    assert (found.verdict, found.places) == ("not found", ())


def test_nothing_is_found_where_nobody_speaks(space: Space) -> None:
    heard = call()
    assert heard.transcript
    silent = replace(heard, transcript=replace(heard.transcript, utterances=()))
    tape = Tape(silent)
    assert Desk(space, [tape], [space.windows(tape)]).look("We refused.").verdict == "not found"


def test_a_quote_that_the_writer_interrupts_is_looked_for_in_its_parts(desk: Desk) -> None:
    article = "“They were waiting for us on the other bank,” he says. “We refused.”"
    halves = ("They were waiting for us on the other bank,", "We refused.")
    pieces = tuple(Stretch(start=(at := article.index(half)), end=at + len(half), text=half) for half in halves)
    (found,) = look([Quotation(pieces=pieces, speaker="he")], desk.tapes, desk.rows, desk.space)
    assert found.verdict == "out of order"
    assert [place.quoted for place in found.places] == list(halves)


def test_where_the_sound_is_doubted_less_is_called_not_found(space: Space) -> None:
    """The same words, once heard for sure and once not."""
    sure = call(part=slice(4, 8))
    assert sure.transcript
    doubt = Doubt(reason="unsure", text="The recogniser was unsure of these words.")
    utterances = tuple(replace(one, doubts=(doubt,)) for one in sure.transcript.utterances)
    doubted = replace(sure, transcript=replace(sure.transcript, utterances=utterances))
    found = [
        Desk(space, [tape], [space.windows(tape)]).look("They drove up in a jeep at dusk.")
        for tape in (Tape(sure), Tape(doubted))
    ]
    assert found[0].probability == found[1].probability
    assert (found[0].verdict, found[1].verdict) == ("not found", "cannot tell")
    assert "doubt" not in _reasons(found[0])
