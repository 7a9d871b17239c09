"""cuBLAS, where pip puts it: CTranslate2 itself looks only where the system's loader does."""

from __future__ import annotations

import ctypes
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, files

PACKAGE = "nvidia-cublas-cu12"
LIBRARIES = ("libcublasLt.so.12", "libcublas.so.12")
"""What CTranslate2 asks for by its name, and before it what that needs."""

ADVICE = (
    f"On a graphics card CTranslate2 needs a driver that knows CUDA 12, and cuBLAS: pip install {PACKAGE}; or set "
    "CUDA_VISIBLE_DEVICES to nothing to use the processor."
)


def load_cublas() -> None:
    """Load pip's cuBLAS into this process, where there is one: a library that is loaded is found by its name."""
    with suppress(PackageNotFoundError, OSError):  # then the system's own is looked for, and missed by CTranslate2
        held = {file.name: file for file in files(PACKAGE) or ()}
        for name in LIBRARIES:
            if name in held:
                ctypes.CDLL(str(held[name].locate()), mode=ctypes.RTLD_GLOBAL)
