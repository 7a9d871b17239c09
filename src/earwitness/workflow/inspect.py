"""What a recording itself tells of how it came to be, kept beside what people and pages say of it.

It is looked at once, when it comes, and what is found is kept and told of in the ledger. The same bytes tell the
same again to the same program; a later one may notice more.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path

from earwitness.archive.folder import CaseFolder
from earwitness.archive.transaction import now
from earwitness.errors import MediaError
from earwitness.formats.signals_svg import Mark, Picture, signals_svg
from earwitness.recording.says import says
from earwitness.recording.signals import look as sound
from earwitness.records.fetch import Fetch
from earwitness.records.look import Look
from earwitness.records.recording import Recording
from earwitness.records.time import clock
from earwitness.workflow import show
from earwitness.workflow.agent import PROGRAM
from earwitness.workflow.person import writing
from earwitness.workflow.progress import Report, silent
from earwitness.workflow.results import write_result

_TICKS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspected:
    """A recording, the pages that it was fetched from, and what it tells itself: as kept, or as of just now."""

    recording: Recording
    fetches: tuple[Fetch, ...]
    look: Look
    is_kept: bool


def keep(case: CaseFolder, recording: Recording, *, report: Report = silent) -> None:
    """Look at a recording of the case (opened for writing) and keep what it tells, unless that is kept already.

    Sound that cannot be read to its end a second time is left for `inspect` to say so.
    """
    if case.database.look(recording.digest):
        return
    report("Looking at the sound", 0.0)
    with contextlib.suppress(MediaError):
        found = _look(case, recording)
        with writing(case) as change:
            change.add_look(found)
            change.record_event(
                verb="inspect",
                agent=PROGRAM,
                recording=recording.digest,
                detail={"sayings": len(found.sayings), "signals": len(found.signals)},
            )
    report("Looking at the sound", 1.0)


def inspect(case: CaseFolder, named: str | None, *, to: Path | None = None, anew: bool = False) -> Inspected:
    """What is kept of a recording; where nothing is, or `anew`, it is looked at now, and nothing of that is kept.

    Its picture (SVG), which names it by its digest, is written where a file is named.
    """
    recording = show.find(case, named)
    kept = None if anew else case.database.look(recording.digest)
    found = kept or _look(case, recording)
    if to:
        write_result(to, picture(recording, found).encode())
    return Inspected(
        recording=recording,
        fetches=tuple(case.database.fetches(recording.digest)),
        look=found,
        is_kept=kept is not None,
    )


def _look(case: CaseFolder, recording: Recording) -> Look:
    path = case.store.path(recording.digest)
    noticed = sound.look(path, recording)
    return Look(
        recording=recording.digest,
        sayings=says(path, name=recording.name),
        signals=noticed.signals,
        reach=noticed.reach,
        levels=noticed.levels,
        made_by=PROGRAM,
        made_at=now(),
    )


def picture(recording: Recording, found: Look) -> str:
    """The sound with what was noticed in it, as SVG."""
    lasts_ms = max(1, recording.duration_ms)
    marks = []
    for signal in found.signals:
        for span in filter(None, (signal.span, signal.other)):
            if span.duration_ms < lasts_ms:  # what is told of the whole has no place in it
                marks.append(Mark(start=span.start_ms / lasts_ms, end=span.end_ms / lasts_ms, text=signal.text))
    drawn = Picture(
        title=f"What is noticed in the recording {recording.digest.short}",
        levels=found.levels,
        reach=[(one.span.start_ms / lasts_ms, one.span.end_ms / lasts_ms, one.top_hz) for one in found.reach],
        half_rate_hz=recording.sound.sample_rate_hz / 2,
        marks=marks,
        clock=[clock(lasts_ms * tick // (_TICKS - 1)) for tick in range(_TICKS)],
    )
    return signals_svg(drawn)
