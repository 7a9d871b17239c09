"""English straight from the sound: a transcriber that translates hears one utterance by itself, and tells what it weighed.

On half a minute at once the readings of a beam differ in a word here and there; of an utterance that is heard alone
they are translations of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from earwitness.backends.protocols import Answer, Info, Passage, Proposal, Reading, Source, Transcriber
from earwitness.backends.registry import transcriber
from earwitness.errors import ModelError

AT_ONCE = 16


def load_translator(model: str, *, allow_remote: bool = False) -> SpeechTranslator:
    """The entry point; `model` is a transcriber's, as `earwitness process --model` takes it: base if it is empty."""
    return SpeechTranslator(transcriber(model or "base"))


class SpeechTranslator:
    """A transcriber, asked for English alone."""

    listens = True

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
            for passage in self._hears.listen(chunks).translate([source.language for source in batch]):
                yield _answer(passage)


def _answer(passage: Passage | None) -> Answer:
    if passage is None or not passage.text.strip():
        return Answer(refused="nothing was heard")
    readings = passage.readings or (Reading(text=passage.text, share=1.0),)
    return Answer(
        proposals=tuple(Proposal(text=one.text, score=one.share) for one in readings if one.text.strip())
    )
