"""Where the frames of a file's own coding lie in its sound: on any other grid they were laid before."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from earwitness.recording.opening import open_media
from earwitness.recording.reading import Reading
from earwitness.records.recording import Recording

_WHOLE = 576
"""No frame of AAC or MP3 is shorter; the first of a file are, where a player is told to skip their beginning."""


def first_frame(path: Path, recording: Recording) -> int | None:
    """The sample at which the first frame begins that is played whole; None where gaps shift what follows.

    Errors as with open_media.
    """
    if recording.gaps:
        return None
    before = 0
    with open_media(path, name=recording.name) as media:
        for piece in islice(Reading(media), 8):
            if piece.load.samples >= _WHOLE:
                return before
            before += piece.load.samples
    return None
