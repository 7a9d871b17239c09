"""Measure how long somebody waits for the first words of three hours.

    python bench/first.py            five runs

The prompts over and over for three hours, as one MP3; each run is a process of its own on a fresh case, and ends
when what was heard first is read out. The time counts from the start of the process, so loading is in it. Without
the sound the exit is 3.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

import corpus
import report

LONG_S = 3 * 60 * 60
LIBRARIES = ("earwitness", "ctranslate2", "onnxruntime", "av", "numpy")

_FIRST = """
import os, sys, time
began = time.perf_counter()
from earwitness import Case

def aloud(span, words, english):
    print(time.perf_counter() - began, flush=True)
    os._exit(0)

Case.create(sys.argv[2]).process(sys.argv[1], diarizer=None, aloud=aloud)
"""


def main() -> int:
    """Print the seconds of each run, and their spread."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--shared", type=Path, default=corpus.ROOT.parent / "shared", help="where data/ lies")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="earwitness-bench-") as folder:
        try:
            once = corpus.prompts(asked.shared, "wav", Path(folder) / "prompts.wav")
        except corpus.MissingError as err:
            print(err, file=sys.stderr)
            return 3
        sound = corpus.repeated(once, LONG_S, Path(folder) / "long.mp3")
        waited = [_seconds(sound.path, Path(folder) / f"case-{run}") for run in range(asked.runs)]
    print(report.machine(LIBRARIES))
    print(
        f"\nSeconds until the first words of {sound.seconds / 3600:.1f} hours: {report.spread(waited, '{:.1f}')}."
    )
    return 0


def _seconds(sound: Path, case: Path) -> float:
    done = subprocess.run(
        [sys.executable, "-c", _FIRST, str(sound), str(case)], capture_output=True, text=True, check=True
    )
    return float(done.stdout)


if __name__ == "__main__":
    sys.exit(main())
