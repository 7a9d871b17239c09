"""What the page is told of each utterance: short, since there may be thousands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from earwitness.errors import EarwitnessError
from earwitness.quotes.explain import EXPLAINED
from earwitness.quotes.told import about, told
from earwitness.records.custody import Agent
from earwitness.records.glossary import Term
from earwitness.records.mark import Mark
from earwitness.records.quote import Notice, Quote, QuoteView
from earwitness.records.review import Comment, Correction, Remark, Withdraw, counting
from earwitness.records.speech import Doubt
from earwitness.records.view import UtteranceView
from earwitness.review.compare import Compared, Run
from earwitness.review.triage import Doubtful
from earwitness.story.languages import direction
from earwitness.workflow.draft import Draft

Object = dict[str, Any]
Named = Callable[[Agent | None], str | None]
"""What somebody is called; None for nobody."""


def utterance_row(shown: UtteranceView, doubtful: Doubtful | None, named: Named) -> Object:
    """One utterance: its words with what stands before each, its English, and how far people came with it."""
    review, line = shown.review, shown.line
    return {
        "id": shown.id,
        "start": shown.span.start_ms,
        "end": shown.span.end_ms,
        "speaker": shown.speaker,
        "voice": shown.voice,
        "language": shown.utterance.language,
        "direction": direction(shown.utterance.language),
        "text": shown.text,
        "words": [
            [before, word.text, word.span.start_ms, word.span.end_ms] for before, word in shown.utterance.pieces()
        ],
        "doubts": _doubts(shown.doubts),
        "english": line.text if line else None,
        "english_doubts": _doubts(line.doubts) if line else [],
        "written_by": named(line.written_by) if line else None,
        "terms": [[one.first, one.stop, list(one.term.english)] for one in shown.mentions],
        "candidates": [[one.number, one.text, one.made_by.name, one.estimate] for one in shown.candidates],
        "chosen": line.candidate_id.rpartition("-")[2] if line and line.candidate_id else None,
        "weight": doubtful.weight if doubtful else 0,
        "why": [doubtful.reason, doubtful.text] if doubtful else None,
        "revision": review.revision if review else 0,
        "shaped_by": named(review.shaped_by) if review else None,
        "accepted_by": named(review.accepted_by) if review else None,
        "signed_by": named(review.signed_by) if review else None,
        "untimed": list(review.untimed) if review else [],
    }


def remark_row(remark: Remark, named: Named) -> Object:
    """One comment."""
    return {
        "number": remark.number,
        "start": remark.span.start_ms,
        "end": remark.span.end_ms,
        "text": remark.text,
        "by": named(remark.made_by),
        "at": remark.made_at,
        "resolved": remark.resolved,
    }


def correction_rows(corrections: Iterable[Correction], named: Named) -> list[Object]:
    """Who changed what and when, oldest first."""
    held = list(corrections)
    counts = {one.number for one in counting(held)}
    return [
        {
            "number": one.number,
            "kind": one.change.kind,
            "utterance": getattr(one.change, "utterance_id", None),
            "start": one.change.span.start_ms if isinstance(one.change, Comment) else None,
            "of": one.change.correction if isinstance(one.change, Withdraw) else None,
            "text": getattr(one.change, "text", None),
            "by": named(one.made_by),
            "at": one.made_at,
            "undone": one.number not in counts,
            "person": one.made_by.kind == "person",
        }
        for one in held
    ]


def undoable(corrections: Sequence[Correction], who: Agent) -> tuple[list[int], list[int]]:
    """The numbers of the corrections to withdraw, newest first, for somebody to undo or to redo their last deed.

    Where others changed something since, the rest of a deed may have been undone without it: then the one before
    it is next.
    """
    held, counts = {one.number: one for one in corrections}, counting(corrections)
    redo: list[int] = []
    stood_on = _stood_on(counts, who)
    for one in reversed(counts):
        if one.made_by != who:
            continue
        deed = [other.number for other in reversed(counts) if (other.deed, other.made_by) == (one.deed, who)]
        is_part = len(deed) < sum((other.deed, other.made_by) == (one.deed, who) for other in corrections)
        if not isinstance(one.change, Withdraw):
            if not (is_part and stood_on.issuperset(deed)):
                return deed, redo
        elif not isinstance(held[one.change.correction].change, Withdraw) and not is_part:
            redo = redo or deed
    return [], redo


def _stood_on(counts: Sequence[Correction], who: Agent) -> set[int]:
    """Which corrections cannot be undone by somebody: others made theirs on what those left."""
    found: set[int] = set()
    for one in reversed(counts):
        if one.shapes and (one.made_by != who or one.number in found):
            found |= {getattr(one.change, name, 0) for name in ("on", "other_on")}
    return found


def refusal(err: Exception) -> Object:
    """Why something was refused, in English, and how the page finds it in its own language."""
    known = err if isinstance(err, EarwitnessError) else None
    return {"says": str(err), "code": known and known.code, "about": known.about if known else {}}


def term_row(term: Term) -> Object:
    """One term of the glossary: how it is said, and what is right for it in English."""
    return {"said": list(term.said), "language": term.language, "english": list(term.english)}


def compared_row(one: Compared) -> Object:
    """One utterance as the machine has it and as people have it."""
    return {
        "id": one.utterance.id,
        "start": one.utterance.span.start_ms,
        "language": one.utterance.language,
        "direction": direction(one.utterance.language),
        "speaker": one.utterance.speaker,
        "before": list(one.before),
        "runs": _sides(one.runs),
        "english": _sides(one.english),
    }


def _sides(runs: Iterable[Run]) -> list[list[str]]:
    return [[" ".join(run.machine), " ".join(run.corrected)] for run in runs]


def quote_row(one: QuoteView) -> Object:
    """One quote as it is published now."""
    return {
        "id": one.id,
        "source": one.source,
        "english": one.english,
        "voice": one.voice,
        "language": one.quote.pieces[0].language,
        "direction": direction(one.quote.pieces[0].language),
        "start": one.quote.span.start_ms,
        "end": one.quote.span.end_ms,
        "again": [_noticed(notice) for notice in one.notices if notice.again],
        "notices": [_noticed(notice) for notice in one.notices if not notice.again],
        "withdrawn": one.withdrawal is not None,
    }


def draft_row(one: Draft) -> Object:
    """A quote before it is made, with what its marks do; what the glossary explains stands by itself."""
    row = None
    if one.quote:
        notices = [notice for notice in one.quote.notices if notice.reason != EXPLAINED]
        marks = [_marked(one.quote.quote, mark) for mark in one.quote.quote.marks]
        row = quote_row(replace(one.quote, notices=tuple(notices))) | {"marks": marks}
    return {
        "quote": row,
        "refusal": one.refusal and refusal(one.refusal),
        "english": one.english,
        "is_guess": one.is_guess,
        "offers": [(_noticed(told), english) for told, english in one.offers],
    }


def _marked(quote: Quote, mark: Mark) -> Object:
    return {"says": told(quote, mark), "code": mark.kind, "about": about(quote, mark)}


def _noticed(notice: Notice) -> Object:
    return {"says": notice.text, "code": notice.reason, "about": notice.about}


def naming(people: Mapping[Agent, str]) -> Named:
    """How people and programs are called on the page: a person by their name, else by their key."""

    def named(agent: Agent | None) -> str | None:
        return None if agent is None else people.get(agent, agent.name)

    return named


def _doubts(doubts: Iterable[Doubt]) -> list[list[Any]]:
    return [[one.reason, one.text, list(one.words)] for one in doubts]
