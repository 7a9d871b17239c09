"""faster-whisper's model, and the threads that ask it.

On a processor each core works alone, on one chunk or on one unit of them: cores that share a matrix wait for one
another at every step, longest where another program has one of them.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from typing import Any, Literal, TypeVar

import numpy as np
import numpy.typing as npt

from earwitness.backends import cuda, memory
from earwitness.backends.models import ModelFolder
from earwitness.errors import ModelError
from earwitness.records.text import shown
from earwitness.records.time import Span

Task = Literal["transcribe", "translate"]
Features = npt.NDArray[np.float32]
Item = TypeVar("Item")
Result = TypeVar("Result")

_MOST_WORKERS = 8
_STATE_MS = 20  # what one state of the encoder stands for


class Engine:
    """faster-whisper's model, and the threads that ask it."""

    def __init__(self, folder: ModelFolder) -> None:
        import ctranslate2  # noqa: PLC0415  (slow to load: only when something is listened to)
        from faster_whisper import WhisperModel  # noqa: PLC0415

        on_gpu = ctranslate2.get_cuda_device_count() > 0
        device, self.compute_type = ("cuda", "float16") if on_gpu else ("cpu", "int8")
        memory.share()
        workers = 1 if on_gpu else min(os.cpu_count() or 1, _MOST_WORKERS)
        if on_gpu:
            cuda.load_cublas()
        try:
            self.whisper = WhisperModel(
                str(folder.path),
                device=device,
                compute_type=self.compute_type,
                cpu_threads=1,
                num_workers=workers,
                local_files_only=True,
            )
            self.model: Any = self.whisper.model
            if on_gpu:  # CTranslate2 asks for CUDA's libraries when it first needs them, not before
                self.whisper.encode(np.zeros((1, self.model.n_mels, 2), np.float32))
        except (RuntimeError, ValueError, OSError) as err:
            advice = cuda.ADVICE if on_gpu else "It must be a Whisper model in CTranslate2's own format."
            said = f"The model in {shown(folder.path)} cannot be loaded: {str(err).rstrip('.')}."
            raise ModelError(said, advice=advice) from err
        self.is_multilingual = bool(self.model.is_multilingual)
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="whisper")
        self._on_gpu = on_gpu

    def each(self, work: Callable[[Item], Result], items: Sequence[Item]) -> list[Result]:
        """The results in order; ModelError where the engine fails, out of memory for one.

        The last is begun first: where items are ordered by length, no core is left with a long one at the end.
        """
        try:
            return list(self._pool.map(work, reversed(items)))[::-1]
        except RuntimeError as err:
            raise ModelError(f"The model stopped: {err}.", advice="Run it again; what was heard is kept.") from err

    def encode(self, units: Sequence[Sequence[Item]], features: Callable[[Item], Features]) -> list[Any]:
        """The encoding of each unit, (chunks, frames, dimensions); a processor encodes one by one quicker.

        Nothing is held for longer than it is needed: neither the features of a chunk nor a copy of its encoding.
        """
        if self._on_gpu:
            return self.each(lambda unit: self.whisper.encode(np.stack([features(one) for one in unit])), units)
        alone = self.each(lambda one: self.whisper.encode(features(one)), [one for unit in units for one in unit])
        alone.reverse()
        return [_view(np.concatenate([np.asarray(alone.pop()) for _ in unit])) for unit in units]

    def parts(self, encoded: Any, row: int, spans: Sequence[Span]) -> list[Any]:
        """The encoding of these stretches of one chunk of a unit, each as if it were a unit of its own."""
        states = self._states(encoded)
        held = [(span.start_ms // _STATE_MS, -(-span.end_ms // _STATE_MS)) for span in spans]
        return [_view(states[row : row + 1, a:b]) for a, b in held]

    def rows(self, encoded: Any, rows: Sequence[int]) -> Any:
        """The encoding of these chunks of a unit."""
        return _view(self._states(encoded)[list(rows)])

    def _states(self, encoded: Any) -> Features:
        from ctranslate2 import Device  # noqa: PLC0415

        return np.asarray(encoded.to_device(Device.cpu) if self._on_gpu else encoded)

    @lru_cache  # noqa: B019  (there is one engine, and it lives as long as the program)
    def tokenizer(self, task: Task, language: str) -> Any:
        """Whisper's tokenizer, for a task in a language."""
        from faster_whisper.tokenizer import Tokenizer  # noqa: PLC0415

        return Tokenizer(self.whisper.hf_tokenizer, self.is_multilingual, task=task, language=language)

    @property
    def suppressed(self) -> Any:
        """The tokens that are never written: signs of music and the like, as OpenAI chose them."""
        from faster_whisper.transcribe import get_suppressed_tokens  # noqa: PLC0415

        return get_suppressed_tokens(self.tokenizer("transcribe", "en"), [-1])


def _view(states: Features) -> Any:
    from ctranslate2 import StorageView  # noqa: PLC0415

    return StorageView.from_array(np.ascontiguousarray(states))
