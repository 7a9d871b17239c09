"""Backends by name, through entry points: ours register in the same way as anyone's. Listing imports none."""

from __future__ import annotations

from importlib.metadata import EntryPoint, entry_points

from earwitness.backends.protocols import Transcriber
from earwitness.errors import ModelError

TRANSCRIBERS = "earwitness.transcribers"


def names(group: str = TRANSCRIBERS) -> list[str]:
    """The names that are registered.

    >>> names()
    ['fake', 'whisper']
    """
    return sorted(entry.name for entry in entry_points(group=group))


def transcriber(spec: str) -> Transcriber:
    """Load `engine:model`; a model alone is Whisper's. ModelError where there is no such engine or model.

    >>> transcriber("fake:").info.agent.name
    'fake'
    """
    engine, colon, model = spec.partition(":")
    if not colon or engine not in names():
        engine, model = "whisper", spec
    loaded: Transcriber = _entry(engine).load()(model)
    return loaded


def _entry(name: str) -> EntryPoint:
    found = entry_points(group=TRANSCRIBERS, name=name)
    if not found:
        raise ModelError(f"There is no transcriber called {name!r}.", advice=f"There are: {', '.join(names())}.")
    return next(iter(found))
