"""The main job: done once, resumed where it stopped, and the same however often it was stopped."""

from __future__ import annotations

import contextlib
import json
import random
import signal
import sqlite3
import time
import wave
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import score
import sides
from earwitness.archive.folder import CaseFolder
from earwitness.backends.fake import FakeListening, FakeTranscriber
from earwitness.backends.fake_translation import FakeEmbedder
from earwitness.backends.protocols import SAMPLE_RATE_HZ, Chunk, Embedder
from earwitness.backends.registry import STANDARD_EMBEDDER, embedder
from earwitness.errors import UsageError
from earwitness.ledger import chain
from earwitness.recording.decode import Decoding
from earwitness.records.view import RecordingView
from earwitness.workflow import hearing
from earwitness.workflow.agent import PROGRAM
from earwitness.workflow.case import Case
from media import write_wav
from reviewpage import until
from starting import Started

SAMPLE_CALL = Path(__file__).parents[2] / "demo" / "call.m4a"


class Counting(FakeTranscriber):
    """Counts the batches that it hears, and stops before one of them if told so."""

    def __init__(self, stop_before: int | None = None) -> None:
        self.heard = 0
        self.stop_before = stop_before

    def listen(self, chunks: Sequence[Chunk]) -> FakeListening:
        if self.heard == self.stop_before:
            raise KeyboardInterrupt
        self.heard += 1
        return super().listen(chunks)


@pytest.fixture(scope="module", autouse=True)
def small_batches() -> Iterator[None]:
    """Four chunks a batch: a call of minutes has as many as one of half an hour."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hearing, "BATCH", 4)
        yield


PROCESS = """
import time
from earwitness.backends.fake import FakeTranscriber
from earwitness.workflow import hearing
from starting import program

def slowly(hears, chunks, at_once=FakeTranscriber.listen):
    time.sleep(pause)
    return at_once(hears, chunks)

FakeTranscriber.listen = slowly
hearing.BATCH = 4
program("process", *asked)
"""


def kept_batches(case: Path) -> int:
    """How many are kept of a listening that is not finished."""
    if not CaseFolder.is_case(case):
        return 0
    with contextlib.closing(sqlite3.connect(f"file:{case}/case.sqlite?mode=ro", uri=True)) as database:
        return int(database.execute("SELECT COUNT(*) FROM batches").fetchone()[0])


@pytest.fixture(scope="module")
def long_call(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample call six times over: some sixteen chunks, four batches."""
    path = tmp_path_factory.mktemp("sound") / "long call.wav"
    once = np.concatenate(list(Decoding(SAMPLE_CALL)))
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE_HZ)
        file.writeframes((np.tile(once, 6) * 32767).astype("<i2").tobytes())
    return path


def estimator() -> Embedder:
    """Who estimates the English on the command line."""
    return embedder(STANDARD_EMBEDDER)


@pytest.fixture(scope="module")
def unstopped(tmp_path_factory: pytest.TempPathFactory, long_call: Path) -> tuple[RecordingView, int]:
    """What is heard in it where nothing stops the listening, and in how many batches."""
    hears = Counting()
    case = Case.create(tmp_path_factory.mktemp("unstopped") / "case")
    return case.process(long_call, diarizer=None, model=hears, estimator=estimator), hears.heard


def undated(seen: RecordingView) -> object:
    """What was heard, without the moments at which it was written down."""
    assert seen.transcript is not None
    assert seen.translation is not None
    return (
        replace(seen.recording, acquired_at="then"),
        replace(seen.transcript, made_at="then"),
        replace(seen.translation, made_at="then"),
    )


def ledger_verbs(case: Path) -> list[str]:
    lines = (case / "ledger.jsonl").read_bytes().splitlines(keepends=True)
    assert chain.check(lines) == []
    return [chain.parse(line)[0].verb for line in lines]


def test_a_recording_is_heard_once_however_often_it_is_processed(tmp_path: Path, long_call: Path) -> None:
    case, hears = Case.create(tmp_path / "case"), Counting()
    first = case.process(long_call, diarizer=None, model=hears)
    batches = hears.heard
    assert batches >= 3
    assert case.process(long_call, diarizer=None, model=hears) == first
    assert hears.heard == batches
    assert ledger_verbs(case.path) == ["create", "acquire", "process", "inspect"]


@pytest.mark.parametrize("stop_before", [0, 1, 3])
def test_a_stopped_listening_goes_on_where_it_was_and_gives_the_same(
    tmp_path: Path, long_call: Path, unstopped: tuple[RecordingView, int], stop_before: int
) -> None:
    whole, batches = unstopped
    case, first, second = Case.create(tmp_path / "case"), Counting(stop_before), Counting()
    with pytest.raises(KeyboardInterrupt):
        case.process(long_call, diarizer=None, model=first, estimator=estimator)
    again = case.process(long_call, diarizer=None, model=second, estimator=estimator)
    assert undated(again) == undated(whole)
    assert first.heard + second.heard == batches
    assert ledger_verbs(case.path) == ["create", "acquire", "process", "inspect"]


def test_a_killed_process_leaves_a_case_that_goes_on_and_gives_the_same(
    tmp_path: Path, long_call: Path, unstopped: tuple[RecordingView, int]
) -> None:
    case, chance = tmp_path / "case", random.Random(7)
    asked = [str(long_call), "--case", str(case), "--model", "fake:", "--speakers", "none"]
    for _ in range(6):
        worker = Started(exec, PROCESS, {"asked": asked, "pause": 0})
        with worker.stdout:
            time.sleep(chance.uniform(0.01, 0.5))
            assert worker.kill() == -signal.SIGKILL
    for _ in range(2):
        before, worker = kept_batches(case), Started(exec, PROCESS, {"asked": asked, "pause": 5})
        with worker.stdout:
            until(lambda before=before: kept_batches(case) > before)
            assert worker.kill() == -signal.SIGKILL
        assert before < kept_batches(case) < unstopped[1]
    last = Started(exec, PROCESS, {"asked": asked, "pause": 0})
    with last.stdout:
        last.stdout.read()
    assert last.wait() == 0
    assert undated(Case.open(case).recording()) == undated(unstopped[0])
    assert ledger_verbs(case) == ["create", "acquire", "process", "inspect"]
    with CaseFolder.open(case) as folder:
        folder.store.check(unstopped[0].recording.digest)
    assert [path.name for path in (case / "tmp").iterdir()] == []


@pytest.fixture(scope="module")
def two_channels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample call with each party on a channel of its own, the first faintly heard in the second's."""
    path = tmp_path_factory.mktemp("sound") / "two channels.wav"
    write_wav(path, sides.echoed(sides.sample_call(), -20, 40), rate_hz=sides.RATE_HZ)
    return path


def test_each_end_of_a_call_is_heard_by_itself_and_nobody_twice(tmp_path: Path, two_channels: Path) -> None:
    """Who speaks first is S1: here it is the party of the second channel."""
    case = Case.create(tmp_path / "case")
    seen = case.process(two_channels, diarizer=None, model="fake:")
    assert seen.transcript is not None
    assert seen.transcript.diarized_by == PROGRAM
    assert {(turn.speaker, turn.channel) for turn in seen.transcript.turns} == {("S1", 2), ("S2", 1)}
    assert {(one.speaker, one.utterance.channel) for one in seen.utterances} == {("S1", 2), ("S2", 1)}
    assert {(drop.reason, drop.channel) for drop in seen.transcript.drops} <= {("echo", 1), ("echo", 2)}
    assert any(drop.reason == "echo" for drop in seen.transcript.drops)
    event = chain.parse((case.path / "ledger.jsonl").read_bytes().splitlines(keepends=True)[-2])[0]
    assert event.detail["channels"]["apart"] is True
    mixed = case.process(two_channels, diarizer=None, model="fake:", channels="mixed")
    assert mixed.transcript is not None
    assert (mixed.transcript.id != seen.transcript.id, mixed.transcript.turns) == (True, ())
    assert case.process(two_channels, diarizer=None, model="fake:") == seen


def test_a_stopped_call_of_two_channels_goes_on_with_its_echoes(tmp_path: Path, two_channels: Path) -> None:
    whole = Case.create(tmp_path / "whole").process(two_channels, diarizer=None, model=Counting())
    case = Case.create(tmp_path / "case")
    with pytest.raises(KeyboardInterrupt):
        case.process(two_channels, diarizer=None, model=Counting(stop_before=0))
    assert undated(case.process(two_channels, diarizer=None, model=Counting())) == undated(whole)


def test_another_language_or_model_is_another_transcript_and_the_newest_is_shown(tmp_path: Path) -> None:
    case = Case.create(tmp_path / "case")
    by_itself = case.process(SAMPLE_CALL, diarizer=None, model="fake:")
    told = case.process(SAMPLE_CALL, diarizer=None, model="fake:", language="uk")
    assert by_itself.transcript is not None
    assert told.transcript is not None
    assert (by_itself.transcript.language, told.transcript.language) == ("ru", "uk")
    assert case.recording() == told
    with CaseFolder.open(case.path) as folder:
        assert len(folder.database.transcripts(told.recording.digest)) == 2


def test_english_that_probably_is_none_is_doubted_where_somebody_estimates_it(tmp_path: Path) -> None:
    case = Case.create(tmp_path / "case")
    seen = case.process(SAMPLE_CALL, diarizer=None, model="fake:", estimator=FakeEmbedder)
    doubted = [doubt.reason for one in seen.utterances if one.line for doubt in one.line.doubts]
    assert "low" in doubted
    event = chain.parse((case.path / "ledger.jsonl").read_bytes().splitlines(keepends=True)[-2])[0]
    assert event.detail["estimated_by"]["model"] == "fake-embedder"
    english = Case.create(tmp_path / "other")

    def refused() -> FakeEmbedder:
        raise AssertionError("there is no English to estimate")

    english.process(SAMPLE_CALL, diarizer=None, model="fake:", language="en", estimator=refused)


def test_speech_in_english_is_not_translated(tmp_path: Path) -> None:
    seen = Case.create(tmp_path / "case").process(SAMPLE_CALL, diarizer=None, model="fake:", language="en")
    assert seen.utterances
    assert seen.translation is None


def test_a_language_in_capitals_is_that_language_and_an_empty_one_is_none(tmp_path: Path) -> None:
    case = Case.create(tmp_path / "case")
    assert case.process(SAMPLE_CALL, diarizer=None, model="fake:", language="UK") == case.process(
        SAMPLE_CALL, diarizer=None, model="fake:", language="uk"
    )
    assert case.process(SAMPLE_CALL, diarizer=None, model="fake:", language="") == case.process(
        SAMPLE_CALL, diarizer=None, model="fake:"
    )


def test_an_unknown_language_is_refused_before_anything_is_heard(tmp_path: Path) -> None:
    hears = Counting()
    with pytest.raises(UsageError, match=r"knows no language 'xx'.*It knows: en, ru, uk\."):
        Case.create(tmp_path / "case").process(SAMPLE_CALL, diarizer=None, model=hears, language="xx")
    assert hears.heard == 0


def test_every_english_word_that_was_heard_is_on_some_line_once(unstopped: tuple[RecordingView, int]) -> None:
    seen, _ = unstopped
    said = " ".join(utterance.text for utterance in seen.utterances).split()
    english = " ".join(utterance.translation or "" for utterance in seen.utterances).split()
    known = {"нет,": 1, "батарея": 2, "не": 2, "пошла.": 1, "они": 1, "ждут": 2, "у": 1, "моста.": 2}
    assert len(english) == sum(known[word] for word in said)


@pytest.mark.model
def test_the_sample_call_is_heard_and_translated_by_the_real_model(tmp_path: Path) -> None:
    """End to end, against the generator's own reference."""
    reference = json.loads(SAMPLE_CALL.with_name("call.reference.json").read_text())
    seen = Case.create(tmp_path / "case").process(SAMPLE_CALL)
    assert seen.transcript is not None
    assert seen.transcript.language == "ru"
    said = [(word["text"], word["start_ms"]) for one in reference["utterances"] for word in one["words"]]
    heard = [
        {"words": [{"text": word.text, "start_ms": word.span.start_ms} for word in one.words]}
        for one in seen.utterances
    ]
    away_ms = sorted(map(abs, score.start_errors_ms(said, heard)))
    assert len(away_ms) > 0.9 * len(said)
    assert away_ms[len(away_ms) // 2] <= 80
    assert away_ms[-1] < 530, "“Алло” is said again after so long: each must have its own time"
    spans = [word.span for one in seen.utterances for word in one.words]
    assert spans == sorted(spans)
    assert spans[-1].end_ms <= seen.recording.duration_ms
    refused = next(utterance for utterance in seen.utterances if "три дня" in utterance.text)
    assert "three days" in (refused.translation or "")
