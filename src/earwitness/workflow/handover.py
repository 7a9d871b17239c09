"""Hand a case on: a bag with all of it, for an archive, a court or a colleague, to be read without earwitness.

That it is handed on is the ledger's last line before the bag is made: so the bag has it, and whoever goes on from
the bag goes on from there.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field
from mimetypes import guess_type
from pathlib import Path
from typing import Any

from earwitness.archive.atomic import whole_file
from earwitness.archive.bagging import Bagging
from earwitness.archive.folder import DATABASE, LEDGER, README, CaseFolder
from earwitness.archive.snapshot import snapshot
from earwitness.archive.store import DERIVED, ORIGINALS, SOURCES
from earwitness.backends.age_sealing import sealing
from earwitness.errors import UsageError
from earwitness.formats import rocrate
from earwitness.formats.history import history_svg
from earwitness.formats.look_json import look_json
from earwitness.formats.registry import export_text
from earwitness.ledger import chain
from earwitness.ledger.keys import person
from earwitness.records.custody import CustodyEvent, Digest
from earwitness.records.recording import Recording
from earwitness.records.text import shown
from earwitness.story import handover as page
from earwitness.workflow import custody, inspect, quote, show
from earwitness.workflow.agent import PROGRAM, VERSION
from earwitness.workflow.checks.item import Item
from earwitness.workflow.person import acting, writing, written
from earwitness.workflow.progress import Report, silent
from earwitness.workflow.results import require_outside
from earwitness.workflow.timestamp import STAMPS
from earwitness.workflow.verify import verify

CASE = "case"
"""The folder of the payload that is the case itself."""

_READABLE = (
    ("what was said, in both languages", "txt"),
    ("subtitles", "vtt"),
    ("all of it, for programs", "json"),
)
_QUOTES = (
    ("quotes, for programs", "json", "quotes.jsonl"),
    ("as Web Annotations", "webannotation", "quotes.jsonld"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver:
    """A bag that was written, the line of the ledger that tells of it, and what `verify` found before."""

    path: Path
    id: str
    line: int
    head: Digest
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Handing:
    """How a case is handed on: with what was said of sources, and sealed to whom (backends.age_sealing)."""

    sources: bool = False
    recipients: tuple[Any, ...] = ()


def hand_over(case: CaseFolder, to: Path, how: Handing = Handing(), *, report: Report = silent) -> HandedOver:
    """Write a bag of the case (opened for writing) to a ZIP file, whole or not at all; an older file is replaced.

    Raises UsageError for a place where no bag can be, CaseError where it cannot be written.
    """
    if to.is_dir() or to.resolve().is_relative_to(case.path.resolve()):
        raise UsageError(
            f"A bag is a file outside the case: {shown(to)} is not.", advice="Name another, as bag.zip."
        )
    require_outside(to)
    for recording in case.database.recordings():
        case.store.path(recording.digest)  # one that is missing is found before a line tells that it was handed on
    report("Packing", 0.0)
    with whole_file(to) as file:
        bag_id = f"urn:uuid:{uuid.uuid4()}"
        told = {"keys": len(how.recipients)} if how.recipients else {"sources": how.sources}
        with writing(case) as change:
            event = change.record_event(
                verb="seal" if how.recipients else "hand-over",
                agent=PROGRAM,
                detail={"bag": bag_id} | told,
            )
        sealed = sealing(file, how.recipients) if how.recipients else nullcontext(file)
        with sealed as packed, Bagging(packed, _root(to)) as bag:
            filling = _Filling(case, bag, event, with_sources=how.sources)
            filling.case_files(report)
            filling.readable()
            flaws = [Item(name="bag", outcome="fail", text=flaw) for flaw in filling.flaws]
            items = (*verify(case.path), *flaws)
            done = HandedOver(path=to, id=bag_id, line=event.number, head=filling.head, items=items)
            filling.finish(done)
    written.discard(case.path)  # a line after the bag was made would be a fork of whoever goes on from it
    report("Packing", 1.0)
    return done


@dataclass(kw_only=True)
class _Made:
    """What is known of a file of the payload, for the lists of it."""

    description: str
    recording: Digest | None


@dataclass
class _Filling:
    """The bag while it is filled."""

    case: CaseFolder
    bag: Bagging
    event: CustodyEvent
    with_sources: bool
    made: dict[str, _Made] = field(default_factory=dict)
    handed: list[page.Handed] = field(default_factory=list)
    quotes: list[tuple[str, str]] = field(default_factory=list)
    flaws: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.recordings = self.case.database.recordings()
        self.lines = list(self.case.database.event_lines())

    @property
    def head(self) -> Digest:
        """The digest of the ledger's last line."""
        return chain.line_digest(self.lines[-1])

    def case_files(self, report: Report) -> None:
        """The case itself: its database in a fresh file, all else byte for byte."""
        known = {one.digest.hex: one.digest for one in self.recordings}
        with self.case.store.scratch(suffix=".sqlite") as copy:
            snapshot(self.case.path / DATABASE, copy)
            self._add(f"{CASE}/{DATABASE}", copy, "The database of the case (SQLite).")
        files = list(self._files())
        for number, path in enumerate(files):
            report("Packing", number / len(files))
            name = path.relative_to(self.case.path)
            recording = known.get(path.name.partition(".")[0])
            self._add(f"{CASE}/{name.as_posix()}", path, _described(name), recording)

    def readable(self) -> None:
        """What people read without any program of ours."""
        for recording in self.recordings:
            seen = show.view(self.case, recording)
            links = []
            for label, suffix in _READABLE if seen.transcript else ():
                path = f"readable/{recording.digest.short}.{suffix}"
                try:
                    text = export_text(seen, format=suffix)
                except Exception:  # noqa: BLE001  (rows that somebody changed; the rest is handed on, and this said)
                    self.flaws.append(f"What {shown(recording.name)} says could not be written as {suffix}.")
                    continue
                self._add(path, text.encode(), label.capitalize(), recording.digest)
                links.append((label, path))
            steps = custody.custody(self.case, recording)
            path = f"readable/{recording.digest.short}.history.svg"
            self._add(
                path, history_svg(*custody.picture(recording, steps)).encode(), "Its history", recording.digest
            )
            links.append(("its history", path))
            links += self._look(recording)
            self.handed.append(page.Handed(recording=recording, path=self._original(recording), readable=links))
        if quotes := quote.quotes(self.case):
            for label, format_name, name in _QUOTES:
                text = quote.export_quotes(quotes, format=format_name, to=None)
                self._add(f"readable/{name}", text.encode(), label.capitalize())
                self.quotes.append((label, f"readable/{name}"))

    def _look(self, recording: Recording) -> Iterator[tuple[str, str]]:
        """What the recording itself tells, as far as that is kept."""
        try:
            look = self.case.database.look(recording.digest)
            drawn = look and inspect.picture(recording, look)
        except Exception:  # noqa: BLE001  (as above)
            self.flaws.append(f"What {shown(recording.name)} tells itself could not be read.")
            return
        if look and drawn:
            told = json.dumps(look_json(look), ensure_ascii=False, indent=1)
            for label, suffix, text in (
                ("what is noticed in its sound", "sound.svg", drawn),
                ("what its file says, and what is noticed, for programs", "look.json", told),
            ):
                path = f"readable/{recording.digest.short}.{suffix}"
                self._add(path, text.encode(), label.capitalize(), recording.digest)
                yield label, path

    def finish(self, done: HandedOver) -> None:
        """The lists of it, the page on top, and what makes it a bag."""
        who = acting()
        self._add(rocrate.METADATA, rocrate.write(self._crate(done)).encode(), "This list.")
        contents = page.Contents(
            id=done.id,
            at=self.event.at,
            who=who.agent.digest or Digest.of(b""),
            name=who.name,
            head=self.head,
            recordings=self.handed,
            quotes=self.quotes,
            sources=None if not self.case.database.sources() else self.with_sources,
            verified=[page.Said(name=one.name, outcome=one.outcome, text=one.text) for one in done.items],
            version=VERSION,
        )
        self.bag.add_tag("index.html", page.render(contents))
        self.bag.add_tag("check.sh", page.check_script())
        self.bag.finish(
            [
                ("External-Identifier", done.id),
                (
                    "External-Description",
                    f"An earwitness case with {len(self.recordings)} recordings: see index.html.",
                ),
                ("Bag-Software-Agent", f"earwitness {VERSION}"),
            ]
        )

    def _files(self) -> Iterator[Path]:
        yield from (self.case.path / name for name in (README, LEDGER))
        sources = (SOURCES,) if self.with_sources else ()
        for area in (ORIGINALS, DERIVED, STAMPS, *sources):
            yield from sorted(path for path in (self.case.path / area).rglob("*") if path.is_file())

    def _add(self, path: str, data: Path | bytes, description: str, recording: Digest | None = None) -> None:
        self.bag.add(path, data)
        self.made[path] = _Made(description=description, recording=recording)

    def _original(self, recording: Recording) -> str:
        return f"{CASE}/{self.case.store.path(recording.digest).relative_to(self.case.path).as_posix()}"

    def _crate(self, done: HandedOver) -> rocrate.Crate:
        files = [
            rocrate.File(
                path=one.path,
                size_bytes=one.size_bytes,
                sha256=one.digests["sha256"],
                media_type=guess_type(one.path)[0] or "application/octet-stream",
                description=self.made[one.path].description,
                recording=self.made[one.path].recording,
            )
            for one in self.bag.payload
        ]
        entries = [chain.read(data) for data in self.lines]
        acts = [
            rocrate.Act(
                line=one.event.number,
                at=one.event.at,
                text=custody.told(one.event),
                program=one.event.agent,
                key=person(one.signer).digest if one.signer else None,
                recording=one.event.recording,
            )
            for one in entries
        ]
        return rocrate.Crate(
            id=done.id,
            name="An earwitness case",
            description="Recordings, what was heard in them, and a signed ledger of what was done to them.",
            at=self.event.at,
            files=files,
            acts=acts,
        )


def _root(to: Path) -> str:
    return to.stem if re.fullmatch(r"[A-Za-z0-9_-]{1,60}", to.stem) else "bag"


def _described(name: Path) -> str:
    return {
        README: "What the folder is.",
        LEDGER: "The ledger: what was done, a signed line for each event.",
        ORIGINALS: "A recording, as it came.",
        SOURCES: "What was said of from whom a recording came.",
        DERIVED: "A file that was made from a recording.",
        STAMPS: "What a time-stamping authority said of a line of the ledger.",
    }[name.parts[0]]
