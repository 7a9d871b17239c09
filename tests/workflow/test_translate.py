"""Candidates beside candidates: nothing is replaced, what is done stays, and a person's choice stands above."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

import calls
from earwitness.archive.folder import CaseFolder
from earwitness.backends.fake_translation import FakeTranslator
from earwitness.backends.protocols import Answer, Info, Proposal, Source
from earwitness.errors import ModelError, UsageError
from earwitness.ledger import chain
from earwitness.records.custody import Agent
from earwitness.records.glossary import Term
from earwitness.records.translation import Line, Translation
from earwitness.workflow.case import Case
from earwitness.workflow.person import acting


class Scripted:
    """Says what it is told to, and dies where it is told to."""

    listens = False
    takes_terms = False

    def __init__(self, name: str, said: dict[str, str], *, dies_after: int | None = None) -> None:
        self.info = Info(agent=Agent(kind="model", name=name), licence=None, needs_network=False)
        self.asked: list[str] = []
        self._said, self._dies_after = said, dies_after

    def translate(self, sources: Sequence[Source]) -> Iterator[Answer]:
        for source in sources:
            if self._dies_after is not None and len(self.asked) == self._dies_after:
                raise ModelError("The server died.")
            self.asked.append(source.text)
            text = self._said.get(source.text)
            yield Answer(proposals=(Proposal(text=text),)) if text else Answer(refused="the answer is empty")


@pytest.fixture
def case(tmp_path: Path) -> Case:
    made = calls.call(tmp_path / "case")
    transcript = calls.hear(made, "t1")
    english = ("Hello, do you hear me?", "I hear.", "We went.", "Take care.")
    lines = tuple(Line(utterance_id=f"u{at}", text=text) for at, text in enumerate(english, 1))
    with CaseFolder.open(made.path, write=True) as folder, folder.database.writing(chain.line) as change:
        change.add_translation(
            Translation(
                id="t1-en",
                transcript_id="t1",
                language="en",
                lines=lines,
                made_by=transcript.made_by,
                made_at=transcript.made_at,
            )
        )
    return made


SAID = {text: f"{number} English words." for number, (_, text) in enumerate(calls.SAID)}


def translate(case: Case, *translators: Scripted | FakeTranslator) -> list[tuple[str, str]]:
    """Translate with the fake embedder; the candidates as (number, text) of the third utterance."""
    seen = case.translate(using=list(translators), embedder="fake").view
    return [(one.number, one.text) for one in seen.utterances[2].candidates]


def test_the_first_translation_becomes_a_candidate_and_others_stand_beside_it(case: Case) -> None:
    assert translate(case, FakeTranslator(2)) == [
        ("c1", "We went."),
        ("c2", "They say some some some words."),
        ("c3", "They say some some some words, it seems."),
    ]
    makers = [one.made_by.name for one in case.recording().utterances[2].candidates]
    assert makers == ["whisper-base", "fake-translator", "fake-translator"]
    assert all(0 <= one.estimate <= 1 for one in case.recording().candidates)


def test_what_a_translator_did_is_not_asked_of_it_again_but_what_it_was_refused_is(case: Case) -> None:
    first = Scripted("m", {calls.SAID[0][1]: "Hello."})
    assert [one.utterance_id for one in case.translate(using=[first], embedder="fake").refused] == [
        "u2",
        "u3",
        "u4",
    ]
    second = Scripted("m", SAID)
    translate(case, second)
    assert second.asked == [text for _, text in calls.SAID[1:]]


def test_what_was_done_before_a_server_died_stays_and_the_next_run_goes_on(case: Case) -> None:
    with pytest.raises(ModelError, match="died"):
        translate(case, Scripted("m", SAID, dies_after=2))
    seen = case.recording()
    assert [len(one.candidates) for one in seen.utterances] == [2, 2, 1, 1]
    assert all(one.decision for one in seen.utterances)
    again = Scripted("m", SAID)
    translate(case, again)
    assert again.asked == [text for _, text in calls.SAID[2:]]


def test_the_chosen_candidate_is_the_line_and_carries_the_reasons_to_doubt_it(case: Case) -> None:
    translate(case, FakeTranslator(1))
    lost = case.recording().utterances[2].candidates[0]
    assert lost.text == "We went."
    seen = case.choose([("u3", "c1")])
    line = seen.utterances[2].line
    assert line is not None
    assert (line.text, line.candidate_id) == ("We went.", lost.id)
    assert line.doubts == lost.doubts


def test_a_persons_choice_stays_above_every_later_choice_of_the_machine(case: Case) -> None:
    translate(case, FakeTranslator(1))
    case.choose([("u3", "c1")])
    translate(case, Scripted("m", SAID), Scripted("n", SAID), Scripted("o", SAID))
    shown = case.recording().utterances[2]
    assert shown.translation == "We went."
    assert shown.decision is not None
    assert shown.decision.made_by == acting().agent
    case.choose([("u3", "c3")])
    assert case.recording().utterances[2].translation == "2 English words."
    with CaseFolder.open(case.path) as folder:
        by = [one.made_by for one in folder.database.decisions("t1", "en") if one.made_by.kind == "person"]
    assert by == [acting().agent] * 2


def test_a_transcript_without_any_english_is_translated_too(tmp_path: Path) -> None:
    case = calls.call(tmp_path / "case")
    calls.hear(case, "t1")
    translate(case, Scripted("m", SAID))
    assert [one.translation for one in case.recording().utterances] == [*SAID.values()]


def test_the_ledger_holds_ids_and_no_words(case: Case) -> None:
    translate(case, Scripted("m", SAID))
    case.choose([("u1", "c2")])
    ledger = (case.path / "ledger.jsonl").read_text("utf-8")
    assert [json.loads(line)["verb"] for line in ledger.splitlines()][-4:] == [
        "translate",
        "translate",
        "choose",
        "choose",
    ]
    assert not any(word in ledger for word in ("English words", "We went", "отказались"))


@pytest.mark.parametrize(("choice", "said"), [(("u9", "c1"), "no utterance"), (("u3", "c9"), "no candidate")])
def test_a_choice_that_makes_no_sense_is_refused_and_none_is_kept(
    case: Case, choice: tuple[str, str], said: str
) -> None:
    translate(case, FakeTranslator(1))
    with pytest.raises(UsageError, match=said):
        case.choose([("u1", "c1"), choice])
    assert all(one.decision and one.decision.made_by.kind == "software" for one in case.recording().utterances)


def test_a_page_tells_who_translated_and_that_a_person_chose_and_not_who(case: Case, tmp_path: Path) -> None:
    translate(case, Scripted("helper-model", SAID))
    case.choose([("u3", "c2")])
    page = case.publish(tmp_path / "page").read_text("utf-8")
    assert "2 English words." in page
    assert "helper-model" in page
    assert "chose among machine translations of 1 passage" in page
    key = acting().agent.name
    assert not any(key in file.read_text("utf-8", "replace") for file in (tmp_path / "page").glob("*.[hv]*"))


REFUSE = Term(term="отказаться", language="ru", translation="refuse", note="an order")


def test_a_word_that_no_dictionary_has_is_not_doubted_while_the_glossary_has_it(case: Case) -> None:
    translate(case, Scripted("m", {"Мы отказались идти.": "We otkazed to go."}))
    term = Term(term="отказаться", language="ru", translation="otkaz", also=("otkazed",))

    def doubted() -> list[tuple[str, tuple[int, ...]]]:
        line = case.recording().utterances[2].candidates[-1]
        return [(one.reason, one.words) for one in line.doubts if one.reason in ("unknown", "term")]

    assert doubted() == [("unknown", (1,))]
    case.add_terms([term])
    assert doubted() == []
    case.remove_term("отказаться")
    assert doubted() == [("unknown", (1,))]


def test_a_line_that_does_not_follow_the_glossary_is_doubted_while_the_term_stands(case: Case) -> None:
    translate(case, FakeTranslator(1))
    case.choose([("u3", "c1")])
    case.add_terms([REFUSE])
    seen = case.recording().utterances[2]
    assert [one.term for one in seen.mentions] == [REFUSE]
    assert seen.line is not None
    assert [one.text for one in seen.line.doubts if one.reason == "term"] == [
        "“отказались” is “refuse” in the glossary, and not here."
    ]
    assert all("term" in [doubt.reason for doubt in one.doubts] for one in seen.candidates)
    case.remove_term("отказаться")
    assert "term" not in [doubt.reason for one in case.recording().candidates for doubt in one.doubts]


def test_of_candidates_that_are_as_good_the_one_that_follows_the_glossary_is_chosen(case: Case) -> None:
    said = "Мы отказались идти."
    others = [Scripted(text, {said: text}) for text in ("We would not go.", "They refused to go there.")]

    def chosen() -> str | None:
        translate(case, *others)
        seen = case.recording().utterances[2]
        return seen.line.text if seen.line else None

    assert chosen() == "We would not go."
    case.add_terms([REFUSE])
    assert chosen() == "They refused to go there."


class Told(Scripted):
    """As scripted, and can be told of terms."""

    takes_terms = True

    def translate(self, sources: Sequence[Source]) -> Iterator[Answer]:
        self.terms = [term.translation for source in sources for term in source.terms]
        return super().translate(sources)


def test_who_can_be_told_of_terms_is_asked_again_where_a_newer_one_is_said(case: Case) -> None:
    translate(case, Told("m", SAID), Scripted("n", SAID))
    case.add_terms([REFUSE])
    told, untold = Told("m", SAID), Scripted("n", SAID)
    translate(case, told, untold)
    assert (told.asked, told.terms, untold.asked) == (["Мы отказались идти."], ["refuse"], [])
    again = Told("m", SAID)
    translate(case, again)
    assert again.asked == []


def test_an_utterance_without_english_is_missing_and_lost_no_term(case: Case) -> None:
    calls.hear(case, "t2")
    calls.translate(case, "t2", "e2", ["", "", "", ""])
    case.add_terms([REFUSE])
    line = case.recording().utterances[2].line
    assert line is not None
    assert line.doubts == ()
