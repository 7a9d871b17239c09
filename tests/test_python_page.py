"""The page on Python names methods that there are, with the parameters that they have."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import earwitness as ew

PAGE = (Path(__file__).parents[1] / "docs" / "python.md").read_text(encoding="utf-8")
CALLS = re.findall(r"`[cC]ase\.(\w+)\((.*?)\)`", PAGE)


def test_each_call_is_a_method_and_its_keywords_are_parameters() -> None:
    assert len(CALLS) > 30
    for method, arguments in CALLS:
        outer = re.sub(r"\w+\([^()]*\)", "", arguments)  # without records that are made on the spot
        assert set(re.findall(r"(\w+)=", outer)) <= set(inspect.signature(getattr(ew.Case, method)).parameters), (
            method
        )
