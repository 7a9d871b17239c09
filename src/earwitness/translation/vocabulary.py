"""Words that cases of this kind are full of: ranks, units, and places that have an English name of their own.

Ranks and units are those of the armies that speak Russian or Ukrainian, in the English that news uses for them.
Places are those that transliteration would write otherwise than English does: under the Russian name of a
Ukrainian place, or anglicised.
"""

from __future__ import annotations

from collections.abc import Mapping

from earwitness.records.glossary import Kind, Term

_RANKS = {
    "ru": "ефрейтор=lance corporal, сержант=sergeant, младший сержант=junior sergeant, старший сержант=senior "
    "sergeant, старшина=sergeant major, прапорщик=warrant officer, лейтенант=lieutenant, старший "
    "лейтенант=senior lieutenant, капитан=captain, майор=major, подполковник=lieutenant colonel, "
    "полковник=colonel, генерал=general, генерал-майор=major general, генерал-лейтенант=lieutenant general, "
    "генерал-полковник=colonel general, комбат=battalion commander, комбриг=brigade commander, "
    "комвзвода=platoon commander",
    "uk": "сержант=sergeant, лейтенант=lieutenant, капітан=captain, майор=major, підполковник=lieutenant colonel, "
    "полковник=colonel, генерал=general, комбат=battalion commander",
}
_UNITS = {
    "ru": "отделение=squad, взвод=platoon, рота=company, батарея=battery, дивизион=battalion, батальон=battalion, "
    "полк=regiment, бригада=brigade, дивизия=division, корпус=corps, армия=army, расчёт=crew",
    "uk": "відділення=squad, взвод=platoon, рота=company, батарея=battery, дивізіон=battalion, "
    "батальйон=battalion, полк=regiment, бригада=brigade, дивізія=division, корпус=corps, армія=army",
}
_PLACES = {
    "ru": "Россия=Russia, Москва=Moscow, Санкт-Петербург=St. Petersburg, Украина=Ukraine, Беларусь=Belarus, "
    "Крым=Crimea, Киев=Kyiv, Харьков=Kharkiv, Одесса=Odesa, Львов=Lviv, Днепр=Dnipro, "
    "Запорожье=Zaporizhzhia, Николаев=Mykolaiv, Чернигов=Chernihiv, Луганск=Luhansk, Донбасс=Donbas, "
    "Авдеевка=Avdiivka, Чернобыль=Chernobyl, Сумы=Sumy, Кривой Рог=Kryvyi Rih, Северодонецк=Sievierodonetsk, "
    "Изюм=Izium, Кременная=Kreminna, Угледар=Vuhledar, Чёрное море=Black Sea, Азовское море=Sea of Azov, "
    "Чечня=Chechnya",
    "uk": "Росія=Russia, Москва=Moscow, Україна=Ukraine, Білорусь=Belarus, Крим=Crimea, Київ=Kyiv, Донбас=Donbas, "
    "Миколаїв=Mykolaiv, Чорне море=Black Sea",
}
AMBIGUOUS = frozenset(
    ["старшина", "капитан", "отделение", "батарея", "бригада", "корпус", "расчёт", "капітан", "відділення"]
)
"""Those that also mean something else: names.py looks up beside them which is meant."""

MILITARY = (
    "командир боец солдат миномёт гаубица орудие снаряд танк окоп позиция штурм фронт огонь противник "
    "миномётный гаубичный артиллерийский мотострелковый штурмовой десантный гвардейский отдельный гармата "
    "міномет позиція ворог мінометний гаубичний"
)
"""Words beside which they are meant as ranks and units, and those beside which they are not."""

CIVIL = (
    "телефон зарядка зарядить заряжать заряд сесть садиться разрядиться фонарик рация ноутбук отопление "
    "тёплый горячий больница банк почта скорая врач завод заряджати сідати опалення лікарня пошта"
)


def ranks() -> list[Term]:
    """The ranks, as terms."""
    return _terms(_RANKS, "term")


def units() -> list[Term]:
    """The units, as terms."""
    return _terms(_UNITS, "term")


def places() -> list[Term]:
    """The places, as names."""
    return _terms(_PLACES, "name")


def _terms(listed: Mapping[str, str], kind: Kind) -> list[Term]:
    pairs = [(language, pair.partition("=")) for language, held in listed.items() for pair in held.split(", ")]
    return [
        Term(term=said, language=language, translation=english, kind=kind)
        for language, (said, _, english) in pairs
    ]
