"""Is a case whole after a kill -9 at any moment, and is nothing lost that was said to be finished?

    PYTHONPATH=tests .venv/bin/python bench/kill.py [--times 100] [--seed 1]

A program takes recordings in, hears them (with the double `fake:`), names a speaker and publishes, without pause.
It is killed at a moment drawn by chance, and the case is verified, with what the kill left as it is.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections import Counter
from pathlib import Path

import killing
import report


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--times", type=int, default=100)
    options.add_argument("--seed", type=int, default=1)
    asked = options.parse_args()
    killed, wrong = Counter[str](), Counter[str]()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["EARWITNESS_KEY"] = f"{folder}/key.pem"
        for doing, found in killing.kill_and_look(Path(folder), times=asked.times, seed=asked.seed):
            killed[doing] += 1
            wrong[doing] += bool(found)
            for text in found:
                print(f"{doing}: {text}")
    rows = [(doing, str(killed[doing]), str(killed[doing] - wrong[doing])) for doing in sorted(killed)]
    print(report.table(("killed in", "times", "whole, and nothing lost"), rows))
    print(f"\n{report.machine(['cryptography'])}")


if __name__ == "__main__":
    main()
