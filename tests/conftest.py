"""For all tests: nothing is timed by hypothesis (the machines are noisy), and no test leaves a trace at home."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
