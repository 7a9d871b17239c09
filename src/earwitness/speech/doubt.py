"""What not to trust of what was heard: reasons that were measured, in words that a reader understands.

Codes: `unsure` (the model itself was, of these words), `repeats` (the same words over and over, as a decoder in a
loop writes them), `too-fast` (more words than a mouth can say in that time), `faint` (the voice detector is not
sure that anybody speaks there), `language` (the chunk may be in another one), `gap` (sound is missing inside).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from earwitness.backends.protocols import Voice
from earwitness.records.recording import Gap
from earwitness.records.speech import Doubt, Utterance, Word
from earwitness.records.time import clock
from earwitness.speech.listen import Heard

UNSURE_BELOW = 0.5
CLEAR_VOICE = 0.5
LIKELY_LANGUAGE = 0.5
FASTEST_CHARACTERS_A_SECOND = 30
REPEATS = 4
_LONGEST_REPEATED_WORDS = 6


def doubts(utterance: Utterance, heard: Heard, *, gaps: Iterable[Gap]) -> tuple[Doubt, ...]:
    """All reasons to doubt one utterance of what was heard, given where sound is missing."""
    found: list[Doubt] = []
    if unsure := tuple(at for at, word in enumerate(utterance.words) if _is_unsure(word)):
        found.append(Doubt(reason="unsure", text="The recogniser was unsure of these words.", words=unsure))
    if looped := repeated(word.text for word in utterance.words):
        found.append(
            Doubt(reason="repeats", text="The same words come over and over: a machine in a loop?", words=looped)
        )
    if _characters_a_second(utterance) > FASTEST_CHARACTERS_A_SECOND:
        found.append(Doubt(reason="too-fast", text="More words than can be said in this time."))
    if _voice_probability(utterance, heard.voice) < CLEAR_VOICE:
        found.append(Doubt(reason="faint", text="It is not sure that anybody speaks here."))
    if heard.language_probability < LIKELY_LANGUAGE:
        found.append(
            Doubt(reason="language", text="This may be in another language than the one it was heard in.")
        )
    for gap in gaps:
        if lost_ms := utterance.span.overlap_ms(gap.span):
            text = f"{lost_ms / 1000:.1f} s of sound are missing at {clock(gap.span.start_ms)}."
            found.append(Doubt(reason="gap", text=text))
    return tuple(found)


def repeated(words: Iterable[str]) -> tuple[int, ...]:
    """The positions of words that belong to a phrase said at least REPEATS times in a row.

    >>> repeated("так так так так и всё".split())
    (0, 1, 2, 3)
    """
    said = [_bare(word) for word in words]
    hit: set[int] = set()
    for length in range(1, _LONGEST_REPEATED_WORDS + 1):
        run = 0  # how many words in a row equal the one that stands `length` before them
        for at in range(length, len(said)):
            run = run + 1 if said[at] and said[at] == said[at - length] else 0
            if run >= length * (REPEATS - 1):
                hit.update(range(at - run - length + 1, at + 1))
    return tuple(sorted(hit))


def _is_unsure(word: Word) -> bool:
    return word.confidence is not None and word.confidence < UNSURE_BELOW


def _characters_a_second(utterance: Utterance) -> float:
    return len(utterance.text) / max(utterance.span.duration_ms / 1000, 0.5)


def _voice_probability(utterance: Utterance, voice: Sequence[Voice]) -> float:
    return max((one.probability for one in voice if utterance.span.overlap_ms(one.span)), default=0.0)


def _bare(word: str) -> str:
    return "".join(character for character in word.casefold() if character.isalnum())
