"""A quote read by a machine's voice: nothing of the original's sound is in it, nor how fast it was said."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from types import MappingProxyType

import numpy as np

from earwitness.backends import espeak_narrator, festival_narrator
from earwitness.backends.protocols import Narrator
from earwitness.errors import UsageError
from earwitness.formats.layout import width
from earwitness.quotes.clip import BREAK_MS, Clip, Told, said
from earwitness.quotes.render import ENGLISH, Part
from earwitness.quotes.script import Beat, Script, script
from earwitness.quotes.style import Style
from earwitness.recording.cover import Cover, covered
from earwitness.recording.mixing import Samples
from earwitness.records.custody import Agent
from earwitness.records.mark import Side
from earwitness.records.quote import Piece
from earwitness.records.speech import Word
from earwitness.records.text import shown
from earwitness.records.time import Span
from earwitness.records.view import RecordingView

BY_A_MACHINE = "read by a machine’s voice, not the speaker’s"
ANNOUNCEMENT = "This is read by a machine’s voice, not the speaker’s."
"""What is read first, and stands in the first subtitle: a sound that was cut loose from its page says so too."""

NARRATORS: Mapping[str, Callable[[], Narrator]] = MappingProxyType(
    {"espeak": espeak_narrator.load_narrator, "festival": festival_narrator.load_narrator}
)
"""What reads, by name: NotInstalledError where it is not there."""

COVER_MS = 500
"""How long a tone stands for a word: always the same, so that it tells nothing of the word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Narration:
    """The clip on the reading's own time, its sound of shape (n, 1), and what reads."""

    clip: Clip
    samples: Samples
    rate_hz: int
    by: Agent


def narrated(clip: Clip, side: Side, style: Style, narrator: Narrator, *, cover: Cover) -> Narration:
    """Have a clip read in one of its languages. Raises UsageError for one that it is not in, or nobody reads."""
    if side == "english" and not any(one.english for one in clip.told):
        side = "source"
        if any(one.piece.language != ENGLISH for one in clip.told):
            raise UsageError("The quote has no English that could be read.", advice="Ask for read-original.")
    sounds = [_read((ANNOUNCEMENT,), ENGLISH, narrator, cover)]
    for told in clip.told:
        language = told.piece.language if side == "source" else ENGLISH
        sounds.append(_read(script(told, clip.quote, side, style), language, narrator, cover))
    rate_hz = narrator.sample_rate_hz
    pause = np.zeros(BREAK_MS * rate_hz // 1000, np.float32)
    samples = np.concatenate([part for sound in sounds for part in (pause, sound)][1:])
    starts = accumulate((len(sound) + len(pause) for sound in sounds), initial=0)
    spans = [
        Span(1000 * start // rate_hz, 1000 * (start + len(sound)) // rate_hz)
        for sound, start in zip(sounds, starts, strict=False)
    ]
    return Narration(
        clip=replace(clip, said=_retold(clip, [_announcement(), *clip.told], spans)),
        samples=samples[:, None],
        rate_hz=rate_hz,
        by=narrator.info.agent,
    )


def _read(beats: Script, language: str, narrator: Narrator, cover: Cover) -> Samples:
    """The sound of what is read."""
    if language.partition("-")[0].lower() not in narrator.languages:
        raise UsageError(
            f"No machine’s voice reads {shown(language)} here.",
            advice="Ask for read-english, or for no voice: out.",
        )
    read = iter(narrator.read([beat for beat in beats if isinstance(beat, str)], language))
    rate_hz, parts = narrator.sample_rate_hz, [np.zeros(0, np.float32)]
    for beat in beats:
        match beat:
            case Beat.BREAK:
                parts.append(np.zeros(BREAK_MS * rate_hz // 1000, np.float32))
            case Beat.COVER:
                empty = np.zeros(COVER_MS * rate_hz // 1000, np.float32)
                parts += covered([empty], [Span(0, COVER_MS)], rate_hz=rate_hz, cover=cover)
            case _:
                parts.append(next(read))
    return np.concatenate(parts)


def _announcement() -> Told:
    """What is read first, as if it had been said: in English, in which the picture speaks too."""
    words = tuple(Word(text=word, span=Span(0, 0)) for word in ANNOUNCEMENT.split())
    piece = Piece(utterance_id="u0", first=0, text=ANNOUNCEMENT, words=words, language=ENGLISH)
    parts = tuple(Part(at, at + 1, " ", word.text) for at, word in enumerate(words))
    return Told(piece=piece, source=parts, english=())


def _retold(clip: Clip, told: Sequence[Told], spans: Sequence[Span]) -> RecordingView:
    """The same with the times of the reading, in which a word takes its share by its length."""
    timed = []
    for one, span in zip(told, spans, strict=True):
        ends = list(accumulate((width(part.text) + 1 for part in one.source), initial=0))
        moments = [span.start_ms + span.duration_ms * end // ends[-1] for end in ends]
        timed.append(
            tuple(
                Word(text=part.text, span=Span(start, end))
                for part, (start, end) in zip(one.source, pairwise(moments), strict=True)
            )
        )
    who = clip.said.utterances[0].voice
    label = f"{who}, {BY_A_MACHINE}" if who else BY_A_MACHINE.capitalize()
    return said(clip.quote, clip.said.recording, told, timed=timed, length_ms=spans[-1].end_ms, who=label)
