"""Names of people, places and organisations in Russian text, by slovnet's recogniser out of natasha's wheel.

natasha itself is never imported: it wants pymorphy2, which no Python of today runs. Its models are read by slovnet
and navec, which need neither. They learned from news: text without capitals has no names for them.
"""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path
from typing import Any

from earwitness.backends.protocols import NamedSpan, NameKind
from earwitness.errors import NotInstalledError

_KINDS: dict[str, NameKind] = {"PER": "person", "LOC": "place", "ORG": "organisation"}


class SlovnetNames:
    """The recogniser."""

    def __init__(self) -> None:
        self._recogniser = _recogniser()

    def find(self, text: str) -> list[NamedSpan]:
        """The names in a text, in order."""
        if not text.strip():
            return []
        return [
            NamedSpan(kind=_KINDS[one.type], first=one.start, stop=one.stop)
            for one in self._recogniser(text).spans
            if one.type in _KINDS
        ]


def load_names() -> SlovnetNames:
    """What finds names; NotInstalledError where the extra `names` is not installed."""
    return SlovnetNames()


@cache
def _recogniser() -> Any:
    found = importlib.util.find_spec("natasha")
    if found is None or not found.submodule_search_locations:
        raise NotInstalledError(
            "What finds names is not installed (package natasha).",
            advice="Install it: pip install 'earwitness[names]'",
        )
    from navec import Navec  # noqa: PLC0415  (half a second to load)
    from slovnet import NER  # noqa: PLC0415

    data = Path(found.submodule_search_locations[0]) / "data"
    recogniser = NER.load(str(data / "model" / "slovnet_ner_news_v1.tar"))
    return recogniser.navec(Navec.load(str(data / "emb" / "navec_news_v1_1B_250K_300d_100q.tar")))
