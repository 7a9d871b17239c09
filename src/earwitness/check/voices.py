"""Whether the voice that is heard is the one that an article names: by what the case calls its voices."""

from __future__ import annotations

from rapidfuzz import fuzz, utils

from earwitness.check.tape import Tape, Window

_SAME = 80
"""From which likeness of words, of 100, two names or roles are one."""


def is_another(named: str | None, tape: Tape, window: Window) -> bool:
    """Whether the article names one voice of the recording and another speaks.

    Where nobody was told apart, or what the article says fits none of the voices or several, nothing is said.
    """
    speaker = tape.speaker(window)
    if not named or speaker is None:
        return False
    meant = {label for label, called in _called(tape) if any(_is_same(named, one) for one in called)}
    return len(meant) == 1 and speaker not in meant


def _called(tape: Tape) -> list[tuple[str, tuple[str, ...]]]:
    return [
        (one.speaker, tuple(filter(None, (one.speaker, one.name, one.role)))) for one in tape.view.attributions
    ]


def _is_same(named: str, called: str) -> bool:
    return fuzz.token_set_ratio(named, called, processor=utils.default_process) >= _SAME
