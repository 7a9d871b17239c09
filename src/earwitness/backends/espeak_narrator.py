"""A machine's voice: eSpeak NG out of espeakng-loader's wheel (extra `reading`), some hundred languages, offline.

It makes its voice by rule, out of no person's recordings. It is under the GPL and is therefore no part of this
program: it runs as another one (`espeak_process.py`), which is given text and gives sound.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from importlib.metadata import version
from importlib.util import find_spec
from itertools import accumulate, pairwise
from pathlib import Path

import numpy as np

from earwitness.backends import espeak_process
from earwitness.backends.protocols import Info, Samples
from earwitness.errors import ModelError, NotInstalledError
from earwitness.records.custody import Agent

_PACKAGE = "espeakng_loader"
_LONGEST_S = 120
_OTHER_NAMES = {"no": "nb", "zh": "cmn"}  # BCP 47's for which it has only those of one kind


class EspeakNarrator:
    """eSpeak NG."""

    sample_rate_hz = espeak_process.SAMPLE_RATE_HZ

    def __init__(self, data: Path) -> None:
        files = (path.name for path in data.glob("lang/**/*") if path.is_file())
        self.languages = frozenset({name.partition("-")[0] for name in files} | _OTHER_NAMES.keys())
        self.info = Info(
            agent=Agent(
                kind="software", name="eSpeak NG", version=f"of espeakng-loader {version('espeakng-loader')}"
            ),
            licence="GPL-3.0-or-later",
            needs_network=False,
        )

    def read(self, texts: Sequence[str], language: str) -> list[Samples]:
        """The sound of each text; ModelError where the program fails."""
        tag = language.partition("-")[0].lower()
        asked = json.dumps({"language": _OTHER_NAMES.get(tag, tag), "texts": list(texts)})
        try:
            done = subprocess.run(
                [sys.executable, "-I", espeak_process.__file__],
                input=asked.encode(),
                capture_output=True,
                timeout=_LONGEST_S,
                check=True,
            )
        except (OSError, subprocess.SubprocessError) as err:
            raise ModelError("The machine's voice could not be had: eSpeak NG failed.") from err
        header, _, sound = done.stdout.partition(b"\n")
        read = np.frombuffer(sound, "<i2").astype(np.float32) / np.float32(32_768)
        ends = accumulate(json.loads(header), initial=0)
        return [read[first:stop] for first, stop in pairwise(ends)]


def load_narrator() -> EspeakNarrator:
    """What reads aloud; NotInstalledError where the extra `reading` is not installed."""
    found = find_spec(_PACKAGE)
    if found is None or not found.submodule_search_locations:
        raise NotInstalledError(
            "What reads aloud is not installed (package espeakng-loader).",
            advice="Install it: pip install 'earwitness[reading]'",
        )
    return EspeakNarrator(Path(found.submodule_search_locations[0]) / "espeak-ng-data")
