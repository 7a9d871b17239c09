"""Edited English as an editor types it, read as marks over the words of a line; and written out again.

`…` or `...` stands for words that are left out, with a number in brackets (`[…3]`) for so many, `[a gloss]` for
words of the editor's, `[he=Ivanov]` for a gloss in the place of a word, `_never_` for stress that is added. A word
may have letters masked (`f*ck`), its first letter in the other case, and no comma or full stop before `…` or at
the end. Anything else is not what the line says, and is refused.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from earwitness.errors import UsageError
from earwitness.quotes import words as word_parts
from earwitness.quotes.render import STRESS, Signs, passage_texts
from earwitness.quotes.style import DEFAULT
from earwitness.quotes.words import Shown, bare, key, parts
from earwitness.records.mark import (
    Case,
    Emphasis,
    Gloss,
    Mark,
    Mask,
    Omission,
    Side,
    Stop,
    place,
)
from earwitness.records.quote import Quote
from earwitness.records.text import is_one_line, one_line, shown

RESERVED = f"[]{STRESS}"
"""What marks are written with: a word that holds one cannot be quoted."""

_ITEM = re.compile(
    r"\[(?:…|\.\.\.)\s*(?P<count>[0-9]{0,6})\]|(?P<lead>[^\s\[]*)\[(?P<gloss>[^\]]*)\](?P<trail>\S*)|(?P<word>\S+)"
)
_ELLIPSES = ("…", "...")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What of a line's words was typed: from `first` up to and without `stop`, with marks counted from `first`."""

    first: int
    stop: int
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class _Typed:
    """One thing that was typed: a word, or a gloss, or that words are left out (`count` of them; None: some)."""

    text: str
    kind: str
    lead: str = ""
    trail: str = ""
    replaces: tuple[str, ...] = ()
    count: int | None = None


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to find what was typed in the words: where it began, its marks, how many words had to be changed."""

    first: int
    marks: tuple[Mark, ...] = ()
    changes: int = 0


def write(quote: Quote, side: Side) -> list[str]:
    """Each passage of one side, so that `read` gives the same marks again, sources of glosses apart."""
    signs = Signs(
        omission=lambda count: f"[…{count}]",
        gloss=_written_gloss,
        style=DEFAULT,
        quotation_marks=(DEFAULT.quotation_marks[0],) * 2,
    )
    texts = []
    for passage, text in zip(quote.passages, passage_texts(quote, side, signs), strict=True):
        quoted = [
            piece.line_first <= at < piece.line_stop for piece in passage for at in range(len(piece.line_words))
        ]
        if side == "source" or True not in quoted:
            texts.append(text)
            continue
        before, after = quoted.index(True), quoted[::-1].index(True)
        edges = (f"[…{before}] " if before else "", f" […{after}]" if after else "")
        texts.append(text.join(edges))
    return texts


def read(text: str, line: Sequence[str], *, never: Collection[int] = (), side: Side = "english") -> Reading:
    """What was typed as words of the line and marks over them; `never` are positions of words that are left out.

    Where it can be found in the line in several ways, that with the fewest changed words counts. Raises
    UsageError, in a sentence, for what is not in the line, and for what can still be found in several ways.
    """
    if not is_one_line(text):
        raise UsageError(
            f"What is typed cannot be shown on one line: {shown(text)}.", advice="Type it again without that."
        )
    words = [bare(word) for word in line]
    typed = list(_typed(text, pauses=any(word in _ELLIPSES for word in words)))
    if not any(one.kind == "word" for one in typed):
        raise UsageError("The English that is typed has no word of the line.", advice="Type the words to keep.")
    ways: dict[int, list[_Way]] = {at: [_Way(at)] for at in range(len(words) + 1)}
    if typed[0].kind == "omission":
        ways = {0: [_Way(0)]}
    for number, one in enumerate(typed):
        at_edge = number in (0, len(typed) - 1)
        ends = number + 1 == len(typed) or typed[number + 1].kind == "omission"
        further: dict[int, list[_Way]] = {}
        for at, found in ways.items():
            for stop, marks in _steps(one, words, at, at_edge=at_edge, ends=ends, never=never, side=side):
                for way in found:
                    first = stop if number == 0 and one.kind == "omission" else way.first
                    further.setdefault(stop, []).append(
                        _Way(
                            first,
                            (*way.marks, *marks),
                            way.changes + sum(isinstance(m, Mask | Case | Stop) for m in marks),
                        )
                    )
        ways = {at: sorted(found, key=lambda way: way.changes)[:2] for at, found in further.items()}
        if not ways:
            raise _not_found(typed, number, words)
    return _best(typed, ways, len(words), side)


def check_gloss(text: str) -> str:
    """The gloss as it can be shown; UsageError where it is empty or holds what marks are written with."""
    held = text.strip()
    if not held or not word_parts.is_spoken(held):
        raise UsageError("A gloss is empty.", advice="Write what the editor adds, or leave it out.")
    if any(sign in held for sign in RESERVED + "=") or held.startswith(_ELLIPSES):
        raise UsageError(
            f"A gloss cannot hold [ ] = {STRESS} or begin with an ellipsis.", advice="Word it otherwise."
        )
    return held


def _best(typed: Sequence[_Typed], ways: Mapping[int, list[_Way]], length: int, side: Side) -> Reading:
    ended = typed[-1].kind == "omission"
    found = sorted(
        ((way, at) for at, held in ways.items() if not ended or at == length for way in held),
        key=lambda item: item[0].changes,
    )
    if not found:
        raise UsageError(
            f"So many words as “{typed[-1].text}” says do not follow.", advice="Count them, or leave it out."
        )
    if len(found) > 1 and found[0][0].changes == found[1][0].changes:
        raise UsageError(
            "The English that is typed stands in the line more than once.",
            advice="Type more of the words around it, or say with […N] how many words are left out before it.",
        )
    way, stop = found[0]
    stop -= (typed[-1].count or 0) if ended else 0
    marks = _paired_stress(way.marks)
    return Reading(
        first=way.first,
        stop=stop,
        marks=tuple(sorted((shifted(mark, -way.first) for mark in marks), key=place)),
    )


def _typed(text: str, *, pauses: bool) -> Iterator[_Typed]:
    """What was typed; with `pauses` an ellipsis by itself is a word, since the line has such."""
    if text.count("[") != text.count("]"):
        raise UsageError(
            "A bracket is not closed, or not opened, in the English that is typed.", advice="Pair them."
        )
    for found in _ITEM.finditer(text):
        if found["count"] is not None:
            yield _Typed(found.group(), "omission", count=int(found["count"]) if found["count"] else None)
        elif found["gloss"] is not None:
            replaced, equals, gloss = found["gloss"].rpartition("=")
            lead, trail = (word_parts.without_quotation_marks(found[name]) for name in ("lead", "trail"))
            if word_parts.is_spoken(lead + trail):
                raise UsageError(
                    f"“{found.group()}” is half a word and half a gloss.",
                    advice="Write the whole word, or [word=gloss].",
                )
            yield _Typed(check_gloss(gloss), "gloss", lead, trail, tuple(replaced.split()) if equals else ())
        elif found["word"] in _ELLIPSES and not pauses:
            yield _Typed(found["word"], "omission")
        else:
            yield _Typed(bare(found["word"]), "word")


def _steps(  # noqa: PLR0913
    one: _Typed, words: Sequence[str], at: int, *, at_edge: bool, ends: bool, never: Collection[int], side: Side
) -> Iterator[tuple[int, tuple[Mark, ...]]]:
    """Where the words go on after what was typed, if it may stand at this one, and the marks that it makes."""
    if one.kind == "omission":
        counts = range(1, len(words) - at) if one.count is None else [one.count]
        for count in counts:
            if at_edge and one.count is None:
                return  # an ellipsis at the edge says nothing: the quote begins and ends where it does
            if 0 < count <= len(words) - at:
                mark = Omission(side=side, first=at, stop=at + count)
                yield at + count, () if at_edge else (mark,)
    elif one.kind == "gloss":
        stop = at + len(one.replaces)
        if stop <= len(words) and not set(range(at, stop)) & set(never) and _is_replaced(one, words[at:stop]):
            yield stop, (Gloss(side=side, first=at, stop=stop, text=one.text),)
    elif at < len(words) and at not in never:
        lead, core, trail = parts(one.text)
        plain = one.text.replace(STRESS, "")
        if (how := _ways(words[at], ends).get(plain)) is not None:
            yield at + 1, tuple(_marks(how, at, side, stress=(STRESS in lead, STRESS in trail or STRESS in core)))


@cache
def _ways(word: str, ends: bool) -> Mapping[str, Shown]:
    return word_parts.ways(word, ends=ends)


def _marks(how: Shown, at: int, side: Side, *, stress: tuple[bool, bool]) -> Iterator[Mark]:
    if stress[0]:
        yield Emphasis(side=side, first=at, stop=at)  # only its beginning: _paired_stress finds where it ends
    if how.mask:
        yield Mask(side=side, at=at, rule=how.mask)
    if how.case:
        yield Case(side=side, at=at)
    if how.stop:
        yield Stop(side=side, at=at)
    if stress[1]:
        yield Emphasis(side=side, first=at + 1, stop=at)  # only its end


def _paired_stress(marks: Sequence[Mark]) -> list[Mark]:
    found: list[Mark] = []
    begins: int | None = None
    for mark in marks:
        if not isinstance(mark, Emphasis):
            found.append(mark)
        elif mark.first == mark.stop and begins is None:
            begins = mark.first
        elif mark.first > mark.stop and begins is not None:
            found.append(Emphasis(side=mark.side, first=begins, stop=mark.first))
            begins = None
        else:
            begins = -1
            break
    if begins is not None:
        raise UsageError(
            f"{STRESS} does not stand in pairs around words.", advice="Write _never_ or _not one of us_."
        )
    return found


def _is_replaced(one: _Typed, replaced: Sequence[str]) -> bool:
    if not replaced:
        return not one.lead + one.trail
    first, last = parts(replaced[0]), parts(replaced[-1])
    return (one.lead, one.trail) == (first.lead, last.trail) and one.replaces == _cores(replaced)


def _cores(words: Sequence[str]) -> tuple[str, ...]:
    """The words as they stand in a gloss that replaces them: without what is before and after."""
    held = [bare(word) for word in words]
    held[0] = held[0][len(parts(held[0]).lead) :]
    held[-1] = held[-1][: len(held[-1]) - len(parts(held[-1]).trail)]
    return tuple(held)


def _written_gloss(replaced: Sequence[str], text: str) -> str:
    return f"[{' '.join(_cores(replaced))}={text}]" if replaced else f"[{text}]"


def shifted(mark: Mark, by: int) -> Mark:
    """The mark, so many words further on."""
    match mark:
        case Omission() | Gloss() | Emphasis():
            return replace(mark, first=mark.first + by, stop=mark.stop + by)
        case Mask() | Case() | Stop():
            return replace(mark, at=mark.at + by)
        case _:
            return mark


def _not_found(typed: Sequence[_Typed], number: int, words: Sequence[str]) -> UsageError:
    one = typed[number]
    line = one_line(" ".join(words))
    if one.kind == "omission" and number in (0, len(typed) - 1):
        return UsageError(
            "An ellipsis stands at the edge of the English that is typed.",
            advice="Leave it out: a quote begins and ends where it does.",
        )
    if one.kind == "omission":
        return UsageError(f"Nothing is left out where “{one.text}” stands.", advice=f"The line is: {line}")
    if one.kind == "gloss":
        said = " ".join(one.replaces)
        return UsageError(f"“{said}”, which [{one.text}] stands for, is not there.", advice=f"The line is: {line}")
    if key(one.text) not in map(key, words) or number == 0:
        return UsageError(f"“{one.text}” is not what the English line says.", advice=f"It says: {line}")
    return UsageError(
        f"“{one.text}” does not follow there in the English line, or not so written.",
        advice=f"Write … where words are left out, and words as they are. The line is: {line}",
    )
