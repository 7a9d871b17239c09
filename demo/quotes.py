"""Make the quotes that demo/story.md names, in the sample call's case, as an editor would: `make demo` runs this.

.venv/bin/python demo/quotes.py CASE

What is quoted is translated by hand first (as in demo/call.toml), since the machine turns some of it round. Run
again, it adds nothing.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from earwitness.errors import EarwitnessError
from earwitness.records.review import English
from earwitness.records.time import Span
from earwitness.workflow.case import Case
from earwitness.workflow.route import Told


@dataclass(frozen=True)
class Wanted:
    """A quote: from when to when, the person's English by a moment at which it is said, and how it is edited.

    Where a recogniser parts utterances differs from machine to machine; what is said at a moment does not.
    """

    start_ms: int
    end_ms: int
    english: dict[int, str]
    edits: dict[str, Any] = field(default_factory=dict)


THE_ORDER = Span(10_000, 15_300)
WANTED = {
    "q1": Wanted(
        THE_ORDER.start_ms,
        THE_ORDER.end_ms,
        {11_500: "Yesterday they ordered us to cross the river.", 14_000: "At night, with no support."},
    ),
    "q2": Wanted(16_500, 21_400, {19_000: "We refused. The whole company refused, eighty men."}),
    "q3": Wanted(
        28_000,
        32_200,
        {
            30_000: "In the evening Colonel Vetlugin drove right up in a bobik. He was shouting that he would "
            "shoot us all, but that's only words.",
        },
        {
            "english": ["He was shouting that he would shoot us all, but that's only words."],
            "gloss": ["He#1=The colonel | demo/call.toml"],
        },
    ),
    "q4": Wanted(
        35_200,
        41_200,
        {
            38_000: "It's a complete fucking disaster, I'm telling you honestly. They were waiting for us on the "
            "other bank.",
        },
        {
            "english": ["It's a complete f*cking disaster … They were waiting for us on the other bank."],
            "omit": [Span(37_200, 38_800)],
            "mask": ["пиздец"],
        },
    ),
    "q5": Wanted(
        50_700,
        52_900,
        {51_500: "I haven't signed anything, and we didn't leave anyone behind."},
        {"english": ["I haven't signed anything"]},
    ),
}


def main(folder: Path) -> None:
    """Say who speaks and where the call comes from, translate by hand, quote."""
    case = Case.open(folder)
    if not case.route():
        tell_who_says_so(case)
    for name, wanted in WANTED.items():
        span = Span(wanted.start_ms, wanted.end_ms)
        heard = [one for one in case.recording().utterances if one.span.overlap_ms(span)]
        english: dict[str, str] = {}
        for at_ms, text in wanted.english.items():
            said_in = min(heard, key=lambda one, at_ms=at_ms: _away_ms(one.span, at_ms)).id
            english[said_in] = f"{english.get(said_in, '')} {text}".strip()
        for utterance in heard:
            if text := english.get(utterance.id):
                on = utterance.review.revision if utterance.review else 0
                case.correct(
                    English(utterance_id=utterance.id, on=on, text=text),
                    sent_as=f"demo {utterance.id} {text[:8]}",
                )
        made = case.quote(span, speaker=heard[0].speaker, **wanted.edits)
        if made.id != name:
            sys.exit(
                f"The demo's case has other quotes ({made.id} for {name}): remove it (make clean), and try again."
            )


def _away_ms(span: Span, at_ms: int) -> int:
    return max(span.start_ms - at_ms, at_ms - span.end_ms, 0)


def tell_who_says_so(case: Case) -> None:
    """Who made the call and who published it, and who the man in it is."""
    maker, script = "the earwitness demonstration", "demo/make_call.py makes it again, byte for byte"
    case.tell_route(Told(kind="recorded", by=maker, hedge="confirmed", evidence=script))
    published = {"channel": "its repository", "day": "2026", "hedge": "confirmed", "evidence": "it lies there"}
    case.tell_route(Told(kind="published", by=maker, **published))
    man = next(one.speaker for one in case.recording().utterances if one.span.overlap_ms(THE_ORDER))
    if man:
        case.name_speaker(man, "A soldier", role="invented", hedge="confirmed", evidence="demo/call.toml")


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]))
    except EarwitnessError as err:
        sys.exit(str(err))
