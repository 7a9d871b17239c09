"""What came of checking an article, as JSON: docs/schema/check.schema.json describes it field by field."""

from __future__ import annotations

from earwitness.formats.reading_json import Object, agent_object, span_object
from earwitness.records.article import Claim, Step
from earwitness.records.verdict import Check, Checked, Finding, MarkSeen, Place, Rendering


def check_to_json(check: Check) -> Object:
    """The object: times in milliseconds, probabilities from 0 to 1 in hundredths; what is not known is null."""
    compared = check.compared
    return {
        "quotes": [_quote(one) for one in check.quotes],
        "claims": [_claim(one) for one in check.claims],
        "notes": [_finding(one) for one in check.notes],
        "compared": {
            "recordings": compared.recordings,
            "duration_ms": compared.duration_ms,
            "languages": list(compared.languages),
            "models": [agent_object(one) for one in compared.models],
            "utterances": compared.utterances,
            "doubted": compared.doubted,
        },
    }


def _quote(one: Checked) -> Object:
    quotation = one.quotation
    return {
        "text": quotation.text,
        "start": quotation.start,
        "end": quotation.end,
        "speaker": quotation.speaker,
        "verb": quotation.verb,
        "hedge": quotation.hedge,
        "route": [_step(step) for step in quotation.route],
        "verdict": one.verdict,
        "probability": one.probability,
        "spans": [_place(place) for place in one.places],
        "elsewhere": [_place(place) for place in one.elsewhere],
        "marks": [_mark(mark) for mark in one.marks],
        "findings": [_finding(finding) for finding in one.findings],
    }


def _finding(one: Finding) -> Object:
    return {"reason": one.reason, "text": one.text}


def _place(place: Place) -> Object:
    return {
        "recording": str(place.recording),
        **span_object(place.span),
        "quoted": place.quoted,
        "original": place.original,
        "translation": place.translation or None,
        "language": place.language,
        "speaker": place.speaker,
        "voice": place.voice,
        "follows": _rendering(place.follows) if place.follows else None,
    }


def _rendering(one: Rendering) -> Object:
    return {"text": one.text, "candidate": one.candidate, "made_by": agent_object(one.made_by)}


def _mark(mark: MarkSeen) -> Object:
    return {
        "kind": mark.kind,
        "text": mark.text,
        "says": mark.says,
        "hidden_ms": mark.hidden_ms,
        "original": mark.original,
        "translation": mark.translation,
    }


def _claim(claim: Claim) -> Object:
    return {
        "text": claim.text,
        "start": claim.start,
        "end": claim.end,
        "source": claim.source,
        "verb": claim.verb,
        "hedge": claim.hedge,
        "route": [_step(step) for step in claim.route],
        "cites_recording": claim.cites_recording,
        "cites_nothing": claim.cites_nothing,
    }


def _step(step: Step) -> Object:
    return {"kind": step.kind, "who": step.who}
