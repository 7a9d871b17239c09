"""What the files of a glossary have in common: text as somebody typed it, made a term, or refused by its place."""

from __future__ import annotations

from collections.abc import Iterable

from earwitness.errors import RecordError, UsageError
from earwitness.records.glossary import KINDS, Term, likely_language, tidied
from earwitness.records.text import shown


def typed_term(  # noqa: PLR0913  (one for each field)
    where: str,
    *,
    term: str,
    translation: str,
    language: str | None = None,
    forms: Iterable[str] = (),
    also: Iterable[str] = (),
    note: str | None = None,
    kind: str | None = None,
) -> Term:
    """The term of these fields; UsageError that says `where`, for what makes none.

    What is empty is not there. A language that is not given is told from the letters.
    """
    said = tidied(term)
    spoken = tidied(language or "") or likely_language(said)
    if not said or not tidied(translation):
        lacking = "translation" if said else "term"
        raise UsageError(f"{where}: the {lacking} is empty.", advice="A term has a translation.")
    if spoken is None:
        raise UsageError(f"{where}: it is not said which language {shown(said)} is in.", advice="Give it, as ru.")
    known = next((one for one in KINDS if one == (tidied(kind or "") or "term")), None)
    if known is None:
        raise UsageError(
            f"{where}: there is no kind {shown(kind or '')}.", advice=f"There are: {', '.join(KINDS)}."
        )
    try:
        return Term(
            term=said,
            language=spoken,
            translation=tidied(translation),
            forms=_several(forms),
            also=_several(also),
            note=tidied(note or "") or None,
            kind=known,
        )
    except RecordError as err:
        raise UsageError(f"{where}: {err.message}", advice="Type it again without that.") from err


def _several(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(tidied, texts))))
