"""Find names, ranks and units that the glossary lacks; choose by which scheme names are written in a case."""

from __future__ import annotations

from collections.abc import Sequence

from earwitness.archive.folder import CaseFolder
from earwitness.backends.protocols import NameFinder
from earwitness.errors import UsageError
from earwitness.records.glossary import Entry, fold
from earwitness.records.text import shown
from earwitness.translation.names import Suggestion, suggest
from earwitness.translation.transliterate import SCHEMES, Scheme
from earwitness.workflow import glossary, show
from earwitness.workflow.agent import PROGRAM
from earwitness.workflow.person import writing

_SCHEME = "names"


def suggestions(case: CaseFolder, named: str | None, finder: NameFinder) -> list[Suggestion]:
    """What is said in a recording and might be put into the glossary: nothing is."""
    seen = show.processed(case, named)
    return suggest(
        [one.utterance for one in seen.utterances],
        finder,
        scheme=scheme(case),
        known=[entry.term for entry in glossary.held(case)],
    )


def take(case: CaseFolder, found: Sequence[Suggestion], names: Sequence[str]) -> list[Entry]:
    """Put those that are named into the glossary (the case is opened for writing) as they are suggested.

    UsageError for one that is not among them, or whose English is not known; then none is kept.
    """
    terms = []
    for name in names:
        matching = [one for one in found if fold(one.said) == fold(name)]
        if not matching:
            raise UsageError(
                f"Nothing is suggested for {shown(name)}.", advice="`earwitness names CASE` lists all."
            )
        taken = [one.term for one in matching if one.term]
        if not taken:
            raise UsageError(
                f"It is not known what {shown(name)} is in English.",
                advice=f'Say it: earwitness glossary CASE --name --add "{matching[0].said}=…".',
            )
        terms += taken
    return glossary.add(case, terms)


def scheme(case: CaseFolder) -> Scheme:
    """By which scheme names of the case are written."""
    chosen = case.database.setting(_SCHEME)
    return next((one for one in SCHEMES if one == chosen), SCHEMES[0])


def set_scheme(case: CaseFolder, name: str) -> None:
    """Choose by which scheme names are suggested from now on; those in the glossary stay as they are."""
    if name not in SCHEMES:
        raise UsageError(f"There is no scheme {shown(name)}.", advice=f"There are: {', '.join(SCHEMES)}.")
    if name != scheme(case):
        with writing(case) as change:
            change.set_setting(_SCHEME, name)
            change.record_event(verb="set", agent=PROGRAM, detail={_SCHEME: name})
