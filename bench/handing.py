"""How long does it take to hand a case on and to take it in, sealed or not, and what becomes of a damaged bag?

    PYTHONPATH=tests .venv/bin/python bench/handing.py [--minutes 60] [--flips 500]

A recording of noise that does not shrink is put into a case, bagged, taken in, sealed and opened: seconds, and the
most memory that the process ever had. Then bits are flipped by chance, one at a time, in the bag of a case where
every table holds something: each bag is refused, or gives the same bytes.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import shutil
import tempfile
import time
import wave
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import report
import tampering
from earwitness.errors import BagError
from earwitness.workflow import person
from earwitness.workflow.case import Case

SAMPLE_CALL = Path(__file__).parents[1] / "demo" / "call.m4a"


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--minutes", type=int, default=60)
    options.add_argument("--flips", type=int, default=500)
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["EARWITNESS_KEY"] = f"{folder}/key.pem"
        timed(Path(folder), asked.minutes)
        flipped(Path(folder), asked.flips)
    print(report.machine(["cryptography", "pyrage"]))


def timed(folder: Path, minutes: int) -> None:
    sound, case = folder / "noise.wav", Case.create(folder / "case")
    with wave.open(str(sound), "wb") as file:
        file.setparams((1, 2, 16_000, 0, "NONE", ""))
        for _ in range(minutes):
            file.writeframes(os.urandom(2 * 16_000 * 60))
    case.add(sound)
    bag, sealed, mine = folder / "bag.zip", folder / "case.age", person.acting().key.public
    steps: dict[str, Callable[[], object]] = {
        "export --to": lambda: case.hand_over(bag),
        "import": lambda: Case.receive(bag, folder / "received"),
        "seal": lambda: case.seal(sealed, mine),
        "unseal": lambda: Case.unseal(sealed, folder / "opened"),
    }
    rows = []
    for name, act in steps.items():
        began = time.perf_counter()
        act()
        seconds = time.perf_counter() - began
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        rows.append(
            [name, f"{seconds:.1f} s", f"{sound.stat().st_size / 1e6 / seconds:.0f} MB/s", f"{peak:.0f} MB"]
        )
    print(report.table([f"{sound.stat().st_size / 1e6:.0f} MB", "time", "rate", "most memory so far"], rows))


def flipped(folder: Path, flips: int) -> None:
    whole = tampering.whole_case(folder, SAMPLE_CALL)
    data = Case.open(whole).hand_over(folder / "whole.zip").path.read_bytes()
    good = contents(Case.receive(folder / "whole.zip", folder / "good").path)
    came = Counter[str]()
    for seed in range(flips):
        chance, changed = random.Random(seed), bytearray(data)
        changed[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        (folder / "flipped.zip").write_bytes(changed)
        try:
            received = Case.receive(folder / "flipped.zip", folder / "flipped").path
            came["the same bytes" if contents(received) == good else "OTHER BYTES"] += 1
            shutil.rmtree(received)
        except BagError:
            came["refused" if not (folder / "flipped").exists() else "refused, AND SOMETHING LEFT"] += 1
    print(
        report.table(
            [f"{flips} bags with one bit flipped", "bags"], [[what, str(many)] for what, many in came.items()]
        )
    )


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


if __name__ == "__main__":
    main()
