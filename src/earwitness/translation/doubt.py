"""What not to trust of a translation, as far as a look at both texts tells.

Codes: `missing` (there is none), `untranslated` (it is still in the letters of the original), `unknown` (words
that stand in no dictionary and are no names of the original's), `repeats` (a decoder in a loop), `second-try` (the
first try was such a loop), `length` (much shorter or longer than what was said), `number` (one is lost or new),
`negation` (one side denies what the other says). estimate.py adds `low`.
"""

from __future__ import annotations

import unicodedata

from rapidfuzz import fuzz

from earwitness.backends.morphology import is_nameless
from earwitness.records.speech import Doubt
from earwitness.speech.repeats import repeated
from earwitness.speech.spelling import MARKS, UNKNOWN, unknown
from earwitness.translation.survives import denial_differs, lost_numbers
from earwitness.translation.transliterate import transliterate

SHORTEST, LONGEST = 0.4, 3.0
"""Characters of the translation to one of the original, outside which its length is doubted."""

ALIKE = 60
"""Per cent, by Levenshtein's distance, from which a word is a name as the original has it."""

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
    if strange := _strange(original, translation, language):
        text = "No dictionary has these: names, or not translated."
        found.append(Doubt(reason=UNKNOWN, text=text, words=strange))
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


def _strange(original: str, translation: str, language: str) -> tuple[int, ...]:
    """The positions of English words that stand in no dictionary, but for names that sound as in the original.

    >>> _strange("Алло, Ветлугин!", "Alua, Vetlugin!", "ru")
    (0,)
    """
    words = translation.split()
    named = [
        word for word in original.split() if word[:1].isupper() and not is_nameless(word.strip(MARKS), language)
    ]
    sounds = [transliterate(word, language) or word for word in named]
    return tuple(
        at
        for at in unknown(words, "en")
        if not any(fuzz.ratio(words[at].casefold(), sound.casefold()) >= ALIKE for sound in sounds)
    )


def _scripts(text: str) -> set[str]:
    """The scripts of a text's letters, by the first word of their Unicode names.

    >>> sorted(_scripts("Да, yes"))
    ['CYRILLIC', 'LATIN']
    """
    return {unicodedata.name(character, "?").partition(" ")[0] for character in text if character.isalpha()}
