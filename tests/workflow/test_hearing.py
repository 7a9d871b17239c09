"""Batches of chunks: the next is listened to while one is asked; none that is finished, none after a failure."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
import pytest

from earwitness.backends.fake import FakeListening, FakeTranscriber
from earwitness.backends.protocols import Chunk
from earwitness.errors import MediaError
from earwitness.testing import chunk
from earwitness.workflow.hearing import BATCH, listened

SOUND = chunk(np.zeros(16_000))
SECONDS_AT_MOST = 60


class Listens(FakeTranscriber):
    """Says from which moment on it listened to a batch."""

    def __init__(self) -> None:
        self.began: list[int] = []
        self.next_began = threading.Event()

    def listen(self, chunks: Sequence[Chunk]) -> FakeListening:
        self.began.append(chunks[0].span.start_ms // 1000)
        if len(self.began) > 1:
            self.next_began.set()
        return super().listen(chunks)


def found(count: int) -> Iterator[Chunk]:
    return (replace(SOUND, span=SOUND.span.shift(1000 * number)) for number in range(count))


def test_the_next_batch_is_listened_to_while_one_is_asked() -> None:
    transcriber = Listens()
    batches = listened(found(3 * BATCH), transcriber)
    next(batches)
    assert transcriber.next_began.wait(SECONDS_AT_MOST)
    assert [len(batch) for batch, _ in batches] == [BATCH, BATCH]
    assert transcriber.began == [0, BATCH, 2 * BATCH]


def test_what_is_finished_is_found_and_not_listened_to() -> None:
    transcriber = Listens()
    given = [
        listening is not None for _, listening in listened(found(2 * BATCH + 1), transcriber, finished={0, 2})
    ]
    assert (given, transcriber.began) == ([False, True, False], [BATCH])


def test_sound_that_fails_later_takes_nothing_from_what_was_heard_before() -> None:
    def broken() -> Iterator[Chunk]:
        yield from found(BATCH)
        raise MediaError("The disk was taken away.")

    batches = listened(broken(), Listens())
    assert len(next(batches)[0]) == BATCH
    with pytest.raises(MediaError, match="taken away"):
        next(batches)


def test_no_sound_gives_no_batch() -> None:
    assert list(listened(iter(()), Listens())) == []
