"""Tell the speakers of a recording apart by their voices, stretch by stretch, and listen to none of them twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from earwitness.archive.folder import CaseFolder
from earwitness.backends.protocols import Diarizer, Samples
from earwitness.records.recording import Recording
from earwitness.records.speech import Turn
from earwitness.speech.diarize import tell_apart
from earwitness.speech.observe import Observation, observe
from earwitness.workflow.agent import PROGRAM
from earwitness.workflow.checkpoint import dump_observation, load_observation
from earwitness.workflow.pipeline import backend, named
from earwitness.workflow.progress import Report


@dataclass(frozen=True, kw_only=True)
class Telling:
    """One recording whose speakers are to be told apart, told or not told how many there are."""

    case: CaseFolder
    recording: Recording
    diarizer: Diarizer
    speakers: int | None

    @property
    def pipeline(self) -> dict[str, Any]:
        """What decides what is heard of the voices, before they are told apart."""
        return {"program": PROGRAM.version, **backend(self.diarizer.info.agent)}

    @property
    def work(self) -> str:
        """What the finished stretches are called; they are let go when the transcript is kept."""
        return named(self.pipeline)

    def turns(self, sound: Iterable[Samples], report: Report) -> list[Turn]:
        """Who speaks when; no stretch is listened to twice."""
        return tell_apart(self._observed(sound, report), self.diarizer.grid, speakers=self.speakers)

    def _observed(self, sound: Iterable[Samples], report: Report) -> Iterator[Observation]:
        database, digest = self.case.database, self.recording.digest
        known = {number: load_observation(one) for number, one in database.batches(digest, self.work).items()}
        for number, seen in enumerate(observe(sound, self.diarizer, known=known)):
            if number not in known:
                database.save_batch(digest, self.work, number, dump_observation(seen))
            report("Telling speakers apart", seen.end_ms / self.recording.duration_ms)
            yield seen
