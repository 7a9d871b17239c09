"""Where any translation has a piece's own words, however far they are from what is said in the original.

Whoever quotes a translation of ours, or one that was proposed and not chosen, may quote what it has wrong: by
meaning alone that is not found. So utterances are looked up by words that are rare in their recording, and the
likeliest are compared word by word.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from earwitness.backends.protocols import Vectors
from earwitness.check.cut import Piece
from earwitness.check.path import WORD_FOR_WORD, alike
from earwitness.check.search import Haystack, Hits, Near, Quantised, floated
from earwitness.check.tape import Tape, Tapes

_COMPARED = 5
"""How many utterances are compared with a piece, those first that share its rarest words."""

_WORD = re.compile(r"\w+")


class Wordings:
    """The words of all translations of the recordings that are read closely."""

    def __init__(self, tapes: Tapes, haystack: Haystack | Sequence[Quantised]) -> None:
        self._tapes, self._haystack = tapes, haystack
        self._read: dict[int, _Wording] = {}

    def added(self, pieces: Sequence[Piece], vectors: Vectors, hits: Sequence[Hits]) -> list[Hits]:
        """What is near to each piece of a quote, with the windows that have its words."""
        recordings = sorted({near.tape for found in hits for near in found.near})
        return [self._added(*one, recordings) for one in zip(pieces, vectors, hits, strict=True)]

    def _added(self, piece: Piece, vector: Vectors, hits: Hits, recordings: Sequence[int]) -> Hits:
        near = list(hits.near)
        known = {(one.tape, one.window) for one in near}
        for at in recordings:
            if at not in self._read:
                self._read[at] = _Wording(self._tapes[at])
            held = self._read[at]
            new = [number for number in held.having(piece) if (at, number) not in known]
            rows = floated(self._haystack[at][new]) if new else ()
            near += [Near(at, number, float(row @ vector), row) for number, row in zip(new, rows, strict=True)]
        return Hits(near=tuple(sorted(near, key=lambda one: -one.cosine)), others=hits.others)


class _Wording:
    """The words of all translations of one recording, by utterance."""

    def __init__(self, tape: Tape) -> None:
        self._tape = tape
        self._inside: dict[int, list[int]] = defaultdict(list)
        for number, window in enumerate(tape.windows):
            held = tape.held(window)
            if held[0].utterance == held[-1].utterance:
                self._inside[held[0].utterance].append(number)
        self._having: dict[str, set[int]] = defaultdict(set)
        for at in self._inside:
            for text in self._english(at):
                for word in _words(text):
                    self._having[word].add(at)

    def having(self, piece: Piece) -> list[int]:
        """The windows inside the utterances that some translation renders in the piece's own words."""
        shared: dict[int, float] = defaultdict(float)
        for word in set(_words(piece.unmasked)):
            held = self._having.get(word, ())
            for at in held:
                shared[at] += 1 / len(held)
        return [
            number
            for at in sorted(shared, key=lambda at: -shared[at])[:_COMPARED]
            if any(alike(piece, text) >= WORD_FOR_WORD for text in self._english(at))
            for number in self._inside[at]
        ]

    def _english(self, at: int) -> list[str]:
        return [one.text for one in self._tape.renderings(self._tape.windows[self._inside[at][0]])]


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
