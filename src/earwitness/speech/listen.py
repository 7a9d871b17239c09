"""Listen once to a batch of chunks and ask for all that is wanted of them; then again where it is doubtful."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from earwitness.backends.protocols import Chunk, Listening, Passage, Transcriber
from earwitness.speech.again import Again, cut, merged, places
from earwitness.speech.confidence import calibrated
from earwitness.speech.heard import Heard
from earwitness.speech.language import Ranked, Shares, main_language, most, of_chunk, parted, spoken
from earwitness.speech.repeats import repeated

ENGLISH = "en"


def listen(
    transcriber: Transcriber,
    chunks: Sequence[Chunk],
    listening: Listening,
    *,
    language: str | None = None,
    before: Shares | None = None,
) -> list[Heard]:
    """What these chunks say, in order; a chunk in two languages gives a part for each.

    `listening` is what the transcriber has listened to already: these chunks.
    `language` is the one that is spoken (BCP 47), where a person says so; else each chunk is in the one that most
    of the recording is in, of which `before` says how much was heard already, unless it surely is in another.
    """
    parts, languages = (chunks, [language] * len(chunks)) if language else _parted(listening, chunks, before or {})
    if len(parts) > len(chunks):
        listening = transcriber.listen(parts)
    first = _hear(transcriber, listening, parts, lambda _: languages)
    doubtful = [(at, place) for at, heard in enumerate(first) for place in places(heard)]
    if not doubtful:
        return first
    again = [cut(parts[at], place.span) for at, place in doubtful]
    mains = [first[at].language for at, _ in doubtful]

    def second_languages(probable: Sequence[Ranked]) -> Sequence[str]:
        return [
            language or of_chunk(ranked, part, main=main)
            for ranked, part, main in zip(probable, again, mains, strict=True)
        ]

    second = _hear(transcriber, transcriber.listen(again), again, second_languages)
    hearings: list[list[tuple[Again, Heard]]] = [[] for _ in first]
    for (at, place), heard in zip(doubtful, second, strict=True):
        hearings[at].append((place, heard))
    return [part for heard, anew in zip(first, hearings, strict=True) for part in merged(heard, anew)]


def _parted(
    listening: Listening, chunks: Sequence[Chunk], before: Shares
) -> tuple[Sequence[Chunk], Sequence[str]]:
    """The chunks, parted where the language changes, and the language of each."""
    probable, of_voices = listening.languages(), listening.languages_of_voices()
    main = main_language(probable, chunks, before=before)
    there = spoken(of_voices, chunks, main=main, before=before)
    found: list[tuple[Chunk, str]] = []
    for chunk, ranked, voices in zip(chunks, probable, of_voices, strict=True):
        first = of_chunk(ranked, chunk, main=main)
        found += parted(chunk, voices, spoken={first, *there}, first=first)
    return [chunk for chunk, _ in found], [language for _, language in found]


def _hear(
    transcriber: Transcriber,
    listening: Listening,
    chunks: Sequence[Chunk],
    languages: Callable[[Sequence[Ranked]], Sequence[str]],
) -> list[Heard]:
    """Ask for all that is wanted of the chunks, each in the language that is chosen by how probable they are.

    English is asked for once more where the translator goes round in a loop and the speaker does not.
    """
    probable = listening.languages()
    chosen = languages(probable)
    foreign = [one if transcriber.translates and one != ENGLISH else None for one in chosen]
    with ThreadPoolExecutor(1) as beside:  # a core that has nothing left to write down begins with the English
        translating = beside.submit(listening.translate, foreign)
        original = listening.transcribe(chosen)
        english = translating.result()
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
            language=tongue,
            language_probability=ranked.get(tongue, 0.0),
            likeliest=most(ranked),
            passage=calibrated(passage),
            english=translated,
            channel=chunk.channel,
            english_again=loops,
        )
        for chunk, ranked, tongue, passage, translated, loops in zip(
            chunks, probable, chosen, original, english, looped, strict=True
        )
    ]


def _loops(passage: Passage) -> bool:
    return bool(repeated([word.text for word in passage.words]))
