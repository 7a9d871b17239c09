"""Translations, their candidates and the decisions about them as rows and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from earwitness.archive import rows
from earwitness.records.translation import Candidate, Decision, Line, Translation


def translation_row(translation: Translation) -> rows.Row:
    """One row of `translations`."""
    return {
        "id": translation.id,
        "transcript_id": translation.transcript_id,
        "language": translation.language,
        "made_by": rows.agent_json(translation.made_by),
        "made_at": translation.made_at,
    }


def line_rows(translation: Translation) -> Iterator[rows.Row]:
    """The rows of `lines`, in order."""
    for position, line in enumerate(translation.lines):
        yield {
            "translation_id": translation.id,
            "position": position,
            "utterance_id": line.utterance_id,
            "text": line.text,
            "doubts": rows.doubts_json(line.doubts),
        }


def translation_from(row: rows.Row, lines: Iterable[rows.Row]) -> Translation:
    """The translation of its row and its lines' rows, which come in order."""
    return Translation(
        id=row["id"],
        transcript_id=row["transcript_id"],
        language=row["language"],
        lines=tuple(
            Line(utterance_id=line["utterance_id"], text=line["text"], doubts=rows.doubts_from(line["doubts"]))
            for line in lines
        ),
        made_by=rows.agent_from(row["made_by"]),
        made_at=row["made_at"],
    )


def candidate_row(candidate: Candidate) -> rows.Row:
    """One row of `candidates`."""
    return {
        "id": candidate.id,
        "transcript_id": candidate.transcript_id,
        "utterance_id": candidate.utterance_id,
        "language": candidate.language,
        "text": candidate.text,
        "made_by": rows.agent_json(candidate.made_by),
        "made_at": candidate.made_at,
        "score": candidate.score,
        "estimate": candidate.estimate,
        "estimated_by": rows.agent_json(candidate.estimated_by),
        "doubts": rows.doubts_json(candidate.doubts),
    }


def candidate_from(row: rows.Row) -> Candidate:
    """The candidate of its row."""
    return Candidate(
        id=row["id"],
        transcript_id=row["transcript_id"],
        utterance_id=row["utterance_id"],
        language=row["language"],
        text=row["text"],
        made_by=rows.agent_from(row["made_by"]),
        made_at=row["made_at"],
        score=row["score"],
        estimate=row["estimate"],
        estimated_by=rows.agent_from(row["estimated_by"]),
        doubts=rows.doubts_from(row["doubts"]),
    )


def decision_row(decision: Decision) -> rows.Row:
    """One row of `decisions`."""
    return {
        "id": decision.id,
        "candidate_id": decision.candidate_id,
        "made_by": rows.agent_json(decision.made_by),
        "made_at": decision.made_at,
    }


def decision_from(row: rows.Row) -> Decision:
    """The decision of its row."""
    return Decision(
        id=row["id"],
        candidate_id=row["candidate_id"],
        made_by=rows.agent_from(row["made_by"]),
        made_at=row["made_at"],
    )
