"""Hear the words of a recording, batch by batch, each kept before the next begins, and none heard twice."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

from earwitness.archive.folder import CaseFolder
from earwitness.backends.memory import give_back
from earwitness.backends.protocols import Chunk, Listening, Transcriber
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

Item = TypeVar("Item")

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
        for number, (batch, listening) in enumerate(listened(found, self.transcriber, finished)):
            if listening is None:
                heard = load(finished[number])
            else:
                heard = listen(self.transcriber, batch, listening, language=self.language, before=languages)
                database.save_batch(digest, work, number, dump(heard))
                give_back()
            for language, much in shares(heard).items():
                languages[language] = languages.get(language, 0.0) + much
            report("Listening", batch[-1].span.end_ms / self.recording.duration_ms)
            yield from heard


def listened(
    found: Iterable[Chunk], transcriber: Transcriber, finished: Container[int] = ()
) -> Iterator[tuple[Sequence[Chunk], Listening | None]]:
    """The chunks in batches of BATCH, each listened to unless its number, from zero, is finished.

    While one is asked what it says, the next is found and listened to: then no core waits for the last of a batch.
    """
    return _ahead(
        (batch, None if number in finished else transcriber.listen(batch))
        for number, batch in enumerate(_batches(found))
    )


def _batches(all_chunks: Iterable[Chunk]) -> Iterator[Sequence[Chunk]]:
    remaining = iter(all_chunks)
    while batch := tuple(islice(remaining, BATCH)):
        yield batch


def _ahead(items: Iterator[Item]) -> Iterator[Item]:
    """The same items, the next of which is made beside the use of the one before."""
    with ThreadPoolExecutor(1, thread_name_prefix="ahead") as beside:
        coming = beside.submit(next, items, None)
        while (item := coming.result()) is not None:
            coming = beside.submit(next, items, None)
            yield item
