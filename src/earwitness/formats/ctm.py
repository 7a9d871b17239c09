"""CTM (.ctm): which word was said when, one line a word, as NIST's sclite and everybody's scoring reads it.

After NIST, SCTK's ctm(5): recording, channel, beginning, duration, word, and how sure the recogniser was of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from earwitness.errors import RecordError
from earwitness.formats import nist
from earwitness.records.speech import Word

NOT_KNOWN = "NA"
_SPACE = re.compile(r"\s+")


def write(words: Mapping[tuple[str, int], Iterable[Word]]) -> str:
    """The text of a .ctm file, given the words of each recording (by the name it is to have there) and channel.

    Words come in order of their time; white space in one becomes `_`. RecordError for a name that has some.

    >>> from earwitness.records.time import Span
    >>> print(write({("call", 1): [Word(text="Алло?", span=Span(700, 1_060), confidence=0.5)]}), end="")
    call 1 0.700 0.360 Алло? 0.500
    """
    return "".join(
        f"{nist.field(file)} {channel} {nist.seconds(word.span.start_ms)} {nist.seconds(word.span.duration_ms)} "
        f"{_SPACE.sub('_', word.text)} {_confidence(word)}\n"
        for (file, channel), held in words.items()
        for word in sorted(held, key=lambda word: word.span.start_ms)
        if word.text
    )


def parse(text: str) -> dict[tuple[str, int], list[Word]]:
    """Read a .ctm file: the words of each recording and channel, to the millisecond, in the order of their lines.

    What stands after the confidence is left out. Raises RecordError, with the line, for a damaged file.

    >>> parse("call A 0.7 0.36 Алло?")["call", 1][0].confidence is None
    True
    """
    found: dict[tuple[str, int], list[Word]] = {}
    for number, fields in nist.lines(text):
        if len(fields) < 5:
            raise RecordError(f"Line {number}: a recording, a channel, two times and a word are expected here.")
        file, channel, begin, duration, said = fields[:5]
        word = Word(
            text=said,
            span=nist.span(number, begin, duration),
            confidence=_read_confidence(number, fields[5]) if len(fields) > 5 else None,
        )
        found.setdefault((file, nist.channel(number, channel)), []).append(word)
    return found


def _confidence(word: Word) -> str:
    return NOT_KNOWN if word.confidence is None else f"{word.confidence:.3f}"


def _read_confidence(number: int, text: str) -> float | None:
    if text == NOT_KNOWN:
        return None
    try:
        confidence = float(text)
    except ValueError:
        confidence = -1.0
    if not 0 <= confidence <= 1:
        raise RecordError(f"Line {number}: {text} is no confidence from 0 to 1, nor {NOT_KNOWN}.")
    return confidence
