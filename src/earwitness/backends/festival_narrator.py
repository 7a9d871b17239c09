"""Russian by Festival, a program with a voice that is understood; all other languages by eSpeak NG.

It comes from Debian (packages festival and festvox-ru), under licences like MIT's and BSD's, and is run as another
program. Its voice is put together out of one person's recordings.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
import unicodedata
import wave
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from earwitness.backends.espeak_narrator import EspeakNarrator
from earwitness.backends.espeak_narrator import load_narrator as load_espeak
from earwitness.backends.protocols import Info, Samples
from earwitness.errors import ModelError, NotInstalledError
from earwitness.records.custody import Agent

_VOICE = "(voice_msu_ru_nsh_clunits)"
_LONGEST_S = 120
_THOUSANDS = re.compile(r"(?<=\d)\s(?=\d{3}(?!\d))")
_WORD = re.compile(r"[A-Za-zА-Яа-яЁё0-9]+(?:-[A-Za-zА-Яа-яЁё0-9]+)*")


class FestivalNarrator:
    """Festival for Russian, beside eSpeak NG."""

    info = Info(agent=Agent(kind="model", name="Festival and eSpeak NG"), licence=None, needs_network=False)

    def __init__(self, program: str, others: EspeakNarrator) -> None:
        self._program = program
        self._others = others
        self.sample_rate_hz = others.sample_rate_hz
        self.languages = others.languages

    def read(self, texts: Sequence[str], language: str) -> list[Samples]:
        """The sound of each text; ModelError where the program fails."""
        if language.partition("-")[0].lower() != "ru":
            return self._others.read(texts, language)
        with tempfile.TemporaryDirectory() as folder:
            return [self._spoken(text, Path(folder)) for text in texts]

    def _spoken(self, text: str, folder: Path) -> Samples:
        known = _sayable(text)
        if not known:
            return np.zeros(0, np.float32)
        source, made = folder / "text", folder / "read.wav"
        source.write_text(known, encoding="utf-8")
        command = [self._program, "-eval", _VOICE, "-F", str(self.sample_rate_hz), "-o", str(made), str(source)]
        try:
            subprocess.run(command, capture_output=True, timeout=_LONGEST_S, check=True)
            with wave.open(str(made)) as file:
                sound = file.readframes(file.getnframes())
        except (OSError, EOFError, wave.Error, subprocess.SubprocessError) as err:
            raise ModelError("The machine's voice could not be had: Festival failed.") from err
        return np.frombuffer(sound, "<i2").astype(np.float32) / np.float32(32_768)


def load_narrator() -> FestivalNarrator:
    """What reads aloud; NotInstalledError where a program or its voice is missing."""
    program = shutil.which("text2wave")
    if program is None or not _has_voice(program):
        raise NotInstalledError(
            "What reads Russian is not installed (programs festival, with the voice festvox-ru).",
            advice="Install it: apt install festival festvox-ru",
        )
    return FestivalNarrator(program, load_espeak())


def _has_voice(program: str) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder) / "text"
        text.write_text("Да.", encoding="utf-8")
        asked = [program, "-eval", _VOICE, "-o", str(text.with_suffix(".wav")), str(text)]
        try:
            return subprocess.run(asked, capture_output=True, timeout=_LONGEST_S, check=False).returncode == 0
        except (OSError, subprocess.SubprocessError):
            return False


def _sayable(text: str) -> str:
    """What the voice can say of a text: it gives up at letters of other alphabets, and at stops before a word.

    >>> _sayable("«Нет!» — сказал он… в 12:30, 1 000 раз")
    'Нет сказал он в 12 30, 1000 раз'
    """
    said = []
    for token in _THOUSANDS.sub("", unicodedata.normalize("NFC", text)).split():
        if words := _WORD.findall(token):
            said.append(" ".join(words) + (token[-1] if token[-1] in ".,!?:;" else ""))
    return " ".join(said)
