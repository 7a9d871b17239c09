"""Memory that is free again goes back to the system, which else is kept by the C library for those who had it."""

from __future__ import annotations

import ctypes
import sys


def give_back() -> None:
    """Ask the C library for it, before another model is loaded; do nothing where it knows no way (not glibc)."""
    if sys.platform == "linux" and (trim := getattr(ctypes.CDLL(None), "malloc_trim", None)):
        trim(0)
