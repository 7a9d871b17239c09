"""A recording on somebody's desk: open for hours, read once, and up to date with what others do to the case.

What was read of the case is never changed, only added to; so only what is new is read again. Nothing of the case
is held open between two calls, and several threads may call.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from earwitness.archive.folder import CaseFolder
from earwitness.errors import CaseError, CaseLockedError, ConflictError, FixityError, MediaError
from earwitness.ledger.keys import person
from earwitness.records.custody import Digest
from earwitness.records.review import Change, Correction
from earwitness.records.view import RecordingView
from earwitness.review.overlay import Overlay
from earwitness.workflow import playing, show
from earwitness.workflow.correct import append

PATIENCE_S = 2.0
"""How long a change waits for another that is being written."""


class Desk:
    """One recording of a case, as it is corrected. All methods raise EarwitnessError on bad input."""

    def __init__(self, path: Path, named: str | None = None) -> None:
        self.path = path
        self._lock = threading.RLock()
        with suppress(CaseError):  # brings an older case up to date, where it may be written
            CaseFolder.open(path, write=True).close()
        with CaseFolder.open(path) as case:
            self.recording = show.find(case, named)
            self._overlay = Overlay(show.heard(case, self.recording))
            self._newest: tuple[str | int | None, ...] = ()
            self._refresh(case)

    @property
    def view(self) -> RecordingView:
        """What is shown now."""
        with self._lock:
            return self._view

    @property
    def overlay(self) -> Overlay:
        """What is shown now, as corrections over what the machine heard."""
        with self._lock:
            return self._overlay

    def refresh(self) -> bool:
        """Read what is new; gives whether anything is. ConflictError where the recording was heard anew."""
        with self._lock, CaseFolder.open(self.path) as case:
            return self._refresh(case)

    def correct(self, change: Change, *, sent_as: str | None = None) -> Correction:
        """As `Case.correct`; where another process writes just now, it waits for PATIENCE_S."""
        with self._lock, self.writing() as case:
            self._refresh(case)
            made = append(case, self.recording, self._overlay, change, sent_as=sent_as)
            self._refresh(case)
            return made

    @contextmanager
    def writing(self) -> Iterator[CaseFolder]:
        """The case opened for writing, as soon as it can be."""
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

    def people(self) -> dict[Digest, str]:
        """What the holders of keys are called in this case, by the digest of the key."""
        with self._lock:
            return dict(self._people)

    def _refresh(self, case: CaseFolder) -> bool:
        newest, of = case.database.newest(self.recording.digest), self._overlay.machine.id
        if newest[0] != of:
            raise ConflictError("The recording was heard anew.", advice="Open it again.")
        corrections = case.database.corrections(of, after=self._overlay.number)
        if newest == self._newest and not corrections:
            return False
        for correction in corrections:
            self._overlay = self._overlay.then(correction)
        if newest != self._newest:
            self._newest = newest
            self._layers = show.layers(case, self.recording, of)
            self._people = {
                agent.digest: one.name
                for one in case.database.persons()
                if (agent := person(one.key)).digest is not None
            }
        self._view = show.laid_over(self.recording, self._layers, self._overlay)
        return True
