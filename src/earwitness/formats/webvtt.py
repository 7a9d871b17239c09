"""WebVTT subtitles (.vtt), after the W3C's "WebVTT: The Web Video Text Tracks Format".

The speaker of a cue is its voice (`<v S1>`, or `<v Soldier? (S1)>` with a name) and each passage stands in its
language (`<lang ru>`), so that a browser picks the right letters and a screen reader the right voice, whatever the
file is shown beside.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from earwitness.errors import RecordError
from earwitness.formats.blocks import ARROW, Block, blocks, timed, timing
from earwitness.formats.cues import Cue, Passage, label
from earwitness.formats.layout import tidy

_TAG = re.compile(r"<[^>]*>?")
_NOT_A_LANGUAGE = re.compile(r"<(?!/?lang[.\s>])[^>]*>?")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s([^>]*)>")
_PASSAGE = re.compile(r"<lang(?:\.[^\s>]*)?\s+([A-Za-z0-9-]+)\s*>([^<]*)</lang>")
_PASSAGES = re.compile(rf"{_PASSAGE.pattern}(?:\n{_PASSAGE.pattern})*")
_NO_CUE = re.compile(r"(?:NOTE|STYLE|REGION)(?:\s|$)")


def write(cues: Iterable[Cue]) -> str:
    """The text of a .vtt file.

    >>> from earwitness.records.time import Span
    >>> print(write([Cue(span=Span(700, 2_674), passages=(Passage(text="Q & A", language="en"),), speaker="S1")]))
    WEBVTT
    <BLANKLINE>
    00:00:00.700 --> 00:00:02.674
    <v S1><lang en>Q &amp; A</lang>
    <BLANKLINE>
    """
    return "\n".join(["WEBVTT\n", *(f"{timing(cue.span, point='.')}\n{_payload(cue)}\n" for cue in cues)])


def parse(text: str) -> list[Cue]:
    """Read a .vtt file; notes, styles, settings of place and cues without text are left out.

    A cue whose lines do not all stand in language spans is one passage of unknown language; one with several
    voices has no speaker. Raises RecordError, with the line, for a damaged file.

    >>> parse("WEBVTT\\n\\n00:00.700 --> 00:02.674 align:left\\n<v S1>Алло?")[0].speaker
    'S1'
    """
    first, *rest = list(blocks(text)) or [Block(1, ("",))]
    if not re.match(r"WEBVTT(?:\s|$)", first.lines[0]) or first.number != 1:
        raise RecordError("Line 1: a WebVTT file begins with WEBVTT.")
    _refuse_times_in(first.lines, first.number)
    found = []
    for block in rest:
        if ARROW not in "\n".join(block.lines[:2]) and _NO_CUE.match(block.lines[0]):
            continue
        span, lines = timed(block)
        _refuse_times_in(lines, block.number + len(block.lines) - len(lines))
        payload = "\n".join(lines)
        if passages := _passages(payload):
            found.append(Cue(span=span, passages=passages, speaker=_speaker(payload)))
    return found


def _payload(cue: Cue) -> str:
    # The voice's end tag may be left out where the whole cue is one voice.
    voice = f"<v {_escaped(cue.speaker)}>" if cue.speaker else ""
    return voice + "\n".join(
        f"<lang {passage.language}>{_escaped(passage.text)}</lang>" if passage.language else _escaped(passage.text)
        for passage in cue.passages
    )


def _escaped(text: str) -> str:
    return html.escape(text, quote=False)


def _refuse_times_in(lines: Iterable[str], number: int) -> None:
    for at, line in enumerate(lines, number):
        if ARROW in line:
            raise RecordError(f"Line {at}: a blank line is missing before this subtitle.")


def _speaker(payload: str) -> str | None:
    voices = {label(html.unescape(name)) for name in _VOICE.findall(payload)}
    return voices.pop() if len(voices) == 1 else None


def _passages(payload: str) -> tuple[Passage, ...]:
    spoken = _NOT_A_LANGUAGE.sub("", payload)
    found = _PASSAGE.findall(spoken) if _PASSAGES.fullmatch(spoken) else [(None, _TAG.sub("", spoken))]
    return tuple(
        Passage(text=shown, language=language) for language, text in found if (shown := tidy(html.unescape(text)))
    )
