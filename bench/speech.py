"""Measure what listens in earwitness against what people use now: how fast, and how much is right.

    python bench/speech.py                                      five rounds of what this interpreter has
    python bench/speech.py --whisperx PYTHON --openai PYTHON    and of what those have

Each system hears the telephone prompts, joined to 21 minutes, and gives the original and the English:
listeners.py says how. All have the same weights (Whisper *base*), in int8 where they know it, and as many threads
as CTranslate2 takes by itself. They take turns, each run in a process of its own; a ratio is that of two runs of
one round. Loading the model is not in the time, and a shorter sound is heard before the clock starts. The peak of
memory is that of the whole process. openai-whisper runs in the first round alone: it takes longer than all the
others together.

The stages are wall time too, measured by stages.py around what a system calls. The floor is the time in which the
windows that earwitness hears are encoded, with nothing else.

WhisperX wants versions of its own, so an interpreter that has it runs it: `pip install whisperx` in a virtual
environment. Likewise openai-whisper: `pip install openai-whisper faster-whisper` (which decodes for it). Its own
weights are in no package; openai_weights.py turns ours back into them.

Tables go to standard output, as docs/benchmarks.md quotes them. Without the sound the exit is 3.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import corpus
import report
import score
from corpus import Said, Sound
from earwitness.backends import models
from report import spread, table

OURS, BASELINE, FLOOR = "earwitness", "batched", "encode"
TITLES = {
    OURS: "earwitness",
    BASELINE: "faster-whisper, batched, twice",
    "sequential": "faster-whisper, sequential, twice",
    "whisperx": "WhisperX without alignment, twice",
    "openai": "openai-whisper (fp32), twice",
    FLOOR: "encoding alone",
}
ELSEWHERE = {"whisperx": "whisperx.asr", "openai": "whisper"}
"""What other interpreters are asked for, and the module that shows that they have it."""

ONCE = {"openai"}
STAGES = (
    "decode",
    "VAD",
    "features",
    "encode",
    "detect language",
    "generate, transcribe",
    "generate, translate",
    "generate, transcribe and translate",
    "align",
)
REST = "all else"
LIBRARIES = ("earwitness", "ctranslate2", "faster-whisper", "onnxruntime", "av", "numpy", "jiwer", "sacrebleu")
THREADS = min(4, os.cpu_count() or 1)
SHARED_MS = 500
"""A segment of English says a thing with which it shares so much time, or half of it where the thing is short."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What one system heard in one run, and what that cost, as listeners.py has it."""

    wall_s: float
    cpu_s: float
    peak_mb: float
    load: float
    stages: Mapping[str, float]
    heard: Mapping[str, Any]
    versions: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """How much of what was heard is right; the English is compared in so many texts, and so is ours beside it."""

    errors: score.Errors
    chrf: float
    ours_chrf: float
    texts: int


def main() -> int:
    """Measure the systems that are there, and print their tables."""
    asked = _arguments()
    here = (OURS, BASELINE, FLOOR) if asked.quick else (OURS, BASELINE, "sequential", FLOOR)
    pythons = dict.fromkeys(here, sys.executable) | _elsewhere(asked)
    with tempfile.TemporaryDirectory(prefix="earwitness-bench-") as folder:
        try:
            sound = corpus.prompts(asked.shared, "wav", Path(folder) / "prompts.wav")
        except corpus.MissingError as err:
            print(err, file=sys.stderr)
            return 3
        runs = _take_turns(pythons, sound, asked.rounds)
    machine = _machine(runs)
    print(f"{machine} {sound.seconds:.0f} s of sound, {asked.rounds} rounds.\n")
    quality = qualities(sound.said, {name: each[0].heard for name, each in runs.items() if name != FLOOR})
    print("\n\n".join(_tables(sound, runs, quality)))
    if asked.json:
        data = {"machine": machine, "runs": {name: [asdict(run) for run in each] for name, each in runs.items()}}
        asked.json.write_text(json.dumps(data, ensure_ascii=False, indent=1))
    return 0


def qualities(said: Sequence[Said], heard: Mapping[str, Mapping[str, Any]]) -> dict[str, Quality]:
    """How right each system is.

    In longer texts more matches by chance, so who gives longer pieces of English would look better for that alone.
    Each system is therefore compared with ours in texts of the same length: what one of the two gives in one piece
    is one text for both.
    """
    spoken = " ".join(thing.text for thing in said)
    pieces = {name: english_pieces(said, one["english"], system=name) for name, one in heard.items()}
    found: dict[str, Quality] = {}
    for name, one in heard.items():
        groups = score.together(said, chain.from_iterable(pieces[system] for system in {OURS, name}))
        theirs, ours = (_english(groups, system) for system in (name, OURS))
        found[name] = Quality(
            errors=score.errors([(spoken, " ".join(segment["text"] for segment in one["original"]))]),
            chrf=score.chrf(theirs),
            ours_chrf=score.chrf(ours),
            texts=len(theirs),
        )
    return found


def english_pieces(
    said: Sequence[Said], segments: Iterable[Mapping[str, Any]], *, system: str
) -> list[score.Utterance]:
    """Segments of English as score.py's utterances: their words are the stretches they share with what is said."""
    return [
        {
            "system": system,
            "start_ms": segment["start_ms"],
            "end_ms": segment["end_ms"],
            "words": list(_shared(said, segment["start_ms"], segment["end_ms"])),
            "translation": {"text": segment["text"]},
        }
        for segment in segments
    ]


def ratios(runs: Sequence[Run], baseline: Sequence[Run]) -> list[float]:
    """The time of each run, in that of the baseline in the same round; it may have had more rounds."""
    return [run.wall_s / other.wall_s for run, other in zip(runs, baseline, strict=False)]


def stage_medians(runs: Sequence[Run]) -> dict[str, float]:
    """The median seconds of each stage in order, and of what is in none.

    Where a system does stages side by side, they add up to more than the time: each then counts for its share.
    """
    shares = [min(1.0, run.wall_s / max(sum(run.stages.values()), 1e-9)) for run in runs]
    found = {name for run in runs for name in run.stages}
    names = [*(name for name in STAGES if name in found), *sorted(found.difference(STAGES))]
    return {
        **{
            name: statistics.median(
                run.stages.get(name, 0.0) * share for run, share in zip(runs, shares, strict=True)
            )
            for name in names
        },
        REST: statistics.median(max(0.0, run.wall_s - sum(run.stages.values())) for run in runs),
    }


def _english(groups: Iterable[tuple[list[Said], list[score.Utterance]]], system: str) -> list[tuple[str, str]]:
    return score.english((things, [one for one in inside if one["system"] == system]) for things, inside in groups)


def _shared(said: Sequence[Said], start_ms: int, end_ms: int) -> Iterable[dict[str, int]]:
    for thing in said:
        first_ms, last_ms = max(thing.start_ms, start_ms), min(thing.end_ms, end_ms)
        if last_ms - first_ms >= min(SHARED_MS, (thing.end_ms - thing.start_ms) / 2):
            yield {"start_ms": first_ms, "end_ms": last_ms}


def _elsewhere(asked: argparse.Namespace) -> dict[str, str]:
    """The interpreters that were named for other systems and have them."""
    pythons: dict[str, str] = {}
    for name, module in ELSEWHERE.items():
        if not (python := getattr(asked, name)):
            continue
        done = subprocess.run(
            [python, "-c", f"import {module}"], capture_output=True, encoding="utf-8", check=False
        )
        if done.returncode == 0:
            pythons[name] = python
        else:
            print(f"{TITLES[name]} is left out: {done.stderr.strip().splitlines()[-1]}", file=sys.stderr)
    return pythons


def _take_turns(pythons: Mapping[str, str], sound: Sound, rounds: int) -> dict[str, list[Run]]:
    runs: dict[str, list[Run]] = {name: [] for name in TITLES if name in pythons}
    for number in range(rounds):
        for name, each in runs.items():
            if number == 0 or name not in ONCE:
                each.append(_run(name, pythons[name], sound.path))
                print(f"{number + 1}. {TITLES[name]}: {each[-1].wall_s:.1f} s", file=sys.stderr, flush=True)
    return runs


def _run(name: str, python: str, sound: Path) -> Run:
    environment = os.environ | {"OMP_NUM_THREADS": str(THREADS), "CUDA_VISIBLE_DEVICES": "", "HF_HUB_OFFLINE": "1"}
    with tempfile.TemporaryDirectory() as folder:
        job = Path(folder) / "job.json"
        wanted = {
            "model": str(models.find(models.EMBEDDED).path),
            "sound": str(sound),
            "warm_up": str(corpus.call().path),
            "threads": THREADS,
        }
        job.write_text(json.dumps(wanted))
        command = [python, str(Path(__file__).with_name("listeners.py")), name, str(job)]
        done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=False)
        if done.returncode != 0:
            raise SystemExit(f"Exit {done.returncode} of {' '.join(command[1:3])}\n{done.stderr[-2000:]}")
        return Run(**json.loads(job.read_text()))


def _machine(runs: Mapping[str, Sequence[Run]]) -> str:
    others = (
        f" {TITLES[name]}: {', '.join(f'{library} {version}' for library, version in each[0].versions.items())}."
        for name, each in runs.items()
        if each[0].versions
    )
    return f"{report.machine(LIBRARIES)}{''.join(others)} {THREADS} threads."


def _tables(sound: Sound, runs: Mapping[str, Sequence[Run]], quality: Mapping[str, Quality]) -> Iterable[str]:
    yield _costs(sound, runs)
    yield _rights(runs, quality)
    yield _stages(runs)
    yield _between(runs)


def _costs(sound: Sound, runs: Mapping[str, Sequence[Run]]) -> str:
    head = (
        "",
        "runs",
        "wall s",
        "of faster-whisper's batched, by round",
        "real-time factor",
        "CPU s",
        "peak MB",
        "load before",
    )
    rows = [
        (
            title,
            str(len(each)),
            spread([run.wall_s for run in each], "{:.1f}"),
            spread(ratios(each, runs[BASELINE]), "{:.3f}"),
            spread([run.wall_s / sound.seconds for run in each], "{:.3f}"),
            spread([run.cpu_s for run in each], "{:.1f}"),
            spread([run.peak_mb for run in each], "{:.0f}"),
            spread([run.load for run in each], "{:.1f}"),
        )
        if (each := runs.get(name))
        else (title, "not run", *[""] * (len(head) - 2))
        for name, title in TITLES.items()
        if name != FLOOR
    ]
    return table(head, rows)


def _rights(runs: Mapping[str, Sequence[Run]], quality: Mapping[str, Quality]) -> str:
    head = (
        "",
        "WER",
        "substituted",
        "dropped",
        "inserted",
        "of words",
        "chrF, English",
        "earwitness in the same texts",
        "texts",
        "times of words",
        "language found",
        "runs agree",
    )
    rows = []
    for name, one in quality.items():
        heard = runs[name][0].heard
        rows.append(
            (
                TITLES[name],
                f"{one.errors.rate:.1%}",
                *(str(count) for count in (one.errors.substitutions, one.errors.deletions, one.errors.insertions)),
                str(one.errors.words),
                f"{one.chrf:.1f}",
                f"{one.ours_chrf:.1f}",
                str(one.texts),
                "yes" if any(segment.get("words") for segment in heard["original"]) else "no",
                str(heard["language"]),
                "yes" if all(run.heard == heard for run in runs[name]) else "no",
            )
        )
    return table(head, rows)


def _stages(runs: Mapping[str, Sequence[Run]]) -> str:
    """Median seconds; a system that is not on CTranslate2 has no stages to be seen."""
    seen = {name: stage_medians(each) for name, each in runs.items() if "encode" in each[0].stages}
    seen[FLOOR] = {"encode": seen[FLOOR]["encode"]}
    names = [name for name in chain(STAGES, [REST]) if any(name in stages for stages in seen.values())]
    rows = [
        (name, *(f"{stages[name]:.1f}" if name in stages else "" for stages in seen.values())) for name in names
    ]
    return table(("stage, median s", *(TITLES[name] for name in seen)), rows)


def _between(runs: Mapping[str, Sequence[Run]]) -> str:
    floor = [run.stages["encode"] for run in runs[FLOOR]]
    floor_s, ours_s = statistics.median(floor), statistics.median(run.wall_s for run in runs[OURS])
    left = stage_medians(runs[OURS])
    left["encode, beyond the floor"] = left.pop("encode", 0.0) - floor_s
    parts = ", ".join(
        f"{name} {seconds:.1f} s" for name, seconds in sorted(left.items(), key=lambda item: -item[1]) if seconds
    )
    return (
        f"Encoding alone takes {spread(floor, '{:.1f}')} s: {len(runs[FLOOR][0].heard['original'])} windows. "
        f"The original and the English take {ours_s / floor_s:.2f} times that. Between the two: {parts}."
    )


def _program(path: str) -> str:
    if not shutil.which(path):
        raise argparse.ArgumentTypeError(f"there is no program {path}")
    return path


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5, help="how often each is run (default: 5)")
    parser.add_argument("--quick", action="store_true", help="leave out faster-whisper's sequential transcription")
    parser.add_argument("--whisperx", metavar="PYTHON", type=_program, help="an interpreter that has WhisperX")
    parser.add_argument("--openai", metavar="PYTHON", type=_program, help="an interpreter that has openai-whisper")
    parser.add_argument("--shared", type=Path, default=corpus.ROOT.parent / "shared", help="where data/ lies")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all that was measured and heard")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
