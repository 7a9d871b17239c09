"""A writer is killed, again and again; nothing that it reported is lost and nothing is half there."""

import contextlib
import multiprocessing
import os
import random
import signal
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest

from earwitness.archive.folder import CaseFolder
from earwitness.ledger import chain
from earwitness.records.custody import Digest

FORK = multiprocessing.get_context("fork")


def test_killed_at_forty_random_moments_nothing_reported_is_lost_and_nothing_is_half_there(tmp_path: Path, make):
    path, chance, reported = tmp_path / "case", random.Random(1), 0
    make.case(path).close()

    def write(pipe: Connection) -> None:
        with CaseFolder.open(path, write=True) as case:
            pipe.send(None)
            while True:
                digest = add_one(case, make, tmp_path / "source.wav")
                pipe.send(digest)

    for _ in range(40):
        theirs, ours = FORK.Pipe(duplex=False)
        writer = FORK.Process(target=write, args=(ours,))
        writer.start()
        ours.close()
        theirs.recv()
        told = {theirs.recv() for _ in range(chance.randrange(3))}
        time.sleep(chance.uniform(0, 0.02))
        os.kill(writer.pid, signal.SIGKILL)
        writer.join()
        with contextlib.suppress(EOFError):
            while True:
                told.add(theirs.recv())
        reported += len(told)
        assert told <= {recording.digest for recording in assert_whole(path)}
    assert reported > 20


def add_one(case: CaseFolder, make, source: Path) -> Digest:
    source.write_bytes(os.urandom(20_000))
    digest = case.store.add(source).digest
    with case.database.writing(chain.line) as change:
        change.add_recording(make.recording(digest))
        change.record_event(verb="acquire", agent=make.agent, recording=digest)
    transcript = make.transcript(digest, id=digest.short)
    case.database.save_batch(digest, "p", 0, "…")
    with case.database.writing(chain.line) as change:
        change.add_transcript(transcript, pipeline_id="p", pipeline={})
        change.record_event(verb="transcribe", agent=make.agent, recording=digest)
    return digest


def assert_whole(path: Path) -> list[Any]:
    with CaseFolder.open(path, write=True) as case:
        lines = list(case.database.event_lines())
        assert case.ledger_path.read_bytes() == b"".join(lines)
        assert chain.check(lines) == []
        events = [chain.parse(line)[0] for line in lines]
        recordings = case.database.recordings()
        acquired = [event.recording for event in events if event.verb == "acquire"]
        assert acquired == [recording.digest for recording in recordings]
        for digest in acquired:
            case.store.check(digest)
            told = any(event.verb == "transcribe" and event.recording == digest for event in events)
            transcript = case.database.transcript(digest)
            assert told == (transcript is not None)
            assert transcript is None or len(transcript.utterances) == 2
        for file in (path / "originals").glob("*/*"):
            assert Digest.of(file.read_bytes()).hex == file.stem
        assert not list((path / "tmp").iterdir())
        return recordings


STEPS = ("open", "fsync", "write", "rename", "mkdir", "fchmod", "unlink", "replace")


def killed_before(step: int, work: Callable[[], None]) -> bool:
    """Run the work in a child that is killed before its so-manieth call to the disk; False if it got through."""

    def child() -> None:
        left = step

        def hooked(real: Callable[..., Any]) -> Callable[..., Any]:
            def call(*args: Any, **keywords: Any) -> Any:
                nonlocal left
                left -= 1
                if left < 0:
                    os.kill(os.getpid(), signal.SIGKILL)
                return real(*args, **keywords)

            return call

        for name in STEPS:
            setattr(os, name, hooked(getattr(os, name)))
        work()

    process = FORK.Process(target=child)
    process.start()
    process.join()
    assert process.exitcode in (0, -signal.SIGKILL)
    return process.exitcode != 0


def test_killed_at_each_step_of_its_making_a_case_is_made_by_the_next_attempt(tmp_path: Path, make):
    def work() -> None:
        make.case(path).close()

    step, path = 0, tmp_path / "0"
    while killed_before(step, work):
        if not CaseFolder.is_case(path):
            with pytest.raises(Exception, match="case"):
                CaseFolder.open(path)
            make.case(path).close()
        assert assert_whole(path) == []
        step += 1
        path = tmp_path / str(step)
    assert step > 10


def test_killed_at_each_step_of_adding_a_recording_the_case_is_whole(tmp_path: Path, make):
    def work() -> None:
        with CaseFolder.open(tmp_path / "case", write=True) as case:
            add_one(case, make, tmp_path / "source.wav")

    make.case(tmp_path / "case").close()
    step = 0
    while killed_before(step, work):
        assert_whole(tmp_path / "case")
        step += 1
    assert step >= 15
