"""Narrators keep to the protocol; eSpeak NG is a program of its own, and that it is not there is one sentence."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from earwitness.backends import espeak_narrator, festival_narrator
from earwitness.backends.espeak_narrator import EspeakNarrator, load_narrator
from earwitness.backends.fake_narrator import FakeNarrator
from earwitness.backends.festival_narrator import FestivalNarrator
from earwitness.backends.protocols import Narrator
from earwitness.errors import ModelError, NotInstalledError
from earwitness.testing import check_narrator
from manual import MANUAL

HOSTILE = ["", "…", "«Нет!» — сказал он…", "(quit) \"; '(voice)", "😀 \0 ...нет", "12:30, 3,5 км", "їжак", "نعم"]


def festival() -> FestivalNarrator:
    try:
        return festival_narrator.load_narrator()
    except NotInstalledError as err:
        pytest.skip(str(err))


def espeak() -> EspeakNarrator:
    if find_spec("espeakng_loader") is None:
        pytest.skip("the extra `reading` is not installed")
    return load_narrator()


@pytest.mark.parametrize(
    ("load", "language"),
    [(FakeNarrator, "ru"), (espeak, "ru"), (espeak, "uk"), (espeak, "en"), (festival, "ru"), (festival, "en")],
)
def test_narrators_keep_to_the_protocol(load: Callable[[], Narrator], language: str) -> None:
    check_narrator(load(), language=language)


def test_it_reads_the_language_it_is_asked_for_whatever_its_own_name_for_it_is() -> None:
    narrator = espeak()
    assert {"ru", "uk", "en", "ar", "fa", "zh", "no"} <= narrator.languages
    texts = ["Мост взорван."]
    russian, ukrainian = (narrator.read(texts, language)[0] for language in ("ru", "uk"))
    assert not np.array_equal(russian, ukrainian)
    assert np.array_equal(narrator.read(texts, "ru-RU")[0], russian)
    assert narrator.read(["不"], "zh")[0].size


@pytest.mark.parametrize("text", ["", "…", "<break time='9s'/>[[h@l'oU]]", "\0", "\ud83d 😀", "нет " * 2_000])
def test_whatever_the_text_is_it_is_read_as_text(text: str) -> None:
    (sound, after) = espeak().read([text, "No."], "en")
    assert np.isfinite(sound).all()
    assert after.size


def test_festival_reads_russian_and_whatever_is_in_it_or_nothing() -> None:
    sounds = festival().read(HOSTILE, "ru")
    assert [bool(sound.any()) for sound in sounds] == [False, False, True, True, True, True, True, False]


def test_without_festival_or_its_voice_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(NotInstalledError) as refused:
        festival_narrator.load_narrator()
    assert f"| a reading by Festival, without it | {refused.value} |" in MANUAL


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="what a process has loaded is told by Linux")
def test_it_is_not_loaded_into_this_process() -> None:
    espeak().read(["One."], "en")
    assert "espeakng_loader" not in sys.modules
    assert "espeak" not in Path("/proc/self/maps").read_text("utf-8")


def test_a_program_that_fails_is_told_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    narrator = espeak()
    monkeypatch.setattr(espeak_narrator.espeak_process, "__file__", "/nowhere.py")
    with pytest.raises(ModelError, match="eSpeak NG failed"):
        narrator.read(["One."], "en")


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(espeak_narrator, "_PACKAGE", "no_such_package")
    with pytest.raises(NotInstalledError) as refused:
        load_narrator()
    assert f"| a reading, without the extra | {refused.value} |" in MANUAL
