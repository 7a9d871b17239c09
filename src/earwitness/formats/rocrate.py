"""What a bag holds, as an RO-Crate (https://w3id.org/ro/crate/1.2): schema.org in JSON-LD, for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from earwitness.records.custody import Agent, Digest

METADATA = "ro-crate-metadata.json"

_CONTEXT = [
    "https://w3id.org/ro/crate/1.2/context",
    {"sha256": "https://schema.org/sha256"},  # not yet in the context that it names
]


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file of the crate. `recording` is the one that it is, or was made from; None where it is of all."""

    path: str
    size_bytes: int
    sha256: str
    media_type: str
    description: str
    recording: Digest | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """A line of the ledger: what was done, when, by which program, signed by which key (None: nobody's)."""

    line: int
    at: str
    text: str
    program: Agent
    key: Digest | None
    recording: Digest | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Crate:
    """A case that is handed on."""

    id: str
    name: str
    description: str
    at: str
    files: Sequence[File]
    acts: Sequence[Act]


def write(crate: Crate) -> str:
    """The metadata file of the crate, in whose folder the files lie."""
    originals = {one.recording: one.path for one in crate.files if one.path.startswith("case/originals/")}
    graph: list[dict[str, Any]] = [
        {
            "@id": METADATA,
            "@type": "CreativeWork",
            "conformsTo": {"@id": "https://w3id.org/ro/crate/1.2"},
            "about": {"@id": "./"},
        },
        {
            "@id": "./",
            "@type": "Dataset",
            "identifier": crate.id,
            "name": crate.name,
            "description": crate.description,
            "datePublished": crate.at,
            "license": "Nobody has said under which terms these files may be used.",
            "hasPart": [{"@id": one.path} for one in crate.files],
            "mentions": [{"@id": _act_id(one)} for one in crate.acts],
        },
        *(_file(one, originals) for one in crate.files),
        *(_act(one, originals) for one in crate.acts),
        *_agents(crate.acts),
    ]
    return json.dumps({"@context": _CONTEXT, "@graph": graph}, ensure_ascii=False, indent=1) + "\n"


def _file(one: File, originals: dict[Digest | None, str]) -> dict[str, Any]:
    told = {
        "@id": one.path,
        "@type": "File",
        "description": one.description,
        "encodingFormat": one.media_type,
        "contentSize": str(one.size_bytes),
        "sha256": one.sha256,
    }
    original = originals.get(one.recording)
    return told if original in {None, one.path} else told | {"isBasedOn": {"@id": original}}


def _act(one: Act, originals: dict[Digest | None, str]) -> dict[str, Any]:
    told: dict[str, Any] = {
        "@id": _act_id(one),
        "@type": "Action",
        "name": f"Line {one.line} of the ledger",
        "description": one.text,
        "endTime": one.at,
        "instrument": {"@id": _agent_id(one.program)},
    }
    if one.key:
        told["agent"] = {"@id": _key_id(one.key)}
    if one.recording in originals:
        told["object"] = {"@id": originals[one.recording]}
    return told


def _agents(acts: Sequence[Act]) -> Iterable[dict[str, Any]]:
    for program in dict.fromkeys(one.program for one in acts):
        kind = "Person" if program.kind == "person" else "SoftwareApplication"
        told: dict[str, Any] = {"@id": _agent_id(program), "@type": kind, "name": program.name}
        yield told | {"softwareVersion": program.version} if program.version else told
    for key in dict.fromkeys(one.key for one in acts if one.key):
        yield {
            "@id": _key_id(key),
            "@type": "Person",
            "name": f"Whoever holds the key {key.short}",
            "identifier": str(key),
        }


def _act_id(one: Act) -> str:
    return f"#line-{one.line}"


def _agent_id(agent: Agent) -> str:
    return "#" + "-".join(filter(None, (agent.kind, agent.name, agent.version))).replace(" ", "_")


def _key_id(key: Digest) -> str:
    return f"#key-{key.short}"
