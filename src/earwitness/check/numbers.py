"""The numbers that a text tells, in figures or in words, in English, Russian, Ukrainian and Belarusian."""

from __future__ import annotations

import re

_ENGLISH = """
1 one first | 2 two second both twice couple | 3 three third thrice | 4 four fourth | 5 five fifth | 6 six sixth
7 seven seventh | 8 eight eighth | 9 nine ninth | 10 ten tenth | 11 eleven eleventh | 12 twelve twelfth dozen
13 thirteen | 14 fourteen | 15 fifteen | 16 sixteen | 17 seventeen | 18 eighteen | 19 nineteen | 20 twenty
30 thirty | 40 forty fourty | 50 fifty | 60 sixty | 70 seventy | 80 eighty | 90 ninety | 100 hundred hundreds
1000 thousand thousands | 1000000 million millions | 1000000000 billion billions
"""
_SLAVIC = """
1 один одна одного одной одному одну одним першого перший первый первая первого первой перша
2 два две двух двум двумя двое двоих дві двох двом обоє второй вторая второго дважды двічі двоє оба обе
3 три трех трём трем тремя трое троих трьох трьом третий третья третьего третьей трижды третій тричі
4 четыре четырех четырем четверо чотири чотирьох четвертый | 5 пять пяти пятью пятеро п'ять п'яти пятый
6 шесть шести шестью шестеро шість шестой | 7 семь семи семью семеро сім седьмой
8 восемь восьми восемью вісім восьмой | 9 девять девяти девятью дев'ять девятый | 10 десять десяти десятью десятка
11 одиннадцать одиннадцати одинадцять | 12 двенадцать двенадцати дванадцять | 13 тринадцать тринадцати тринадцять
14 четырнадцать четырнадцати чотирнадцять | 15 пятнадцать пятнадцати п'ятнадцять
16 шестнадцать шестнадцати шістнадцять | 17 семнадцать семнадцати сімнадцять
18 восемнадцать восемнадцати вісімнадцять | 19 девятнадцать девятнадцати дев'ятнадцять
20 двадцать двадцати двадцять | 30 тридцать тридцати тридцять | 40 сорок сорока | 50 пятьдесят пятидесяти п'ятдесят
60 шестьдесят шестидесяти шістдесят | 70 семьдесят семидесяти сімдесят | 80 восемьдесят восьмидесяти вісімдесят
90 девяносто дев'яносто | 100 сто ста сотня сотни сотен | 200 двести двухсот двісті | 300 триста трехсот
400 четыреста чотириста | 500 пятьсот пятисот п'ятсот | 600 шестьсот шестисот шістсот | 700 семьсот семисот сімсот
800 восемьсот восьмисот вісімсот | 900 девятьсот девятисот дев'ятсот | 1000 тысяча тысячи тысяч тысячу тисяча тисяч
1000000 миллион миллиона миллионов мільйон мільйони мільйонів | 1000000000 миллиард миллиарда миллиардов мільярд
"""
_WORDS = {
    word: int(number)
    for listed in (_ENGLISH, _SLAVIC)
    for row in listed.replace("|", "\n").strip().splitlines()
    for number, *words in [row.split()]
    for word in words
}
_FIGURES = re.compile(r"\d+(?:[\s,.]\d{3})+(?!\d)|\d+(?:[.,]\d+)?|[^\W\d_]+(?:['’][^\W\d_]+)*|[;.!?]")
_POSSIBLY_NO_NUMBER = {1, 2}
"""Numbers that often stand for something else (one of them, a second chance, both, a couple)."""


def numbers(text: str) -> list[int]:
    """The whole numbers from three upwards, in order, each of its words taken together.

    >>> numbers("Sixty-two percent, two million roubles"), numbers("двое, 2 миллиона; восемьдесят шесть; третий")
    ([62, 2000000], [2000000, 86, 3])
    """
    found: list[int] = []
    whole, part, running = 0, 0, False
    for token in [*_FIGURES.findall(text.casefold().replace("-", " ").replace("ё", "е")), ""]:
        value = _value(token)
        if value is None:
            if running and token in {"and", "и"}:
                continue
            if running:
                found.append(whole + part)
            whole, part, running = 0, 0, False
        elif running and value >= 1000 and value > part:
            whole, part = whole + max(part, 1) * value, 0
        elif running and value == 100 and 0 < part < 100:
            part *= 100
        elif running and _fits(part, value):
            part += value
        else:
            if running:
                found.append(whole + part)
            whole, part, running = (value, 0, True) if value >= 1000 else (0, value, True)
    return [one for one in found if one not in _POSSIBLY_NO_NUMBER]


def _value(token: str) -> int | None:
    if token[:1].isdigit():
        joined = re.sub(r"[\s,.](?=\d{3}(?!\d))", "", token)
        return int(joined) if joined.isdigit() else int(re.split(r"[.,]", joined)[0])
    return _WORDS.get(token.replace("’", "'"))


def _fits(part: int, value: int) -> bool:
    """Whether a smaller number goes on with a larger one: eighty-six, three hundred and five."""
    return (
        part == 0
        or (part >= 100 and part % 100 == 0 and value < 100)
        or (part >= 20 and part % 10 == 0 and value < 10)
    )
