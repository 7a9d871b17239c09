#!/usr/bin/env python3
"""Measure what a recogniser makes of the sample call: word error rate, chrF of its English, and the time base.

The figures in demo/README.md come from here. Text is compared lower-cased, without punctuation, with ё as е;
digits that the recogniser writes for number words count as errors.

    python demo/measure_call.py MODEL_FOLDER        needs: faster-whisper, av, jiwer, sacrebleu, ffmpeg
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from pathlib import Path

import jiwer
import sacrebleu
from faster_whisper import WhisperModel
from faster_whisper.audio import decode_audio

from telephone import SAMPLE_RATE_HZ, lag_ms, read_wav, run

HERE = Path(__file__).resolve().parent


def plain(text: str) -> str:
    """The words alone.

    >>> plain("Всё, связь пропадает.")
    'все связь пропадает'
    """
    return " ".join(re.sub(r"[^\w ]", " ", text.lower().replace("ё", "е")).split())


def main() -> int:
    """Print the figures; 2 without a model folder."""
    if len(sys.argv) != 2:
        print("usage: measure_call.py MODEL_FOLDER", file=sys.stderr)
        return 2
    utterances = json.loads((HERE / "call.reference.json").read_text(encoding="utf-8"))["utterances"]
    call = HERE / "call.m4a"
    heard = decode_audio(str(call), sampling_rate=SAMPLE_RATE_HZ)  # by PyAV
    with tempfile.TemporaryDirectory() as folder:
        run("ffmpeg", "-v", "error", "-i", call, "-ar", SAMPLE_RATE_HZ, Path(folder) / "call.wav")
        print(f"PyAV against ffmpeg: {lag_ms(read_wav(Path(folder) / 'call.wav'), heard):+.2f} ms")
    model = WhisperModel(sys.argv[1], device="cpu", compute_type="int8", cpu_threads=2)
    text = {}
    for task in ("transcribe", "translate"):
        segments, _ = model.transcribe(heard, language="ru", task=task, beam_size=5)
        text[task] = " ".join(segment.text.strip() for segment in segments)
        print(f"{task}: {text[task]}")
    russian = plain(" ".join(utterance["text"] for utterance in utterances))
    english = " ".join(utterance["english"] for utterance in utterances)
    print(f"WER {jiwer.wer(russian, plain(text['transcribe'])):.3f} over {len(russian.split())} words")
    print(f"chrF {sacrebleu.corpus_chrf([text['translate']], [[english]]).score:.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
