"""Measure `earwitness process` as its users run it: how much it gets wrong, how long it takes, how much memory.

    python bench/process.py                  all parts but `long`
    python bench/process.py prompts length   some of them
    python bench/process.py nonspeech --sounds FOLDER    what is invented in other sounds without speech

clips      15 short clips of several Russian speakers
prompts    212 Russian telephone prompts, joined to 21 minutes, 8 kHz
gsm        the same prompts as GSM coded them
call       the sample call of the demonstration
nonspeech  sounds in which nobody speaks: every word is invented
length     the join once, and over and over for 3 hours, with a recogniser that costs nothing (`--model fake:`)
long       the 3 hours with the real one: half an hour and more

Each run is the command line in a process of its own, on a fresh case. Tables go to standard output, as
docs/benchmarks.md quotes them. A part whose sound is not here is left out, with how to get it, and the exit is 3.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import corpus
import report
import score
from corpus import Sound
from report import spread, table

REAL, FAKE = "base", "fake:"
LONG_S = 3 * 60 * 60
LIBRARIES = ("earwitness", "ctranslate2", "faster-whisper", "onnxruntime", "av", "numpy", "jiwer", "sacrebleu")

# What a process is said to have needed at most includes what its parent had: so a small parent starts it.
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
    """What one run cost; `load` is how many processes wanted a core, on average, in the minute before it."""

    wall_s: float
    cpu_s: float
    peak_mb: float
    load: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What was measured of one part; `shown` is what `earwitness show --json` gave of each sound, in run one."""

    name: str
    sounds: Sequence[Sound]
    runs: Sequence[Run]
    shown: Sequence[dict[str, Any]]
    runs_agree: bool
    figures: dict[str, Any] = field(default_factory=dict)

    @property
    def seconds(self) -> float:
        """How much sound it is."""
        return sum(sound.seconds for sound in self.sounds)


class Bench:
    """The parts, each a method of that name that gives what it measured."""

    def __init__(self, *, shared: Path, sounds: Path | None, runs: int, folder: Path) -> None:
        self._shared = shared
        self._sounds = sounds
        self._runs = runs
        self._folder = folder

    def clips(self) -> list[Part]:
        return [self._known("15 clips", corpus.clips(self._shared))]

    def prompts(self) -> list[Part]:
        return [self._known("prompts", [self._join("wav")])]

    def gsm(self) -> list[Part]:
        return [self._known("prompts, GSM", [self._join("gsm")])]

    def call(self) -> list[Part]:
        sound = corpus.call()
        part = self._known("sample call", [sound])
        late_ms = score.start_errors_ms(sound.words, part.shown[0]["utterances"])
        away_ms = [abs(one) for one in late_ms]
        part.figures["starts"] = {
            "words": len(away_ms),
            "of": len(sound.words),
            "median_ms": statistics.median(away_ms),
            "90th_percentile_ms": statistics.quantiles(away_ms, n=10)[8],
            "worst_ms": max(away_ms),
            "median_with_sign_ms": statistics.median(late_ms),
        }
        return [part]

    def nonspeech(self) -> list[Part]:
        sounds = corpus.sounds_in(self._sounds) if self._sounds else corpus.nonspeech(self._shared)
        part = self._measure("nonspeech", sounds)
        part.figures["invented"] = [
            {
                "sound": sound.path.name,
                "seconds": sound.seconds,
                "words": sum(len(one["words"]) for one in shown["utterances"]),
                "text": " ".join(one["text"] for one in shown["utterances"]),
                "dropped": sum(
                    len((one["text"] or "").split()) for one in shown["drops"] if one["reason"] == "no-voice"
                ),
                "doubts": sorted({doubt["reason"] for one in shown["utterances"] for doubt in one["doubts"]}),
            }
            for sound, shown in zip(part.sounds, part.shown, strict=True)
        ]
        return [part]

    def length(self) -> list[Part]:
        once = self._join("wav")
        return [
            self._measure(f"join, fake: ({name})", [self._repeated(once, seconds)], model=FAKE)
            for name, seconds in (("once", once.seconds), ("3 hours", LONG_S))
        ]

    def long(self) -> list[Part]:
        return [self._measure("join (3 hours)", [self._repeated(self._join("wav"), LONG_S)], runs=1)]

    def warm_up(self) -> None:
        """Unpack the model, and have the files in memory that the runs read."""
        _process([corpus.call()], self._folder / "warm", REAL)

    def _join(self, ending: str) -> Sound:
        return corpus.prompts(self._shared, ending, self._folder / f"prompts-{ending}.wav")

    def _repeated(self, sound: Sound, seconds: float) -> Sound:
        return corpus.repeated(sound, seconds, self._folder / f"{seconds:.0f}s.mp3")

    def _known(self, name: str, sounds: Sequence[Sound]) -> Part:
        """Measure sounds of which is known what is said in them, and score what was heard."""
        part = self._measure(name, sounds)
        heard = [shown["utterances"] for shown in part.shown]
        wrong = score.errors(
            (" ".join(one.text for one in sound.said), " ".join(one["text"] for one in utterances))
            for sound, utterances in zip(sounds, heard, strict=True)
        )
        groups = [
            group
            for sound, utterances in zip(sounds, heard, strict=True)
            for group in score.together(sound.said, utterances)
        ]
        english = score.english(groups)
        part.figures.update(
            errors=asdict(wrong),
            wer=wrong.rate,
            chrf=score.chrf(english) if english else None,
            languages=[str(shown["language"]) for shown in part.shown],
            russian=[
                (" ".join(thing.text for thing in said), " ".join(one["text"] for one in utterances))
                for said, utterances in groups
            ],
            english=english,
        )
        return part

    def _measure(self, name: str, sounds: Sequence[Sound], *, model: str = REAL, runs: int | None = None) -> Part:
        """Process the sounds, all by one command, so many times."""
        costs: list[Run] = []
        outcomes: list[list[dict[str, Any]]] = []
        for _ in range(runs or self._runs):
            with tempfile.TemporaryDirectory(dir=self._folder) as made:
                case = Path(made) / "case"
                costs.append(_process(sounds, case, model))
                outcomes.append([_show(case, sound) for sound in sounds])
            print(f"{name}: {costs[-1]}", file=sys.stderr, flush=True)
        said = [[_texts(shown) for shown in outcome] for outcome in outcomes]
        return Part(
            name=name,
            sounds=sounds,
            runs=costs,
            shown=outcomes[0],
            runs_agree=all(one == said[0] for one in said),
        )


PARTS = ("clips", "prompts", "gsm", "call", "nonspeech", "length", "long")


def main() -> int:
    """Measure the parts that were asked for, and print their tables."""
    asked = _arguments()
    machine = report.machine(LIBRARIES)
    parts: list[Part] = []
    missing = 0
    with tempfile.TemporaryDirectory(prefix="earwitness-bench-") as folder:
        bench = Bench(shared=asked.shared, sounds=asked.sounds, runs=asked.runs, folder=Path(folder))
        bench.warm_up()
        for name in asked.parts:
            try:
                parts += getattr(bench, name)()
            except corpus.MissingError as err:
                print(f"{name} is left out. {err}", file=sys.stderr)
                missing += 1
    print("\n\n".join([machine, *_tables(parts)]))
    if asked.json:
        data = {"machine": machine, "parts": [asdict(part) for part in parts]}
        asked.json.write_text(json.dumps(data, ensure_ascii=False, indent=1, default=str))
    return 3 if missing else 0


def _process(sounds: Sequence[Sound], case: Path, model: str) -> Run:
    load = os.getloadavg()[0]
    with tempfile.NamedTemporaryFile() as report:
        paths = [str(sound.path) for sound in sounds]
        # Who speaks is measured by bench/speakers.py.
        command = _earwitness("process", *paths, "--case", str(case), "--model", model, "--speakers", "none")
        _output([sys.executable, "-S", "-c", _WATCHER, report.name, *command])
        return Run(**json.loads(Path(report.name).read_text()), load=load)


def _show(case: Path, sound: Sound) -> dict[str, Any]:
    shown: dict[str, Any] = json.loads(_output(_earwitness("show", str(case), sound.path.name, "--json")))
    return shown


def _earwitness(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "earwitness", *arguments]


def _output(command: Sequence[str]) -> str:
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if done.returncode != 0:
        raise SystemExit(f"Exit {done.returncode} of {' '.join(command[-6:])}\n{done.stderr[-2000:]}")
    return done.stdout


def _texts(shown: dict[str, Any]) -> list[tuple[str, str | None]]:
    return [(one["text"], one["translation"] and one["translation"]["text"]) for one in shown["utterances"]]


def _tables(parts: Sequence[Part]) -> Iterable[str]:
    """The Markdown tables that these parts fill."""
    if known := [part for part in parts if "errors" in part.figures]:
        yield _quality(known)
    for part in parts:
        if starts := part.figures.get("starts"):
            yield _starts(starts)
        if invented := part.figures.get("invented"):
            yield _invented(invented)
    if parts:
        yield _costs(parts)


def _quality(parts: Iterable[Part]) -> str:
    head = ("", "WER", "substituted", "dropped", "inserted", "of words", "chrF, English", "language found")
    rows = []
    for part in parts:
        errors, chrf, languages = (part.figures[name] for name in ("errors", "chrf", "languages"))
        rows.append(
            (
                part.name,
                f"{part.figures['wer']:.1%}",
                *(str(errors[name]) for name in ("substitutions", "deletions", "insertions", "words")),
                "no reference" if chrf is None else f"{chrf:.1f}",
                ", ".join(f"{one} {languages.count(one)}×" for one in sorted(set(languages))),
            )
        )
    return table(head, rows)


def _starts(starts: dict[str, Any]) -> str:
    head = ("words heard right", "start off by, median", "90th percentile", "worst", "median with its sign")
    shown = (f"{starts[name]:.0f} ms" for name in ("median_ms", "90th_percentile_ms", "worst_ms"))
    return table(
        head, [(f"{starts['words']} of {starts['of']}", *shown, f"{starts['median_with_sign_ms']:+.0f} ms")]
    )


def _invented(sounds: Sequence[dict[str, Any]]) -> str:
    rows = [
        (
            one["sound"],
            f"{one['seconds']:.1f}",
            str(one["words"]),
            str(one["dropped"]),
            one["text"].replace("|", "/"),
            ", ".join(one["doubts"]),
        )
        for one in sounds
    ]
    total = (
        "all",
        f"{sum(one['seconds'] for one in sounds):.1f}",
        str(sum(one["words"] for one in sounds)),
        str(sum(one["dropped"] for one in sounds)),
        "",
        "",
    )
    return table(("sound", "seconds", "words invented", "left out", "which", "doubted for"), [*rows, total])


def _costs(parts: Iterable[Part]) -> str:
    head = ("", "sound s", "runs", "wall s", "real-time factor", "CPU s", "peak MB", "load before", "runs agree")
    rows = [
        (
            part.name,
            f"{part.seconds:.0f}",
            str(len(part.runs)),
            spread([run.wall_s for run in part.runs], "{:.1f}"),
            spread([run.wall_s / part.seconds for run in part.runs], "{:.3f}"),
            spread([run.cpu_s for run in part.runs], "{:.1f}"),
            spread([run.peak_mb for run in part.runs], "{:.0f}"),
            spread([run.load for run in part.runs], "{:.1f}"),
            "yes" if part.runs_agree else "no",
        )
        for part in parts
    ]
    return table(head, rows)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "parts", nargs="*", metavar="PART", help="what to measure; all but `long` if none is named"
    )
    parser.add_argument("--runs", type=int, default=3, help="how often each is run (default: 3)")
    parser.add_argument("--shared", type=Path, default=corpus.ROOT.parent / "shared", help="where data/ lies")
    parser.add_argument("--sounds", type=Path, metavar="FOLDER", help="sounds without speech, for `nonspeech`")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all that was measured and heard")
    asked = parser.parse_args()
    if unknown := set(asked.parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    asked.parts = asked.parts or [name for name in PARTS if name != "long"]
    return asked


if __name__ == "__main__":
    sys.exit(main())
