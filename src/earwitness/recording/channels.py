"""Whether two channels are the two ends of a call, or one scene that both of them hear.

Mixed down, the parties of a call that was recorded on two channels have to be told apart again, and where both
speak one of them is lost. Taken for a call, a stereo recording is heard twice. So it is measured. While somebody
speaks into one channel of a call, the other one is silent, or holds a faint echo of it; then it is the other way
round. In stereo the levels of both rise and fall together: even a voice far to the left is in the right as well.

The main figure is by how many decibels the louder channel leads, once for the moments of either side, added up.
Of the scenes of bench/two_channels.py, stereo of many kinds, none has more than 24 dB (two voices, 10 dB to the
left and 10 dB to the right, in a hall; 14 dB where they are less far apart). Of its calls none has less than 30 dB
(an echo of -15 dB both ways; 57 dB without one). The threshold is 27. Only noise nearly as loud as speech takes
calls down to 19; then the other figure tells, how alike the channels' waves are: up to 0.11 in such calls, 0.33 or
more in scenes. Where in doubt the channels are mixed, as they always could be.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from earwitness.recording.decode import SAMPLE_RATE_HZ
from earwitness.recording.mixing import Samples

Floats = npt.NDArray[np.float64]

APART_DB = 27.0
"""From how many decibels on, both leads together, the channels are apart."""

APART_IN_NOISE_DB, UNLIKE = 15.0, 0.2
"""The same for channels that are no more alike than that, from 0 to 1."""

LEAST_LEAD_DB = 4.0
"""By how much either channel has to lead in its own moments."""

LEAST_SHARE = 0.01
"""How much of the sound has to be in either channel's own moments, and in a channel that is not silent."""

OPPOSITE = -0.7
"""The correlation of two channels, from -1 to 1, at which less than a sixth of the sound outlives a mix."""

_FRAME = SAMPLE_RATE_HZ // 4  # longer than an echo is late, shorter than a word and a pause
_FFT = 4096
_LATEST = SAMPLE_RATE_HZ // 100  # microphones of one scene are not much farther apart than sound goes in this time
_NOTHING_DB = -100.0
_QUIETEST_DB = -58.0  # nothing quieter decides
_BELOW_LOUDEST_DB = 15.0  # nor anything so much quieter than the loudest in its channel: tails, breath
_LOUDEST, _FLOOR = 99, 5  # percentiles
_ABOVE_FLOOR_DB = 3.0
_MOST_TAKEN_OFF_DB = 6.0
_MOST_LEAD_DB = 40
_FEWEST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrangement:
    """What two channels are to each other, and the figures that it was judged by.

    `apart`: each is one end of a call, and to be heard by itself. `sounding` are those with sound to speak of,
    counted from one: of a call it may be one, and it is none where all is silent. `first_leads_db` and
    `second_leads_db` say by how much the channel is the louder one in its own moments, at most 40; less than zero
    where it never is, both 0 where there is no sound. `alike_permille` says how alike the waves are, `opposite`
    that they are the same upside down: mixed as they are, they cancel.
    """

    apart: bool
    sounding: tuple[int, ...]
    first_leads_db: int
    second_leads_db: int
    alike_permille: int
    opposite: bool


def arrangement(blocks: Iterable[Samples]) -> Arrangement:
    """Judge consecutive samples of shape (n, 2), float32 in [-1, 1] at SAMPLE_RATE_HZ.

    The blocks may be cut in any way. Memory grows by 400 bytes for a second of sound.
    """
    levels, likeness = [np.empty((0, 2))], [np.empty((0, 2))]
    for frames in _framed(blocks):
        power = np.mean(np.square(frames), axis=1, dtype=np.float64)
        levels.append(_decibels(np.asarray(power)))
        likeness.append(_likeness(frames))
    return _judged(np.concatenate(levels), np.concatenate(likeness))


def mixed(blocks: Iterable[Samples], found: Arrangement) -> Iterator[Samples]:
    """One channel, shape (n,), of blocks of shape (n, 2), in which nothing cancels that both channels hold."""
    for block in blocks:
        second = -block[:, 1] if found.opposite else block[:, 1]
        yield np.asarray((block[:, 0] + second) / 2, np.float32)


def _framed(blocks: Iterable[Samples]) -> Iterator[Samples]:
    """The same samples as frames, shape (frames, _FRAME, 2); of the end, less than a frame is left out."""
    rest = np.empty((0, 2), np.float32)
    for block in blocks:
        held = np.concatenate([rest, block]) if len(rest) else block
        count = len(held) // _FRAME
        if count:
            yield held[: count * _FRAME].reshape(count, _FRAME, 2)
        rest = held[count * _FRAME :]


def _likeness(frames: Samples) -> Floats:
    """How each frame's channels correlate: the most at any lag up to _LATEST, 0 to 1; and at none, -1 to 1."""
    spectra = np.fft.rfft(frames, _FFT, axis=1)
    at_lags = np.fft.irfft(spectra[..., 0] * np.conj(spectra[..., 1]), axis=1)
    near = np.concatenate([at_lags[:, : _LATEST + 1], at_lags[:, -_LATEST:]], axis=1)
    most = np.stack([np.abs(near).max(axis=1), near[:, 0]], axis=1)
    energy = np.sqrt(np.prod(np.sum(np.square(frames), axis=1, dtype=np.float64), axis=1))
    return np.asarray(most / np.maximum(energy, 1e-6)[:, None], np.float64)


def _judged(levels: Floats, likeness: Floats) -> Arrangement:
    sounds, lead = _sounds(levels)
    either = sounds.any(axis=1)
    if not either.any():
        return Arrangement(
            apart=False, sounding=(), first_leads_db=0, second_leads_db=0, alike_permille=0, opposite=False
        )
    silent = sounds[either].mean(axis=0) < LEAST_SHARE
    first, second, fewer = _leads(lead[either])
    alike, at_once = (float(figure) for figure in np.median(likeness[either], axis=0))
    needed = APART_IN_NOISE_DB if alike <= UNLIKE else APART_DB
    takes_turns = (
        fewer >= max(_FEWEST, LEAST_SHARE * either.sum())
        and min(first, second) >= LEAST_LEAD_DB
        and first + second >= needed
    )
    return Arrangement(
        apart=bool(silent.any()) or takes_turns,
        sounding=tuple(number for number, is_silent in enumerate(silent, start=1) if not is_silent),
        first_leads_db=round(first),
        second_leads_db=round(second),
        alike_permille=round(1000 * min(alike, 1.0)),
        opposite=at_once <= OPPOSITE,
    )


def _sounds(levels: Floats) -> tuple[npt.NDArray[np.bool_], Floats]:
    """In which frames there is sound that tells something, (frames, 2), and how much louder the first is in each.

    Steady noise is no such sound, and is taken off what there is beside it.
    """
    if not len(levels):
        return np.empty((0, 2), bool), np.empty(0)
    floor = np.percentile(levels, _FLOOR, axis=0)
    power, noise = 10 ** (levels / 10), 10 ** (floor / 10)
    net = _decibels(np.maximum(power - noise, noise * 10 ** (-_MOST_TAKEN_OFF_DB / 10)))
    loudest = np.percentile(net, _LOUDEST, axis=0)
    sounds = (levels > floor + _ABOVE_FLOOR_DB) & (net > np.maximum(loudest - _BELOW_LOUDEST_DB, _QUIETEST_DB))
    return sounds, net[:, 0] - net[:, 1]


def _leads(lead: Floats) -> tuple[float, float, int]:
    """Part the moments into the first channel's own and the second's, as clearly as it can be done (Otsu 1979).

    By how much either leads in its own on average, and how many moments are in the smaller part.
    """
    whole = np.clip(np.rint(lead), -_MOST_LEAD_DB, _MOST_LEAD_DB).astype(np.intp)
    counts = np.bincount(whole + _MOST_LEAD_DB, minlength=2 * _MOST_LEAD_DB + 1)
    values = np.arange(-_MOST_LEAD_DB, _MOST_LEAD_DB + 1)
    below, above = np.cumsum(counts)[:-1], len(whole) - np.cumsum(counts)[:-1]
    possible = np.flatnonzero((below > 0) & (above > 0))
    if not len(possible):
        return float(whole[0]), float(-whole[0]), 0
    sums = np.cumsum(counts * values)
    low = sums[possible] / below[possible]
    high = (sums[-1] - sums[possible]) / above[possible]
    best = np.argmax(below[possible] * above[possible] * (high - low) ** 2)
    cut = possible[best]
    return float(high[best]), float(-low[best]), int(min(below[cut], above[cut]))


def _decibels(power: Floats) -> Floats:
    return np.asarray(10 * np.log10(np.maximum(power, 10 ** (_NOTHING_DB / 10))), np.float64)
