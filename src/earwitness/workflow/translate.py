"""Add translations to those that are there, choose among all, and keep what a person chooses above that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from earwitness.archive.folder import CaseFolder
from earwitness.archive.transaction import now
from earwitness.backends.protocols import Answer, Chunk, Embedder, Proposal, Source, Translator
from earwitness.errors import ModelError, RecordError, UsageError
from earwitness.records.custody import Agent
from earwitness.records.glossary import standing as standing_terms
from earwitness.records.speech import Utterance
from earwitness.records.text import shown
from earwitness.records.translation import Candidate, Decision, standing
from earwitness.records.view import RecordingView
from earwitness.speech.listen import ENGLISH
from earwitness.translation.estimate import best, estimates
from earwitness.translation.mentions import lost
from earwitness.workflow import show
from earwitness.workflow.agent import PROGRAM
from earwitness.workflow.person import acting, writing
from earwitness.workflow.progress import Report, silent
from earwitness.workflow.sound import sound_of

BATCH = 16
"""Utterances whose translations are kept together: no more can be lost."""

TERM_LOST = 0.1
"""What a candidate's estimate loses in the choice for each term of the glossary that it does not follow.

Chosen by hand: more than the estimates of one utterance's candidates usually differ by."""

BESIDE = 3
"""Utterances before and after one that a translator is shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """What a translator answered to one utterance was no translation; `why` says so without its words."""

    utterance_id: str
    translator: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Translated:
    """The recording with what is chosen now, how many candidates are new, and which answers were refused."""

    view: RecordingView
    added: int
    refused: tuple[Refusal, ...]


def translate(
    case: CaseFolder,
    named: str | None,
    translators: Sequence[Translator],
    embedder: Embedder,
    *,
    report: Report = silent,
) -> Translated:
    """Ask each translator for the utterances that it has not translated, and choose anew (opened for writing).

    What is finished is kept batch by batch, also where a translator fails in between (ModelError); the same call
    goes on from there. Nothing that was there is changed, and a person's choice stands.
    """
    job = _Job(case=case, seen=show.processed(case, named), embedder=embedder)
    job.keep_first()
    refused: list[Refusal] = []
    added = 0
    for translator in translators:
        try:
            for batch in job.asked(translator, report):
                added += job.keep(translator.info.agent, [(one, answer.proposals) for one, answer in batch])
                refused += [
                    Refusal(utterance_id=one.id, translator=translator.info.agent.name, why=answer.refused)
                    for one, answer in batch
                    if answer.refused
                ]
        finally:
            job.choose()
    return Translated(view=show.processed(case, named), added=added, refused=tuple(refused))


def choose(case: CaseFolder, named: str | None, choices: Sequence[tuple[str, str]]) -> RecordingView:
    """Keep the choices of whoever acts, (utterance, candidate) such as (u3, c2), above all machines'.

    The case is opened for writing; what they chose already is kept once. UsageError for what there is not: then
    none is kept.
    """
    seen, by = show.processed(case, named), acting().agent
    chosen = [_candidate(seen, utterance, candidate) for utterance, candidate in choices]
    stands = {(one.decision.candidate_id, one.decision.made_by) for one in seen.utterances if one.decision}
    _decide(case, seen, [one for one in chosen if (one.id, by) not in stands], by)
    return show.processed(case, named)


@dataclass(frozen=True, kw_only=True)
class _Job:
    """One recording's utterances that are to be translated."""

    case: CaseFolder
    seen: RecordingView
    embedder: Embedder

    @property
    def transcript_id(self) -> str:
        if self.seen.transcript is None:
            raise RecordError("What nobody heard cannot be translated.")
        return self.seen.transcript.id

    @property
    def utterances(self) -> list[Utterance]:
        held = self.seen.transcript.utterances if self.seen.transcript else ()
        return [one for one in held if one.language != ENGLISH and "." not in one.id]

    def keep_first(self) -> None:
        """Make candidates of the lines that came with the transcript, if they are none yet."""
        translation = self.case.database.translation(self.transcript_id, ENGLISH)
        if translation is None or self._candidates():
            return
        texts = {line.utterance_id: line.text for line in translation.lines}
        said = [(one, (Proposal(text=texts[one.id]),)) for one in self.utterances if texts.get(one.id)]
        self.keep(translation.made_by, said)

    def asked(self, translator: Translator, report: Report) -> Iterator[list[tuple[Utterance, Answer]]]:
        """The answers to what it was not asked before, in batches; what is finished comes before a failure.

        One that takes terms is asked again where a term is said that is newer than its answer.
        """
        agent, everything = translator.info.agent, self.utterances
        known_since = self._known_since() if translator.takes_terms else {}
        done = {
            one.utterance_id
            for one in self._candidates()
            if one.made_by == agent and one.made_at >= known_since.get(one.utterance_id, "")
        }
        places = [at for at, one in enumerate(everything) if one.id not in done]
        waiting = self._sources(everything, places, listens=translator.listens)
        for first in range(0, len(places), BATCH):
            batch = places[first : first + BATCH]
            sources = list(islice(waiting, len(batch)))
            finished: list[tuple[Utterance, Answer]] = []
            try:
                for at, answer in zip(batch, translator.translate(sources), strict=True):
                    finished.append((everything[at], answer))
                    report(f"Translating, {agent.name}", (first + len(finished)) / len(places))
            except ModelError:
                yield finished
                raise
            yield finished

    def keep(self, agent: Agent, said: Sequence[tuple[Utterance, Sequence[Proposal]]]) -> int:
        """Keep the proposals of one maker, each with its estimate; gives how many.

        Another maker may have said the same: who says it is what the list tells.
        """
        before = Counter(one.utterance_id for one in self._candidates())
        made: list[Candidate] = []
        for utterance, proposals in said:
            new = {proposal.text: proposal for proposal in proposals}
            judged = estimates(utterance.text, utterance.language, list(new), self.embedder)
            for number, (proposal, judgement) in enumerate(
                zip(new.values(), judged, strict=True), before[utterance.id] + 1
            ):
                made.append(
                    Candidate(
                        id=f"{self.transcript_id}-{utterance.id}-c{number}",
                        transcript_id=self.transcript_id,
                        utterance_id=utterance.id,
                        language=ENGLISH,
                        text=proposal.text,
                        made_by=agent,
                        made_at=now(),
                        score=proposal.score,
                        estimate=judgement.value,
                        estimated_by=self.embedder.info.agent,
                        doubts=judgement.doubts,
                    )
                )
        if made:
            with writing(self.case) as change:
                for candidate in made:
                    change.add_candidate(candidate)
                change.record_event(
                    verb="translate",
                    agent=agent,
                    recording=self.seen.recording.digest,
                    detail={"transcript": self.transcript_id, "candidates": len(made)},
                )
        return len(made)

    def choose(self) -> None:
        """Choose a candidate for each utterance, and keep the choices that are new."""
        candidates = self._candidates()
        by_program = [one for one in self._decisions() if one.made_by.kind != "person"]
        before = {of: one.candidate_id for of, one in standing(by_program, candidates).items()}
        chosen = []
        for utterance in self.utterances:
            proposed = [one for one in candidates if one.utterance_id == utterance.id]
            if proposed:
                texts = [one.text for one in proposed]
                values = [one.estimate - self._penalty(one) for one in proposed]
                candidate = proposed[best(texts, values)]
                if before.get(utterance.id) != candidate.id:
                    chosen.append(candidate)
        _decide(self.case, self.seen, chosen, PROGRAM)

    def _penalty(self, candidate: Candidate) -> float:
        return TERM_LOST * len(lost(self.seen.mentions.get(candidate.utterance_id, ()), candidate.text))

    def _known_since(self) -> dict[str, str]:
        """When the newest term that is said in an utterance came, by the utterance's id."""
        added = {entry.term: entry.made_at for entry in standing_terms(self.case.database.terms())}
        return {of: max(added[one.term] for one in found) for of, found in self.seen.mentions.items()}

    def _candidates(self) -> list[Candidate]:
        return self.case.database.candidates(self.transcript_id, ENGLISH)

    def _decisions(self) -> list[Decision]:
        return self.case.database.decisions(self.transcript_id, ENGLISH)

    def _sources(
        self, everything: Sequence[Utterance], places: Sequence[int], *, listens: bool
    ) -> Iterator[Source]:
        sound: Iterator[Chunk | None] = iter([None] * len(places))
        if listens:
            sound = sound_of(self.case, self.seen.recording, [everything[at] for at in places])
        for at, chunk in zip(places, sound, strict=True):
            yield Source(
                text=everything[at].text,
                language=everything[at].language,
                before=tuple(one.text for one in everything[max(0, at - BESIDE) : at]),
                after=tuple(one.text for one in everything[at + 1 : at + 1 + BESIDE]),
                chunk=chunk,
                terms=tuple(dict.fromkeys(one.term for one in self.seen.mentions.get(everything[at].id, ()))),
            )


def _decide(case: CaseFolder, seen: RecordingView, chosen: Sequence[Candidate], by: Agent) -> None:
    if not chosen:
        return
    of = chosen[0].transcript_id
    number = len(case.database.decisions(of, ENGLISH))
    made = [
        Decision(id=f"{of}-{ENGLISH}-d{number + at}", candidate_id=candidate.id, made_by=by, made_at=now())
        for at, candidate in enumerate(chosen, 1)
    ]
    with writing(case) as change:
        for decision in made:
            change.add_decision(decision)
        change.record_event(
            verb="choose",
            agent=PROGRAM,
            recording=seen.recording.digest,
            detail={
                "transcript": of,
                "by": by.kind,
                "decisions": len(made),
            },
        )


def _candidate(seen: RecordingView, utterance: str, candidate: str) -> Candidate:
    of = next((one for one in seen.utterances if one.id == utterance), None)
    if of is None:
        raise UsageError(
            f"The recording has no utterance {shown(utterance)}.",
            advice="`earwitness show` lists them.",
            code="gone",
        )
    found = next((one for one in of.candidates if one.number == candidate), None)
    if found is None:
        known = ", ".join(one.number for one in of.candidates)
        raise UsageError(
            f"The utterance {utterance} has no candidate {shown(candidate)}.",
            advice=f"It has {known}." if known else "Run `earwitness translate` first.",
            code="no-candidate",
            candidate=candidate,
            known=known,
        )
    return found
