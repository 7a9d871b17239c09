"""Who acts: the person at this computer, known by a key, who signs whatever happens to a case.

The key is made when something is signed for the first time. It lies in the user's configuration folder, or where
the environment says (EARWITNESS_KEY), and never in a case. What the person is called lies beside it, if they chose
to be called anything.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from pathlib import Path

from platformdirs import user_config_path

from earwitness.archive.atomic import write_file
from earwitness.archive.folder import CaseFolder
from earwitness.archive.transaction import Transaction, now
from earwitness.errors import PassphraseError, UsageError
from earwitness.ledger import chain, keys
from earwitness.records.custody import Agent, CustodyEvent, Digest, Guest, Person
from earwitness.records.text import is_one_line, shown

_NAME_MOST = 200

written: set[Path] = set()
"""The cases that this process wrote to, and whose last line nobody was asked to stamp since."""


@dataclass(kw_only=True)
class Talk:
    """How to reach the person: by default nobody is told, and nobody asked."""

    tell: Callable[[str], None] = lambda sentence: None
    ask: Callable[[str], str | None] = lambda question: None


talk = Talk()
"""What the command line sets, so that a first key is told of, and a passphrase asked for at a terminal."""


@dataclass(frozen=True, kw_only=True)
class Acting:
    """The person who acts: `name` is what they chose to be called, None where they did not.

    Where they sign what a `guest` of theirs does, each line says so.
    """

    path: Path
    key: keys.Key
    name: str | None
    guest: Guest | None = None

    @property
    def agent(self) -> Agent:
        """Whoever it is, as records name them."""
        return self.guest.agent if self.guest else self.key.agent

    def line(self, event: CustodyEvent, previous: Digest | None) -> bytes:
        """The signed line of an event: what Database.writing takes."""
        if self.guest:
            event = replace(event, detail={**event.detail, "guest": str(self.guest.digest)})
        return chain.line(event, previous, signer=self.key)


def acting() -> Acting:
    """Whoever acts; a key is made for them if they have none.

    Raises SigningError where it cannot be read or made, PassphraseError where it is locked and nobody unlocks it.
    """
    path = key_path()
    return Acting(path=path, key=_key(path), name=_name(path), guest=_guest.get())


@contextmanager
def acting_for(guest: Guest | None) -> Iterator[None]:
    """What happens inside is done by a guest of whoever acts; with None, by themselves."""
    before = _guest.set(guest)
    try:
        yield
    finally:
        _guest.reset(before)


_guest: ContextVar[Guest | None] = ContextVar("guest", default=None)


@contextmanager
def writing(case: CaseFolder) -> Iterator[Transaction]:
    """One change of a case (opened for writing), all or nothing, signed by whoever acts.

    with writing(case) as change:
        change.add_recording(recording)
        change.record_event(verb="acquire", agent=PROGRAM, recording=recording.digest)
    """
    who = acting()
    with case.database.writing(who.line) as change:
        if who.name:
            change.add_person(Person(key=who.key.public, name=who.name, made_at=now()))
        if who.guest:
            change.add_guest(who.guest)
        yield change
    written.add(case.path)


def key_path() -> Path:
    """The file of the key, whether it is there or not."""
    if named := os.environ.get("EARWITNESS_KEY"):
        return Path(named)
    if chosen := os.environ.get("XDG_CONFIG_HOME"):
        return Path(chosen) / "earwitness" / "key.pem"
    return user_config_path("earwitness") / "key.pem"


def call_oneself(name: str) -> None:
    """Choose what to be called in cases from now on; with an empty name, nothing.

    Raises UsageError for what cannot be shown on one line.
    """
    name = plain(name)
    who = acting()
    if name:
        write_file(_name_path(who.path), f"{name}\n".encode())
    else:
        _name_path(who.path).unlink(missing_ok=True)


def plain(name: str) -> str:
    """A person's name without what surrounds it; UsageError for what cannot be shown on one line."""
    name = name.strip()
    if len(name) > _NAME_MOST or not is_one_line(name):
        raise UsageError(
            f"This cannot be shown on one line: {shown(name[:_NAME_MOST])}.",
            advice="Choose a shorter, plain name.",
        )
    return name


def lock(passphrase: str) -> None:
    """Keep the key under this passphrase from now on; with an empty one, under none."""
    who = acting()
    keys.write(who.path, who.key, passphrase or None, replace=True)
    _known[who.path, who.path.stat().st_mtime_ns] = who.key


def _key(path: Path) -> keys.Key:
    if key := _read(path):
        return key
    made = keys.Key.new()
    if keys.write(path, made, None):
        talk.tell(f"A key was made by which you sign what you do: {path} (`earwitness key --help` tells more).")
    return _read(path) or made


_known: dict[tuple[Path, int], keys.Key] = {}
"""The keys that were read, as of the moment at which their files last changed: a passphrase is asked for once."""


def _read(path: Path) -> keys.Key | None:
    try:
        changed = path.stat().st_mtime_ns
    except OSError:
        return keys.read(path, None)
    if (path, changed) not in _known:
        if not keys.is_private(path):
            talk.tell(f"Others than you may read the key {shown(path)}. Close it to them: chmod 600 {path}")
        if key := _unlocked(path):
            _known[path, changed] = key
    return _known.get((path, changed))


def _unlocked(path: Path) -> keys.Key | None:
    given = os.environ.get("EARWITNESS_PASSPHRASE")
    try:
        return keys.read(path, given)
    except PassphraseError:
        asked = None if given else talk.ask(f"Passphrase of the key {path}")
        if asked is None:
            raise
        return keys.read(path, asked)


def _name(path: Path) -> str | None:
    try:
        name = _name_path(path).read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return None
    return name if name and len(name) <= _NAME_MOST and is_one_line(name) else None


def _name_path(path: Path) -> Path:
    return path.with_suffix(".name")
