"""What the machine heard beside what people made of it, word by word."""

from __future__ import annotations

from collections.abc import Iterator
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
    """One utterance that people touched; `before` are the speakers whom the machine has there."""

    utterance: Utterance
    runs: tuple[Run, ...]
    before: tuple[str | None, ...]


def compared(overlay: Overlay) -> Iterator[Compared]:
    """The utterances that people touched, in order, those in which they heard no words included."""
    for place in overlay.places_in_order:
        if place.review.revision:
            yield _compared(overlay, place)


def _compared(overlay: Overlay, place: Place) -> Compared:
    now = place.utterance
    said = [
        (one.speaker, word.text)
        for one in overlay.machine.utterances
        if one.channel == now.channel and one.span.overlap_ms(now.span)
        for word in one.words
        if now.span.contains((word.span.start_ms + word.span.end_ms) // 2)
    ]
    before, after = [text for _, text in said], [word.text for word in now.words]
    runs = tuple(
        Run(machine=tuple(before[a:b]), corrected=tuple(after[c:d]))
        for _, a, b, c, d in SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes()
    )
    return Compared(utterance=now, runs=runs, before=tuple(dict.fromkeys(speaker for speaker, _ in said)))
