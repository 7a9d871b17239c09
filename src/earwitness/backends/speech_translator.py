"""English straight from the sound: a transcriber hears each utterance by itself, and says what it weighed.

On half a minute at once the readings of a beam differ in a word here and there; of an utterance that is heard
alone they are translations of their own. It is asked as if the language were a neighbour of the one that is
spoken, too: the encoding is the same, and what it makes of the same words is another, now and then a better,
translation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from earwitness.backends.protocols import Answer, Chunk, Info, Passage, Proposal, Reading, Source, Transcriber
from earwitness.backends.registry import transcriber
from earwitness.errors import ModelError

AT_ONCE = 16
NEIGHBOURS = {"ru": ("uk", "be"), "uk": ("ru", "be"), "be": ("ru", "uk")}


def load_translator(model: str, *, allow_remote: bool = False) -> SpeechTranslator:
    """The entry point; `model` is a transcriber's, as `process --model` takes it: base if it is empty."""
    return SpeechTranslator(transcriber(model or "base"))


class SpeechTranslator:
    """A transcriber, asked for English alone."""

    listens = True
    takes_terms = False

    def __init__(self, hears: Transcriber) -> None:
        if not hears.translates:
            raise ModelError(
                f"The model {hears.info.agent.name} does not translate.", advice="Choose another one."
            )
        self._hears = hears
        agent = hears.info.agent
        self._info = replace(
            hears.info, agent=replace(agent, version=f"{agent.version or ''}, utterance by utterance".lstrip(", "))
        )

    @property
    def info(self) -> Info:
        """The model that hears, and that it hears each utterance by itself."""
        return self._info

    def translate(self, sources: Sequence[Source]) -> Iterator[Answer]:
        """The readings that it weighed of each, or its one."""
        for first in range(0, len(sources), AT_ONCE):
            batch = sources[first : first + AT_ONCE]
            chunks = [source.chunk for source in batch if source.chunk is not None]
            if len(chunks) < len(batch):
                raise ModelError("A translator that listens was given no sound.")
            yield from self._answers(chunks, [source.language for source in batch])

    def _answers(self, chunks: Sequence[Chunk], spoken: Sequence[str]) -> Iterator[Answer]:
        listening = self._hears.listen(chunks)
        near = [(one, *NEIGHBOURS.get(one, ("", ""))) for one in spoken]
        asked = [[one if one in self._hears.languages else None for one in nth] for nth in zip(*near, strict=True)]
        given = [listening.translate(languages) for languages in asked if any(languages)]
        for at in range(len(chunks)):
            yield _answer([passage for passages in given if (passage := passages[at]) is not None])


def _answer(passages: Sequence[Passage]) -> Answer:
    """What was weighed, the spoken language first; of texts that differ only in signs and case, the first."""
    said: dict[str, Proposal] = {}
    for passage in passages:
        for one in passage.readings or (Reading(text=passage.text, share=1.0),):
            if bare := "".join(filter(str.isalnum, one.text.casefold())):
                said.setdefault(bare, Proposal(text=one.text.strip(), score=one.share))
    return Answer(proposals=tuple(said.values())) if said else Answer(refused="nothing was heard")
