"""Seal a case to named keys, and open one: the bag of all of it, encrypted before it reaches a disk."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from earwitness.archive.atomic import disk_errors
from earwitness.archive.folder import DATABASE, CaseFolder
from earwitness.archive.unbagging import Bag
from earwitness.backends import age_sealing
from earwitness.errors import SealError, UsageError
from earwitness.records.text import shown
from earwitness.workflow.handover import HandedOver, Handing, hand_over
from earwitness.workflow.person import acting
from earwitness.workflow.progress import Report, silent
from earwitness.workflow.receive import Received, receive_from


def seal(case: CaseFolder, to: Path, keys: Sequence[str], *, report: Report = silent) -> HandedOver:
    """Write the sealed case (opened for writing) to a file, whole or not at all; the folder stays as it is.

    Raises UsageError for what is no key, NotInstalledError without the extra `seal`.
    """
    if not keys:
        raise UsageError("It is not said to whom it is to be sealed.", advice="Name their keys: --to.")
    recipients = tuple(age_sealing.recipient(key) for key in dict.fromkeys(keys))
    return hand_over(case, to, Handing(sources=True, recipients=recipients), report=report)


def remove(path: Path) -> None:
    """Remove the folder of a case that was sealed; what the disk keeps of it is beyond us.

    The database goes first: what a kill leaves of the folder is then taken for no case.
    """
    with disk_errors(path):
        (path / DATABASE).unlink()
        shutil.rmtree(path)


def unseal(sealed: Path, to: Path, *, identity: Path | None = None) -> Received:
    """Open a sealed case into a folder that is not there yet, by the key that signs or those of a file.

    What is decrypted on the way lies in a file without a name, which is gone with this process. Raises SealError
    where the key does not open it or it is not whole, BagError and CaseError as workflow.receive.
    """
    try:
        keys = age_sealing.identity(
            identity.read_bytes() if identity else acting().key.openssh(), identity or sealed
        )
        with disk_errors(to):
            to.absolute().parent.mkdir(parents=True, exist_ok=True)
        with sealed.open("rb") as file, tempfile.TemporaryFile(dir=to.absolute().parent) as plain:
            age_sealing.unseal(file, plain, keys, sealed)
            return receive_from(Bag.packed(plain, sealed), to)
    except OSError as err:
        raise SealError(f"{shown(err.filename or sealed)} could not be read: {err.strerror or err}.") from err
