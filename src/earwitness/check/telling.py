"""Whether a translation has a quote's telling words, as it has of a faithful rendering and not of a paraphrase.

Two who translate the same words take many of the same ones, if in other forms; small words stand everywhere and
tell nothing.
"""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from earwitness.translation.function_words import ENGLISH_FOR

_SMALL = frozenset().union(*ENGLISH_FOR.values())
_FEWEST_LETTERS = 3
_HALF = 50  # of 100: words that are spelled no more alike than this share nothing
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")


def shared(text: str, other: str) -> float:
    """The share of a text's telling words that another has (0 to 1); of a word in another form, a part.

    >>> shared("They refused to go home.", "He refuses, and goes to his house.") > 0.3
    True
    >>> shared("They refused to go home.", "Nobody would leave."), shared("So?", "So what?")
    (0.0, 0.0)
    """
    mine, theirs = _telling(text), _telling(other)
    if not mine or not theirs:
        return 0.0
    alike = (max(fuzz.ratio(word, one) for one in theirs) for word in mine)
    return sum(max(0.0, one - _HALF) for one in alike) / (100 - _HALF) / len(mine)


def _telling(text: str) -> frozenset[str]:
    words = _WORD.findall(text.casefold().replace("’", "'"))
    return frozenset(word for word in words if len(word) >= _FEWEST_LETTERS and word not in _SMALL)
