"""The sound of single utterances, out of the store."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from earwitness.archive.folder import CaseFolder
from earwitness.backends.protocols import Chunk
from earwitness.recording.excerpt import excerpts
from earwitness.recording.tracks import tracks
from earwitness.records.recording import Recording
from earwitness.records.speech import Utterance


def sound_of(case: CaseFolder, recording: Recording, utterances: Sequence[Utterance]) -> Iterator[Chunk]:
    """A chunk for each of these, which come in order of their starts; each out of its own channel."""
    apart = any(one.channel for one in utterances)
    path = case.store.path(recording.digest)
    heard = tracks(path, recording, asked="apart" if apart else "mixed", speakers=None)
    return excerpts(heard, [(one.span, one.channel) for one in utterances])
