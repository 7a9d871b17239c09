"""What must survive a translation whatever its words: numbers, and whether something is denied.

Both are looked for by word lists, in Russian, Ukrainian and Belarusian beside English; another language is not
judged. The lists are short on purpose: what they miss is not said, and what they find is for a person to look at.
"""

from __future__ import annotations

import re

_ONES = {
    2: "два две двух двум двумя дві двох двое",
    3: "три трех трёх трем трём тремя трьох трое",
    4: "четыре четырех четырёх чотири чотирьох",
    5: "пять пяти пятью п'ять п'яти",
    6: "шесть шести шестью шість шести",
    7: "семь семи семью сім семи",
    8: "восемь восьми восемью вісім восьми",
    9: "девять девяти девятью дев'ять дев'яти",
    10: "десять десяти десятью",
    20: "двадцать двадцати двадцять",
    30: "тридцать тридцати тридцять",
    40: "сорок сорока",
    50: "пятьдесят пятидесяти п'ятдесят",
    100: "сто ста",
}
_NUMBERS = {word: str(number) for number, words in _ONES.items() for word in words.split()}
_UP_TO_TWENTY = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
sixteen seventeen eighteen nineteen twenty"""
_ENGLISH_NUMBERS = {
    **{word: str(number) for number, word in enumerate(re.split(r"\s", _UP_TO_TWENTY))},
    "thirty": "30",
    "forty": "40",
    "fifty": "50",
    "hundred": "100",
    "both": "2",
    "twice": "2",
}
_RUSSIAN = "не нет ни никогда никто никого никому ничего ничто никак нигде никуда нельзя без"
_UKRAINIAN = "не ні немає нема ніколи ніхто нікого нікому нічого ніщо ніяк ніде нікуди без"
_BELARUSIAN = "не няма ні ніколі ніхто нікога нічога ніяк нідзе нельга без"
_DENIALS = {
    language: frozenset(words.split())
    for language, words in (("ru", _RUSSIAN), ("uk", _UKRAINIAN), ("be", _BELARUSIAN))
}
_ENGLISH_DENIAL = re.compile(
    r"\b(?:no|not|never|nor|neither|none|nobody|nothing|nowhere|without|cannot|unless|until|unable|impossible"
    r"|invalid\w*|incorrect\w*|incomplete\w*|wrong\w*|missing|lacks?|empty|fail\w*|refus\w*|den(?:y|ie[ds])"
    r"|un(?!der|cle|i(?:f[iy]|form|on|q|t|ver))\w{4,}|non\w*)\b|n[’']t\b",
    re.IGNORECASE,
)
_PLAIN_DENIAL = re.compile(r"\b(?:not|never|nobody|nothing|cannot)\b|n[’']t\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*|\d+")


def lost_numbers(original: str, english: str) -> list[str]:
    """The numbers of the original that the English lacks, and those in figures that it has of its own.

    >>> lost_numbers("Нажмите три или 15.", "Press three or 50.")
    ['15', '50']
    """
    said = [_NUMBERS.get(word, word) for word in _words(original)]
    written = [_ENGLISH_NUMBERS.get(word, word) for word in _words(english)]
    lost = [one for one in said if one.isdigit() and one not in written]
    own = [one for one in _words(english) if one.isdigit() and one not in said and one != "1"]
    return list(dict.fromkeys([*lost, *own]))


def denial_differs(original: str, english: str, language: str) -> bool:
    """Whether one side denies something and the other does not, as far as words tell.

    >>> denial_differs("Они не пошли.", "They went.", "ru"), denial_differs("Он недоступен.", "He isn't in.", "ru")
    (True, False)
    >>> denial_differs("They didn't go.", "They went.", "en"), denial_differs("I refused.", "I did not go.", "en")
    (True, False)
    """
    if language == "en":
        both = ((original, english), (english, original))
        return any(_PLAIN_DENIAL.search(one) and not _ENGLISH_DENIAL.search(other) for one, other in both)
    denials = _DENIALS.get(language)
    if denials is None:
        return False
    said = _words(original)
    if denials & set(said):
        return not _ENGLISH_DENIAL.search(english)
    hinted = any(word.startswith(("не", "ни", "ні", "без", "бес", "отсут")) for word in said)
    return not hinted and bool(_PLAIN_DENIAL.search(english))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold().replace("’", "'"))
