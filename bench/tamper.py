"""Is each single change to a case found and named, and is nothing found where nothing was changed?

    PYTHONPATH=tests .venv/bin/python bench/tamper.py [--changes 1000] [--untouched 200]

Half of the untouched copies are read, or written to by another command, before they are looked at. Prints a table
of what was done by kind, how much of it was found, how much named, and how long one look takes.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import report
import tampering
from earwitness.workflow.case import Case
from earwitness.workflow.verify import verify

SAMPLE_CALL = Path(__file__).parents[1] / "demo" / "call.m4a"


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--changes", type=int, default=1000)
    options.add_argument("--untouched", type=int, default=200)
    asked = options.parse_args()
    done, found, named, seconds = Counter[str](), Counter[str](), Counter[str](), []
    alarms = 0
    with tempfile.TemporaryDirectory() as folder:
        os.environ["EARWITNESS_KEY"] = f"{folder}/key.pem"
        whole, copy = tampering.whole_case(Path(folder), SAMPLE_CALL, stamped=True), Path(folder) / "copy"
        for seed in range(asked.changes + asked.untouched):
            shutil.copytree(whole, copy)
            chance = random.Random(seed)
            act = chance.choice(tampering.ACTS) if seed < asked.changes else None
            what, names = act(copy, chance) if act else ("nothing", "")
            if act is None:
                _use(copy, seed)
            began = time.perf_counter()
            failures = [item.text for item in verify(copy) if item.outcome == "fail"]
            seconds.append(time.perf_counter() - began)
            kind = act.__name__.replace("_", " ") if act else "nothing"
            done[kind] += 1
            found[kind] += bool(failures)
            named[kind] += any(names in text for text in failures)
            if act and not any(names in text for text in failures):
                print(f"seed {seed}: {what}; should name {names!r}; found {failures}", file=sys.stderr)
            alarms += bool(failures) and act is None
            shutil.rmtree(copy)
    kinds = sorted(done, key=lambda kind: (kind == "nothing", kind))
    rows = [(kind, str(done[kind]), str(found[kind]), str(named[kind])) for kind in kinds]
    print(report.table(("changed", "cases", "found", "named"), rows))
    changes = asked.changes
    print(
        f"\n{sum(found.values()) - alarms} of {changes} changes found; {alarms} of {asked.untouched} false alarms."
    )
    print(f"One look: {report.spread([1000 * each for each in seconds], '{:.0f}')} ms (least / median / most).")
    print(report.machine(["cryptography"]))


def _use(case: Path, number: int) -> None:
    """What does no harm: reading, naming a speaker, or nothing."""
    if number % 4 == 1:
        Case.open(case).recording("call.m4a")
    elif number % 4 == 3:
        Case.open(case).name_speaker("S1", f"Nobody {number}", "t1.wav")


if __name__ == "__main__":
    main()
