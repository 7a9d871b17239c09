"""Measure `earwitness process` as its users run it: how much it gets wrong, how long it takes, how much memory.

    python bench/process.py                  all parts but `long`
    python bench/process.py prompts length   some of them

The parts:

clips      15 short clips of several Russian speakers
prompts    212 Russian telephone prompts, joined to 21 minutes, as the studio's telephone sound
gsm        the same prompts as GSM coded them
call       the sample call of the demonstration, with the times of its words
nonspeech  sounds in which nobody speaks: every word is invented
length     the join, once and repeated to 3 hours of MP3, with a recogniser that costs nothing
long       3 hours of MP3 with the real one (half an hour and more)

Each run is the command line in a process of its own and a case of its own. Tables go to standard output, as
docs/benchmarks.md quotes them. Exit 3: a set is not here, and the message says how to get it.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import corpus
import score
from corpus import Sound

REAL, FAKE = "base", "fake:"
LONG_S = 3 * 60 * 60

# A process's peak memory begins with its parent's, so a parent that is small starts what is measured.
_WATCHER = """
import json, resource, subprocess, sys, time
began = time.perf_counter()
done = subprocess.run(sys.argv[2:])
wall_s = time.perf_counter() - began
used = resource.getrusage(resource.RUSAGE_CHILDREN)
peak_mb = used.ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 1e6
with open(sys.argv[1], "w") as file:
    json.dump({"wall_s": wall_s, "cpu_s": used.ru_utime + used.ru_stime, "peak_mb": peak_mb}, file)
sys.exit(done.returncode)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What one run cost; `load` is how many processes wanted a core in the minute before it."""

    wall_s: float
    cpu_s: float
    peak_mb: float
    load: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What was measured of one part. `shown` is what `earwitness show --json` gave of each sound in the first run."""

    name: str
    seconds: float
    runs: list[Run]
    shown: list[dict[str, Any]]
    runs_agree: bool
    figures: dict[str, Any] = field(default_factory=dict)


def main() -> int:
    """Run the parts and print their tables."""
    parts = {
        "clips": clips,
        "prompts": prompts,
        "gsm": gsm,
        "call": call,
        "nonspeech": nonspeech,
        "length": length,
        "long": long,
    }
    asked = _arguments(list(parts))
    chosen = asked.parts or [name for name in parts if name != "long"]
    measured: list[Part] = []
    print(_machine(), end="\n\n", flush=True)
    with tempfile.TemporaryDirectory(prefix="earwitness-bench-") as folder:
        _process(
            [corpus.call()], Path(folder) / "warm", REAL
        )  # the model is unpacked, files are in the page cache
        for name in chosen:
            try:
                found, table = parts[name](asked, Path(folder))
            except corpus.MissingError as err:
                print(err, file=sys.stderr)
                return 3
            measured += found
            print(table, end="\n\n", flush=True)
    if asked.json:
        parts_json = [asdict(part) for part in measured]
        asked.json.write_text(
            json.dumps({"machine": _machine(), "parts": parts_json}, ensure_ascii=False, indent=1)
        )
    return 0


def clips(asked: argparse.Namespace, folder: Path) -> tuple[list[Part], str]:
    return _heard("15 clips", corpus.clips(asked.shared), asked, folder)


def prompts(asked: argparse.Namespace, folder: Path) -> tuple[list[Part], str]:
    return _heard("prompts", [corpus.prompts(asked.shared, "wav", folder / "prompts.wav")], asked, folder)


def gsm(asked: argparse.Namespace, folder: Path) -> tuple[list[Part], str]:
    return _heard("prompts, GSM", [corpus.prompts(asked.shared, "gsm", folder / "gsm.wav")], asked, folder)


def call(asked: argparse.Namespace, folder: Path) -> tuple[list[Part], str]:
    sounds = [corpus.call()]
    (part,), table = _heard("sample call", sounds, asked, folder)
    late_ms = score.start_errors_ms(sounds[0].words, part.shown[0]["utterances"])
    away_ms = [abs(one) for one in late_ms]
    part.figures["start_error_ms"] = {
        "words": len(away_ms),
        "median": statistics.median(away_ms),
        "90th percentile": statistics.quantiles(away_ms, n=10)[8],
        "worst": max(away_ms),
        "median, signed": statistics.median(late_ms),
    }
    times = _table(
        ("words heard right", "of", "median", "90th percentile", "worst", "median, signed"),
        [
            (
                str(len(away_ms)),
                str(len(sounds[0].words)),
                *(
                    f"{part.figures['start_error_ms'][name]:.0f} ms"
                    for name in ("median", "90th percentile", "worst")
                ),
                f"{part.figures['start_error_ms']['median, signed']:+.0f} ms",
            )
        ],
    )
    return [part], f"{table}\n\nWord starts, how far off:\n\n{times}"


def nonspeech(asked: argparse.Namespace, folder: Path) -> tuple[list[Part], str]:
    sounds = corpus.nonspeech(asked.shared)
    part = _measure("nonspeech", sounds, asked.runs, folder, REAL)
    rows = [
        (sound.path.name, f"{sound.seconds:.1f}", str(_count(shown)), _said(shown) or "–", _doubted(shown))
        for sound, shown in zip(sounds, part.shown, strict=True)
    ]
    part.figures["invented"] = {row[0]: int(row[2]) for row in rows}
    total = str(sum(part.figures["invented"].values()))
    rows.append(("all", f"{part.seconds:.1f}", total, "", ""))
    return [part], _table(("sound", "seconds", "words invented", "what", "doubts"), rows)


def length(asked: argparse.Namespace, folder: Path) -> tuple[list[Part], str]:
    once = corpus.prompts(asked.shared, "wav", folder / "prompts.wav")
    sounds = [corpus.repeated(once, seconds, folder / f"{seconds:.0f}.mp3") for seconds in (once.seconds, LONG_S)]
    found = [
        _measure(f"{sound.seconds / 3600:.2f} h, {FAKE}", [sound], asked.runs, folder, FAKE) for sound in sounds
    ]
    return found, _costs(found)


def long(asked: argparse.Namespace, folder: Path) -> tuple[list[Part], str]:
    once = corpus.prompts(asked.shared, "wav", folder / "prompts.wav")
    sound = corpus.repeated(once, LONG_S, folder / "long.mp3")
    part = _measure(f"{sound.seconds / 3600:.2f} h, {REAL}", [sound], 1, folder, REAL)
    return [part], _costs([part])


def _heard(name: str, sounds: Sequence[Sound], asked: argparse.Namespace, folder: Path) -> tuple[list[Part], str]:
    """Measure sounds of which is known what is said in them."""
    part = _measure(name, sounds, asked.runs, folder, REAL)
    pairs = [
        (" ".join(one.text for one in sound.said), " ".join(one["text"] for one in shown["utterances"]))
        for sound, shown in zip(sounds, part.shown, strict=True)
    ]
    wrong = score.errors(pairs)
    groups = [
        group
        for sound, shown in zip(sounds, part.shown, strict=True)
        for group in score.together(sound.said, shown["utterances"])
    ]
    english = score.english(groups)
    chrf = score.chrf(english) if english else None
    part.figures.update(
        errors=asdict(wrong),
        wer=wrong.rate,
        chrf=chrf,
        chrf_of=sum(bool(thing.english) for said, _ in groups for thing in said),
        languages=sorted({str(shown["language"]) for shown in part.shown}),
        groups=[
            {"said": [asdict(thing) for thing in said], "heard": [one["text"] for one in heard]}
            for said, heard in groups
        ],
        english=english,
    )
    quality = _table(
        ("set", "WER", "substituted", "dropped", "invented", "of words", "chrF (ru→en)", "languages found"),
        [
            (
                name,
                f"{wrong.rate:.1%}",
                str(wrong.substitutions),
                str(wrong.deletions),
                str(wrong.insertions),
                str(wrong.words),
                "no reference" if chrf is None else f"{chrf:.1f}",
                ", ".join(part.figures["languages"]),
            )
        ],
    )
    return [part], f"{quality}\n\n{_costs([part])}"


def _measure(name: str, sounds: Sequence[Sound], runs: int, folder: Path, model: str) -> Part:
    """Process the sounds, all by one command, so many times."""
    costs: list[Run] = []
    outcomes: list[list[dict[str, Any]]] = []
    for _ in range(runs):
        with tempfile.TemporaryDirectory(dir=folder) as made:
            case = Path(made) / "case"
            costs.append(_process(sounds, case, model))
            outcomes.append([json.loads(_earwitness("show", case, sound.path.name, "--json")) for sound in sounds])
        print(f"{name}: {costs[-1]}", file=sys.stderr, flush=True)
    texts = [[[one["text"] for one in shown["utterances"]] for shown in outcome] for outcome in outcomes]
    return Part(
        name=name,
        seconds=sum(sound.seconds for sound in sounds),
        runs=costs,
        shown=outcomes[0],
        runs_agree=all(text == texts[0] for text in texts),
    )


def _process(sounds: Sequence[Sound], case: Path, model: str) -> Run:
    load = os.getloadavg()[0]
    with tempfile.NamedTemporaryFile() as report:
        command = [*_EARWITNESS, "process", *(sound.path for sound in sounds), "--case", case, "--model", model]
        _output([sys.executable, "-S", "-c", _WATCHER, report.name, *command])
        return Run(**json.loads(Path(report.name).read_text()), load=load)


_EARWITNESS = (sys.executable, "-m", "earwitness")


def _earwitness(*arguments: str | Path) -> str:
    return _output([*_EARWITNESS, *arguments])


def _output(command: Sequence[str | Path]) -> str:
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if done.returncode != 0:
        raise SystemExit(f"{command[-1]}: exit {done.returncode}: {done.stderr[-2000:]}")
    return done.stdout


def _costs(parts: Iterable[Part]) -> str:
    rows = []
    for part in parts:
        walls = [run.wall_s for run in part.runs]
        rows.append(
            (
                part.name,
                f"{part.seconds:.0f}",
                str(len(walls)),
                _spread(walls, "{:.1f}"),
                _spread([wall / part.seconds for wall in walls], "{:.3f}"),
                _spread([run.cpu_s for run in part.runs], "{:.1f}"),
                _spread([run.peak_mb for run in part.runs], "{:.0f}"),
                _spread([run.load for run in part.runs], "{:.1f}"),
                "yes" if part.runs_agree else "NO",
            )
        )
    return _table(
        (
            "set",
            "seconds of sound",
            "runs",
            "wall s",
            "real-time factor",
            "CPU s",
            "peak MB",
            "load before",
            "same text in all runs",
        ),
        rows,
    )


def _spread(values: Sequence[float], shape: str) -> str:
    if len(values) == 1:
        return shape.format(values[0])
    return " / ".join(shape.format(pick(values)) for pick in (min, statistics.median, max))


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _count(shown: dict[str, Any]) -> int:
    return sum(len(one["words"]) for one in shown["utterances"])


def _said(shown: dict[str, Any]) -> str:
    return " ".join(one["text"] for one in shown["utterances"]).replace("|", "/")


def _doubted(shown: dict[str, Any]) -> str:
    return ", ".join(sorted({doubt["reason"] for one in shown["utterances"] for doubt in one["doubts"]}))


def _machine() -> str:
    libraries = ("earwitness", "ctranslate2", "faster-whisper", "onnxruntime", "av", "numpy", "jiwer", "sacrebleu")
    return (
        f"{_processor()}, {len(os.sched_getaffinity(0))} cores to use, {_memory_gb():.0f} GB of memory; "
        f"{platform.freedesktop_os_release()['PRETTY_NAME']}, Python {platform.python_version()}; "
        f"{', '.join(f'{name} {version(name)}' for name in libraries)}; {datetime.now(UTC):%Y-%m-%d}."
    )


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def _memory_gb() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9


def _arguments(names: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("parts", nargs="*", metavar="PART", choices=[*names, []], help=", ".join(names))
    parser.add_argument("--runs", type=int, default=3, help="how often each is run (default 3)")
    parser.add_argument("--shared", type=Path, default=corpus.ROOT.parent / "shared/data", help="the sets' folder")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all that was measured, words too")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
