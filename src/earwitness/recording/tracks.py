"""What of a recording is listened to: all of it in one, or each end of a call by itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from earwitness.errors import UsageError
from earwitness.recording.channels import Arrangement, arrangement, mixed
from earwitness.recording.decode import Decoding
from earwitness.recording.mixing import Samples
from earwitness.records.recording import Recording

Channels = Literal["apart", "mixed"]
"""What somebody may say of two channels: that each is one end of a call, or that they are not."""

PARTIES = 2
"""How many speak in a call with a party on each channel."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracks:
    """The sound of a recording as it is listened to; it may be iterated again.

    Blocks of float32 in [-1, 1] at SAMPLE_RATE_HZ: of shape (n, 2) where the channels are `apart`, else (n,).
    `found` is what was measured of two channels, None where there are not two.
    """

    path: Path
    name: str
    apart: bool
    found: Arrangement | None

    def __iter__(self) -> Iterator[Samples]:
        if self.apart:
            yield from Decoding(self.path, name=self.name, channels=2)
        elif self.found and self.found.opposite:
            yield from mixed(Decoding(self.path, name=self.name, channels=2), self.found)
        else:
            yield from Decoding(self.path, name=self.name)


def check_channels(asked: Channels | None, speakers: int | None) -> None:
    """Raise UsageError where a call of two is said to have another number of speakers."""
    if asked == "apart" and speakers not in (None, PARTIES):
        raise UsageError(
            f"Where each channel is heard as one speaker there are {PARTIES}, not {speakers}.",
            advice="Leave out the number of speakers, or have the channels mixed.",
        )


def tracks(path: Path, recording: Recording, *, asked: Channels | None, speakers: int | None) -> Tracks:
    """Decide how to listen to the recording whose bytes are at that path.

    Two channels are apart where they are measured to be the ends of a call and sound comes from both; unless it is
    `asked` otherwise, or `speakers` says that it is another number than two. Raises UsageError where channels are
    asked apart that are not two.
    """
    count = recording.sound.channels
    if count != PARTIES:
        if asked == "apart":
            raise UsageError(
                f"The recording {recording.digest.short} has {count} channel{'s' * (count != 1)}: "
                "only two can be heard apart."
            )
        return Tracks(path=path, name=recording.name, apart=False, found=None)
    found = arrangement(Decoding(path, name=recording.name, channels=2))
    is_call = found.apart and len(found.sounding) == PARTIES and speakers in (None, PARTIES)
    return Tracks(
        path=path, name=recording.name, apart=asked == "apart" or (asked is None and is_call), found=found
    )
