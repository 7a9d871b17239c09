"""How text is laid out under a picture: at most two lines of 42 columns, broken where a reader would breathe.

Between all the ways to break an utterance the cheapest is taken. Cost is three things together: how many lines
and pieces there are, how unequal the lines are (squares of widths, as in Knuth and Plass, "Breaking Paragraphs
into Lines", 1981), and how awkward each break is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf

MAX_LINES = 2
MAX_COLUMNS = 42

_Cuts = tuple[int, ...]  # where a piece begins, where its second line does if there is one, where it stops
_Way = tuple[float, tuple[_Cuts, ...]]  # what it costs to come so far, and how

_LINE, _LINE_BREAK = 0.6, 0.1
_PIECE, _PIECE_BREAK = 0.5, 0.3
_WORD = re.compile(r"\S+(?:[\u00a0\u202f]\S+)*")  # a no-break space holds words together
_CLOSING = "\"'»”’)]」』"
_SENTENCE_END = tuple(".?!…。！？؟۔।")
_CLAUSE_END = tuple(",;:–—،؛、，；：")


@dataclass(frozen=True, slots=True)
class Unit:
    """What is never broken: a word, and whether white space parts it from the one before."""

    text: str
    spaced: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """The lines of one subtitle; they hold `units[first:stop]` of what was split."""

    lines: tuple[str, ...]
    first: int
    stop: int


def tidy(text: str) -> str:
    r"""The text as every subtitle format can hold it.

    Control characters, lone surrogates and Unicode's own line separators become spaces, lines lose the white
    space at their ends, and blank lines go. Nothing else changes.

    >>> tidy(" Алло?\r\n\n\tСлышу.\0")
    'Алло?\nСлышу.'
    """
    lines = (
        "".join(" " if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") else c for c in line).strip()
        for line in re.split(r"[\r\n]", text)
    )
    return "\n".join(line for line in lines if line)


def width(text: str) -> int:
    """The columns that a line takes: wide East Asian characters count two, combining marks none (UAX #11).

    >>> width("Алло"), width("もし"), width("и\u0306")
    (4, 4, 1)
    """
    return sum(
        0 if unicodedata.category(c) in ("Mn", "Me", "Cf") else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def units(text: str) -> list[Unit]:
    """The words of a text that has no word times.

    >>> [unit.text for unit in units("It costs 5\u00a0000.")]
    ['It', 'costs', '5\\xa0000.']
    """
    return [Unit(word) for word in _WORD.findall(tidy(text))]


def split(words: Sequence[Unit], *, count: int | None = None) -> list[Piece]:
    """Break words into pieces of at most two lines of 42 columns; a word wider than that stays whole.

    `count` asks for exactly so many pieces (as many as there are words at most); it must be no less than what
    an earlier split without it gave. Without it there are as few as fit, or one more where that reads better.

    >>> text = "They ordered us across the river at night, and almost nobody in the battery agreed to go there."
    >>> for piece in split(units(text)):
    ...     print(piece.lines)
    ('They ordered us across the river at night,',)
    ('and almost nobody in the battery', 'agreed to go there.')
    """
    total = len(words)
    edges = [0]
    for word in words:
        edges.append(edges[-1] + word.spaced + width(word.text))
    awkward = [0, *(_awkward(words, at) for at in range(1, total)), 0]
    steps = [_pieces_from(words, edges, awkward, first) for first in range(total + 1)]
    wanted = min(count, total) if count else None
    reached: dict[int, _Way] = {0: (0.0, ())}  # the cheapest way with n pieces to each number of words
    whole: list[_Way] = []
    for n in range(1, total + 1):
        further: dict[int, _Way] = {}
        for first, (so_far, before) in reached.items():
            for cost, cuts in steps[first]:
                stop = cuts[-1]
                if stop not in further or so_far + cost < further[stop][0]:
                    further[stop] = (so_far + cost, (*before, cuts))
        reached = further
        if total in reached and wanted in (None, n):
            whole.append(reached[total])
        if len(whole) == 2 or n == wanted:
            break
    _, best = min(whole, default=(0.0, ()))
    return [
        Piece(lines=tuple(_line(words[a:b]) for a, b in pairwise(cuts)), first=cuts[0], stop=cuts[-1])
        for cuts in best
    ]


def _pieces_from(
    words: Sequence[Unit], edges: Sequence[int], awkward: Sequence[int], first: int
) -> list[tuple[float, _Cuts]]:
    """Every piece that can begin with this word, each laid out at its best."""

    def line(start: int, stop: int) -> float:
        columns = edges[stop] - edges[start] - words[start].spaced
        return inf if columns > MAX_COLUMNS and stop - start > 1 else _LINE + (columns / MAX_COLUMNS) ** 2

    found = []
    for stop in range(first + 1, len(words) + 1):
        cuts: _Cuts = (first, stop)
        cost = line(first, stop)
        for middle in range(first + 1, stop):
            first_line = line(first, middle)
            if first_line == inf:
                break
            both = first_line + line(middle, stop) + _LINE_BREAK * awkward[middle]
            if both < cost:
                cost, cuts = both, (first, middle, stop)
        if cost == inf:
            break
        end = _PIECE_BREAK * awkward[stop]
        found.append((cost + _PIECE + end, cuts))
    return found


def _awkward(words: Sequence[Unit], at: int) -> int:
    """How badly a break before this word reads."""
    text, following = words[at - 1].text.rstrip(_CLOSING), words[at]
    if text.endswith(_SENTENCE_END):
        return 0
    if text.endswith(_CLAUSE_END):
        return 1
    # Articles, prepositions and conjunctions belong to what follows; in most languages they are short. A dash
    # that begins a line looks like another speaker.
    return 4 if len(text) <= 3 or not following.spaced or following.text.startswith(("—", "–")) else 2


def _line(words: Sequence[Unit]) -> str:
    return "".join(" " * (word.spaced and i > 0) + word.text for i, word in enumerate(words))
