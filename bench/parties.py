"""Measure what a call on two channels gains by being heard channel by channel.

    python bench/parties.py

Each call is heard with its channels apart and with both mixed into one and two speakers told apart by their
voices. The word error rate is that of each party's words under one label, the labels matched as it is best for the
result (cpWER, Watanabe et al. 2020): a word under the wrong label is an error twice. The sample call is parted by
its reference; the others alternate Russian prompts, by one voice, with the clips of fifteen others, who interrupt
one time in four. A table goes to standard output.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from itertools import permutations
from pathlib import Path
from typing import Any

import numpy as np

import corpus
import score
import sides
import voices
from earwitness.backends.registry import STANDARD_DIARIZER, diarizer, transcriber
from earwitness.records.view import RecordingView
from earwitness.workflow.case import Case
from sides import RATE_HZ, SHARED, Sound

SEEDS = range(3)
INTERRUPTED = 0.25
ECHO_DB, ECHO_MS = -20, 40

Texts = Sequence[str]


def main() -> None:
    """Print the table."""
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    hears, tells = transcriber("base"), diarizer(STANDARD_DIARIZER)
    calls = {"the sample call": [(sides.sample_call(), _sample_texts())]}
    calls["prompts and clips"] = [conversation(np.random.default_rng(seed)) for seed in SEEDS]
    print("| call | words | echo | apart | mixed |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for name, made in calls.items():
            for echo in (False, True):
                rates: dict[str, score.Errors] = {}
                for channels in ("apart", "mixed"):
                    found = []
                    for number, (sound, texts) in enumerate(made):
                        path = Path(folder) / f"{name} {number} {echo}.wav"
                        voices.write(path, sides.echoed(sound, ECHO_DB, ECHO_MS) if echo else sound)
                        how: dict[str, Any] = {"channels": channels, "speakers": 2, "model": hears}
                        seen = Case.open_or_create(Path(folder) / channels).process(path, diarizer=tells, **how)
                        found += matched(texts, spoken(seen))
                    rates[channels] = score.errors(found)
                heard = " | ".join(_shown(one) for one in rates.values())
                print(f"| {name} | {rates['apart'].words} | {'yes' if echo else 'no'} | {heard} |", flush=True)


def conversation(rng: np.random.Generator) -> tuple[Sound, Texts]:
    """A call, (n, 2), in which a prompt follows a clip and so on, and what each party says."""
    clips = corpus.clips(SHARED)
    with tempfile.TemporaryDirectory() as folder:
        joined = corpus.prompts(SHARED, "wav", Path(folder) / "prompts.wav")
        read = voices.samples(joined.path)
    per_ms = RATE_HZ // 1000
    long = [one for one in joined.said if one.end_ms - one.start_ms > 2_000]
    chosen = [long[at] for at in rng.choice(len(long), len(clips), replace=False)]
    pieces: list[tuple[int, Sound, str]] = []
    for prompt, clip in zip(chosen, rng.permutation(len(clips)), strict=True):
        pieces.append((0, read[prompt.start_ms * per_ms : prompt.end_ms * per_ms], prompt.text))
        pieces.append((1, voices.samples(clips[clip].path), clips[clip].said[0].text))
    talk = np.zeros((sum(len(piece) + RATE_HZ for _, piece, _ in pieces), 2), np.float32)
    at, free = RATE_HZ // 2, [0, 0]
    for party, piece, _ in pieces:
        at = max(at, free[party])
        levelled = sides.at_level(piece, -20 + rng.normal(0, 2))
        talk[at : at + len(levelled), party] += levelled
        free[party] = at + len(levelled) + RATE_HZ // 4
        at += round(len(levelled) * (rng.uniform(0.5, 0.9) if rng.random() < INTERRUPTED else 1))
        at += round(rng.uniform(0.2, 0.8) * RATE_HZ)
    texts = [" ".join(text for party, _, text in pieces if party == one) for one in (0, 1)]
    return talk[: max(free)], texts


def spoken(seen: RecordingView) -> Texts:
    """What is heard under each label, and under none."""
    texts: dict[str | None, list[str]] = {}
    for one in seen.utterances:
        texts.setdefault(one.speaker, []).append(one.text)
    return [" ".join(of) for of in texts.values()]


def matched(said: Texts, heard: Texts) -> list[tuple[str, str]]:
    """Pairs of what a party said and what was heard under a label, matched with the fewest errors."""
    wide = max(len(said), len(heard))
    said, heard = [*said, *[""] * (wide - len(said))], [*heard, *[""] * (wide - len(heard))]
    return min(
        (list(zip(said, order, strict=True)) for order in permutations(heard)),
        key=lambda pairs: (found := score.errors(pairs)).substitutions + found.deletions + found.insertions,
    )


def _sample_texts() -> Texts:
    said = sides.said()
    return [" ".join(text for speaker, text in said if speaker == one) for one in ("S1", "S2")]


def _shown(found: score.Errors) -> str:
    kinds = f"{found.substitutions} / {found.deletions} / {found.insertions}"
    return f"{100 * found.rate:.1f} % ({kinds})"


if __name__ == "__main__":
    try:
        main()
    except corpus.MissingError as err:
        raise SystemExit(str(err)) from err
