"""What one thing that was typed may stand for in a line, and the marks that this makes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache

from earwitness.errors import UsageError
from earwitness.quotes import words as word_parts
from earwitness.quotes.render import STRESS
from earwitness.quotes.typed import Typed
from earwitness.quotes.words import Shown, bare, parts
from earwitness.records.mark import Case, Emphasis, Gloss, Mark, Mask, Omission, Side, Stop


def steps(  # noqa: PLR0913
    one: Typed, words: Sequence[str], at: int, *, at_edge: bool, ends: bool, never: Collection[int], side: Side
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
        yield Emphasis(side=side, first=at, stop=at)  # only its beginning: paired_stress finds where it ends
    if how.mask:
        yield Mask(side=side, at=at, rule=how.mask)
    if how.case:
        yield Case(side=side, at=at)
    if how.stop:
        yield Stop(side=side, at=at)
    if stress[1]:
        yield Emphasis(side=side, first=at + 1, stop=at)  # only its end


def paired_stress(marks: Sequence[Mark]) -> list[Mark]:
    """The marks with each beginning of a stress and its end as one; UsageError where one lacks the other."""
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
            f"{STRESS} does not stand in pairs around words.",
            advice="Write _never_ or _not one of us_.",
            code="stress-pairs",
        )
    return found


def _is_replaced(one: Typed, replaced: Sequence[str]) -> bool:
    if not replaced:
        return not one.lead + one.trail
    first, last = parts(replaced[0]), parts(replaced[-1])
    return (one.lead, one.trail) == (first.lead, last.trail) and one.replaces == cores(replaced)


def cores(words: Sequence[str]) -> tuple[str, ...]:
    """The words as they stand in a gloss that replaces them: without what is before and after."""
    held = [bare(word) for word in words]
    held[0] = held[0][len(parts(held[0]).lead) :]
    held[-1] = held[-1][: len(held[-1]) - len(parts(held[-1]).trail)]
    return tuple(held)
