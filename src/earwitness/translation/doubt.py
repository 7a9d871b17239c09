"""What not to trust of a translation, as far as a look at both texts tells.

Codes: `missing` (there is none), `untranslated` (it is still in the letters of the original), `repeats` (a
decoder in a loop), `second-try` (the first try was such a loop), `length` (much shorter or longer than what was
said), `number` (one is lost or new), `negation` (one side denies what the other says). estimate.py adds `low`.
"""

from __future__ import annotations

import unicodedata

from earwitness.records.speech import Doubt
from earwitness.speech.repeats import repeated
from earwitness.translation.survives import denial_differs, lost_numbers

SHORTEST, LONGEST = 0.4, 3.0
"""Characters of the translation to one of the original, outside which its length is doubted."""

_TOO_SHORT_TO_MEASURE = 12


def doubts(original: str, translation: str, language: str = "", *, second_try: bool = False) -> tuple[Doubt, ...]:
    """All reasons to doubt one line of English; `language` is the original's (BCP 47).

    `second_try` says that the translator went round in a loop at first.

    >>> [doubt.reason for doubt in doubts("Они отказались.", "Они отказались.")]
    ['untranslated']
    """
    if not translation:
        return (Doubt(reason="missing", text="The translator said nothing for this."),)
    found: list[Doubt] = []
    if _scripts(original) & _scripts(translation) - {"LATIN"}:
        found.append(Doubt(reason="untranslated", text="Parts of this were not translated."))
    if looped := repeated(translation.split()):
        text = "The same words come over and over: a machine in a loop?"
        found.append(Doubt(reason="repeats", text=text, words=looped))
    if second_try:
        text = "The translator went round in a loop here; this is its second try."
        found.append(Doubt(reason="second-try", text=text))
    ratio = len(translation) / max(len(original), 1)
    if max(len(original), len(translation)) > _TOO_SHORT_TO_MEASURE and not SHORTEST <= ratio <= LONGEST:
        much = "shorter" if ratio < 1 else "longer"
        found.append(Doubt(reason="length", text=f"This is much {much} than what was said."))
    if numbers := lost_numbers(original, translation):
        found.append(Doubt(reason="number", text=f"Numbers differ: {', '.join(numbers)}."))
    if denial_differs(original, translation, language):
        found.append(Doubt(reason="negation", text="One side denies something and the other does not."))
    return tuple(found)


def _scripts(text: str) -> set[str]:
    """The scripts of a text's letters, by the first word of their Unicode names.

    >>> sorted(_scripts("Да, yes"))
    ['CYRILLIC', 'LATIN']
    """
    return {unicodedata.name(character, "?").partition(" ")[0] for character in text if character.isalpha()}
