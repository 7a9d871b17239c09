"""A recording on somebody's desk: open for hours, read once, and up to date with what others do to the case.

What was read of the case is never changed, only added to; so only what is new is read again. Between two calls the
case is not locked, and several threads may call.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from earwitness.archive.folder import LEDGER, CaseFolder
from earwitness.errors import CaseError, CaseLockedError, ConflictError, FixityError, MediaError
from earwitness.quotes.pick import Picked
from earwitness.records.custody import Agent
from earwitness.records.quote import QuoteView
from earwitness.records.review import Change, Correction
from earwitness.records.view import RecordingView, UtteranceView
from earwitness.review.compare import Compared, compared
from earwitness.review.overlay import Overlay
from earwitness.workflow import draft, people, playing, show
from earwitness.workflow.correct import append

PATIENCE_S = 2.0
"""How long a change waits for another that is being written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What is shown at one moment: utterances in order, the corrections they come of, what people are called."""

    utterances: Mapping[str, UtteranceView]
    overlay: Overlay
    people: Mapping[Agent, str]


class Desk:
    """One recording of a case while it is corrected; close it. All methods raise EarwitnessError on bad input."""

    def __init__(self, path: Path, named: str | None = None, *, guests: Sequence[str] = ()) -> None:
        self.path = path
        self._lock, self._turn = threading.RLock(), threading.Lock()
        with suppress(CaseError):  # brings an older case up to date, where it may be written
            CaseFolder.open(path, write=True).close()
        with CaseFolder.open(path) as case:
            self.recording = show.find(case, named)
            self.guests = people.invited(case, guests)
            self._newest: tuple[str | int | None, ...] = ()
            self._whole: tuple[Seen, RecordingView] | None = None
            self._seen = Seen(utterances={}, overlay=Overlay(show.heard(case, self.recording)), people={})
            self._refresh(case)
        # Nothing is read by it. While it is open, nobody who writes is the last to leave the database, for whom
        # SQLite would fold its log back, and wait for the disk.
        self._stays = CaseFolder.open(path)

    def close(self) -> None:
        """Leave the case."""
        self._stays.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def seen(self) -> Seen:
        """What is shown now; the same as before where nothing is other."""
        return self._seen

    def refresh(self) -> bool:
        """Read what is new; gives whether anything is. ConflictError where the recording was heard anew."""
        with self._lock, CaseFolder.open(self.path) as case:
            return self._refresh(case)

    def compared(self) -> list[Compared]:
        """What the machine has beside what people made of it, in the original and in English."""
        with self._lock:
            seen, translation = self._seen, self._layers.translation
        machines = {line.utterance_id: line.text for line in translation.lines} if translation else {}
        lines = {of: one.line for of, one in seen.utterances.items() if one.line and one.line.written_by}
        return list(compared(seen.overlay, machines, {of: line.text for of, line in lines.items()}))

    def pulse(self) -> tuple[int, int] | None:
        """What is another as soon as anything is added to the case, by whichever process: its ledger's file."""
        try:
            seen = (self.path / LEDGER).stat()
        except OSError:
            return None
        return seen.st_size, seen.st_mtime_ns

    def correct(self, change: Change, *, sent_as: str | None = None) -> Correction:
        """As `Case.correct`; where another process writes just now, it waits for PATIENCE_S."""
        with self.writing() as case, self._lock:
            self._refresh(case)
            made = append(case, self.recording, self._seen.overlay, change, sent_as=sent_as)
            self._refresh(case)
            return made

    def draft(self, picked: Picked) -> draft.Draft:
        """What would be quoted: see workflow.draft.draft."""
        with CaseFolder.open(self.path) as case:
            return draft.draft(case, self.whole(case), picked)

    def quote(self, picked: Picked, *, printed_as: tuple[str, str | None]) -> QuoteView:
        """Keep a quote that was seen as a draft: see workflow.draft.keep."""
        with self._lock, self.writing() as case:
            return draft.keep(case, self.whole(case), picked, printed_as=printed_as)

    def whole(self, case: CaseFolder) -> RecordingView:
        """The whole recording as it is now, in its case, which is open; laid anew where something is other."""
        with self._lock:
            self._refresh(case)
            seen, under, held = self._seen, self._layers, self._whole
        if held is None or held[0] is not seen:
            held = self._whole = seen, show.laid_over(self.recording, under, seen.overlay)
        return held[1]

    @contextmanager
    def writing(self) -> Iterator[CaseFolder]:
        """The case opened for writing, as soon as it can be: one thread at a time, while others read."""
        with self._turn:
            until = time.monotonic() + PATIENCE_S
            while True:
                try:
                    case = CaseFolder.open(self.path, write=True)
                    break
                except CaseLockedError:
                    if time.monotonic() > until:
                        raise
                    time.sleep(0.05)
            with case:
                yield case

    @contextmanager
    def reading(self) -> Iterator[CaseFolder]:
        """The case opened for reading."""
        with CaseFolder.open(self.path) as case:
            yield case

    def playable(self) -> tuple[Path | None, Path | None]:
        """The files of its sound and its loudness; None for one that is not there and cannot be made."""
        try:
            with self.writing() as case:
                playing.page_sound(case, self.recording)
                playing.peaks(case, self.recording)
        except (CaseError, MediaError, FixityError):  # read-only, damaged, or gone: words can be read all the same
            pass
        return self.played()

    def played(self) -> tuple[Path | None, Path | None]:
        """The same, as far as they are there already."""
        with CaseFolder.open(self.path) as case:
            try:
                return playing.made(case, self.recording)
            except FixityError:
                return None, None

    def _refresh(self, case: CaseFolder) -> bool:
        newest, before = case.database.newest(self.recording.digest), self._seen.overlay
        if newest[0] != before.machine.id:
            raise ConflictError("The recording was heard anew.", advice="Open it again.", code="heard-anew")
        overlay = before
        for correction in case.database.corrections(before.machine.id, after=before.number):
            overlay = overlay.then(correction)
        called = self._seen.people
        if newest != self._newest:
            self._newest, self._layers = newest, show.layers(case, self.recording, overlay.machine.id)
            called = {**{one.agent: one.name for one in self.guests}, **people.authors(case)}
            other: Collection[str] = overlay.places.keys()
        elif overlay is before:
            return False
        else:
            held = before.places.get
            other = {of for of, one in overlay.places.items() if held(of) is not one and held(of) != one}
        part = show.laid_over(self.recording, self._layers.only(other), overlay.only(other))
        fresh = {one.id: one for one in part.utterances}
        shown = (place.utterance.id for place in overlay.shown)
        utterances = {of: fresh.get(of) or self._seen.utterances[of] for of in shown}
        self._seen = Seen(utterances=utterances, overlay=overlay, people=called)
        return True
