"""Quotation marks of one paragraph: which opens, which closes it, and which is an apostrophe.

The same sign opens in one language and closes in another (“ does in English and in German), an apostrophe looks
like a mark that closes, and a straight mark is either. So each is judged by what is open and by its neighbours.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

CLOSING = {
    '"': '"',
    "“": '”"“',
    "”": "”",
    "„": '“”"',
    "‟": "”",
    "«": "»",
    "»": "«",
    "‘": "’'",
    "‚": "‘’",
    "'": "'",
    "‹": "›",
    "›": "‹",
}
"""Each mark that can open, with those that close it."""

MARKS = frozenset("".join(CLOSING) + "".join(CLOSING.values()))
_ANY = re.compile(f"[{re.escape(''.join(sorted(MARKS)))}]")
_SINGLE = frozenset("'’‘‚")
_STOPS = ".,?!…;:–—-"
_OPEN_AFTER = frozenset("([{/—–-…:=>") | MARKS
_ELIDED = re.compile(r"['’‘](?:n['’]|(?:twas|tis|twere|em|til|cause|bout|round|kay|\d{1,2}s?)\b)", re.IGNORECASE)


Pair = tuple[int, int]
"""Where a mark stands that opens, and the one that closes it."""


_FAR = 2_000
"""Characters in which a straight single mark, or the one after an s, finds its other half."""

_DEEP = 6
"""Marks inside one another: nobody can follow more."""

_CLOSING_STRAIGHT = re.compile(r"(?<=[^\s'])'(?!\w)")


@dataclass(slots=True)
class Marks:
    """The marks of a paragraph: pairs in the order in which they open, and those that have no other half.

    `open_at_end` is the mark that opens last and is still open at the end, so that the next paragraph may go on.
    """

    pairs: list[Pair] = field(default_factory=list)
    alone: list[int] = field(default_factory=list)
    open_at_end: int | None = None


def find(text: str) -> Marks:
    """Pair the marks of a paragraph.

    >>> find("‘It’s the boys’ night,’ he said, ‘isn’t it?’").pairs
    [(0, 22), (33, 43)]
    """
    found, open_marks = Marks(), list[int]()
    at = 0
    while mark := _ANY.search(text, at):
        at = mark.start()
        if elided := text[at] in _SINGLE and _ELIDED.match(text, at):
            at = elided.end() - (text[elided.end() - 1] not in _SINGLE)
        elif (partner := _closes(text, at, open_marks)) is not None:
            found.alone += _given_up(text, open_marks[partner + 1 :])
            found.pairs.append((open_marks[partner], at))
            del open_marks[partner:]
        elif _opens(text, at):
            open_marks.append(at)
        elif text[at] not in _SINGLE and not _is_measure(text, at):
            found.alone.append(at)
        at += 1
    _settle(text, found, open_marks)
    return found


def _settle(text: str, found: Marks, open_marks: list[int]) -> None:
    """What is still open at the end of the paragraph."""
    found.pairs.sort()
    still = [at for at in open_marks if text[at] != "'"]
    if still and not any(opened < still[0] < closed for opened, closed in found.pairs):
        found.open_at_end = next((at for at in still if text[at] not in _SINGLE), still[0])
    found.alone = sorted({*found.alone, *_given_up(text, open_marks)} - {found.open_at_end})


def _given_up(text: str, open_marks: list[int]) -> list[int]:
    """Those that are no apostrophes."""
    return [at for at in open_marks if text[at] not in "'’"]


def _closes(text: str, at: int, open_marks: list[int]) -> int | None:
    """Which of the open marks this one closes, by its position among them."""
    if not _may_close(text, at):
        return None
    for number in range(len(open_marks) - 1, max(-1, len(open_marks) - 1 - _DEEP), -1):
        opener = text[open_marks[number]]
        if text[at] in CLOSING[opener] and at > open_marks[number] + 1:
            if opener == "“" and text[at] == "“" and _may_open(text, at):
                return None
            if text[at] in _SINGLE and _is_possessive(text, at):
                return None
            return number
        if opener not in _SINGLE and text[at] in _SINGLE:
            return None
    return None


def _opens(text: str, at: int) -> bool:
    if text[at] not in CLOSING or text[at] == "’" or not _may_open(text, at):
        return False
    return text[at] != "'" or _CLOSING_STRAIGHT.search(text, at + 1, at + _FAR) is not None


def _may_open(text: str, at: int) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if text[at] in "«»„‹›":
        return not before or not before.isalnum()
    return (not before or before.isspace() or before in _OPEN_AFTER) and bool(after) and not after.isspace()


def _may_close(text: str, at: int) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if text[at] in "«»‹›":
        return not after.isalnum()
    if before.isspace() and not (text[at] in '"”“' and (not after or after.isspace())):
        return False
    return not after.isalnum()


def _is_possessive(text: str, at: int) -> bool:
    """Whether this is the apostrophe of the boys’ night: one that surely closes comes before another opens."""
    if text[at - 1 : at].lower() != "s" or not re.match(r" [a-z\d]", text[at + 1 : at + 3]):
        return False
    later = re.compile(
        rf"(?P<opens>(?<![\w]){_opener_of(text[at])}(?=\w))|(?P<closes>[{re.escape(_STOPS)}]{text[at]})"
    )
    found = later.search(text, at + 1, at + _FAR)
    return found is not None and found["closes"] is not None


def _opener_of(mark: str) -> str:
    return "'" if mark == "'" else "[‘‚]"


def _is_measure(text: str, at: int) -> bool:
    """Whether a straight mark after a figure is feet or inches."""
    return text[at] in "\"'" and text[at - 1 : at].isdigit()
