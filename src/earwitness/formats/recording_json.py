"""A recording with all that was heard in it, as the one JSON object that other programs rely on.

`docs/schema/recording.schema.json` describes it field by field. What is not known is null, never absent.
"""

from __future__ import annotations

from collections.abc import Iterable

from earwitness.formats.reading_json import Object, agent_object, span_object
from earwitness.records.attribution import Attribution
from earwitness.records.review import Reviewed
from earwitness.records.speech import Doubt, Drop, Turn
from earwitness.records.translation import Candidate, Decision, Line, Translation
from earwitness.records.view import RecordingView, SpeakerView, UtteranceView


def recording_to_json(view: RecordingView) -> Object:
    """The object: times in milliseconds, confidences from 0 to 1 in thousandths."""
    recording, transcript = view.recording, view.transcript
    return {
        "recording": {
            "digest": str(recording.digest),
            "name": recording.name,
            "duration_ms": recording.duration_ms,
            "size_bytes": recording.size_bytes,
            "container": recording.container,
            "codec": recording.sound.codec,
            "sample_rate_hz": recording.sound.sample_rate_hz,
            "channels": recording.sound.channels,
            "acquired_at": recording.acquired_at,
            "gaps": [span_object(gap.span) | {"reason": gap.reason} for gap in recording.gaps],
        },
        "transcript_id": transcript.id if transcript else None,
        "language": transcript.language if transcript else None,
        "made_by": agent_object(transcript.made_by) if transcript else None,
        "made_at": transcript.made_at if transcript else None,
        "diarized_by": agent_object(transcript.diarized_by) if transcript and transcript.diarized_by else None,
        "turns": [_turn(turn) for turn in transcript.turns] if transcript else [],
        "drops": [_drop(drop) for drop in transcript.drops] if transcript else [],
        "corrections": view.corrections,
        "attributions": [attribution_to_json(one) for one in view.attributions],
        "utterances": [_utterance(utterance, view.translation) for utterance in view.utterances],
    }


def attribution_to_json(attribution: Attribution) -> Object:
    """Who a speaker is said to be, by whom and on which evidence."""
    return {
        "id": attribution.id,
        "speaker": attribution.speaker,
        "name": attribution.name,
        "role": attribution.role,
        "according_to": attribution.according_to,
        "hedge": attribution.hedge,
        "evidence": attribution.evidence,
        "made_by": agent_object(attribution.made_by) if attribution.made_by else None,
        "made_at": attribution.made_at,
    }


def speaker_to_json(speaker: SpeakerView) -> Object:
    """One voice: its label, how much it speaks, and who it is said to be (null: nobody says)."""
    return {
        "speaker": speaker.label,
        "channel": speaker.channel,
        "talk_ms": speaker.talk_ms,
        "utterances": speaker.utterances,
        "first_words": speaker.first_words,
        "attribution": attribution_to_json(speaker.attribution) if speaker.attribution else None,
    }


def _utterance(shown: UtteranceView, translation: Translation | None) -> Object:
    return {
        "id": shown.id,
        **span_object(shown.span),
        "speaker": shown.speaker,
        "channel": shown.utterance.channel,
        "language": shown.utterance.language,
        "text": shown.text,
        "words": [
            {
                "text": word.text,
                **span_object(word.span),
                "speaker": shown.speaker,
                "confidence": None if word.confidence is None else round(word.confidence, 3),
            }
            for word in shown.words
        ],
        "doubts": _doubts(shown.doubts),
        "translation": _line(shown.line, translation) if shown.line and translation else None,
        "candidates": [_candidate(one) for one in shown.candidates],
        "decision": _decision(shown.decision) if shown.decision else None,
        "review": review_to_json(shown.review) if shown.review else None,
    }


def _turn(turn: Turn) -> Object:
    return {**span_object(turn.span), "speaker": turn.speaker, "channel": turn.channel}


def _drop(drop: Drop) -> Object:
    return {
        **span_object(drop.span),
        "channel": drop.channel,
        "reason": drop.reason,
        "why": drop.why,
        "text": drop.text,
    }


def _line(line: Line, translation: Translation) -> Object:
    return {
        "id": translation.id,
        "language": translation.language,
        "text": line.text,
        "made_by": agent_object(translation.made_by),
        "made_at": translation.made_at,
        "candidate": line.candidate_id,
        "written_by": agent_object(line.written_by) if line.written_by else None,
        "doubts": _doubts(line.doubts),
    }


def _candidate(candidate: Candidate) -> Object:
    return {
        "id": candidate.id,
        "language": candidate.language,
        "text": candidate.text,
        "made_by": agent_object(candidate.made_by),
        "made_at": candidate.made_at,
        "score": candidate.score,
        "estimate": candidate.estimate,
        "estimated_by": agent_object(candidate.estimated_by),
        "doubts": _doubts(candidate.doubts),
    }


def _decision(decision: Decision) -> Object:
    return {
        "id": decision.id,
        "candidate": decision.candidate_id,
        "made_by": agent_object(decision.made_by),
        "made_at": decision.made_at,
    }


def review_to_json(review: Reviewed) -> Object:
    """How far people came with an utterance."""
    return {
        "revision": review.revision,
        "shaped_by": agent_object(review.shaped_by) if review.shaped_by else None,
        "accepted_by": agent_object(review.accepted_by) if review.accepted_by else None,
        "signed_by": agent_object(review.signed_by) if review.signed_by else None,
        "untimed": list(review.untimed),
    }


def _doubts(doubts: Iterable[Doubt]) -> list[Object]:
    return [{"reason": doubt.reason, "text": doubt.text, "words": list(doubt.words)} for doubt in doubts]
