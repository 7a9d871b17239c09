"""Hear the words of a recording, batch by batch, each kept before the next begins, and none heard twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from earwitness.archive.folder import CaseFolder
from earwitness.backends.protocols import Chunk, Transcriber
from earwitness.backends.silero_vad import SileroVoiceDetector
from earwitness.recording.tracks import Tracks
from earwitness.records.recording import Recording
from earwitness.records.speech import Drop
from earwitness.speech.chunks import chunks
from earwitness.speech.drop import is_invented
from earwitness.speech.heard import Heard
from earwitness.speech.language import shares
from earwitness.speech.listen import listen
from earwitness.workflow.agent import PROGRAM
from earwitness.workflow.checkpoint import dump, load
from earwitness.workflow.pipeline import backend, named
from earwitness.workflow.progress import Audience, Report

BATCH = 16
"""Chunks that are heard together: four units of Whisper's for each language, and no more than a stop can cost."""


@dataclass(frozen=True, kw_only=True)
class Hearing:
    """One recording to be heard by one transcriber, told or not told the language."""

    case: CaseFolder
    recording: Recording
    transcriber: Transcriber
    language: str | None

    @property
    def pipeline(self) -> dict[str, Any]:
        """What decides what is heard in the same sound: the same of it gives the same."""
        return {
            "program": PROGRAM.version,
            **backend(self.transcriber.info.agent),
            "language": self.language,
            "batch": BATCH,
        }

    def work(self, sound: Tracks) -> str:
        """What the finished batches of it are called; they stay."""
        return named({**self.pipeline, "apart": sound.apart})

    def heard(self, sound: Tracks, audience: Audience) -> tuple[list[Heard], list[Drop]]:
        """All that is heard, and the echoes that are not; what was heard before is taken from the case."""
        echoes: list[Drop] = []
        heard: list[Heard] = []
        found = chunks(sound, SileroVoiceDetector(), left_out=echoes.append)
        for one in self._heard(found, self.work(sound), audience.report):
            heard.append(one)
            if one.passage.words and not is_invented(one):
                audience.aloud(one.span, one.passage.text, one.english.text if one.english else None)
        return heard, echoes

    def _heard(self, found: Iterable[Chunk], work: str, report: Report) -> Iterator[Heard]:
        database, digest = self.case.database, self.recording.digest
        finished = database.batches(digest, work)
        languages: dict[str, float] = {}
        for number, batch in enumerate(_batches(found)):
            if number in finished:
                heard = load(finished[number])
            else:
                heard = listen(self.transcriber, batch, language=self.language, before=languages)
                database.save_batch(digest, work, number, dump(heard))
            for language, much in shares(heard).items():
                languages[language] = languages.get(language, 0.0) + much
            report("Listening", batch[-1].span.end_ms / self.recording.duration_ms)
            yield from heard


def _batches(all_chunks: Iterable[Chunk]) -> Iterator[Sequence[Chunk]]:
    remaining = iter(all_chunks)
    while batch := tuple(islice(remaining, BATCH)):
        yield batch
