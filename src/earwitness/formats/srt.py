"""SubRip subtitles (.srt): times and text, nothing else.

No standard exists; this is what players agree on. There is no place for a language or a speaker and no way to
escape anything, so neither is written (`cues(…, labelled=True)` puts the label into the text), and what looks like
markup is text, both ways.
"""

from __future__ import annotations

from collections.abc import Iterable

from earwitness.formats.blocks import blocks, timed, timing
from earwitness.formats.cues import Cue, Passage
from earwitness.formats.layout import tidy


def write(cues: Iterable[Cue]) -> str:
    """The text of an .srt file, its cues numbered from one.

    >>> from earwitness.records.time import Span
    >>> print(write([Cue(span=Span(700, 2_674), passages=(Passage(text="Алло?", language="ru"),))]))
    1
    00:00:00,700 --> 00:00:02,674
    Алло?
    <BLANKLINE>
    """
    return "\n".join(
        f"{number}\n{timing(cue.span, point=',')}\n{cue.text}\n" for number, cue in enumerate(cues, 1)
    )


def parse(text: str) -> list[Cue]:
    """Read an .srt file; cues without text are left out. Raises RecordError, with the line, for a damaged one.

    >>> parse("1\\n00:00:00,700 --> 00:00:02,674\\nАлло?\\n")[0].text
    'Алло?'
    """
    found = []
    for block in blocks(text):
        span, lines = timed(block)
        if shown := tidy("\n".join(lines)):
            found.append(Cue(span=span, passages=(Passage(text=shown),)))
    return found
