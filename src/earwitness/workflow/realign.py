"""Listen for the words that people changed, and keep when they are said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from earwitness.archive.folder import CaseFolder
from earwitness.backends.protocols import Transcriber
from earwitness.records.review import Times
from earwitness.review.overlay import Overlay
from earwitness.speech.align import between_neighbours
from earwitness.workflow import show
from earwitness.workflow.correct import correct
from earwitness.workflow.sound import sound_of

BATCH = 16


def listened(case: CaseFolder, named: str | None, listener: Transcriber) -> Iterator[Times]:
    """When the changed words of a recording are said, as far as the listener can tell, utterance by utterance."""
    recording = show.find(case, named)
    transcript = show.heard(case, recording)
    overlay = Overlay(transcript, case.database.corrections(transcript.id))
    waiting = sorted(
        (place for place in overlay.shown if place.review.untimed), key=lambda place: place.utterance.span
    )
    sound = sound_of(case, recording, [place.utterance for place in waiting])
    heard_of = zip(waiting, sound, strict=True)
    while batch := list(islice(heard_of, BATCH)):
        places, chunks = zip(*batch, strict=True)
        utterances = [place.utterance for place in places]
        heard = listener.listen(chunks).align(
            [one.text for one in utterances], [one.language for one in utterances]
        )
        for place, words, chunk in zip(places, heard, chunks, strict=True):
            spans = between_neighbours(place.utterance, words, place.review.untimed, inside=chunk.span)
            if spans is not None:
                yield Times(utterance_id=place.utterance.id, on=place.review.revision, spans=spans)


def keep(case: CaseFolder, named: str | None, times: Sequence[Times], listener: Transcriber) -> int:
    """Keep what was heard (the case is opened for writing); gives of how many utterances.

    What was changed meanwhile is not in the way: times that were heard hold only while the words are the same.
    """
    for change in times:
        correct(case, named, change, by=listener.info.agent)
    return len(times)
