"""What is still missing for a recording, by the steps of the Berkeley Protocol (United Nations, 2022).

What was done is read out of the ledger. Nothing that is not missing here makes a recording true.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from earwitness.archive.folder import CaseFolder
from earwitness.records.recording import Recording
from earwitness.workflow.custody import Step, custody
from earwitness.workflow.verify import verify

STEPS = ("identify", "collect", "preserve", "verify", "analyse", "report")


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """What is missing in a step, and the command that does it."""

    step: str
    text: str
    command: str


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A step has this done if a line with one of these verbs tells of it."""

    step: str
    verbs: frozenset[str]
    text: str
    command: str


def _wanted(step: str, verbs: str, text: str, command: str) -> _Wanted:
    return _Wanted(step, frozenset(verbs.split()), text, command)


_WANTED = (
    _wanted("identify", "source fetch", "It is not said from whom or from where it came.", "add --from"),
    _wanted("identify", "route", "It is not said who made it and who published it.", "route"),
    _wanted("collect", "acquire", "Its bytes are not kept.", "add"),
    _wanted("preserve", "timestamp", "No authority has said since it came that it was there.", "timestamp"),
    _wanted("preserve", "hand-over seal", "Since it came, no copy of the case was handed on.", "export --to"),
    _wanted("verify", "inspect", "What it tells itself is not kept.", "add"),
    _wanted("verify", "attribute", "It is not said who speaks.", "speakers --name"),
    _wanted("analyse", "process", "Nobody has heard it, not even a model.", "process"),
    _wanted("analyse", "correct", "No person has gone through what a model heard.", "review"),
    _wanted("report", "quote", "Nothing of it is quoted, so nothing that is said of it can be checked.", "quote"),
    _wanted("report", "publish", "No page shows it.", "publish"),
)


def checklist(case: CaseFolder, recording: Recording) -> list[Missing]:
    """What is missing, in the order of the steps; every byte of the case is looked at."""
    steps = custody(case, recording)
    came = next((one for one in steps if one.verb == "acquire"), None)
    done = {one.verb for one in steps if came is None or one.line >= came.line}
    found = [*_not_done(done), *_unnamed(came), *_failed(case)]
    return sorted(found, key=lambda one: STEPS.index(one.step))


def _not_done(done: set[str]) -> Iterator[Missing]:
    for wanted in _WANTED:
        if not wanted.verbs & done:
            yield Missing(step=wanted.step, text=wanted.text, command=wanted.command)


def _unnamed(came: Step | None) -> Iterator[Missing]:
    if came and not came.name:
        yield Missing(step="collect", text="Who took it in is known by a key alone.", command="key --name")


def _failed(case: CaseFolder) -> Iterator[Missing]:
    many = sum(item.outcome == "fail" for item in verify(case.path))
    if many:
        things = "1 thing" if many == 1 else f"{many} things"
        yield Missing(step="preserve", text=f"{things} in the case is not as it was.", command="verify")
