"""The history of one recording, out of the ledger: who did what to it, when, in sentences.

What it tells is what the lines say; whether to believe them is what `verify` finds out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from earwitness.archive.folder import CaseFolder
from earwitness.formats.history import Moment
from earwitness.ledger import chain
from earwitness.ledger.keys import person
from earwitness.records.custody import CustodyEvent, Digest
from earwitness.records.recording import Recording
from earwitness.records.text import is_one_line, shown
from earwitness.records.time import clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One line of the ledger: what was done (`verb`, and in a sentence), when, and by whom.

    `key` is the digest of the key that signed, None where nobody did; `name` what its holder chose to be called in
    this case, None where they did not. `guest` is what its holder calls whoever did it, None where that was they.
    `program` is the software that did it, None where a person is all that is known.
    """

    line: int
    at: str
    verb: str
    text: str
    key: Digest | None
    name: str | None
    guest: str | None
    program: str | None

    @property
    def by(self) -> str:
        """Who signed, for people."""
        if self.key is None:
            return "not signed"
        signed = f"{self.name} (key {self.key.short})" if self.name else f"key {self.key.short}"
        return f"{self.guest}, a guest of {signed}" if self.guest else signed


def custody(case: CaseFolder, recording: Recording) -> list[Step]:
    """What was done to a recording, and to the case as a whole, in the order of the ledger.

    Raises LedgerError where a line of it cannot be read.
    """
    names = {one.key: one.name for one in case.database.persons()}
    guests = {str(one.digest): one.name for one in case.database.guests()}
    steps = []
    for data in case.database.event_lines():
        entry = chain.read(data)
        event = entry.event
        if event.recording in (recording.digest, None):
            steps.append(
                Step(
                    line=event.number,
                    at=event.at,
                    verb=event.verb,
                    text=told(event),
                    key=person(entry.signer).digest if entry.signer else None,
                    name=names.get(entry.signer) if entry.signer else None,
                    guest=_guest(event, guests),
                    program=_program(event),
                )
            )
    return steps


def picture(recording: Recording, steps: Sequence[Step]) -> tuple[str, list[Moment]]:
    """What formats.history draws of them."""
    title = f"What was done to the recording {recording.digest.short}"
    return title, [Moment(at=step.at, what=step.verb, by=step.by, text=step.text) for step in steps]


def _program(event: CustodyEvent) -> str | None:
    agent = event.agent
    return None if agent.kind == "person" else " ".join(filter(None, (agent.name, agent.version)))


def _guest(event: CustodyEvent, guests: Mapping[str, str]) -> str | None:
    digest = event.detail.get("guest")
    return None if digest is None else guests.get(str(digest), _plain(digest))


def told(event: CustodyEvent) -> str:
    """A sentence; of a verb or a detail that is not known here, what the line has."""
    try:
        return _SENTENCES[event.verb](event.detail)
    except (KeyError, TypeError, AttributeError, ValueError):
        listed = ", ".join(f"{name} {_plain(value)}" for name, value in event.detail.items())
        return f"{event.verb}: {listed or 'nothing more is said'}."


def _plain(value: Any) -> str:
    return str(value) if isinstance(value, int) or is_one_line(str(value)) else shown(value)


def _acquired(detail: Mapping[str, Any]) -> str:
    gaps = _count(detail["gaps"], "stretch without sound", "stretches without sound")
    return (
        f"It was taken in: {detail['size_bytes']:,} bytes, {clock(detail['duration_ms'])} of "
        f"{_plain(detail['codec'])} in {_plain(detail['container'])}, with {gaps}."
    )


def _inspected(detail: Mapping[str, Any]) -> str:
    return (
        f"It was looked at: what its file says of itself ({detail['sayings']:,}) and what is noticed in its sound "
        f"({detail['signals']:,}) is kept."
    )


def _processed(detail: Mapping[str, Any]) -> str:
    pipeline = detail["pipeline"]
    said = [
        f"It was heard by the model {_model(pipeline)}",
        f"giving {_count(detail['utterances'], 'utterance', 'utterances')} (transcript {detail['transcript']})",
    ]
    if detail["drops"]:
        said.append(f"leaving {_count(detail['drops'], 'stretch', 'stretches')} out")
    if (detail.get("channels") or {}).get("apart"):
        said.append("and each of its two channels was taken for one speaker")
    elif apart := pipeline.get("diarizer"):
        speakers = _count(detail["speakers"], "speaker", "speakers")
        said.append(f"and {speakers} were told apart by {_model(apart)}")
    return f"{', '.join(said)}."


def _model(pipeline: Mapping[str, Any]) -> str:
    weights = f" (weights {Digest.parse(pipeline['weights']).short})" if pipeline["weights"] else ""
    return f"{_plain(pipeline['model'])}{weights}"


def _attributed(detail: Mapping[str, Any]) -> str:
    return (
        f"It was said who {detail['speaker']} of transcript {detail['transcript']} is ({detail['hedge']}); the "
        f"name is in the database, {detail['attribution']}."
    )


def _routed(detail: Mapping[str, Any]) -> str:
    return (
        f"It was said by which route it came: {detail['kind']} ({detail['hedge']}); by whom is in the database, "
        f"{detail['link']}."
    )


def _sourced(detail: Mapping[str, Any]) -> str:
    return f"It was said from whom it came; what was said is kept apart, {detail['source']}."


def _fetched(detail: Mapping[str, Any]) -> str:
    how = "over encrypted connections" if detail["encrypted"] else "not all of it over encrypted connections"
    requests = _count(detail["requests"], "request", "requests")
    return (
        f"It was fetched from the web, by {requests}, {detail['received_bytes']:,} bytes, {how}; from where is in "
        f"the database, what came in {Digest.parse(detail['warc']).short} (WARC), "
        f"{Digest.parse(detail['info']).short} (description) and {Digest.parse(detail['log']).short} (log)."
    )


def _committed(detail: Mapping[str, Any]) -> str:
    return "A salt was made under which its pages name it."


def _translated(detail: Mapping[str, Any]) -> str:
    candidates = _count(detail["candidates"], "translation was", "translations were")
    return f"{candidates} proposed for utterances of transcript {detail['transcript']}."


def _chosen(detail: Mapping[str, Any]) -> str:
    by = "a person" if detail["by"] == "person" else "the program, by its estimate"
    utterances = _count(detail["decisions"], "utterance", "utterances")
    return f"Which translation is shown was chosen for {utterances} of transcript {detail['transcript']}, by {by}."


def _glossed(detail: Mapping[str, Any]) -> str:
    done = "put into the glossary" if "added" in detail else "taken out of the glossary"
    terms = _count(detail.get("added") or detail["removed"], "term was", "terms were")
    return f"{terms} {done}; the words are in the database, {_plain(detail['entries'])}."


def _corrected(detail: Mapping[str, Any]) -> str:
    return f"Transcript {detail['transcript']} was corrected, change {detail['correction']}: {detail['kind']}."


def _quoted(detail: Mapping[str, Any]) -> str:
    return f"A quote was made of it, {detail['quote']} ({detail['digest']})."


def _withdrawn(detail: Mapping[str, Any]) -> str:
    return f"The quote {detail['quote']} was taken back."


def _derived(detail: Mapping[str, Any]) -> str:
    return f"A file was made from it: {detail['kind']}, {detail['size_bytes']:,} bytes, {detail['digest']}."


def _published(detail: Mapping[str, Any]) -> str:
    files = _count(len(detail["files"]), "file", "files")
    if quotes := detail.get("quotes"):
        quoted = _count(len(quotes), "quote", "quotes")
        return (
            f"A story was published with {quoted} of it, in {files}, telling of who speaks: {detail['speakers']}."
        )
    return f"A page was made of it, of {files}, telling of who speaks: {detail['speakers']}."


def _excerpted(detail: Mapping[str, Any]) -> str:
    files, covered = _count(len(detail["files"]), "file", "files"), detail["covered"]
    how = ""
    if detail["voice"] in (False, "out"):
        how = ", without the voice"
    elif detail.get("read_by"):
        how = f", read by a machine’s voice ({detail['read_by']})"
    elif covered:
        how = f", in which {_count(covered, 'stretch', 'stretches')} cannot be heard"
    return f"The quote {detail['quote']} was cut out of it, as a clip of {files}{how}."


def _stamped(detail: Mapping[str, Any]) -> str:
    return f"An authority stamped line {detail['line']}, and so all before it, as being there at {detail['at']}."


def _sources(detail: Mapping[str, Any]) -> str:
    return "with what was said of sources" if detail["sources"] else "without what was said of sources"


def _count(many: int, one: str, several: str) -> str:
    return f"1 {one}" if many == 1 else f"{many or 'no'} {several}"


_SENTENCES: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "create": lambda detail: f"The case was made: {detail['case']}.",
    "acquire": _acquired,
    "inspect": _inspected,
    "process": _processed,
    "attribute": _attributed,
    "route": _routed,
    "source": _sourced,
    "fetch": _fetched,
    "commit": _committed,
    "translate": _translated,
    "choose": _chosen,
    "gloss": _glossed,
    "correct": _corrected,
    "quote": _quoted,
    "withdraw": _withdrawn,
    "derive": _derived,
    "publish": _published,
    "excerpt": _excerpted,
    "timestamp": _stamped,
    "seal": lambda detail: (
        f"The case was sealed as it was then, sources too, to {_count(detail['keys'], 'key', 'keys')}."
    ),
    "hand-over": lambda detail: (
        f"The case was handed on as it was then, in the bag {_plain(detail['bag'])}, {_sources(detail)}."
    ),
    "receive": lambda detail: "Whoever signs this line received the case as it was then, in a bag.",
}
