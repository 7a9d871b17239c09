"""What a glossary must be so that it can be followed: no word has two meanings, none goes round in a circle."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from earwitness.errors import UsageError
from earwitness.records.glossary import Term, fold


def check(terms: Iterable[Term]) -> None:
    """Raise UsageError for two terms that are said in the same way, and for a translation that is a term itself.

    The latter would be a circle, or a translation that has to be translated again. A word that stays as it is may
    be its own translation.
    """
    held: Sequence[Term] = list(dict.fromkeys(terms))
    said: dict[tuple[str, str], Term] = {}
    for term in held:
        for form in term.said:
            other = said.setdefault((term.language, fold(form)), term)
            if other is not term:
                raise UsageError(
                    f"“{form}” stands for two terms: {_told(other)} and {_told(term)}.",
                    advice="Leave one away, or that form of it.",
                    code="two-terms",
                    form=form,
                    one=other.term,
                    other=term.term,
                )
    by_form = {form: term for (_, form), term in said.items()}
    for term in held:
        for english in term.english:
            other = by_form.get(fold(english), term)
            if other is not term:
                raise UsageError(
                    f"“{english}”, the translation of “{term.term}”, is a term itself: {_told(other)}.",
                    advice="Give the English.",
                    code="term-of-term",
                    english=english,
                    term=term.term,
                )


def _told(term: Term) -> str:
    return f"“{term.term}” ({term.translation})"
