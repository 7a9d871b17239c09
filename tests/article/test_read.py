"""Reading articles: where quotations are and who speaks them; nothing is said that an article does not say."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import articles
from earwitness.article.read import read
from earwitness.formats.article.registry import read_article
from earwitness.records.article import Quotation, Reading

PARTS = st.sampled_from(
    [
        *"\"“”„«»‘’'‚‹›“”‘’  ",
        *("\n\n", "\n\n> ", "\n\n— ", ". ", "? ", ", ", ": ", "; ", "s’ ", "’s ", " — "),
        *("he", "She", "the man", "Rell", "said", "says", "told", "according to", "reportedly", "Soldier: "),
        *("We refused", "no", "the call", "via", "is said to have", "Dr.", "\ufffc", "о нет", "🙂", "é", "5"),
    ]
)


def reading(text: str) -> Reading:
    return read(read_article(text.encode(), name="a.md"))


def only(text: str) -> Quotation:
    (one,) = reading(text).quotations
    return one


def words(text: str) -> list[str]:
    return [" // ".join(piece.text for piece in one.pieces) for one in reading(text).quotations]


@given(st.lists(PARTS, min_size=1, max_size=60).map("".join))
@example("“a\n\n“b” “")
@settings(max_examples=400, deadline=None)
def test_whatever_is_written_nothing_is_read_that_does_not_stand_there(text):
    if not text.strip():
        return
    found = read(
        read_article(("x " + text).encode(), name="a.txt")
    )  # the record refuses what does not stand there
    for one in (*found.quotations, *found.claims):
        assert found.article.text[one.start : one.end].strip()
    starts = [one.start for one in found.quotations]
    assert starts == sorted(starts)
    assert all("\n" not in piece.text for one in found.quotations for piece in one.pieces)
    assert len({tuple(one.pieces) for one in found.quotations}) == len(found.quotations)


@pytest.mark.parametrize(
    "text",
    [
        'He said: "Go now."',
        "He said: “Go now.”",
        "He said: ‘Go now.’",
        "He said: 'Go now.'",
        "He said: „Go now.“",
        "He said: „Go now.”",
        "He said: «Go now.»",
        "He said: « Go now. »",
        "He said: »Go now.«",
        "He said: ‚Go now.‘",
        "He said: ”Go now.”",
    ],
)
def test_marks_of_every_kind_hold_the_same_words(text):
    one = only(text)
    assert (one.text, one.speaker, one.verb, one.kind) == ("Go now.", "He", "said", "speech")


def test_apostrophes_are_no_marks():
    assert words("The boys’ mothers don’t, ’twas the ’90s, rock ’n’ roll.") == []
    assert words("‘It’s the boys’ last night,’ he said, ‘isn’t it?’") == [
        "It’s the boys’ last night, // isn’t it?"
    ]
    assert words("'It's the boys' last night,' he said. '90s music.") == ["It's the boys' last night,"]


def test_feet_and_inches_are_no_marks():
    found = reading('A 5" gun, 6\'2" tall. "No," he said.')
    assert [one.text for one in found.quotations] == ["No,"]
    assert found.unclosed == ()


def test_a_quotation_over_paragraphs_is_one_and_each_paragraph_is_a_piece():
    assert words("“One.\n\n“Two.\n\n“Three,” she said.") == ["One. // Two. // Three,"]


def test_what_is_never_closed_is_told_and_not_taken():
    found = reading("He said: “We refused. And then we went.\n\nShe said: “No.”")
    assert [one.text for one in found.quotations] == ["No."]
    assert [found.article.text[at] for at in found.unclosed] == ["“"]
    assert reading("We refused,” he said.").unclosed == (11,)


def test_marks_with_nothing_between_them_are_no_quotation():
    found = reading("He wrote « » and „ “ and then “ ” of it.\n\nShe said “No.”")
    assert [one.text for one in found.quotations] == ["No."]
    assert reading("“ ‘ « „ “ ‘ « „ “\n\n“ ").claims == ()


def test_a_quotation_inside_another_is_one_of_its_own():
    outer, inner = reading("“My chief told me, ‘Erase it,’ and I did,” the man said.").quotations
    assert (outer.speaker, outer.depth) == ("the man", 0)
    assert (inner.text, inner.speaker, inner.depth) == ("Erase it,", "My chief", 1)


def test_two_who_speak_in_one_paragraph_are_two():
    assert words("“Are you alone?” asks a woman. “Never,” the man replies, “you know that.”") == [
        "Are you alone?",
        "Never, // you know that.",
    ]


def test_what_another_answers_is_no_part_of_a_quotation():
    assert words("He told me, ‘Delete everything,’ and I asked, ‘Everything?’") == [
        "Delete everything,",
        "Everything?",
    ]


def test_a_dash_begins_dialogue_and_a_byline_is_none():
    found = reading("— Play it again, says Olena.\n\n— It won’t change, her sister answers. — He repeats.")
    assert [(one.form, one.text, one.speaker) for one in found.quotations] == [
        ("dash", "Play it again,", "Olena"),
        ("dash", "It won’t change, He repeats.", "her sister"),
    ]
    assert reading("— Kestrel News staff").quotations == ()


def test_a_block_quotation_is_whose_the_sentence_before_says():
    one = only("The ministry wrote:\n\n> It is genuine.\n>\n> We regret it.")
    assert (one.form, len(one.pieces), one.speaker, one.verb) == ("block", 2, "The ministry", "wrote")


def test_lines_of_a_transcript_are_spoken_by_whom_they_name():
    found = reading("Soldier: They counted us.\n\nWoman: Who?\n\nIt ends there.")
    assert [(one.speaker, one.text) for one in found.quotations] == [
        ("Soldier", "They counted us."),
        ("Woman", "Who?"),
    ]
    assert reading("Claim: he threatened the mayor.").quotations == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The ministry’s “experts” have found nothing.", "scare"),
        ("The so-called “green channel” is closed.", "scare"),
        ("I have watched “The Ferryman” three times.", "title"),
        ("The general’s office says the tape is “fake.”", "speech"),
    ],
)
def test_scare_quotes_and_titles_are_told_from_speech(text, kind):
    assert only(text).kind == kind


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("“Go,” he reportedly said.", "reportedly"),
        ("“Go,” he is said to have told his wife.", "is said to have"),
        ("Tolk claims it is “stitched together.”", "claims"),
        ("In a purported recording, the mayor says: “Go.”", "purported"),
        ("The mayor, apparently tired, says: “Go.”", None),
    ],
)
def test_hedges_are_those_of_the_saying(text, hedge):
    assert only(text).hedge == hedge


def test_the_hands_that_words_went_through_are_told():
    one = only("“They painted it,” a deckhand wrote to Kanal 5 via an app, as translated by the broadcaster.")
    assert [(step.kind, step.who) for step in one.route] == [
        ("told", "Kanal 5"),
        ("via", "an app"),
        ("translated by", "the broadcaster"),
    ]


def test_according_to_somebody_is_their_word_and_according_to_a_transcript_is_nobodys():
    assert only("“We have no doubt,” according to minister Jon Pell.").speaker == "minister Jon Pell"
    assert only("“We have no doubt,” according to a transcript.").speaker is None


def test_a_pronoun_is_whom_it_can_stand_for():
    assert only("Rosa Lund wept. Her lawyer, Mr Ott, left. “Go,” she said.").speaker == "Rosa Lund"
    assert only("His mother waits. Sergeant Brandt stands up. “Go,” he says.").speaker == "Sergeant Brandt"


def test_claims_say_whom_they_cite_and_that_they_cite_nobody():
    found = reading(
        "The man says in the call that they refused. The unit allegedly fled, according to the ministry. "
        "Nine people drowned. “No,” he said. Who knows?"
    ).claims
    assert [(one.source, one.hedge, one.cites_recording, one.cites_nothing) for one in found] == [
        ("The man", None, True, False),
        ("the ministry", "allegedly", False, False),
        (None, None, False, True),
    ]


def test_an_article_without_quotations_is_read():
    found = reading("# Nothing\n\nNobody said anything in this call of ours.")
    assert found.quotations == ()
    assert [one.cites_recording for one in found.claims] == [True]


@pytest.mark.parametrize("mark", ["“", '"', "'a ", "‘s’ ", "« ", "“x” ", "boys’ a ‘"])
def test_thousands_of_marks_take_no_time_to_speak_of(mark):
    article = read_article((mark * 3_000).encode())
    began = time.process_time()
    read(article)
    assert time.process_time() - began < 10


SLOW = {
    "quotations in one paragraph": "“We refused,” he said. " * 20_000,
    "one quotation in many pieces": "“We refused,” he said, " * 10_000,
    "quotations in one sentence": "a “no” and " * 10_000,
    "names that differ": " ".join(f"“No,” said Ann Bert{number}." for number in range(10_000)),
    "quotations inside one another": "“a «b " * 5_000 + "c» d” " * 5_000,
    "a sentence that says and says": "he said that she told " * 20_000,
    "a sentence through many hands": "via the man and according to her " * 10_000,
    "paragraphs": "She said “no” to it. It rained in Kyiv.\n\n" * 10_000,
    "pronouns": "Ann Bell wept. He left. “No,” she said. " * 5_000,
    "marks that are never closed": "“ ‘ « „ " * 20_000,
}
"""What grows with the square of its length where anything is looked at once too often."""


@pytest.mark.parametrize("slow", SLOW.values(), ids=SLOW.keys())
def test_what_is_written_to_take_long_takes_twice_as_long_when_it_is_twice_as_long(slow: str) -> None:
    article = read_article(slow.encode(), name="a.txt")
    began = time.process_time()
    read(article)
    assert time.process_time() - began < 10


def test_an_article_of_two_thousand_words_is_read_in_well_under_a_second():
    text = "\n\n".join(path.read_text().partition("\n===\n")[0] for path in articles.paths("tuning"))
    article = read_article((text + "\n\n" + text[: len(text) // 3]).encode(), name="a.md")
    assert len(article.text.split()) > 2_000
    began = time.process_time()
    assert len(read(article).quotations) > 40
    assert time.process_time() - began < 1


def test_the_labels_of_the_bench_stand_in_their_articles():
    labels = [
        label
        for half in ("tuning", "untouched")
        for path in articles.paths(half)
        for label in articles.labelled(path)[1]
    ]
    assert len(labels) >= 120
