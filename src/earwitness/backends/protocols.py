"""What a backend must be able to do, and nothing else: the rooms above know models by these protocols alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np
import numpy.typing as npt

from earwitness.records.custody import Agent
from earwitness.records.glossary import Term
from earwitness.records.speech import Word
from earwitness.records.time import Span

Samples = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]

Probabilities = npt.NDArray[np.float32]
"""How probably each local speaker of a window speaks in each frame, 0 to 1: (windows, frames, speakers)."""

Voiceprints = npt.NDArray[np.float32]
"""What voices sound like: rows of length one, the nearer in angle, the more alike; (voices, dimensions)."""

SAMPLE_RATE_HZ = 16_000
"""What everything here listens to."""

LONGEST_CHUNK_MS = 28_000
"""No chunk is longer: Whisper listens to 30 s at a time, and the edges need some room."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Info:
    """What the ledger and the page say of a backend. `agent` names the model and the engine that runs it."""

    agent: Agent
    licence: str | None
    needs_network: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A stretch in which somebody may be speaking; `probability` (0 to 1) is that of its surest moment."""

    span: Span
    probability: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Chunk:
    """A stretch of sound to be heard in one go.

    `samples` has shape (n,), float32 in [-1, 1], mono at SAMPLE_RATE_HZ; `span` is its place in the recording.
    `voice` are the stretches of it, in the recording's time, in which somebody may be speaking. `channel` counts
    from one; None where the channels are mixed.
    """

    span: Span
    samples: Samples
    voice: tuple[Voice, ...]
    channel: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Another way in which a transcriber might have read a chunk; `share` (0 to 1) is what it gives to it."""

    text: str
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """What one chunk says in one language: `words` in order, whose texts are `text` without its white space.

    `log_probability` is the mean over the text's tokens, `no_speech` (0 to 1) how probably nobody speaks, both the
    model's own and None where it gives none. `readings` are those it weighed, this one first: their shares add up
    to 1; empty where it weighed none.
    """

    text: str
    words: tuple[Word, ...]
    log_probability: float | None = None
    no_speech: float | None = None
    readings: tuple[Reading, ...] = ()


class Listening(Protocol):
    """A batch of chunks that was listened to once and can be asked several things, two of them at a time."""

    def languages(self) -> Sequence[Mapping[str, float]]:
        """For each chunk, how probable each language is (BCP 47 tag -> 0 to 1)."""
        ...

    def languages_of_voices(self) -> Sequence[Sequence[Mapping[str, float]]]:
        """The same for each stretch of voice of each chunk, by itself."""
        ...

    def transcribe(self, languages: Sequence[str]) -> Sequence[Passage]:
        """For each chunk, the words as they were said, taken to be in its language of these."""
        ...

    def translate(self, languages: Sequence[str | None], *, loops: bool = True) -> Sequence[Passage | None]:
        """For each chunk, what it says in English, taken to be said in its language of these; None for None.

        Where `loops` is false, no few words may come twice in it, so that a decoder cannot write them for ever.
        Its words' times tell where in the sound the translator looked; they are no word-by-word alignment.
        """
        ...

    def align(self, texts: Sequence[str], languages: Sequence[str]) -> Sequence[Sequence[Word]]:
        """For each chunk, when the words of this text are said in it; no words where it cannot tell."""
        ...


class Transcriber(Protocol):
    """Hears speech."""

    @property
    def info(self) -> Info:
        """What it is."""
        ...

    @property
    def languages(self) -> frozenset[str]:
        """The languages it can be told to hear."""
        ...

    @property
    def translates(self) -> bool:
        """Whether it can give English for speech in other languages."""
        ...

    def listen(self, chunks: Sequence[Chunk]) -> Listening:
        """Listen to some chunks, once."""
        ...


class VoiceDetector(Protocol):
    """Tells where somebody may be speaking: what it leaves out, nobody hears."""

    def __call__(self, samples: Samples) -> Sequence[Voice]:
        """The stretches with a voice in these samples (shape (n,), mono, SAMPLE_RATE_HZ), in order.

        Times count from the first sample. No stretch is longer than LONGEST_CHUNK_MS.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The frames that a diarizer cuts a window into, in samples at SAMPLE_RATE_HZ.

    Frame k of a window is the `frame_samples` around `first_centre + k * frame_samples`. `speakers` is how many
    people are told apart within one window; who is first and who second means nothing outside it.
    """

    window_samples: int
    frames: int
    frame_samples: int
    first_centre: int
    speakers: int


class Diarizer(Protocol):
    """Tells voices apart within a window of sound, and says what each sounds like.

    Whose voice is whose throughout a recording, speech/diarize.py finds out. What is said of one window must not
    depend on the others that are asked about together with it.
    """

    @property
    def info(self) -> Info:
        """What it is."""
        ...

    @property
    def grid(self) -> Grid:
        """How it cuts time."""
        ...

    def segment(self, windows: Samples) -> Probabilities:
        """Who speaks when, in windows of shape (windows, grid.window_samples), float32 in [-1, 1], mono."""
        ...

    def embed(self, window: Samples, frames: Mask) -> Voiceprints:
        """What each voice of one window sounds like, judged by the frames that are marked as its own.

        `window` has shape (grid.window_samples,), `frames` (voices, grid.frames): at least one for each voice.
        """
        ...


Vectors = npt.NDArray[np.float32]
"""What texts mean: rows of length one, the nearer in angle, the more alike; (texts, dimensions)."""


class Embedder(Protocol):
    """Puts texts of many languages into one space, in which a text lies near its translation."""

    @property
    def info(self) -> Info:
        """What it is."""
        ...

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One row for each text; what a row is does not depend on the others."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Source:
    """One utterance to be translated: its words, what is said around it, and its sound.

    `language` is a BCP 47 tag; `before` and `after` are the utterances beside it, nearest inmost. `chunk` is its
    sound, None for a translator that does not listen. `terms` are those of the glossary that it says.
    """

    text: str
    language: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    chunk: Chunk | None = None
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One translation. `score` is its maker's own, on the maker's own scale, such as its share among the readings
    of a beam: the more, the better, and comparable only within one answer. None where it gives none.
    """

    text: str
    score: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a translator says of one source: its proposals, best first; or why what it said is no translation."""

    proposals: tuple[Proposal, ...] = ()
    refused: str | None = None


class Translator(Protocol):
    """Translates utterances into English, from their words or from their sound."""

    @property
    def info(self) -> Info:
        """What it is. Its agent's name says where it came from: what one agent did is not asked of it again."""
        ...

    @property
    def listens(self) -> bool:
        """Whether it needs the sound."""
        ...

    @property
    def takes_terms(self) -> bool:
        """Whether it can be told how to translate terms."""
        ...

    def translate(self, sources: Sequence[Source]) -> Iterator[Answer]:
        """An answer for each source, in order, as soon as it is there. ModelError where it can go on no more."""
        ...


NameKind = Literal["person", "place", "organisation"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedSpan:
    """A name in a text: the characters from `first` up to and without `stop`."""

    kind: NameKind
    first: int
    stop: int


class NameFinder(Protocol):
    """Finds names of people, places and organisations."""

    def find(self, text: str) -> Sequence[NamedSpan]:
        """Those in a text, in order."""
        ...


class Narrator(Protocol):
    """Reads text aloud in a voice of its own."""

    @property
    def info(self) -> Info:
        """What it is. A `model` learned from people's voices; a `software` has its own by rule."""
        ...

    @property
    def sample_rate_hz(self) -> int:
        """The rate of what it reads."""
        ...

    @property
    def languages(self) -> frozenset[str]:
        """The languages that it reads, as BCP 47's primary subtags."""
        ...

    def read(self, texts: Sequence[str], language: str) -> Sequence[Samples]:
        """The sound of each text, shape (n,), float32 in [-1, 1], mono; the same texts give the same sounds."""
        ...
