"""Each change is one correction, kept once, shown everywhere, and refused where it was made on another state."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import calls
from earwitness.archive.folder import CaseFolder
from earwitness.errors import CaseLockedError, ConflictError, UsageError
from earwitness.ledger import chain
from earwitness.records.review import (
    Accept,
    Comment,
    English,
    Merge,
    SignOff,
    Speaker,
    Split,
    Text,
    Times,
    Withdraw,
)
from earwitness.records.time import Span
from earwitness.workflow.case import Case


@pytest.fixture
def case(tmp_path: Path) -> Case:
    made = calls.call(tmp_path / "case")
    calls.hear(made, "t1")
    calls.translate(made, "t1", "e1")
    return made


REFUSED_NOT = Text(utterance_id="u3", on=0, text="Мы не отказались идти.")


def test_a_correction_is_shown_everywhere_and_each_earlier_state_can_be_shown_again(case: Case) -> None:
    made = case.correct(REFUSED_NOT)
    assert (made.number, made.made_by.kind) == (1, "person")
    seen = case.recording()
    assert (seen.corrections, seen.utterances[2].text) == (1, REFUSED_NOT.text)
    assert [doubt.reason for doubt in seen.utterances[2].line.doubts if seen.utterances[2].line] == ["older"]
    for format_ in ("txt", "srt", "vtt", "json"):
        assert "не отказались" in case.export(format=format_)
    assert "не отказались" not in case.export(format="txt", state=0)
    assert case.recording(state=0).utterances[2].text == "Мы отказались идти."
    with pytest.raises(UsageError, match=r"There are 1 corrections, and no state 2\."):
        case.recording(state=2)


def test_a_page_says_how_much_of_it_people_reviewed(case: Case, tmp_path: Path) -> None:
    case.correct(REFUSED_NOT)
    case.correct(Accept(utterance_id="u1", on=0))
    page = case.publish(tmp_path / "page").read_text("utf-8")
    assert "A person has reviewed 2 passages of 4." in page
    assert "People, for 2 passages of 4; 1 passage they corrected." in page
    assert "не отказались" in page


def test_a_quote_whose_words_were_corrected_says_so_and_undone_it_does_not(case: Case) -> None:
    quote = case.quote(case.recording().utterances[2].span)
    case.correct(REFUSED_NOT)
    (seen,) = case.quotes(quote.id)
    assert [one.reason for one in seen.notices if one.again] == ["words"]
    case.correct(Withdraw(correction=1))
    assert not case.quotes(quote.id)[0].look_again


def test_a_quote_waits_for_a_second_person_where_the_case_requires_it(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quote = case.quote(case.recording().utterances[2].span)
    case.correct(Accept(utterance_id="u3", on=0))
    assert not case.quotes()[0].look_again
    case.require_four_eyes(required=True)
    case.require_four_eyes(required=True)
    (notice,) = [one for one in case.quotes(quote.id)[0].notices if one.again]
    assert notice.text == "Nobody has signed off u3 as the second to look."
    with pytest.raises(UsageError, match="not corrected or accepted by anybody else"):
        case.correct(SignOff(utterance_id="u3", on=0))
    monkeypatch.setenv("EARWITNESS_KEY", str(tmp_path / "second.pem"))
    case.correct(SignOff(utterance_id="u3", on=0))
    assert not case.quotes()[0].look_again
    case.correct(Speaker(utterance_id="u3", on=0, speaker="S1"))
    assert {one.reason for one in case.quotes()[0].notices if one.again} == {"speaker", "unsigned"}
    case.require_four_eyes(required=False)
    assert {one.reason for one in case.quotes()[0].notices if one.again} == {"speaker"}


def test_what_is_sent_twice_is_kept_once(case: Case) -> None:
    first = case.correct(REFUSED_NOT, sent_as="tab-1")
    assert case.correct(REFUSED_NOT, sent_as="tab-1") == first
    assert case.corrections() == [first]
    with pytest.raises(ConflictError):
        case.correct(REFUSED_NOT, sent_as="tab-2")
    assert case.corrections() == [first]


def test_a_state_that_somebody_changed_since_is_refused_and_nothing_is_kept(case: Case) -> None:
    case.correct(Merge(utterance_id="u2", on=0, other_id="u3", other_on=0))
    before = (case.path / "ledger.jsonl").read_bytes()
    for change in (REFUSED_NOT, Text(utterance_id="u2", on=0, text="Не слышу.")):
        with pytest.raises(ConflictError):
            case.correct(change)
    assert (case.path / "ledger.jsonl").read_bytes() == before


def test_the_ledger_tells_of_a_correction_and_of_none_of_its_words(case: Case) -> None:
    case.correct(REFUSED_NOT)
    case.correct(Comment(span=Span(0, 900), text="Это Петров?"))
    case.correct(English(utterance_id="u3", on=1, text="We never refused."))
    lines = (case.path / "ledger.jsonl").read_bytes().splitlines(keepends=True)
    assert chain.check(lines) == []
    told = [chain.read(line).event for line in lines][-3:]
    assert [(one.verb, one.detail["kind"], one.detail["correction"]) for one in told] == [
        ("correct", "text", 1), ("correct", "comment", 2), ("correct", "translation", 3),
    ]  # fmt: skip
    assert all(one.rows and one.agent.kind == "person" for one in told)
    ledger = b"".join(lines).decode()
    assert not [word for word in ("отказались", "Петров", "never") if word in ledger]
    assert case.custody()[-1].text == "Transcript t1 was corrected, change 3: translation."
    assert not [item for item in case.verify() if item.outcome == "fail"]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("<b>Нет</b>\n<script>x</script>", "<b>Нет</b> <script>x</script>"),
        ("Все\u0308 тут  ", "Всё тут"),
        ("Да 👩\u200d👩\u200d👧!", "Да 👩\u200d👩\u200d👧!"),
        ("\u202eтеН\x00", "теН"),
        ("а" * 10_000, "а" * 10_000),
    ],
)
def test_whatever_is_pasted_becomes_one_line_of_text(case: Case, typed: str, kept: str) -> None:
    case.correct(Text(utterance_id="u2", on=0, text=typed))
    assert case.recording().utterances[1].text == kept
    assert json.loads(case.export(format="json"))["utterances"][1]["text"] == kept


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (Text(utterance_id="u2", on=0, text="а" * 100_000), "100,000 characters long"),
        (English(utterance_id="u2", on=0, text=" \u00a0"), "Nothing was written"),
        (Comment(span=Span(0, 1), text=""), "Nothing was written"),
        (Comment(span=Span(0, 99_000), text="Who?"), "over at 0:10.0"),
        (Times(utterance_id="u2", on=0, spans=(Span(2_000, 99_000),)), "over at 0:10.0"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_a_sentence_and_leaves_nothing(
    case: Case, change: Text | English | Comment | Times, says: str
) -> None:
    with pytest.raises(UsageError, match=says):
        case.correct(change)
    assert case.corrections() == []


def test_a_voice_that_a_person_told_apart_can_be_named(case: Case) -> None:
    case.correct(Speaker(utterance_id="u4", on=0, speaker="S3"))
    assert [one.label for one in case.speakers()] == ["S1", "S2", "S3"]
    assert case.name_speaker("S3", "Her sister").speaker == "S3"
    assert case.recording().utterances[3].voice == "Her sister? (S3)"


def test_a_parted_utterance_can_be_quoted_and_a_translator_passes_it_over(case: Case) -> None:
    case.correct(Split(utterance_id="u3", on=0, at=2))
    seen = case.recording().utterances[3]
    assert (seen.id, seen.text) == ("u3.1", "идти.")
    case.correct(English(utterance_id="u3.1", on=1, text="to go."))
    assert case.quote(seen.span).english == "“to go.”"
    case.translate(using=["fake:2"], embedder="fake")
    assert case.recording().utterances[3].translation == "to go."


def test_correcting_waits_for_no_other_writer(case: Case) -> None:
    with CaseFolder.open(case.path, write=True), pytest.raises(CaseLockedError):
        case.correct(REFUSED_NOT)


def test_another_listening_is_another_transcript_with_no_corrections_yet(case: Case) -> None:
    case.correct(REFUSED_NOT)
    calls.hear(case, "t2")
    assert case.corrections() == []
    assert case.recording().corrections == 0


def test_what_was_changed_gets_the_times_at_which_a_model_hears_it(case: Case) -> None:
    case.correct(REFUSED_NOT)
    before = case.recording().utterances[2]
    assert before.review is not None
    assert [before.words[at].text for at in before.review.untimed] == ["не"]
    assert case.realign(model="fake:") == 1
    after = case.recording().utterances[2]
    assert after.review is not None
    assert after.review.untimed == ()
    assert [after.words[at] for at in (0, 2, 3)] == [before.words[at] for at in (0, 2, 3)]
    assert case.corrections()[-1].made_by.kind == "model"
    case.correct(Text(utterance_id="u3", on=after.review.revision, text="Мы не идём."))
    assert case.realign(model="fake:") == 1
    assert case.realign(model="fake:") == 0
