"""What somebody does at a keyboard, counted and timed by the Keystroke-Level Model.

S. K. Card, T. P. Moran, A. Newell: The Keystroke-Level Model for User Performance Time with Interactive Systems.
Communications of the ACM 23(7), July 1980, 396-410. A key takes K seconds, and Shift, Control and Alt are keys
of their own; a thought takes M seconds, and stands where the paper's rules put one. Whoever is modelled makes no
slip.
"""

from __future__ import annotations

import heapq
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from playwright.sync_api import Page

KEY_S = {"40": 0.28, "55": 0.20, "90": 0.12}
"""K by how many words a minute somebody types: no secretary, an average skilled typist, a good one."""

THOUGHT_S = 1.35
_SHIFTED = frozenset('!"№;%:?*()_+,«»')
_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True)
class Act:
    """A chord that is pressed, such as Control+ArrowLeft, or a text that is typed."""

    chord: str = ""
    text: str = ""

    @property
    def keys(self) -> int:
        """How many keys it takes; a capital takes two, and so does what needs Shift on a Russian keyboard.

        >>> Act("Control+ArrowLeft").keys, Act(text="Да, всё.").keys
        (2, 10)
        """
        shifts = sum(1 for letter in self.text if letter.isupper() or letter in _SHIFTED)
        return (self.chord.count("+") + 1 if self.chord else 0) + len(self.text) + shifts


class Hands:
    """Somebody at the keyboard: what they do is counted, and done on the page where there is one."""

    def __init__(self, page: Page | None = None) -> None:
        self._page = page
        self.keys = self.thoughts = 0

    def think(self, times: int = 1) -> None:
        self.thoughts += times

    def seconds(self, key_s: float) -> float:
        """What the keys and the thoughts took, at K seconds a key."""
        return self.keys * key_s + self.thoughts * THOUGHT_S

    def press(self, *chords: str) -> None:
        self.do([Act(chord) for chord in chords])

    def count(self, *chords: str) -> None:
        """Keys that are pressed in another window."""
        self.keys += sum(Act(chord).keys for chord in chords)

    def do(self, acts: Sequence[Act]) -> None:
        for act in acts:
            self.keys += act.keys
            if self._page and act.chord:
                self._page.keyboard.press(act.chord)
            elif self._page:
                self._page.keyboard.type(act.text)


@dataclass(frozen=True)
class Mending:
    """What stands from `start` to `end` of a line is to be `text`."""

    start: int
    end: int
    text: str


def mendings(now: str, goal: str) -> list[Mending]:
    """What is wrong in a line, from left to right: words and marks, or a letter where only one of a word is.

    >>> for one in mendings("на Бобеге, он", "на бобике. Он"):
    ...     print(one.start, one.end, one.text)
    3 9 бобике
    9 10 .
    11 12 О
    """
    was, wanted = _TOKEN.findall(now), _TOKEN.findall(goal)
    found = []
    for kind, a, b, c, d in SequenceMatcher(None, was, wanted, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        start, old, new = len("".join(was[:a])), "".join(was[a:b]), "".join(wanted[c:d])
        apart = [at for at in range(len(old)) if old[at] != new[at]] if len(old) == len(new) else []
        if len(apart) == 1:
            start, old, new = start + apart[0], old[apart[0]], new[apart[0]]
        found.append(Mending(start, start + len(old), new))
    return found


def units(wanted: Sequence[Mending]) -> int:
    """To how many places one must go: what is a letter apart is mended in one go, as the end of a sentence is."""
    return sum(1 for at, one in enumerate(wanted) if at == 0 or one.start - wanted[at - 1].end > 1)


@dataclass(frozen=True)
class Stops:
    """Where Control with an arrow stops in a line, going right and going left, and what goes to its ends."""

    right: tuple[int, ...]
    left: tuple[int, ...]
    home: str = "Home"
    end: str = "End"

    def after(self, at: int) -> int:
        return self.right[min(bisect_right(self.right, at), len(self.right) - 1)]

    def before(self, at: int) -> int:
        return self.left[max(bisect_left(self.left, at) - 1, 0)]


def mend(
    line: str, wanted: Sequence[Mending], stops: Callable[[str], Stops], *, caret: int, selected: int | None = None
) -> list[Act]:
    """Mend a line, each place with the fewest keys; from `selected` to the caret it is selected, if at all."""
    if selected is not None:
        ways = [
            [Act("ArrowLeft"), *mend(line, wanted, stops, caret=selected)],
            [Act("ArrowRight"), *mend(line, wanted, stops, caret=caret)],
        ]
        if inside := [one for one in wanted if selected <= one.start and one.end <= caret]:
            rest = [one for one in wanted if one not in inside]
            typed = _mended(line[selected:caret], [_shifted(one, -selected) for one in inside])
            whole = Mending(selected, caret, typed)
            over = [Act(text=typed) if typed else Act("Delete")]
            later = [_shifted(one, _growth(whole)) if one.start >= caret else one for one in rest]
            ways.append([*over, *mend(_mended(line, [whole]), later, stops, caret=selected + len(typed))])
        return min(ways, key=cost)
    if not wanted:
        return []
    first, *others = wanted
    mended, rest = _mended(line, [first]), [_shifted(one, _growth(first)) for one in others]
    acts = _reached_and_deleted(line, stops(line), caret, first)
    typed_acts = [Act(text=first.text)] if first.text else []
    return [*acts, *typed_acts, *mend(mended, rest, stops, caret=first.start + len(first.text))]


def cost(acts: Sequence[Act]) -> int:
    """How many keys they take."""
    return sum(act.keys for act in acts)


def way(line: str, stops: Stops, start: int, end: int) -> list[Act]:
    """The fewest keys that take the caret from one place of a line to another."""
    best, ways = {start: 0}, [(0, start, ())]
    while ways:
        taken, at, acts = heapq.heappop(ways)
        if at == end:
            return [Act(chord) for chord in acts]
        for chord, to in (
            ("ArrowLeft", max(0, at - 1)),
            ("ArrowRight", min(len(line), at + 1)),
            ("Control+ArrowLeft", stops.before(at)),
            ("Control+ArrowRight", stops.after(at)),
            (stops.home, 0),
            (stops.end, len(line)),
        ):
            keys = taken + Act(chord).keys
            if keys < best.get(to, 1 << 30):
                best[to] = keys
                heapq.heappush(ways, (keys, to, (*acts, chord)))
    raise AssertionError


def _reached_and_deleted(line: str, stops: Stops, caret: int, one: Mending) -> list[Act]:
    """Go to a place and delete what stands there: from its end or its beginning, by letters or as a word."""
    count = one.end - one.start
    back, on = ["Backspace"] * count, ["Delete"] * count
    if count > 2 and stops.before(one.end) == one.start:
        back = ["Control+Backspace"]
    if count > 2 and stops.after(one.start) == one.end:
        on = ["Control+Delete"]
    return min(
        ([*way(line, stops, caret, at), *map(Act, chords)] for at, chords in ((one.end, back), (one.start, on))),
        key=cost,
    )


def _mended(line: str, wanted: Sequence[Mending]) -> str:
    for one in reversed(wanted):
        line = line[: one.start] + one.text + line[one.end :]
    return line


def _growth(one: Mending) -> int:
    return len(one.text) - (one.end - one.start)


def _shifted(one: Mending, by: int) -> Mending:
    return Mending(one.start + by, one.end + by, one.text)
