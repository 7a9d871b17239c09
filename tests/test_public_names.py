"""The façade is small, and every name on it is there."""

from __future__ import annotations

import subprocess
import sys

import earwitness

EXPECTED = """
Agent Attribution Case Check Checked Digest Doubt EarwitnessError Gap Line Quote QuoteView Recording
RecordingView Span SpeakerView Transcript Translation Utterance UtteranceView Word
"""


def test_the_public_names_are_these_and_can_all_be_imported() -> None:
    assert sorted(earwitness.__all__) == sorted(EXPECTED.split())
    assert all(getattr(earwitness, name).__name__ == name for name in earwitness.__all__)


def test_importing_earwitness_loads_no_model_runtime_and_no_numpy() -> None:
    heavy = {"numpy", "av", "ctranslate2", "click", "sqlite3"}
    code = f"import earwitness, sys; print(sorted({heavy} & set(sys.modules)))"
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert printed.strip() == "[]"
