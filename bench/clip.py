"""Compare a clip of the sample call with the original's span, and look for a covered word in each of its files.

    python bench/clip.py

One sentence of the call is cut out twice, as it is and with one word covered (when it is said is known: a program
speaks the call), and written as each kind of file. Printed is by how much the sound is late, how like it is to the
original's span after that word, and how like anything in the clip is to the word: the largest normalised
cross-correlation. What the rest of the call reaches, in which the word is not said, is no trace of it.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from earwitness.formats.cues import Cue, Passage
from earwitness.quotes.film import SHAPES, Film, pictures
from earwitness.recording.clip_files import FRAMES_A_SECOND, SOUND_FILES, write_film
from earwitness.recording.cut import cut
from earwitness.recording.decode import Decoding
from earwitness.recording.envelope import peaks_of
from earwitness.records.time import Span

DEMO = Path(__file__).parents[1] / "demo"
WORD = "пиздец,"
MARGIN_MS = 100

Sound = NDArray[np.float32]


def likeness(heard: Sound, wanted: Sound) -> float:
    """The largest normalised cross-correlation of a sound with any stretch of another, from 0 to 1."""
    return float(_correlation(heard, wanted).max())


def lag(heard: Sound, wanted: Sound) -> int:
    """The sample of the one sound at which the other stands."""
    return int(_correlation(heard, wanted).argmax())


def _correlation(heard: Sound, wanted: Sound) -> NDArray[np.float64]:
    size = 1 << (len(heard) + len(wanted)).bit_length()
    product = np.fft.rfft(heard, size) * np.conj(np.fft.rfft(wanted, size))
    likenesses = np.fft.irfft(product, size)[: len(heard) - len(wanted) + 1]
    squares = np.concatenate([[0.0], np.cumsum(heard.astype(np.float64) ** 2)])
    energies = np.sqrt(np.maximum(squares[len(wanted) :] - squares[: -len(wanted)], 1e-9))
    return np.abs(likenesses) / energies / np.linalg.norm(wanted)


def decoded(path: Path, rate_hz: int) -> Sound:
    """All samples of a file."""
    return np.concatenate(list(Decoding(path, sample_rate_hz=rate_hz)))


def main() -> None:
    """Print the table."""
    said = json.loads((DEMO / "call.reference.json").read_text("utf-8"))["utterances"]
    sentence = next(one for one in said if any(word["text"] == WORD for word in one["words"]))
    word = next(one for one in sentence["words"] if one["text"] == WORD)
    span = Span(sentence["start_ms"] - MARGIN_MS, sentence["end_ms"] + MARGIN_MS)
    hidden = [Span(word["start_ms"], word["end_ms"])]
    source = DEMO / "call.m4a"
    clips = {
        name: cut(source, [span], break_ms=0, hidden=held)
        for name, held in (("as it is", ()), ("covered", hidden))
    }
    rate_hz = clips["as it is"][1]
    whole = decoded(source, rate_hz)

    def at(ms: int) -> int:
        return ms * rate_hz // 1000

    covered = whole[at(hidden[0].start_ms) : at(hidden[0].end_ms)]
    rest = whole[at(hidden[0].end_ms) : at(span.end_ms - MARGIN_MS)]
    elsewhere = whole.copy()
    elsewhere[at(hidden[0].start_ms) : at(hidden[0].end_ms)] = 0
    print(f"Like the covered word at most, in all the rest of the call: {likeness(elsewhere, covered):.2f}\n")
    print("| file | clip | late, ms | like the original's span | like the covered word |")
    print("|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for kind in (*SOUND_FILES, *SHAPES):
            for name, (samples, _) in clips.items():
                path = Path(folder) / f"{name}.{kind if kind in SOUND_FILES else 'mp4'}"
                if kind in SOUND_FILES:
                    SOUND_FILES[kind](path, samples=samples, rate_hz=rate_hz)
                else:
                    cue = Cue(span=Span(0, span.duration_ms), passages=(Passage(text="…", language="ru"),))
                    film = Film(
                        cues=[cue], peaks=peaks_of(samples, 400), sound_ms=span.duration_ms, who="S1", foot=""
                    )
                    write_film(path, pictures(film, SHAPES[kind], a_second=FRAMES_A_SECOND), samples, rate_hz)
                heard = decoded(path, rate_hz)
                late = (lag(heard, rest) - at(hidden[0].end_ms - span.start_ms)) / rate_hz * 1000
                cells = (f"{late:.2f}", f"{likeness(heard, rest):.4f}", f"{likeness(heard, covered):.2f}")
                print(f"| {kind} | {name} | {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
