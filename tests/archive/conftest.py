"""Real cases in real folders, and children that can be killed, limited or turned into somebody else."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import pickle
import subprocess
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest

from earwitness.archive.folder import CaseFolder
from earwitness.ledger import chain
from earwitness.records.custody import Agent, Digest
from earwitness.records.recording import Gap, Recording, Sound
from earwitness.records.speech import Doubt, Transcript, Utterance, Word
from earwitness.records.time import Span
from earwitness.records.translation import Line, Translation

AGENT = Agent(kind="software", name="earwitness", version="0.1.0")
NOBODY = 65534

fork = multiprocessing.get_context("fork")  # a child is there in a millisecond, with all imported


class Make:
    """Small records that fit together."""

    agent = AGENT

    def case(self, path: Path) -> CaseFolder:
        return CaseFolder.create(path, agent=AGENT, line=chain.line)

    def recording(self, digest: Digest, name: str = "call.m4a") -> Recording:
        return Recording(
            digest=digest,
            name=name,
            size_bytes=4,
            container="mp4",
            sound=Sound(codec="aac", sample_rate_hz=8000, channels=1),
            duration_ms=61_000,
            gaps=(Gap(span=Span(10, 20), reason="missing"),),
            acquired_at="2026-01-02T03:04:05.678Z",
        )

    def transcript(self, digest: Digest, id: str = "t1") -> Transcript:  # noqa: A002
        words = (Word(text="Нет,", span=Span(0, 300), confidence=0.71), Word(text="приказ.", span=Span(300, 900)))
        utterances = (
            Utterance(id="u1", span=Span(0, 900), language="ru", text="Нет, приказ.", words=words),
            Utterance(
                id="u2",
                span=Span(1000, 1100),
                language="ru",
                text="Да",
                words=(Word(text="Да", span=Span(1000, 1100)),),
                speaker="S1",
                doubts=(Doubt(reason="loop", text="It repeats itself.", words=(0,)),),
            ),
        )
        return Transcript(
            id=id,
            recording=digest,
            language="ru",
            utterances=utterances,
            made_by=Agent(kind="model", name="whisper-base", digest=Digest.of(b"weights")),
            made_at="2026-01-02T03:04:06Z",
        )

    def translation(self, transcript: Transcript, id: str = "e1", language: str = "en") -> Translation:  # noqa: A002
        lines = tuple(Line(utterance_id=each.id, text=f"{each.id} in English") for each in transcript.utterances)
        return Translation(
            id=id,
            transcript_id=transcript.id,
            language=language,
            lines=lines,
            made_by=AGENT,
            made_at="2026-01-02T03:04:07Z",
        )


@pytest.fixture
def make() -> Make:
    return Make()


@pytest.fixture
def case(tmp_path: Path, make: Make) -> Iterator[CaseFolder]:
    with make.case(tmp_path / "case") as made:
        yield made


@pytest.fixture
def in_child() -> Callable[..., Any]:
    """Run a function in a process of its own and give back what it returns or raises; `user` is who it runs as."""

    def run(function: Callable[[], Any], *, user: int | None = None) -> Any:
        def work(ours: Connection) -> None:
            try:
                if user is not None and os.geteuid() != user:
                    os.setgroups([])
                    os.setgid(user)
                    os.setuid(user)
                ours.send(function())
            except BaseException as err:  # noqa: BLE001 - the parent raises it
                ours.send(RuntimeError(repr(err)) if not _travels(err) else err)

        theirs, ours = fork.Pipe()
        child = fork.Process(target=work, args=(ours,))
        child.start()
        ours.close()
        try:
            result = theirs.recv()
        finally:
            child.join(20)
        if isinstance(result, BaseException):
            raise result
        return result

    return run


def _travels(err: BaseException) -> bool:
    with contextlib.suppress(Exception):
        return type(pickle.loads(pickle.dumps(err))) is type(err)
    return False


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if os.geteuid() != 0:
        pytest.skip("only root can mount a small disk")
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "none", disk], capture_output=True, text=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"no small disk can be mounted here: {mounted.stderr.strip()}")
    try:
        yield disk
    finally:
        subprocess.run(["umount", disk], check=True)
