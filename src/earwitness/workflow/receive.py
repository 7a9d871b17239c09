"""Take a case in that somebody handed on in a bag: the same bytes, in a folder of its own, or nothing."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from earwitness.archive.atomic import disk_errors, whole_folder
from earwitness.archive.folder import DATABASE, LEDGER, CaseFolder
from earwitness.archive.store import SOURCES
from earwitness.archive.unbagging import Bag, require_room
from earwitness.errors import BagError, CaseError, UsageError
from earwitness.records.text import shown
from earwitness.workflow.agent import PROGRAM
from earwitness.workflow.checks.item import Item
from earwitness.workflow.handover import CASE
from earwitness.workflow.person import writing
from earwitness.workflow.results import require_outside
from earwitness.workflow.verify import verify


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A case that was taken in, and what `verify` found in it as it came."""

    path: Path
    items: tuple[Item, ...]

    @property
    def findings(self) -> list[Item]:
        """What failed."""
        return [item for item in self.items if item.outcome == "fail"]


def receive(bag: Path, to: Path, *, receipt: bool = False) -> Received:
    """Take the case of a bag into a folder that is not there, or is empty: the bytes that were handed on.

    The bag is a ZIP file, a TAR file, or a folder. With a `receipt`, whoever acts signs that they received it,
    which is the next line of its ledger. Raises BagError for a bag that is not what it should be, CaseError where
    something is in the way.
    """
    if bag.is_dir() and to.resolve().is_relative_to(bag.resolve()):
        raise UsageError(f"{shown(to)} lies in the bag.", advice="Name a folder outside it.")
    received = receive_from(Bag.at(bag), to)
    if receipt:
        with CaseFolder.open(to, write=True) as case, writing(case) as change:
            change.record_event(verb="receive", agent=PROGRAM)
    return received


def receive_from(bag: AbstractContextManager[Bag], to: Path) -> Received:
    """As `receive`, from a bag that is yet to be opened."""
    _require_free(to.absolute())
    with whole_folder(to.absolute()) as fresh:
        with bag as held:
            if not (held.holds(f"{CASE}/{DATABASE}") and held.holds(f"{CASE}/{LEDGER}")):
                raise BagError("It holds no earwitness case.")
            require_room(fresh, held.size_bytes)
            held.unpack(CASE, fresh)
        if (sources := fresh / SOURCES).is_dir():
            sources.chmod(0o700)
        items = tuple(verify(fresh))
    return Received(path=to, items=items)


def _require_free(to: Path) -> None:
    require_outside(to)
    with disk_errors(to):
        if to.exists() and not (to.is_dir() and not any(to.iterdir())):
            raise CaseError(
                f"{shown(to.name)} is there already, and is not empty.",
                advice="Name another folder; `earwitness verify` --against compares two copies of a case.",
            )
