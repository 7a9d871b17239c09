"""Edited English as an editor types it, read as marks over the words of a line; and written out again.

`…` or `...` stands for words that are left out, with a number in brackets (`[…3]`) for so many, `[a gloss]` for
words of the editor's, `[he=Ivanov]` for a gloss in the place of a word, `_never_` for stress that is added. A word
may have letters masked (`f*ck`), its first letter in the other case, and no comma or full stop before `…` or at
the end. Anything else is not what the line says, and is refused.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from earwitness.errors import UsageError
from earwitness.quotes.render import Signs, passage_texts
from earwitness.quotes.steps import cores, paired_stress, steps
from earwitness.quotes.style import DEFAULT
from earwitness.quotes.typed import ELLIPSES, Typed, taken_apart
from earwitness.quotes.words import bare, key
from earwitness.records.mark import Case, Mark, Mask, Side, Stop, place, shifted
from earwitness.records.quote import Quote
from earwitness.records.text import is_one_line, one_line, shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What of a line's words was typed: from `first` up to and without `stop`, with marks counted from `first`."""

    first: int
    stop: int
    marks: tuple[Mark, ...]


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
            f"What is typed cannot be shown on one line: {shown(text)}.",
            advice="Type it again without that.",
            code="not-one-line",
        )
    words = [bare(word) for word in line]
    typed = list(taken_apart(text, pauses=any(word in ELLIPSES for word in words)))
    if not any(one.kind == "word" for one in typed):
        raise UsageError(
            "The English that is typed has no word of the line.",
            advice="Type the words to keep.",
            code="no-word-of-line",
        )
    ways: dict[int, list[_Way]] = {at: [_Way(at)] for at in range(len(words) + 1)}
    if typed[0].kind == "omission":
        ways = {0: [_Way(0)]}
    for number, one in enumerate(typed):
        at_edge = number in (0, len(typed) - 1)
        ends = number + 1 == len(typed) or typed[number + 1].kind == "omission"
        further: dict[int, list[_Way]] = {}
        for at, found in ways.items():
            for stop, marks in steps(one, words, at, at_edge=at_edge, ends=ends, never=never, side=side):
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
    return _best(typed, ways, len(words))


def _best(typed: Sequence[Typed], ways: Mapping[int, list[_Way]], length: int) -> Reading:
    ended = typed[-1].kind == "omission"
    found = sorted(
        ((way, at) for at, held in ways.items() if not ended or at == length for way in held),
        key=lambda item: item[0].changes,
    )
    if not found:
        raise UsageError(
            f"So many words as “{typed[-1].text}” says do not follow.",
            advice="Count them, or leave it out.",
            code="not-so-many",
            typed=typed[-1].text,
        )
    if len(found) > 1 and found[0][0].changes == found[1][0].changes:
        raise UsageError(
            "The English that is typed stands in the line more than once.",
            advice="Type more of the words around it, or say with […N] how many words are left out before it.",
            code="english-twice",
        )
    way, stop = found[0]
    stop -= (typed[-1].count or 0) if ended else 0
    marks = paired_stress(way.marks)
    return Reading(
        first=way.first,
        stop=stop,
        marks=tuple(sorted((shifted(mark, -way.first) for mark in marks), key=place)),
    )


def _written_gloss(replaced: Sequence[str], text: str) -> str:
    return f"[{' '.join(cores(replaced))}={text}]" if replaced else f"[{text}]"


def _not_found(typed: Sequence[Typed], number: int, words: Sequence[str]) -> UsageError:
    one = typed[number]
    line = one_line(" ".join(words))
    if one.kind == "omission" and number in (0, len(typed) - 1):
        return UsageError(
            "An ellipsis stands at the edge of the English that is typed.",
            advice="Leave it out: a quote begins and ends where it does.",
            code="ellipsis-at-edge",
        )
    if one.kind == "omission":
        return UsageError(
            f"Nothing is left out where “{one.text}” stands.",
            advice=f"The line is: {line}",
            code="nothing-out",
            typed=one.text,
            line=line,
        )
    if one.kind == "gloss":
        said = " ".join(one.replaces)
        return UsageError(
            f"“{said}”, which [{one.text}] stands for, is not there.",
            advice=f"The line is: {line}",
            code="not-in-line",
            typed=said,
            line=line,
        )
    if key(one.text) not in map(key, words) or number == 0:
        return UsageError(
            f"“{one.text}” is not what the English line says.",
            advice=f"It says: {line}",
            code="not-in-line",
            typed=one.text,
            line=line,
        )
    return UsageError(
        f"“{one.text}” does not follow there in the English line, or not so written.",
        advice=f"Write … where words are left out, and words as they are. The line is: {line}",
        code="not-following",
        typed=one.text,
        line=line,
    )
