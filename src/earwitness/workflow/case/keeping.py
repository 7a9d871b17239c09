"""Custody: who did what, whether it is whole, and handing it on."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from earwitness.archive.folder import CaseFolder
from earwitness.formats.history import history_svg
from earwitness.records.custody import Agent
from earwitness.workflow import (
    checklist,
    custody,
    handover,
    inspect,
    people,
    receive,
    seal,
    show,
    timestamp,
    verify,
)
from earwitness.workflow.case.opened import Opened, PathLike
from earwitness.workflow.checks.item import Item
from earwitness.workflow.progress import Report, silent
from earwitness.workflow.results import write_result


class Keeping(Opened):
    """Custody: who did what, whether it is whole, and handing it on."""

    def authors(self) -> Mapping[Agent, str]:
        """What the people of this case are called."""
        with CaseFolder.open(self.path) as case:
            return people.authors(case)

    def inspect(
        self, named: str | None = None, *, to: PathLike | None = None, anew: bool = False
    ) -> inspect.Inspected:
        """What is kept of what a recording itself tells; as a picture (SVG) too where a file is named.

        With `anew` it is looked at now, as it is where nothing is kept, and nothing of that is kept.
        """
        with CaseFolder.open(self.path) as case:
            return inspect.inspect(case, named, to=Path(to) if to else None, anew=anew)

    def checklist(self, named: str | None = None) -> list[checklist.Missing]:
        """What is still missing for a recording, by the steps of the Berkeley Protocol."""
        with CaseFolder.open(self.path) as case:
            return checklist.checklist(case, show.find(case, named))

    def custody(self, named: str | None = None, *, to: PathLike | None = None) -> list[custody.Step]:
        """What was done to a recording, as the ledger has it; as a picture (SVG) too where a file is named."""
        with CaseFolder.open(self.path) as case:
            recording = show.find(case, named)
            steps = custody.custody(case, recording)
        if to:
            write_result(Path(to), history_svg(*custody.picture(recording, steps)).encode())
        return steps

    def verify(self, *, against: PathLike | None = None, trust: PathLike | None = None) -> list[Item]:
        """What came of looking at every byte, row, line, signature and time stamp.

        `against` is another copy of the case, to be compared; `trust` a PEM file of whose time stamps to believe.
        """
        copy, roots = (Path(named) if named else None for named in (against, trust))
        return list(verify.verify(self.path, against=copy, trust=roots))

    def timestamp(self, url: str | None, *, trust: PathLike | None = None) -> list[timestamp.Stamped]:
        """Have the authority at this address sign that the ledger's last line was there; uses the network.

        With None, a request is left in the case. `trust` is a PEM file of whom to believe.
        """
        with CaseFolder.open(self.path, write=True) as case:
            return timestamp.timestamp(case, url, trust=Path(trust) if trust else None)

    def hand_over(self, to: PathLike, *, sources: bool = False, report: Report = silent) -> handover.HandedOver:
        """Write a bag (BagIt) of the whole case to a ZIP file; what `verify` found before is in what is given.

        What was said of sources goes along only with `sources`.
        """
        with CaseFolder.open(self.path, write=True) as case:
            return handover.hand_over(case, Path(to), handover.Handing(sources=sources), report=report)

    def seal(self, to: PathLike, *keys: str, report: Report = silent) -> handover.HandedOver:
        """Write the whole case, sources too, to a file that only the holders of these keys can open.

        The folder stays as it is. A key is `age1…`, `ssh-ed25519 …`, or as `earwitness key` shows one.
        """
        with CaseFolder.open(self.path, write=True) as case:
            return seal.seal(case, Path(to), keys, report=report)

    @classmethod
    def unseal(cls, sealed: PathLike, path: PathLike, *, identity: PathLike | None = None) -> receive.Received:
        """Open a sealed case into a folder that is not there yet: by your key, or that of a file."""
        return seal.unseal(Path(sealed), Path(path), identity=Path(identity) if identity else None)

    @classmethod
    def receive(cls, bag: PathLike, path: PathLike, *, receipt: bool = False) -> receive.Received:
        """Take in a case that was handed on in a bag (ZIP, TAR, a folder): its bytes, in a folder not there yet.

        With a `receipt`, a line of its ledger, signed by you, says that you received it.
        """
        return receive.receive(Path(bag), Path(path), receipt=receipt)
