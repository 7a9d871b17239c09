"""What one word is made of: its letters, the stops around them, the quotation marks of speech that it reports."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from earwitness.records.mark import MASK_RULES, MaskRule

QUOTATION_MARKS = '"“”„‟«»'
"""Those that report speech. Single ones are not among them: ’ is an apostrophe as well."""

STOPS = ",;:.…–—-"
"""What a quote may leave away after a word. Without ? or ! a question or an order would become a statement."""

_VOWELS = frozenset("aeiouyаеиоуыэюяєіѣαεηιουω")
_LETTERS = re.compile(r"[^\W_](?:.*[^\W_])?", re.DOTALL)


class Parts(NamedTuple):
    """A word: what stands before its letters, from the first of them to the last, and what stands after."""

    lead: str
    core: str
    trail: str


class Shown(NamedTuple):
    """How a word is shown, if not as it is."""

    mask: MaskRule | None = None
    case: bool = False
    stop: bool = False


def parts(word: str) -> Parts:
    """Take a word apart; one without a letter or digit is all core.

    >>> parts("«нет!»"), parts("—")
    (Parts(lead='«', core='нет', trail='!»'), Parts(lead='', core='—', trail=''))
    """
    found = _LETTERS.search(word)
    if not found:
        return Parts("", word, "")
    return Parts(word[: found.start()], found.group(), word[found.end() :])


def is_spoken(word: str) -> bool:
    """Whether there is anything to speak in it: a letter or a digit."""
    return _LETTERS.search(word) is not None


def bare(word: str) -> str:
    """The word without the quotation marks of reported speech around it, to compare it by.

    >>> bare("«Иди!»"), bare("5\\"7"), bare('"')
    ('Иди!', '5"7', '"')
    """
    if not is_spoken(word):
        return word.strip(QUOTATION_MARKS) or '"'
    lead, core, trail = parts(word)
    return "".join(c for c in lead if c not in QUOTATION_MARKS) + core + without_quotation_marks(trail)


def without_quotation_marks(text: str) -> str:
    """The text without those of reported speech."""
    return "".join(c for c in text if c not in QUOTATION_MARKS)


def key(word: str) -> str:
    """What two words have in common where case and stops do not count.

    >>> key("«Нет,") == key("нет")
    True
    """
    return unicodedata.normalize("NFC", parts(word).core).casefold()


def show(word: str, how: Shown, *, sign: str = "*") -> str | None:
    """The bare word as it is to be shown, `sign` for each letter that is not; None where that is not possible.

    >>> show("Fucking,", Shown(mask="vowel", case=True, stop=True))
    'f*cking'
    """
    lead, core, trail = parts(word)
    changed: str | None = core
    if how.case:
        changed = _other_case(core)
    if how.mask and changed is not None:
        changed = _masked(changed, how.mask, sign)
    if how.stop:
        if not trail or trail.strip(STOPS):
            return None
        trail = ""
    return None if changed is None else lead + changed + trail


def ways(word: str, *, ends: bool) -> dict[str, Shown]:
    """Each text by which the bare word may be shown, with how; `ends` where a stop may be left away.

    >>> list(ways("no,", ends=True))
    ['no,', 'n*,', 'No,', 'N*,', 'no', 'n*', 'No', 'N*']
    """
    found: dict[str, Shown] = {}
    for stop in (False, True) if ends else (False,):
        for case in (False, True):
            for mask in (None, *MASK_RULES):
                how = Shown(mask, case, stop)
                text = show(word, how)
                if text is not None:
                    found.setdefault(text, how)
    return found


def mask_rule(word: str, rule: MaskRule) -> MaskRule | None:
    """The first rule that masks the word as this one does; None where nothing would be masked."""
    text = show(bare(word), Shown(mask=rule))
    return next(
        (known for known in MASK_RULES if text is not None and show(bare(word), Shown(mask=known)) == text), None
    )


def _other_case(core: str) -> str | None:
    first = core[:1]
    other = first.lower() if first.lower() != first else first.upper()
    back = other.upper() if other.upper() != other else other.lower()
    return other + core[1:] if other != first and back == first and len(other) == 1 else None


def _masked(core: str, rule: MaskRule, sign: str) -> str | None:
    letters = [at for at, character in enumerate(core) if character.isalpha()]
    if len(letters) < 2:
        return None
    hidden = set(letters[1:])
    if rule == "inside":
        hidden -= {letters[-1]}
    elif rule == "vowel":
        vowels = [at for at in letters[1:] if _base(core[at]) in _VOWELS]
        hidden = {(vowels or letters[1:])[0]}
    if not hidden:
        return None
    text, hiding = "", False
    for at, character in enumerate(core):
        if hiding and unicodedata.combining(character):
            continue  # an accent goes with its letter
        hiding = at in hidden
        text += sign if hiding else character
    return text


def _base(letter: str) -> str:
    return unicodedata.normalize("NFD", letter)[0].lower()
