"""What the machine heard, and how it was translated, beside what people made of it, word by word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from earwitness.records.speech import Utterance
from earwitness.review.overlay import Overlay
from earwitness.review.place import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Words that follow one another: what the machine heard, and what people say instead."""

    machine: tuple[str, ...]
    corrected: tuple[str, ...]

    @property
    def same(self) -> bool:
        """Whether nobody changed them."""
        return self.machine == self.corrected


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One utterance that people touched; `before` are the speakers whom the machine has there.

    `english` is empty where nobody wrote any.
    """

    utterance: Utterance
    runs: tuple[Run, ...]
    before: tuple[str | None, ...]
    english: tuple[Run, ...] = ()


def compared(
    overlay: Overlay, machines: Mapping[str, str] | None = None, written: Mapping[str, str] | None = None
) -> Iterator[Compared]:
    """The utterances that people touched, in order, those in which they heard no words included.

    `machines` is the English of the machine's utterances, `written` what people wrote as that of those shown.
    """
    for place in overlay.places_in_order:
        if place.review.revision:
            yield _compared(overlay, place, machines or {}, (written or {}).get(place.utterance.id))


def _compared(overlay: Overlay, place: Place, machines: Mapping[str, str], written: str | None) -> Compared:
    now = place.utterance
    under = [
        one for one in overlay.machine.utterances if one.channel == now.channel and one.span.overlap_ms(now.span)
    ]
    said = [
        (one.speaker, word.text)
        for one in under
        for word in one.words
        if now.span.contains((word.span.start_ms + word.span.end_ms) // 2)
    ]
    english = " ".join(machines.get(one.id, "") for one in under)
    return Compared(
        utterance=now,
        runs=_runs([text for _, text in said], [word.text for word in now.words]),
        before=tuple(dict.fromkeys(speaker for speaker, _ in said)),
        english=() if written is None else _runs(english.split(), written.split()),
    )


def _runs(before: Sequence[str], after: Sequence[str]) -> tuple[Run, ...]:
    opcodes = SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes()
    return tuple(Run(machine=tuple(before[a:b]), corrected=tuple(after[c:d])) for _, a, b, c, d in opcodes)
