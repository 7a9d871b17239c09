"""A process that takes recordings in, hears them, names a speaker and publishes, without end, until it is killed.

It says on standard output what it has finished, a line of JSON each; `kill_and_look` starts it, kills it at a
moment drawn by chance, and looks at what is left.
"""

from __future__ import annotations

import json
import random
import signal
import sys
import time
import wave
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from earwitness.archive.folder import CaseFolder
from earwitness.ledger import chain
from earwitness.recording.decode import Decoding
from earwitness.records.source import Words
from earwitness.workflow.case import Case
from starting import Started

SAMPLE_CALL = Path(__file__).parents[1] / "demo" / "call.m4a"
SECONDS = 6


def kill_and_look(folder: Path, *, times: int, seed: int) -> Iterator[tuple[str, list[str]]]:
    """For each kill: what was being done, and what is wrong with what is left."""
    chance, finished = random.Random(seed), Counter[str]()
    case = Case.create(folder / "case")
    for number in range(times):
        worker = Started(_work, folder, number)
        with worker.stdout as said:
            said.readline()  # it is ready
            told: list[dict[str, str]] = []
            while not number and not any("done" in one for one in told):  # the first has time to finish something
                told.append(json.loads(said.readline()))
            time.sleep(chance.uniform(0, 0.8))
            assert worker.kill() == -signal.SIGKILL
            told += [json.loads(line) for line in said if line.endswith("\n")]
        finished.update(one["done"] for one in told if "done" in one)
        doing = told[-1].get("doing", "starting") if told else "starting"
        wrong = [item.text for item in case.verify() if item.outcome == "fail"]
        yield doing, [*wrong, *_lost(case.path, finished)]
    assert finished


def _lost(case: Path, finished: Counter[str]) -> Iterator[str]:
    """What was said to be finished, and is not in the ledger."""

    with CaseFolder.open(case) as opened:
        kept = Counter(chain.parse(line)[0].verb for line in opened.database.event_lines())
    for verb, many in finished.items():
        if kept[verb] < many:
            yield f"{many} times {verb} was finished, and {kept[verb]} lines tell of it"


def _work(folder: Path, number: int) -> None:

    case = Case.open(folder / "case")
    sound = np.concatenate(list(Decoding(SAMPLE_CALL)))
    _say(ready=True)
    for at in range(1000):
        path = folder / f"call {number} {at}.wav"
        with wave.open(str(path), "wb") as file:
            file.setparams((1, 2, 16_000, 0, "NONE", ""))
            start = (number * 997 + at * 31) % (len(sound) - SECONDS * 16_000)
            file.writeframes((sound[start : start + SECONDS * 16_000] * 32767).astype("<i2").tobytes())
        _say(doing="process")
        recording = case.process(path, model="fake:", diarizer="fake").recording
        _say(done="process")
        _say(doing="source")
        case.add(path, words=Words(origin=f"somebody {number} {at}"))
        _say(done="source")
        _say(doing="attribute")
        case.name_speaker("S1", "Somebody", recording.digest.hex)
        _say(done="attribute")
        _say(doing="publish")
        case.publish(folder / "page", recording.digest.hex)
        _say(done="publish")
        path.unlink()


def _say(**what: object) -> None:
    sys.stdout.write(f"{json.dumps(what)}\n")
    sys.stdout.flush()
