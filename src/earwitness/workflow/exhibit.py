"""The files of a clip: what each is made of, and what a person should know of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from earwitness.archive.atomic import write_file
from earwitness.formats import srt, webvtt
from earwitness.formats.cues import Cue, cues
from earwitness.formats.pace import paced, reading_ms
from earwitness.quotes.card import Card, draw_card
from earwitness.quotes.clip import BREAK_MS, Clip
from earwitness.quotes.drawing import is_drawable
from earwitness.quotes.film import SHAPES, Film, pictures
from earwitness.quotes.render import published
from earwitness.quotes.style import Style
from earwitness.quotes.withheld import shown_though_withheld, withheld_on_one_side
from earwitness.recording.clip_files import FRAMES_A_SECOND, SOUND_FILES, write_film
from earwitness.recording.cover import COVERS, Cover
from earwitness.recording.envelope import coarse_peaks, peaks_of
from earwitness.recording.mixing import Samples
from earwitness.records.credentials import Act, Claim
from earwitness.records.custody import Agent, Digest
from earwitness.records.mark import SIDES, Side
from earwitness.records.quote import QuoteView
from earwitness.records.time import clock
from earwitness.workflow.agent import PROGRAM
from earwitness.workflow.credentials import made_of
from earwitness.workflow.narration import BY_A_MACHINE

KINDS: Mapping[str, str] = MappingProxyType(
    {
        "wav": "the sound as it is, at its own rate",
        "mp3": "the sound, small",
        "m4a": "the sound, small",
        "video": "films of three shapes, with both languages in the picture",
        "srt": "subtitles",
        "vtt": "subtitles with languages and the speaker",
        "card": "a picture with the words",
    }
)
"""What can be made of a quote."""

Voice = Literal["heard", "out", "read-english", "read-original"]

VOICES: Mapping[Voice, str] = MappingProxyType(
    {
        "heard": "the speaker's own",
        "out": "none: the words alone",
        "read-english": "a machine's, which reads the English",
        "read-original": "a machine's, which reads the words in the language that was spoken",
    }
)
"""Whose voice is heard."""

READINGS: Mapping[Voice, Side] = MappingProxyType({"read-english": "english", "read-original": "source"})
"""What a machine reads."""

_PICTURES = frozenset({".mp4", ".png"})
_CARD_SIZE = (1280, 720)
_PEAKS = 400
_WHERE = ("the English", "the original")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to be made, of KINDS, and what it may tell.

    `mask` and `cover` are what publish.Said says of them, `speakers` one of story.disclose.DISCLOSURES. `digest`
    lets it carry the original's digest too.
    """

    kinds: tuple[str, ...] = ()
    mask: str = "house"
    cover: Cover = "tone"
    speakers: str = "labels"
    voice: Voice = "heard"
    digest: bool = False


@dataclass(frozen=True, kw_only=True)
class Exhibit:
    """A clip with its sound, of a recording that lasts `of_ms`, and what its files are made of.

    `read_by` is the machine whose voice is heard in the speaker's place, None where none is.
    """

    clip: Clip
    style: Style
    wanted: Wanted
    samples: Samples
    rate_hz: int
    commitment: Digest
    of_ms: int
    read_by: Agent | None = None

    @property
    def subtitles(self) -> list[Cue]:
        """Both languages, on the clip's timeline."""
        return list(paced(cues(self.clip.said)))

    @property
    def who(self) -> str:
        """What the speaker is called, empty where no voices were told apart."""
        return self.clip.said.utterances[0].voice or ""

    @property
    def foot(self) -> str:
        """The line beneath a picture."""
        spans = self.clip.stretches
        when = f"{clock(min(spans).start_ms)}–{clock(max(spans).end_ms)} of {clock(self.of_ms)}"
        told = [when, f"recording\u00a0{self.commitment.short}"]
        if self.wanted.voice == "out":
            told.append("the voice is left out")
        elif self.clip.covered and not self.read_by:
            told.append(f"{COVERS[self.wanted.cover]} stands for what is not told")
        return "\u00a0· ".join(told)

    def files(self, name: str, kinds: Sequence[str]) -> Iterator[tuple[str, Callable[[Path], None]]]:
        """The name of each file, and what writes it."""
        subtitles = self.subtitles
        for kind in kinds:
            if kind in SOUND_FILES:
                sound = {"samples": self.samples, "rate_hz": self.rate_hz, "title": self._title}
                yield f"{name}.{kind}", partial(SOUND_FILES[kind], **sound)
            elif kind == "srt":
                yield f"{name}.srt", partial(write_file, data=srt.write(subtitles).encode())
            elif kind == "vtt":
                yield f"{name}.vtt", partial(write_file, data=webvtt.write(subtitles).encode())
            elif kind == "video" and self._is_drawable:
                for shape, size in SHAPES.items():
                    yield f"{name}.{shape}.mp4", partial(self._write_film, size=size)
            elif kind == "card" and (png := self._card()):
                yield f"{name}.png", partial(write_file, data=png)

    def about(self, files: Mapping[str, Digest]) -> bytes:
        """What the files are, for programs."""
        quote, spans = self.clip.quote, self.clip.stretches
        told: dict[str, Any] = {
            "made_by": str(PROGRAM.name),
            "version": PROGRAM.version,
            "quote": quote.id,
            "recording": {"commitment": str(self.commitment)},
            "of": [{"start_ms": one.start_ms, "end_ms": one.end_ms} for one in spans],
            "break_ms": BREAK_MS,
            "speaker": self.who or None,
            "original": published(quote, "source", self.style),
            "english": published(quote, "english", self.style) or None,
            "covered": self.clip.covered,
            "voice": self.wanted.voice,
            "read_by": " ".join(filter(None, (self.read_by.name, self.read_by.version))) if self.read_by else None,
            "files": {name: str(digest) for name, digest in files.items()},
        }
        if self.wanted.digest:
            told["recording"]["digest"] = str(quote.recording)
        return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()

    def claim(self, quoted: QuoteView, name: str) -> Claim:
        """What the content credentials of one of its files say: a picture has the words in both languages."""
        texts = {str(side): published(self.clip.quote, side, self.style) or None for side in SIDES}
        address = "&".join(span.fragment for span in self.clip.stretches)
        return Claim(
            title=f"A quote: {quoted.id}",
            commitment=self.commitment,
            digest=quoted.quote.recording if self.wanted.digest else None,
            acts=tuple(self._acts(name)),
            quote={"quote": quoted.id, "digest": str(quoted.digest), "address": address, **texts},
        )

    def _acts(self, name: str) -> Iterator[Act]:
        """What was done to make one of the files: a picture has the words in both languages."""
        first, *others = self.clip.said.languages()
        is_in_english = Path(name).suffix in _PICTURES or self.wanted.voice == "read-english"
        translated = [Act(kind="translated", languages=(first, one)) for one in others if is_in_english]
        if self.read_by:
            yield from (Act(kind="read", by=self.read_by), *translated)
            return
        yield from (Act(kind="cut", spans=self.clip.stretches), *translated)
        heard = [one for one in self.clip.hidden if any(one.overlap_ms(part) for part in self.clip.stretches)]
        yield from [Act(kind="silenced")] if self.wanted.voice == "out" else made_of(heard)

    def notes(self, kinds: Sequence[str], files: Mapping[str, Digest]) -> Iterator[str]:
        """What a person should know of what was made."""
        fast = [one for one in self.subtitles if one.span.duration_ms < reading_ms(one)]
        if fast:
            when = ", ".join(clock(one.span.start_ms, decimals=1) for one in fast)
            yield f"Subtitles are faster than 17 characters a second at {when}: it is said so fast."
        if "video" in kinds and not self._is_drawable:
            yield "There is no film: the fonts have no letters for what is said."
        if "card" in kinds and not any(name.endswith(".png") for name in files):
            yield "There is no card: the words do not fit on one."
        if self.wanted.voice == "read-original":
            yield "Listen to the reading: a machine’s voice may not be understood in every language."
        for word, withheld in shown_though_withheld(self.clip.quote, self.who):
            yield f"“{word}” is shown, and “{withheld}” is withheld: is it the same?"
        for word, side in withheld_on_one_side(self.clip.quote):
            where, elsewhere = _WHERE if side == "english" else _WHERE[::-1]
            yield f"“{word}” is withheld in {where} alone: does {elsewhere} tell it?"

    @property
    def _is_drawable(self) -> bool:
        return is_drawable("".join([self.who, *(cue.text for cue in self.subtitles)]))

    @property
    def _peaks(self) -> list[float]:
        if self.wanted.voice == "out":
            return coarse_peaks(self.samples, _PEAKS, rate_hz=self.rate_hz)
        return peaks_of(self.samples, _PEAKS)

    @property
    def _title(self) -> str | None:
        """What the file itself says of its sound, where that is not what was recorded."""
        return BY_A_MACHINE.capitalize() if self.read_by else None

    def _write_film(self, path: Path, *, size: tuple[int, int]) -> None:
        film = Film(
            cues=self.subtitles,
            peaks=self._peaks,
            sound_ms=self.clip.said.recording.duration_ms,
            who=self.who,
            foot=self.foot,
        )
        drawn = pictures(film, size, a_second=FRAMES_A_SECOND)
        samples = None if self.wanted.voice == "out" else self.samples
        write_film(path, drawn, samples, self.rate_hz, title=self._title)

    def _card(self) -> bytes | None:
        source, english = (published(self.clip.quote, side, self.style) for side in ("source", "english"))
        text, original = (english, source) if english else (source, None)
        card = Card(text=text, original=original, who=self.who, peaks=self._peaks, foot=self.foot)
        return draw_card(card, _CARD_SIZE)
