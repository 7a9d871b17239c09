"""Listen once to a batch of chunks and ask for all that is wanted of them; then again where it is doubtful."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from earwitness.backends.protocols import Chunk, Passage, Transcriber
from earwitness.speech.again import Again, cut, merged, places
from earwitness.speech.confidence import calibrated
from earwitness.speech.heard import Heard
from earwitness.speech.language import Ranked, Shares, main_language, most, of_chunk
from earwitness.speech.repeats import repeated

ENGLISH = "en"


def listen(
    transcriber: Transcriber, chunks: Sequence[Chunk], *, language: str | None = None, before: Shares | None = None
) -> list[Heard]:
    """What these chunks say, in order; a chunk in two languages gives a part for each.

    `language` is the one that is spoken (BCP 47), where a person says so; else each chunk is in the one that most
    of the recording is in, of which `before` says how much was heard already, unless it surely is in another.
    """

    def first_languages(probable: Sequence[Ranked]) -> list[str]:
        main = main_language(probable, chunks, before=before or {})
        return [of_chunk(ranked, chunk, main=main) for ranked, chunk in zip(probable, chunks, strict=True)]

    first = _hear(transcriber, chunks, language or first_languages)
    doubtful = [(at, place) for at, heard in enumerate(first) for place in places(heard)]
    if not doubtful:
        return first
    parts = [cut(chunks[at], place.span) for at, place in doubtful]
    mains = [first[at].language for at, _ in doubtful]

    def second_languages(probable: Sequence[Ranked]) -> list[str]:
        return [
            of_chunk(ranked, part, main=main) for ranked, part, main in zip(probable, parts, mains, strict=True)
        ]

    second = _hear(transcriber, parts, language or second_languages)
    hearings: list[list[tuple[Again, Heard]]] = [[] for _ in first]
    for (at, place), heard in zip(doubtful, second, strict=True):
        hearings[at].append((place, heard))
    return [part for heard, again in zip(first, hearings, strict=True) for part in merged(heard, again)]


def _hear(
    transcriber: Transcriber, chunks: Sequence[Chunk], languages: str | Callable[[Sequence[Ranked]], list[str]]
) -> list[Heard]:
    """Hear the chunks in one language, or each in the one that is chosen by how probable they are.

    English is asked for once more where the translator goes round in a loop and the speaker does not.
    """
    listening = transcriber.listen(chunks)
    probable = listening.languages()
    chosen = [languages] * len(chunks) if isinstance(languages, str) else languages(probable)
    original = listening.transcribe(chosen)
    foreign = [one if transcriber.translates and one != ENGLISH else None for one in chosen]
    english = listening.translate(foreign)
    looped = [
        translated is not None and _loops(translated) and not _loops(said)
        for said, translated in zip(original, english, strict=True)
    ]
    if any(looped):
        again = listening.translate(
            [one if loops else None for one, loops in zip(foreign, looped, strict=True)], loops=False
        )
        english = [second or first for first, second in zip(english, again, strict=True)]
    return [
        Heard(
            span=chunk.span,
            voice=chunk.voice,
            language=spoken,
            language_probability=ranked.get(spoken, 0.0),
            likeliest=most(ranked),
            passage=calibrated(passage),
            english=translated,
            channel=chunk.channel,
            english_again=loops,
        )
        for chunk, ranked, spoken, passage, translated, loops in zip(
            chunks, probable, chosen, original, english, looped, strict=True
        )
    ]


def _loops(passage: Passage) -> bool:
    return bool(repeated([word.text for word in passage.words]))
