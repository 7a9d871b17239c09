"""Whisper through CTranslate2: what is heard by a model that `models` finds.

Radford et al., "Robust Speech Recognition via Large-Scale Weak Supervision" (2022).
"""

from __future__ import annotations

from collections.abc import Sequence

from earwitness.backends import models
from earwitness.backends.protocols import Chunk, Info
from earwitness.backends.whisper_engine import Engine
from earwitness.backends.whisper_listening import BEAM_SIZE, WhisperListening
from earwitness.records.custody import Agent


def load_transcriber(model: str) -> WhisperTranscriber:
    """The entry point: find the model by name or path, check its digest and load it. ModelError if that fails."""
    return WhisperTranscriber(models.find(model))


class WhisperTranscriber:
    """A loaded Whisper model, on the GPU where there is one, else on the processor."""

    def __init__(self, folder: models.ModelFolder) -> None:
        import ctranslate2  # noqa: PLC0415  (slow to load: only when something is listened to)

        self._engine = Engine(folder)
        engine = f"CTranslate2 {ctranslate2.__version__}, {self._engine.compute_type}, beam {BEAM_SIZE}"
        self._info = Info(
            agent=Agent(kind="model", name=folder.name, version=engine, digest=folder.digest),
            licence="MIT" if folder.name.startswith("whisper-") else None,
            needs_network=False,
        )

    @property
    def info(self) -> Info:
        """The model, the engine that runs it, and the digest of its weights."""
        return self._info

    @property
    def languages(self) -> frozenset[str]:
        """The languages that this model knows."""
        return frozenset(self._engine.whisper.supported_languages)

    @property
    def translates(self) -> bool:
        """Whether it was trained on more than English."""
        return self._engine.is_multilingual

    def listen(self, chunks: Sequence[Chunk]) -> WhisperListening:
        """Encode the chunks, once."""
        return WhisperListening(self._engine, chunks)
