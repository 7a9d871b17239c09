"""Read back what recording_json.py writes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from types import NoneType
from typing import Any

from earwitness.errors import RecordError
from earwitness.formats.reading_json import Object, get, one_of, read_object, read_span
from earwitness.records.attribution import HEDGES, Attribution
from earwitness.records.custody import Agent, Digest
from earwitness.records.recording import Gap, Recording, Sound
from earwitness.records.review import Reviewed
from earwitness.records.speech import Doubt, Drop, Transcript, Turn, Utterance, Word
from earwitness.records.translation import Candidate, Decision, Line, Translation
from earwitness.records.view import RecordingView


def recording_from_json(data: Any) -> RecordingView:
    """What `recording_to_json` was given, confidences in thousandths; RecordError for anything else.

    Only a translation without a single line is not there again: the object holds translations by utterance.
    """
    root = read_object(data)
    recording = _read_recording(read_object(get(root, "recording", dict)))
    utterances = [read_object(item) for item in get(root, "utterances", list)]
    language, made_at = get(root, "language", str, NoneType), get(root, "made_at", str, NoneType)
    made_by, transcript_id = _read_agent(root), get(root, "transcript_id", str, NoneType)
    if transcript_id is None or made_by is None or made_at is None:
        if utterances or any(get(root, key, list) for key in ("turns", "drops", "attributions")):
            raise RecordError("Utterances without a transcript_id, made_by and made_at that are known.")
        return RecordingView(recording=recording, transcript=None, translation=None)
    transcript = Transcript(
        id=transcript_id,
        recording=recording.digest,
        language=language,
        utterances=tuple(map(_read_utterance, utterances)),
        made_by=made_by,
        made_at=made_at,
        turns=tuple(map(_read_turn, map(read_object, get(root, "turns", list)))),
        diarized_by=_read_agent(root, "diarized_by"),
        drops=tuple(map(_read_drop, map(read_object, get(root, "drops", list)))),
    )
    return RecordingView(
        recording=recording,
        transcript=transcript,
        translation=_read_translation(utterances, transcript_id),
        attributions=tuple(
            _read_attribution(one, transcript_id) for one in map(read_object, get(root, "attributions", list))
        ),
        candidates=tuple(
            _read_candidate(read_object(one), transcript_id, utterance["id"])
            for utterance in utterances
            for one in get(utterance, "candidates", list)
        ),
        decisions=tuple(
            _read_decision(one) for utterance in utterances if (one := get(utterance, "decision", dict, NoneType))
        ),
        corrections=get(root, "corrections", int),
        reviewed=tuple(
            _read_review(one, utterance["id"])
            for utterance in utterances
            if (one := get(utterance, "review", dict, NoneType))
        ),
    )


def _read_recording(data: Object) -> Recording:
    return Recording(
        digest=Digest.parse(get(data, "digest", str)),
        name=get(data, "name", str),
        size_bytes=get(data, "size_bytes", int),
        container=get(data, "container", str),
        sound=Sound(
            codec=get(data, "codec", str),
            sample_rate_hz=get(data, "sample_rate_hz", int),
            channels=get(data, "channels", int),
        ),
        duration_ms=get(data, "duration_ms", int),
        gaps=tuple(
            Gap(span=read_span(gap), reason=one_of(gap, "reason", "missing", "damaged", "truncated"))
            for gap in map(read_object, get(data, "gaps", list))
        ),
        acquired_at=get(data, "acquired_at", str),
    )


def _read_turn(data: Object) -> Turn:
    return Turn(
        span=read_span(data), speaker=get(data, "speaker", str), channel=get(data, "channel", int, NoneType)
    )


def _read_drop(data: Object) -> Drop:
    return Drop(
        span=read_span(data),
        reason=get(data, "reason", str),
        why=get(data, "why", str),
        text=get(data, "text", str),
        channel=get(data, "channel", int, NoneType),
    )


def _read_attribution(data: Object, transcript_id: str) -> Attribution:
    return Attribution(
        id=get(data, "id", str),
        transcript_id=transcript_id,
        speaker=get(data, "speaker", str),
        name=get(data, "name", str, NoneType),
        role=get(data, "role", str, NoneType),
        according_to=get(data, "according_to", str, NoneType),
        hedge=one_of(data, "hedge", *HEDGES),
        evidence=get(data, "evidence", str, NoneType),
        made_by=_read_agent(data),
        made_at=get(data, "made_at", str),
    )


def _read_utterance(data: Object) -> Utterance:
    return Utterance(
        id=get(data, "id", str),
        span=read_span(data),
        language=get(data, "language", str),
        text=get(data, "text", str),
        words=tuple(
            Word(
                text=get(word, "text", str),
                span=read_span(word),
                confidence=get(word, "confidence", float, int, NoneType),
            )
            for word in map(read_object, get(data, "words", list))
        ),
        speaker=get(data, "speaker", str, NoneType),
        channel=get(data, "channel", int, NoneType),
        doubts=_read_doubts(data),
    )


def _read_translation(utterances: Iterable[Object], transcript_id: str) -> Translation | None:
    """The translation that the utterances' lines come from; RecordError where they come from several."""
    found: Translation | None = None
    lines = []
    for utterance in utterances:
        data = get(utterance, "translation", dict, NoneType)
        if data is None:
            continue
        made_by = _read_agent(data)
        if made_by is None:
            raise RecordError("A translation without its maker.")
        layer = Translation(
            id=get(data, "id", str),
            transcript_id=transcript_id,
            language=get(data, "language", str),
            lines=(),
            made_by=made_by,
            made_at=get(data, "made_at", str),
        )
        if found not in (None, layer):
            raise RecordError("The utterances' translations do not belong to one another.")
        found = layer
        lines.append(
            Line(
                utterance_id=utterance["id"],
                text=get(data, "text", str),
                doubts=_read_doubts(data),
                candidate_id=get(data, "candidate", str, NoneType),
                written_by=_read_agent(data, "written_by"),
            )
        )
    return replace(found, lines=tuple(lines)) if found else None


def _read_candidate(data: Object, transcript_id: str, utterance_id: str) -> Candidate:
    return Candidate(
        id=get(data, "id", str),
        transcript_id=transcript_id,
        utterance_id=utterance_id,
        language=get(data, "language", str),
        text=get(data, "text", str),
        made_by=_read_known_agent(data, "made_by"),
        made_at=get(data, "made_at", str),
        score=get(data, "score", float, int, NoneType),
        estimate=get(data, "estimate", float, int),
        estimated_by=_read_known_agent(data, "estimated_by"),
        doubts=_read_doubts(data),
    )


def _read_decision(data: Object) -> Decision:
    return Decision(
        id=get(data, "id", str),
        candidate_id=get(data, "candidate", str),
        made_by=_read_known_agent(data, "made_by"),
        made_at=get(data, "made_at", str),
    )


def _read_review(data: Object, utterance_id: str) -> Reviewed:
    return Reviewed(
        utterance_id=utterance_id,
        revision=get(data, "revision", int),
        shaped_by=_read_agent(data, "shaped_by"),
        accepted_by=_read_agent(data, "accepted_by"),
        signed_by=_read_agent(data, "signed_by"),
        untimed=_read_positions(data, "untimed"),
    )


def _read_known_agent(data: Object, key: str) -> Agent:
    if (agent := _read_agent(data, key)) is None:
        raise RecordError(f"{key!r} is null: somebody did it.")
    return agent


def _read_agent(data: Object, key: str = "made_by") -> Agent | None:
    agent = get(data, key, dict, NoneType)
    if agent is None:
        return None
    digest = get(agent, "digest", str, NoneType)
    return Agent(
        kind=one_of(agent, "kind", "software", "model", "person"),
        name=get(agent, "name", str),
        version=get(agent, "version", str, NoneType),
        digest=Digest.parse(digest) if digest is not None else None,
    )


def _read_doubts(data: Object) -> tuple[Doubt, ...]:
    return tuple(
        Doubt(
            reason=get(doubt, "reason", str), text=get(doubt, "text", str), words=_read_positions(doubt, "words")
        )
        for doubt in map(read_object, get(data, "doubts", list))
    )


def _read_positions(data: Object, key: str) -> tuple[int, ...]:
    return tuple(get({key: at}, key, int) for at in get(data, key, list))
