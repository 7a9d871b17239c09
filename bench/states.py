"""Measure what it is worth that the decoder reads fewer states of the encoder than Whisper has.

    python bench/states.py

A state stands for 20 ms, and for each step the decoder reads all of them. Here each two neighbours are
averaged, or every other one is left out, before the text is asked for; the prompts are heard as `process` hears
them, without a second hearing, in Russian and then in English. WER is that of the Russian; chrF compares the
English with that of all states, which says how much it differs and not how good it is. Seconds are of decoding
alone, on all cores.

None of this is in the program.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import sacrebleu
from ctranslate2 import StorageView

import corpus
import report
import score
from earwitness.backends.ctranslate2_whisper import load_transcriber
from earwitness.backends.silero_vad import SileroVoiceDetector
from earwitness.backends.whisper_listening import BEAM_SIZE, WhisperListening
from earwitness.recording.decode import Decoding
from earwitness.speech.chunks import chunks

LANGUAGE = "ru"


def averaged(states: Any) -> Any:
    """Each two neighbours as one."""
    even = states.shape[1] // 2 * 2
    return (states[:, 0:even:2] + states[:, 1:even:2]) / 2


WAYS: dict[str, Callable[[Any], Any]] = {
    "all states": lambda states: states,
    "each two averaged": averaged,
    "every other one": lambda states: states[:, ::2],
}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        sound = corpus.prompts(corpus.ROOT.parent / "shared", "wav", Path(folder) / "prompts.wav")
        found = list(chunks(Decoding(sound.path), SileroVoiceDetector()))
    listening = load_transcriber("base").listen(found)
    spoken = " ".join(thing.text for thing in sound.said)
    whole: list[str] = []
    rows = []
    for name, fewer in WAYS.items():
        seconds, said = decode(listening, "transcribe", fewer)
        english_seconds, english = decode(listening, "translate", fewer)
        whole = whole or english
        errors = score.errors([(spoken, " ".join(said))])
        rows.append(
            [
                name,
                f"{errors.rate:.1%}",
                f"{errors.substitutions}, {errors.deletions}, {errors.insertions}",
                f"{seconds:.1f}",
                f"{english_seconds:.1f}",
                f"{sacrebleu.corpus_chrf(english, [whole]).score:.1f}",
            ]
        )
    print(f"{report.machine(('earwitness', 'ctranslate2'))}\n")
    print(
        report.table(
            ["", "WER", "wrong, dropped, put in", "s, Russian", "s, English", "chrF to all states'"], rows
        )
    )


def decode(listening: WhisperListening, task: Any, fewer: Callable[[Any], Any]) -> tuple[float, list[str]]:
    """The seconds, and the text of each chunk."""
    engine = listening._engine
    tokenizer = engine.tokenizer(task, LANGUAGE)

    def texts(unit: tuple[int, ...], encoded: Any) -> list[str]:
        states = StorageView.from_array(np.ascontiguousarray(fewer(np.asarray(encoded)), np.float32))
        results = engine.model.generate(
            states,
            [[*tokenizer.sot_sequence, tokenizer.no_timestamps]] * len(unit),
            beam_size=BEAM_SIZE,
            max_length=448,
            suppress_tokens=engine.suppressed,
        )
        return [
            tokenizer.decode([token for token in result.sequences_ids[0] if token < tokenizer.eot]).strip()
            for result in results
        ]

    begun = time.perf_counter()
    said = listening._ask(texts)
    return time.perf_counter() - begun, said


if __name__ == "__main__":
    main()
