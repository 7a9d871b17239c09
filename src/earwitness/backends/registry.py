"""Backends by name, through entry points: ours register in the same way as anyone's. Listing imports none."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import EntryPoint, entry_points

from earwitness.backends.protocols import Diarizer, Embedder, Transcriber, Translator
from earwitness.errors import ModelError, NotInstalledError

TRANSCRIBERS, DIARIZERS = "earwitness.transcribers", "earwitness.diarizers"
TRANSLATORS, EMBEDDERS = "earwitness.translators", "earwitness.embedders"

STANDARD_DIARIZER = "senko"
"""What the extra `speakers` brings."""

STANDARD_EMBEDDER = "e5"
"""What the extra `translate` brings."""


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


def translator(spec: str, *, allow_remote: bool = False) -> Translator:
    """Load `kind:model`, such as `speech`, `text:FOLDER`, `server:local`; nothing is asked of it yet.

    Only with `allow_remote` may it be one that talks to another machine. ModelError where there is none such.

    >>> translator("fake").info.agent.name
    'fake-translator'
    """
    kind, _, model = spec.partition(":")
    loaded: Translator = _entry(TRANSLATORS, kind).load()(model, allow_remote=allow_remote)
    return loaded


def embedder(name: str) -> Embedder:
    """Load what compares texts across languages. ModelError where there is none, or what it needs is missing.

    >>> embedder("fake").info.agent.name
    'fake-embedder'
    """
    loaded: Embedder = _entry(EMBEDDERS, name).load()()
    return loaded


def _entry(group: str, name: str) -> EntryPoint:
    found = entry_points(group=group, name=name)
    if not found:
        kind = group.removeprefix("earwitness.").removesuffix("s")
        raise ModelError(f"There is no {kind} called {name!r}.", advice=f"There are: {', '.join(names(group))}.")
    return next(iter(found))
