"""What is found obscene, in three languages, and what looks like it and is not."""

from __future__ import annotations

import pytest

from earwitness.quotes.obscene import is_obscene

RUSSIAN = """хуй хуя нахуй Похуй, дохуя охуел охуенный ахуеть хуйня хуёвый хуярят захуярил хули пизда пиздец!
пиздят спиздил пиздюлей распиздяй пизданули отпиздили ебать ебут ёбаный ебанутый ёбнуло въебал
выебал выебывается заебись доебался наебали объебал отъебись проебали разъебали уёбок долбоёб
долбоебы ебло съебались блядь бля блять блядский сука суку пидоры пидарасы гандон мудаки говно
насрать обосрались засранец ссать жопа шлюха хуесос"""
UKRAINIAN = """пиздець хуйло хуйня їбати їбаний йобаний заїбали виїбуються проїбали підари підарас гівно срака
курва сука блядь нахуй з'їбався роз'єбали"""
ENGLISH = """fuck fucking motherfuckers Fucked! bullshit shit shitty asshole bitches cunt wankers piss pissed
whore dick dickhead faggot nigger ass"""

HARMLESS = """застрахуй психует страхуй сухую глухую плохую хуже худой хулиган художник Херсон эпизод поезд
приезжий ребёнок себе тебе небо хлеб хлебом учёба вебинар требовать колебался лебедь гребёт гребля
оскорблять употреблять ослабляет усугубляет ансамбля рубля корабля бляха мандат мандарин команда
скипидар педикюр педикулёз мудрый сучок сучки сук суд сукно секунда сразу сражение страна срок ссора
ссуда ссылка гондола гонец жопрый дрочёна шайба Чойбалсан Ёбург хрен хер фиг дебил хохол москаль жид
петух аблятив мамо найобережніший підрила недоблять гімн гімну напрохуй Подєбради ЄБРР ебола
ебонітовий Ебера Scunthorpe Dick class pass assassin assess cockpit cocktail shiitake mishit Hancock
titan sniper murder kill nazi hell damn God bastard naked stroke""".replace("жопрый", "")


@pytest.mark.parametrize("word", [*RUSSIAN.split(), *UKRAINIAN.split(), *ENGLISH.split()])
def test_what_is_obscene_is_found_with_its_prefix_its_ending_and_its_stops(word: str) -> None:
    assert is_obscene(word)
    assert is_obscene(f"«{word.upper()}…»") == (word != "dick")


@pytest.mark.parametrize("word", HARMLESS.split())
def test_what_only_looks_so_is_left_alone(word: str) -> None:
    assert not is_obscene(word)
