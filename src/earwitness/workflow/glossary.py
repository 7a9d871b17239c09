"""Put terms into the glossary of a case, and take them out: layers that replace none, told without their words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from earwitness.archive.folder import CaseFolder
from earwitness.archive.transaction import now
from earwitness.errors import UsageError
from earwitness.formats.registry import GLOSSARY_FORMATS, GlossaryFormat
from earwitness.records.glossary import Entry, Term, fold, standing
from earwitness.records.text import shown
from earwitness.translation.glossary import check
from earwitness.workflow.agent import PROGRAM
from earwitness.workflow.person import acting, writing
from earwitness.workflow.results import write_result


def held(case: CaseFolder) -> tuple[Entry, ...]:
    """The glossary as it is now."""
    return standing(case.database.terms())


def add(case: CaseFolder, terms: Sequence[Term]) -> list[Entry]:
    """Put terms in (the case is opened for writing), in the place of what stands there of each; gives what is new.

    Raises UsageError where they contradict each other or the rest: then none is kept.
    """
    before = {entry.term.key: entry.term for entry in held(case)}
    new = list(dict.fromkeys(terms))
    others = [term for key, term in before.items() if key not in {term.key for term in new}]
    check([*others, *new])
    return _keep(case, [term for term in new if before.get(term.key) != term], removed=False)


def remove(case: CaseFolder, said: str) -> list[Entry]:
    """Take a term out, in whichever language it stands there; UsageError where it is not."""
    found = [entry.term for entry in held(case) if fold(entry.term.term) == fold(said)]
    if not found:
        raise UsageError(f"The glossary has no term {shown(said)}.", advice="`earwitness glossary CASE` lists it.")
    return _keep(case, found, removed=True)


def load(path: Path, *, encoding: str | None = None) -> list[Term]:
    """The terms of a CSV or TBX file; UsageError that names the file, for what makes none."""
    kept_as = _format(path)
    try:
        return kept_as.read(path.read_bytes(), encoding=encoding)
    except OSError as err:
        raise UsageError(f"{shown(path)} cannot be read: {err.strerror}.", advice="Check the name.") from err
    except UsageError as err:
        raise UsageError(f"{shown(path.name)}: {err.message}", advice=err.advice) from err


def save(terms: Iterable[Term], path: Path) -> None:
    """Write terms as CSV or TBX, as the file's name ends."""
    write_result(path, _format(path).write(terms))


def _format(path: Path) -> GlossaryFormat:
    ending = path.suffix.removeprefix(".").casefold()
    if ending not in GLOSSARY_FORMATS:
        raise UsageError(
            f"A glossary is not kept as {shown(path.name)}.",
            advice=f"Its name ends in {' or '.join(f'.{name}' for name in GLOSSARY_FORMATS)}.",
        )
    return GLOSSARY_FORMATS[ending]


def _keep(case: CaseFolder, terms: Sequence[Term], *, removed: bool) -> list[Entry]:
    if not terms:
        return []
    maker, number = acting().agent, len(case.database.terms())
    entries = [
        Entry(id=f"g{number + at}", term=term, made_by=maker, made_at=now(), removed=removed)
        for at, term in enumerate(terms, 1)
    ]
    with writing(case) as change:
        for entry in entries:
            change.add_term(entry)
        change.record_event(
            verb="gloss",
            agent=PROGRAM,
            detail={  # no word: a line can never be taken back
                "removed" if removed else "added": len(entries),
                "entries": "-".join(dict.fromkeys([entries[0].id, entries[-1].id])),
            },
        )
    return entries
