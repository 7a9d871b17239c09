"""Quotes in a case: layers that stay bound to what they were made from, told of in the ledger without a word."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

import calls
from earwitness.archive.folder import CaseFolder
from earwitness.errors import CaseLockedError, RecordError, UsageError
from earwitness.formats import webannotation
from earwitness.ledger import chain
from earwitness.records.glossary import Term
from earwitness.records.review import Text, Withdraw
from earwitness.records.time import Span
from earwitness.workflow.case import Case

REFUSED = Span(4_000, 5_700)


@pytest.fixture
def case(tmp_path: Path) -> Case:
    made = calls.call(tmp_path / "case")
    calls.hear(made, "t1")
    calls.translate(made, "t1", "e1")
    return made


def events(case: Case, *verbs: str) -> list[dict[str, Any]]:
    lines = (case.path / "ledger.jsonl").read_bytes().splitlines(keepends=True)
    assert chain.check(lines) == []
    return [dict(event.detail) for event, _ in map(chain.parse, lines) if event.verb in verbs]


def test_quotes_are_counted_in_the_case_and_listed_in_the_order_in_which_they_were_made(case: Case) -> None:
    first = case.quote(REFUSED)
    second = case.quote(Span(2_000, 5_700), mask=["refused"])
    assert [one.id for one in case.quotes()] == ["q1", "q2"]
    assert (first.source, first.english) == ("«Мы отказались идти.»", "“We refused to go.”")
    assert second.english == "“I hear you. We r*fused to go.”"
    assert case.quotes() == [first, second]
    assert case.quotes("q2", "q1") == [second, first]


def test_the_same_quote_is_kept_once_and_anew_after_it_was_withdrawn(case: Case) -> None:
    first = case.quote(REFUSED)
    assert case.quote(REFUSED) == first
    case.withdraw_quote("q1")
    assert case.quote(REFUSED).id == "q2"


def test_the_ledger_has_ids_and_digests_and_no_word(case: Case) -> None:
    made = case.quote(REFUSED, gloss=["We=the soldiers|a letter"])
    case.withdraw_quote("q1", reason="He asked for it.")
    assert events(case, "quote") == [
        {"quote": "q1", "digest": str(made.digest), "transcript": "t1", "translation": "e1"}
    ]
    assert events(case, "withdraw") == [{"quote": "q1", "digest": str(made.digest)}]
    ledger = (case.path / "ledger.jsonl").read_text("utf-8")
    assert not [word for word in ("soldiers", "letter", "refused", "Мы", "asked") if word in ledger]


def test_the_digest_does_not_confirm_a_guess_at_the_words(case: Case) -> None:
    first = case.quote(REFUSED)
    case.withdraw_quote("q1")
    second = case.quote(REFUSED)
    assert (first.english, len(first.quote.salt)) == (second.english, 32)
    assert first.quote.salt != second.quote.salt


def test_a_withdrawn_quote_stays_and_says_why(case: Case) -> None:
    case.quote(REFUSED)
    withdrawal = case.withdraw_quote("q1", reason="Nobody has confirmed it.")
    (seen,) = case.quotes()
    assert seen.withdrawal == withdrawal
    assert withdrawal.reason == "Nobody has confirmed it."
    assert case.export_quotes(format="json") == ""
    assert json.loads(case.export_quotes("q1", format="json"))["withdrawn_because"] == "Nobody has confirmed it."
    with pytest.raises(UsageError, match="The quote q1 was withdrawn already"):
        case.withdraw_quote("q1")


@pytest.mark.parametrize("reason", ["", " ", "a\nb"])
def test_a_reason_that_cannot_be_shown_is_refused(case: Case, reason: str) -> None:
    case.quote(REFUSED)
    with pytest.raises(UsageError, match="The reason cannot be shown on one line"):
        case.withdraw_quote("q1", reason=reason)
    assert case.quotes()[0].withdrawal is None


def test_the_house_style_changes_what_is_printed_and_no_quote(case: Case) -> None:
    before = case.quote(REFUSED, gloss=["We=the soldiers"])
    case.set_house_style("ap")
    case.set_house_style("ap")
    (after,) = case.quotes()
    assert (before.english, after.english) == (
        "“[the soldiers] refused to go.”",
        '"(the soldiers) refused to go."',
    )
    assert (before.quote, before.digest) == (after.quote, after.digest)
    assert events(case, "set") == [{"style": "ap"}]


def test_a_mask_without_a_rule_is_made_by_the_rule_of_the_house(case: Case) -> None:
    case.set_house_style("ap")
    assert case.quote(REFUSED, mask=["refused"]).english == '"We r------ to go."'


def test_another_translation_under_a_quote_asks_to_look_at_it_again(case: Case) -> None:
    case.quote(REFUSED)
    assert not case.quotes()[0].look_again
    calls.translate(case, "t1", "e2", ["Hello?", "I hear you.", "We did not go.", "Take care."])
    (seen,) = case.quotes()
    assert seen.look_again
    assert [one.text for one in seen.notices if one.again] == [
        "The English of u3 was “We refused to go.” and is now “We did not go.”."
    ]
    assert seen.english == "“We refused to go.”"


def test_a_recording_that_was_heard_anew_asks_to_look_at_its_quotes_again(case: Case) -> None:
    case.quote(REFUSED)
    calls.hear(case, "t2")
    (seen,) = case.quotes()
    assert [one.reason for one in seen.notices] == ["heard-anew"]
    assert seen.voice == "S2"


def test_a_quote_names_its_speaker_with_the_label(case: Case) -> None:
    case.quote(REFUSED)
    case.name_speaker("S2", "Ivan Petrov", according_to="a channel")
    assert case.quotes()[0].voice == "Ivan Petrov? (S2)"


def test_exported_annotations_are_read_back_as_the_same_quotes(case: Case, tmp_path: Path) -> None:
    made = [case.quote(REFUSED), case.quote(Span(2_000, 5_700))]
    text = case.export_quotes(format="webannotation", to=tmp_path / "quotes.jsonld")
    assert (tmp_path / "quotes.jsonld").read_text("utf-8") == text
    assert [webannotation.parse(line) for line in text.splitlines()] == [one.quote for one in made]
    with pytest.raises(UsageError, match=r'no format "pdf"\. Ask for json, webannotation\.'):
        case.export_quotes(format="pdf")


def test_a_quote_that_there_is_not_is_refused_with_those_that_there_are(case: Case) -> None:
    with pytest.raises(UsageError, match=r'no quote "q1"\. There is: none yet\.'):
        case.quotes("q1")
    case.quote(REFUSED)
    with pytest.raises(UsageError, match=r'no quote "q9"\. There is: q1\.'):
        case.withdraw_quote("q9")


def test_a_quote_that_was_changed_in_the_database_is_not_believed(case: Case) -> None:
    case.quote(REFUSED)
    database = sqlite3.connect(case.path / "case.sqlite")
    with database:
        database.execute("UPDATE quotes SET quote = replace(quote, 'отказались', 'согласились')")
    database.close()
    with pytest.raises(RecordError, match="holds a quote 'q1' that was changed"):
        case.quotes()


def test_what_is_refused_leaves_nothing(case: Case) -> None:
    with pytest.raises(UsageError):
        case.quote(Span(4_000, 5_000))
    with CaseFolder.open(case.path, write=True), pytest.raises(CaseLockedError):
        case.quote(REFUSED)
    assert case.quotes() == events(case, "quote") == []


def test_what_the_glossary_explains_is_offered_as_a_gloss_until_it_is_taken(case: Case) -> None:
    case.add_terms([Term(term="отказаться", language="ru", translation="refused", note="of an order")])
    made = case.quote(REFUSED)
    (offer,) = [one.text for one in made.notices if one.reason == "glossary"]
    assert offer == "The glossary explains “отказаться”: of an order. To add that: --gloss 'refused+of an order'"
    taken = case.quote(REFUSED, gloss=["refused+of an order"])
    assert taken.english == "“We refused [of an order] to go.”"
    assert "glossary" not in [one.reason for one in taken.notices]


@pytest.mark.parametrize(
    ("note", "offered"),
    [(None, []), ("a = b", ["The glossary explains “идти”: a = b."]), ("on foot", ["--gloss 'идти+on foot'"])],
)
def test_a_note_that_can_be_no_gloss_is_told_alone_and_english_that_lacks_the_term_is_glossed_beside_the_original(
    case: Case, note: str | None, offered: list[str]
) -> None:
    case.add_terms([Term(term="идти", language="ru", translation="march", note=note)])
    found = [one.text for one in case.quote(REFUSED).notices if one.reason == "glossary"]
    assert len(found) == len(offered)
    assert all(one.endswith(end) for one, end in zip(found, offered, strict=True))
    assert case.quote(Span(2_000, 3_600)).notices == ()


def test_quoting_reads_no_other_quote_so_that_the_hundredth_takes_no_longer_than_the_first(case: Case) -> None:
    case.quote(REFUSED)
    database = sqlite3.connect(case.path / "case.sqlite")
    with database:
        database.execute("UPDATE quotes SET quote = '{}'")
    database.close()
    assert case.quote(Span(2_000, 3_900)).id == "q2"
    with pytest.raises(RecordError):
        case.quote(REFUSED)  # it may be the same as the one that nobody can read
    assert [one.id for one in case.quotes("q2")] == ["q2"]


def test_a_denial_that_is_put_right_before_a_quote_asks_to_look_at_it_again(case: Case) -> None:
    """The words that are quoted are as they were; what stands before them turns them round."""
    case.quote(Span(4_550, 5_700), english=["refused to go."])
    case.correct(Text(utterance_id="u3", on=0, text="Мы не отказались идти."))
    (seen,) = case.quotes()
    assert seen.look_again
    assert "Right before it stands “не”: Слышу. Мы не … (corrected since it was quoted)" in [
        one.text for one in seen.notices
    ]


def test_a_denial_that_comes_back_by_undoing_asks_to_look_at_the_quote_again(case: Case) -> None:
    case.correct(Text(utterance_id="u3", on=0, text="Мы не отказались идти."))
    case.correct(Text(utterance_id="u3", on=1, text="Мы отказались идти."))
    case.quote(Span(4_550, 5_700), english=["refused to go."])
    assert not case.quotes()[0].look_again
    case.correct(Withdraw(correction=2))
    assert case.quotes()[0].look_again


def test_a_denial_that_was_there_when_it_was_quoted_is_told_and_no_more(case: Case) -> None:
    case.correct(Text(utterance_id="u3", on=0, text="Мы не отказались идти."))
    made = case.quote(Span(4_900, 5_700), english=["refused to go."])
    assert "before" in [one.reason for one in made.notices]
    assert not case.quotes()[0].look_again
