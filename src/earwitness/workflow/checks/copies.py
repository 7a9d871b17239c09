"""Two copies of a case: how far they are the same, and which went on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from earwitness.archive.folder import DATABASE, CaseFolder
from earwitness.archive.inspection import inspecting
from earwitness.errors import LedgerError
from earwitness.ledger import chain
from earwitness.ledger.keys import person
from earwitness.records.text import shown
from earwitness.workflow.checks.item import Item
from earwitness.workflow.checks.item import lines as counted


def check_copies(path: Path, other: Path) -> Iterator[Item]:
    """Where two copies of a case went on differently, neither is wrong: both are shown, and both stay."""
    CaseFolder.require(other)
    with inspecting(path / DATABASE) as mine, inspecting(other / DATABASE) as theirs:
        here, there = ([data for _, data in seen.lines()] for seen in (mine, theirs))
    both = min(len(here), len(there))
    shared = next((at for at in range(both) if here[at] != there[at]), both)
    name, these = "copies", f"this one and {shown(other)}"
    if not shared:
        yield Item(name=name, outcome="fail", text=f"They are not copies of one case: {these} share no line.")
    elif shared < both:
        text = (
            f"A fork: {these} share {counted(shared)}, then each went on by itself, {_since(here[shared:])} here "
            f"and {_since(there[shared:])} there. Keep both."
        )
        yield Item(name=name, outcome="fail", text=text)
    elif len(here) == len(there):
        yield Item(
            name=name, outcome="pass", text=f"{these[0].upper()}{these[1:]} have the same {counted(shared)}."
        )
    else:
        ahead = "this one" if len(here) > len(there) else shown(other)
        text = f"{these[0].upper()}{these[1:]} share {counted(shared)}; {ahead} only goes on from there."
        yield Item(name=name, outcome="pass", text=text)


def _since(lines: list[bytes]) -> str:
    keys = set()
    for data in lines:
        try:
            signer = chain.read(data).signer
        except LedgerError:
            signer = None
        keys.add(f"by the key {person(signer).name}" if signer else "unsigned")
    return f"{counted(len(lines))} {', '.join(sorted(keys))}"
