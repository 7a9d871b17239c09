"""The systems that bench/speech.py compares: each hears one sound in a process of its own.

    PYTHON bench/listeners.py SYSTEM JOB

reads the job (JSON: model, sound, warm_up, threads), and writes what was heard and what it cost in its place.
PYTHON is whichever interpreter has that system, so what is loaded before one is chosen is the standard library
alone.

Each gets the file and gives the words in the original language and then the English, with a beam of 5, in batches
of 8 where there are batches, and finds the language by itself. The model is loaded before the clock starts, and a
shorter sound is heard first. Who must be asked twice decodes the sound once and finds the language once, as a
careful user of it would; none of them has a way to encode the sound once.
"""

# ruff: noqa: PLC0415  (a process that measures one system must not have loaded another)

from __future__ import annotations

import json
import os
import resource
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypedDict

from stages import Stages

BEAM_SIZE = 5
BATCH = 8
WINDOW_FRAMES = 3_000  # what Whisper's encoder takes: 30 s

Said = dict[str, Any]
"""A segment: text, start_ms and end_ms, and, where a system gives them, words with the same three."""


class Heard(TypedDict):
    """What a system made of a sound."""

    language: str | None
    original: list[Said]
    english: list[Said]


class Job(TypedDict):
    """What to hear with what."""

    model: str
    sound: str
    warm_up: str
    threads: int


Hear = Callable[[Path], Heard]
"""A loaded system."""


def earwitness(job: Job, stages: Stages) -> Hear:
    """What `earwitness process` does, but for the case: nothing is kept."""
    from earwitness.backends.registry import transcriber
    from earwitness.backends.silero_vad import SileroVoiceDetector
    from earwitness.recording.decode import Decoding
    from earwitness.speech.assemble import assemble
    from earwitness.speech.chunks import chunks
    from earwitness.speech.heard import Heard as HeardChunk
    from earwitness.speech.language import most, shares
    from earwitness.speech.listen import listen
    from earwitness.workflow.hearing import listened
    from earwitness.workflow.process import lines_of

    whisper = transcriber(job["model"])
    detect = stages.timed("VAD", SileroVoiceDetector())
    _replace_faster_whisper(job, stages)

    def hear(sound: Path) -> Heard:
        decoding = Decoding(sound)
        heard: list[HeardChunk] = []
        for batch, listening in listened(chunks(stages.each("decode", decoding), detect), whisper):
            heard += listen(whisper, batch, listening, before=shares(heard))
        made = assemble(heard, turns=None, gaps=decoding.gaps)
        said = {utterance.id: utterance for utterance in made.utterances}
        return {
            "language": most(shares(heard)) if heard else None,
            "original": [
                {
                    **_said(utterance.text, utterance.span.start_ms, utterance.span.end_ms),
                    "words": [_said(word.text, word.span.start_ms, word.span.end_ms) for word in utterance.words],
                }
                for utterance in said.values()
            ],
            "english": [
                _said(line.text, said[line.utterance_id].span.start_ms, said[line.utterance_id].span.end_ms)
                for stretch in made.stretches
                for line in lines_of(stretch, None)
            ],
        }

    return hear


def encode_only(job: Job, stages: Stages) -> Hear:
    """The floor: the windows that earwitness hears, encoded and nothing else. Its time is that of its stage."""
    import ctranslate2
    import numpy as np
    from faster_whisper.audio import pad_or_trim

    from earwitness.backends.silero_vad import SileroVoiceDetector
    from earwitness.recording.decode import Decoding
    from earwitness.speech.chunks import chunks

    model = _faster_whisper(job)
    stages.replace(ctranslate2.models.Whisper, "encode", "encode")

    def hear(sound: Path) -> Heard:
        found = list(chunks(Decoding(sound), SileroVoiceDetector()))
        windows = [pad_or_trim(model.feature_extractor(chunk.samples), WINDOW_FRAMES) for chunk in found]
        for first in range(0, len(windows), BATCH):
            model.encode(np.stack(windows[first : first + BATCH]))
        return {
            "language": None,
            "original": [_said("", chunk.span.start_ms, chunk.span.end_ms) for chunk in found],
            "english": [],
        }

    return hear


def batched(job: Job, stages: Stages) -> Hear:
    """faster-whisper's BatchedInferencePipeline, twice, with its own voice detection."""
    from faster_whisper import BatchedInferencePipeline

    pipeline = BatchedInferencePipeline(_faster_whisper(job))
    return _twice(job, stages, partial(pipeline.transcribe, batch_size=BATCH))


def sequential(job: Job, stages: Stages) -> Hear:
    """faster-whisper's WhisperModel, twice, which looks for no voice unless it is told to."""
    return _twice(job, stages, _faster_whisper(job).transcribe)


def whisperx(job: Job, stages: Stages) -> Hear:
    """WhisperX, twice, with the voice detector that it carries and without its alignment: no times of words."""
    import whisperx.asr

    pipeline = whisperx.asr.load_model(
        job["model"], "cpu", compute_type="int8", threads=job["threads"], asr_options={"beam_size": BEAM_SIZE}
    )
    decode = _replace_faster_whisper(job, stages)
    stages.replace(whisperx.asr, "log_mel_spectrogram", "features")
    stages.replace(type(pipeline.vad_model), "__call__", "VAD")

    def hear(sound: Path) -> Heard:
        samples = decode(str(sound))
        original = pipeline.transcribe(samples, batch_size=BATCH)
        english = pipeline.transcribe(samples, batch_size=BATCH, task="translate", language=original["language"])
        return {
            "language": original["language"],
            "original": [_of_seconds(**_spoken(segment)) for segment in original["segments"]],
            "english": [_of_seconds(**_spoken(segment)) for segment in english["segments"]],
        }

    return hear


def openai_whisper(job: Job, stages: Stages) -> Hear:
    """openai-whisper, twice, in single precision: it has no int8."""
    import torch

    import openai_weights

    torch.set_num_threads(job["threads"])
    model = openai_weights.load(Path(job["model"]))
    decode = _decoder(stages)

    def hear(sound: Path) -> Heard:
        samples = decode(str(sound))
        original = model.transcribe(samples, beam_size=BEAM_SIZE, word_timestamps=True, fp16=False)
        english = model.transcribe(
            samples, task="translate", language=original["language"], beam_size=BEAM_SIZE, fp16=False
        )
        return {
            "language": original["language"],
            "original": [
                _of_seconds(
                    **_spoken(segment),
                    words=[_of_seconds(word["word"], word["start"], word["end"]) for word in segment["words"]],
                )
                for segment in original["segments"]
            ],
            "english": [_of_seconds(**_spoken(segment)) for segment in english["segments"]],
        }

    return hear


SYSTEMS: dict[str, Callable[[Job, Stages], Hear]] = {
    "earwitness": earwitness,
    "batched": batched,
    "sequential": sequential,
    "whisperx": whisperx,
    "openai": openai_whisper,
    "encode": encode_only,
}

DISTRIBUTIONS = {"whisperx": ("whisperx", "pyannote-audio", "torch"), "openai": ("openai-whisper", "torch")}
"""What to give the versions of; the others are of the interpreter that asks."""


def main() -> None:
    system, path = sys.argv[1], Path(sys.argv[2])
    job: Job = json.loads(path.read_text())
    stages = Stages()
    hear = SYSTEMS[system](job, stages)
    hear(Path(job["warm_up"]))
    stages.seconds.clear()
    load = os.getloadavg()[0]
    began, began_cpu = time.perf_counter(), time.process_time()
    heard = hear(Path(job["sound"]))
    wall_s, cpu_s = time.perf_counter() - began, time.process_time() - began_cpu
    # Linux counts in what a parent had at most; speech.py is smaller than anything here.
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    result = {
        "wall_s": wall_s,
        "cpu_s": cpu_s,
        "peak_mb": peak / 1e6,
        "load": load,
        "stages": stages.seconds,
        "heard": heard,
        "versions": {name: version(name) for name in DISTRIBUTIONS.get(system, ())},
    }
    path.write_text(json.dumps(result, ensure_ascii=False))


def _twice(job: Job, stages: Stages, transcribe: Callable[..., Any]) -> Hear:
    decode = _replace_faster_whisper(job, stages)

    def hear(sound: Path) -> Heard:
        samples = decode(str(sound))
        segments, info = transcribe(samples, beam_size=BEAM_SIZE, word_timestamps=True)
        original = [
            _of_seconds(one.text, one.start, one.end, [_of_seconds(w.word, w.start, w.end) for w in one.words])
            for one in segments
        ]
        segments, _ = transcribe(samples, task="translate", language=info.language, beam_size=BEAM_SIZE)
        english = [_of_seconds(one.text, one.start, one.end) for one in segments]
        return {"language": info.language, "original": original, "english": english}

    return hear


def _faster_whisper(job: Job) -> Any:
    from faster_whisper import WhisperModel

    return WhisperModel(job["model"], device="cpu", compute_type="int8")


def _decoder(stages: Stages) -> Callable[[str], Any]:
    from faster_whisper import decode_audio

    return stages.timed("decode", decode_audio)


def _replace_faster_whisper(job: Job, stages: Stages) -> Callable[[str], Any]:
    """Time what all systems on CTranslate2 use; give what decodes for those that do not decode for themselves."""
    import ctranslate2
    import faster_whisper.transcribe
    import tokenizers

    tokenizer = tokenizers.Tokenizer.from_file(str(Path(job["model"]) / "tokenizer.json"))
    tasks = {tokenizer.token_to_id(f"<|{task}|>"): task for task in ("transcribe", "translate")}

    def which(_: Any, __: Any, prompts: Iterable[Sequence[int]], **___: Any) -> str:
        asked = {tasks[token] for prompt in prompts for token in prompt if token in tasks}
        return "generate, " + " and ".join(sorted(asked))

    whisper = ctranslate2.models.Whisper
    for method in ("encode", "align"):
        stages.replace(whisper, method, method)
    stages.replace(whisper, "detect_language", "detect language")
    stages.replace(whisper, "generate", which)
    stages.replace(faster_whisper.transcribe.FeatureExtractor, "__call__", "features")
    stages.replace(faster_whisper.transcribe, "get_speech_timestamps", "VAD")
    return _decoder(stages)


def _said(text: str, start_ms: int, end_ms: int) -> Said:
    return {"text": text.strip(), "start_ms": start_ms, "end_ms": end_ms}


def _of_seconds(text: str, start: float, end: float, words: list[Said] | None = None) -> Said:
    said = _said(text, round(start * 1000), round(end * 1000))
    return said if words is None else {**said, "words": words}


def _spoken(segment: dict[str, Any]) -> dict[str, Any]:
    return {name: segment[name] for name in ("text", "start", "end")}


if __name__ == "__main__":
    main()
