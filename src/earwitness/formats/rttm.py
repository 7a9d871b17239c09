"""RTTM (.rttm): who spoke when, one line a turn, as NIST's and everybody's scoring of diarization reads it.

After NIST, "The 2009 (RT-09) Rich Transcription Meeting Recognition Evaluation Plan", appendix A. It has a label
for each voice, and is given no names: these files are made to be handed on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from earwitness.errors import RecordError
from earwitness.formats import nist
from earwitness.records.speech import Turn

_KIND, _FILE, _CHANNEL, _BEGIN, _DURATION, _NAME = 0, 1, 2, 3, 4, 7
_OTHERS = {
    *(
        "SEGMENT",
        "NOSCORE",
        "NO_RT_METADATA",
        "LEXEME",
        "NON-LEX",
        "NON-SPEECH",
        "FILLER",
        "EDIT",
        "IP",
        "SU",
        "CB",
    ),
    *("A/P", "SPKR-INFO"),
}


def write(turns: Mapping[str, Iterable[Turn]]) -> str:
    """The text of an .rttm file, given the turns of each recording by the name that it is to have there.

    A turn without a channel is in the first. RecordError for a name or a label with white space in it.

    >>> from earwitness.records.time import Span
    >>> print(write({"call": [Turn(span=Span(690, 1_810), speaker="S1")]}), end="")
    SPEAKER call 1 0.690 1.120 <NA> <NA> S1 <NA> <NA>
    """
    return "".join(
        f"SPEAKER {nist.field(file)} {turn.channel or 1} {nist.seconds(turn.span.start_ms)} "
        f"{nist.seconds(turn.span.duration_ms)} <NA> <NA> {nist.field(turn.speaker)} <NA> <NA>\n"
        for file, held in turns.items()
        for turn in sorted(held, key=lambda turn: turn.span)
    )


def parse(text: str) -> dict[str, list[Turn]]:
    """Read an .rttm file: the turns of each recording, to the millisecond, in the order of their lines.

    Lines of other kinds than SPEAKER are left out. Raises RecordError, with the line, for a damaged file.

    >>> parse("SPEAKER call 1 0.69 1.12 <NA> <NA> S1 <NA> <NA>")["call"][0].span
    Span(start_ms=690, end_ms=1810)
    """
    found: dict[str, list[Turn]] = {}
    for number, fields in nist.lines(text):
        if fields[_KIND] in _OTHERS:
            continue
        if fields[_KIND] != "SPEAKER" or not 9 <= len(fields) <= 10:  # the tenth came later
            raise RecordError(f"Line {number}: SPEAKER and nine fields more are expected here.")
        turn = Turn(
            span=nist.span(number, fields[_BEGIN], fields[_DURATION]),
            speaker=fields[_NAME],
            channel=nist.channel(number, fields[_CHANNEL]),
        )
        found.setdefault(fields[_FILE], []).append(turn)
    return found
