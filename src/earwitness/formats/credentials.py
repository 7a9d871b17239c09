"""Content credentials as the JSON that C2PA's libraries take and give (C2PA 2.2, actions v2)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from earwitness.records.credentials import Act, Claim, Credentials, State
from earwitness.records.custody import Agent
from earwitness.records.time import Span, seconds

ORIGINAL = "org.earwitness.original"
QUOTE = "org.earwitness.quote"

_REDACTED = "Words were made unhearable"
_SILENCED = "The voice was left out"
_READ = "A machine’s voice reads the words; nothing of the original’s sound is in it"
_SOURCE_TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
_OF_THE_ORIGINAL = {"ingredientIds": ["original"]}
_SENTENCES = {
    "c2pa.opened": "It was made from the original",
    "c2pa.trimmed": "It was cut",
    "c2pa.translated": "It was translated",
    "c2pa.transcoded": "Its sound was encoded anew",
}


def manifest(claim: Claim, media_type: str, version: str) -> dict[str, Any]:
    """What is to be signed. No thumbnail, no time and no person are in it."""
    named = {"commitment": str(claim.commitment)} | ({"digest": str(claim.digest)} if claim.digest else {})
    is_read = any(act.kind == "read" for act in claim.acts)  # then it was made, and not cut out of the original
    opened = [] if is_read else [{"action": "c2pa.opened", "parameters": _OF_THE_ORIGINAL}]
    assertions: list[dict[str, Any]] = [
        {"label": "c2pa.actions.v2", "data": {"actions": [*opened, *map(_act, claim.acts)]}},
        {"label": ORIGINAL, "data": named},
    ]
    if claim.quote:
        assertions.append({"label": QUOTE, "data": dict(claim.quote)})
    return {
        "claim_generator_info": [{"name": "earwitness", "version": version}],
        "title": claim.title,
        "format": media_type,
        "ingredients": [
            {
                "label": "original",
                "title": "The original recording",
                "relationship": "inputTo" if is_read else "parentOf",
                "instance_id": f"urn:earwitness:{claim.digest or f'commitment:{claim.commitment}'}",
            }
        ],
        "assertions": assertions,
    }


def read(text: str, state: State) -> Credentials:
    """What a reader's JSON says; whatever it lacks is None, since anybody may have written it."""
    store = json.loads(text)
    held = store.get("manifests", {}).get(store.get("active_manifest"), {})
    data: dict[str, Any] = {str(one.get("label")): one.get("data", {}) for one in held.get("assertions", [])}
    actions = [one for label in data if label.startswith("c2pa.actions") for one in data[label].get("actions", [])]
    programs = held.get("claim_generator_info") or [{}]
    original = data.get(ORIGINAL, {})
    problems = [one.get("code") for one in store.get("validation_status", [])]
    good = {
        one.get("code") for one in store.get("validation_results", {}).get("activeManifest", {}).get("success", [])
    }
    signature = held.get("signature_info", {})
    return Credentials(
        state=state,
        signer=_text(signature.get("common_name")),
        program=_text(" ".join(filter(None, (programs[0].get("name"), programs[0].get("version"))))),
        acts=tuple(map(_sentence, actions)),
        original=_text(original.get("digest") or original.get("commitment")),
        quote=data.get(QUOTE),
        stamped_at=_text(signature.get("time")) if "timeStamp.validated" in good else None,
        is_stamp_trusted="timeStamp.trusted" in good,
        problems=tuple(filter(None, map(_text, problems))),
    )


def _act(act: Act) -> dict[str, Any]:
    changes = {"changes": [{"region": [_region(span)]} for span in act.spans]} if act.spans else {}
    match act.kind:
        case "cut":
            return {"action": "c2pa.trimmed"} | changes
        case "redacted":  # c2pa.redacted speaks of assertions, not of sound
            return {"action": "c2pa.edited", "description": _REDACTED, "reason": "c2pa.PII.present"} | changes
        case "translated":
            source, target = act.languages or ("und", "und")
            return {
                "action": "c2pa.translated",
                "parameters": {"sourceLanguage": source, "targetLanguage": target},
            } | changes
        case "transcoded":
            return {"action": "c2pa.transcoded"}
        case "silenced":
            return {"action": "c2pa.edited", "description": _SILENCED, "reason": "c2pa.PII.present"}
        case "read":
            learned = act.by is not None and act.by.kind == "model"
            return {
                "action": "c2pa.created",
                "description": _READ,
                "digitalSourceType": _SOURCE_TYPES
                + ("trainedAlgorithmicMedia" if learned else "algorithmicMedia"),
                "parameters": _OF_THE_ORIGINAL,
            } | ({"softwareAgent": _named(act.by)} if act.by else {})


def _named(agent: Agent) -> dict[str, str]:
    return {"name": agent.name} | ({"version": agent.version} if agent.version else {})


def _region(span: Span) -> dict[str, Any]:
    time = {"type": "npt", "start": seconds(span.start_ms), "end": seconds(span.end_ms)}
    return {"type": "temporal", "time": time}


def _sentence(action: Mapping[str, Any]) -> str:
    name = str(action.get("action"))
    said = [_text(action.get("description")) or _SENTENCES.get(name, name)]
    held = action.get("parameters") or {}
    if "sourceLanguage" in held and "targetLanguage" in held:
        said.append(f"from {held['sourceLanguage']} into {held['targetLanguage']}")
    regions = (region for change in action.get("changes") or [] for region in change.get("region") or [])
    times = [one["time"] for one in regions if "time" in one]
    if times:
        listed = ", ".join(f"{one.get('start')}-{one.get('end')}" for one in times)
        said.append(f"at {listed} s of the original")
    return f"{' '.join(said)}."


def _text(value: Any) -> str | None:
    return str(value) if value else None
