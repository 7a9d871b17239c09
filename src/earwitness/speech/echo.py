"""What a channel of a call hears only because the other party leaks into it, through the line or the room.

Heard again, it would be said twice, and the second time by the wrong person. An echo is the other channel, late
and filtered, in the same way for some time. What that way is, is learnt where the other channel is much the louder
one; what it explains of a stretch is echo, the rest is somebody's own voice. A whole stretch need not be one or
the other: who answers at once often speaks in one stretch with the echo before.

When in doubt it is no echo. What is left out must be explained by more than half of its power, there must be no
moment in it at which the rest is to be heard beside the echo (OWN_SHARE, FAINTEST_SHARE), and EDGE_MS around such
a moment is kept. By bench/two_channels.py, of echoes of -15 to -25 dB, up to 80 ms late, 91 to 100 % are left out,
and nothing that anybody said is, nor are any of 2153 words thrown in 10 to 18 dB below the other, who spoke on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from earwitness.backends.protocols import Samples
from earwitness.records.time import Span

Powers = npt.NDArray[np.float32]
Spectra = npt.NDArray[np.complex64]

HISTORY_MS = 30_000
"""Sound from before the stretches in question that is worth being shown: it helps to learn."""

OTHER_LOUDER = 4.0
"""How much more power than its echo the other channel has at least (6 dB)."""

OWN_SHARE = 0.3
"""The rest's share of the echo's power from which it may be a voice of its own (-5 dB)."""

FAINTEST_SHARE = 10**-3.5
"""A rest is not to be heard if its share of the channel's loudest is less."""

EDGE_MS = 150
"""Kept before and after a moment with a voice of its own."""

SHORTEST_MS = 300
"""Less than this of an echo is not left out."""

_FRAME = 512
_FRAME_MS = 32
_FRAMES = 4  # in a piece; pieces start a frame apart
_CENTRE_MS = _FRAME_MS * _FRAMES // 2
_BINS = slice(16, 500)  # of a piece's spectrum: 125 to 3900 Hz, what a telephone lets through
_BATCH = 256
_LATEST, _EARLIEST = 3_776, 320  # 236 ms late, or 20 ms early where the channels were recorded askew
_SILENT = 1e-6  # mean square
_FEWEST_PIECES = 16


def echoes(own: Samples, other: Samples, voices: Sequence[Span]) -> list[Span]:
    """The stretches of these voices in `own` in which nothing but an echo of `other` is heard, in order.

    Both have shape (n,), float32 in [-1, 1] at SAMPLE_RATE_HZ, from the same moment on; `voices` count from there,
    in order and without overlaps, and so do the stretches, each of which lies inside one of them.
    """
    frames = min(len(own), len(other)) // _FRAME
    faint = _faint(own, other, frames, voices)
    if np.count_nonzero(faint) < _FEWEST_PIECES:
        return []
    late = _late(other, _lag(np.where(np.repeat(faint, _FRAME), own[: frames * _FRAME], 0), other))
    heard, source = _spectra(own, frames), _spectra(late, frames)
    heard_power, source_power = _power(heard), _power(source)
    teaching = _throughout(faint) & (source_power > OTHER_LOUDER * heard_power)
    if np.count_nonzero(teaching) < _FEWEST_PIECES:
        return []
    source *= _filter(heard[teaching], source[teaching])
    echo_power = _power(source)
    heard -= source
    rest_power = _power(heard)
    audible = max(FAINTEST_SHARE * np.percentile(heard_power, 99), 4 * np.percentile(heard_power, 10))
    rest = _smooth(rest_power)
    is_own = (rest > audible) & (rest > OWN_SHARE * _smooth(echo_power))
    return [
        span
        for span in _between(voices, is_own)
        if span.duration_ms >= SHORTEST_MS
        and _sum(echo_power, span) > _sum(rest_power, span)
        and _sum(source_power, span) > OTHER_LOUDER * _sum(heard_power, span)
    ]


def _faint(own: Samples, other: Samples, frames: int, voices: Sequence[Span]) -> npt.NDArray[np.bool_]:
    """The frames with a voice in them than which the other channel was much louder a moment ago: (frames,)."""
    power, before = (
        np.mean(np.square(sound[: frames * _FRAME].reshape(frames, _FRAME)), axis=1) for sound in (own, other)
    )
    reach = 1 + -(-_LATEST // _FRAME)
    padded = np.concatenate([np.zeros(reach - 1, np.float32), before])
    loudest = np.lib.stride_tricks.sliding_window_view(padded, reach).max(axis=1) if frames else before
    voiced = np.zeros(frames, bool)
    for voice in voices:
        voiced[voice.start_ms // _FRAME_MS : voice.end_ms // _FRAME_MS] = True
    return np.asarray(voiced & (loudest > OTHER_LOUDER * power) & (loudest > _SILENT))


def _lag(own: Samples, other: Samples) -> int:
    """How many samples later the other is heard here, by the highest point of their cross-correlation."""
    size = _LATEST + _EARLIEST
    blocks = -(-len(own) // size)
    padded = np.pad(other[: len(own)], (_LATEST, blocks * size + _EARLIEST - len(own)))
    around = np.lib.stride_tricks.sliding_window_view(padded, 2 * size)[::size][:blocks]
    here = np.pad(own, (0, blocks * size - len(own))).reshape(blocks, size)
    product = np.zeros(size + 1, np.complex128)
    for first in range(0, blocks, _BATCH):
        part = slice(first, first + _BATCH)
        spectra = np.fft.rfft(here[part], 2 * size), np.conj(np.fft.rfft(around[part]))
        product += np.sum(spectra[0] * spectra[1], axis=0)
    at_lags = np.roll(np.fft.irfft(product), size)[: size + 1]  # from -_EARLIEST on
    return int(np.abs(at_lags).argmax()) - _EARLIEST


def _late(sound: Samples, samples: int) -> Samples:
    """The same sound so much later (or earlier), as long as it was."""
    return np.pad(sound, (max(0, samples), max(0, -samples)))[max(0, -samples) :][: len(sound)]


def _spectra(sound: Samples, frames: int) -> Spectra:
    """The spectrum of each piece, one for each frame that as many follow: (pieces, bins)."""
    length = _FRAMES * _FRAME
    pieces = np.lib.stride_tricks.sliding_window_view(sound[: frames * _FRAME], length)[::_FRAME]
    window = np.hanning(length).astype(np.float32)
    spectra = np.empty((len(pieces), _BINS.stop - _BINS.start), np.complex64)
    for first in range(0, len(pieces), _BATCH):
        part = slice(first, first + _BATCH)
        spectra[part] = np.fft.rfft(pieces[part] * window)[:, _BINS]
    return spectra


def _power(spectra: Spectra) -> Powers:
    return np.asarray(np.square(spectra.real).sum(axis=1) + np.square(spectra.imag).sum(axis=1))


def _filter(heard: Spectra, source: Spectra) -> Spectra:
    """What the way from there to here does to each frequency: the best fit (Wiener) over these pieces."""
    power = np.mean(np.square(np.abs(source)), axis=0)
    return np.asarray(np.mean(heard * np.conj(source), axis=0) / (power + 1e-9 * power.max()), np.complex64)


def _throughout(frames: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """The pieces all of whose frames are marked."""
    return np.asarray(np.lib.stride_tricks.sliding_window_view(frames, _FRAMES).all(axis=1))


def _smooth(powers: Powers) -> Powers:
    return np.convolve(powers, np.full(3, 1 / 3, np.float32), "same")


def _between(voices: Sequence[Span], is_own: npt.NDArray[np.bool_]) -> Iterator[Span]:
    """What is left of each voice without the surroundings of the pieces that hold a voice of its own."""
    centres_ms = np.flatnonzero(is_own) * _FRAME_MS + _CENTRE_MS
    for voice in voices:
        near = (centres_ms > voice.start_ms - EDGE_MS) & (centres_ms < voice.end_ms + EDGE_MS)
        at_ms = voice.start_ms
        for centre_ms in [int(centre_ms) for centre_ms in centres_ms[near]]:
            if at_ms < centre_ms - EDGE_MS:
                yield Span(at_ms, centre_ms - EDGE_MS)
            at_ms = max(at_ms, centre_ms + EDGE_MS)
        if at_ms < voice.end_ms:
            yield Span(at_ms, voice.end_ms)


def _pieces(span: Span) -> slice:
    """The pieces whose centres are in the span."""
    first, end = (-(-max(0, edge_ms - _CENTRE_MS) // _FRAME_MS) for edge_ms in (span.start_ms, span.end_ms))
    return slice(first, end)


def _sum(powers: Powers, span: Span) -> float:
    return float(powers[_pieces(span)].sum(dtype=np.float64))
