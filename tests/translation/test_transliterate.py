"""Names in Latin letters are those that were published: in news, by Slavists, and in the Ukrainian resolution."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earwitness.translation.transliterate import SCHEMES, transliterate

NEWS = {  # as English-language news agencies write them
    "Владимир Путин": "Vladimir Putin", "Сергей Шойгу": "Sergei Shoigu", "Дмитрий Медведев": "Dmitry Medvedev",
    "Евгений Пригожин": "Yevgeny Prigozhin", "Валерий Герасимов": "Valery Gerasimov",
    "Николай Патрушев": "Nikolai Patrushev", "Вячеслав Володин": "Vyacheslav Volodin",
    "Андрей Белоусов": "Andrei Belousov", "Сергей Суровикин": "Sergei Surovikin",
    "Борис Ельцин": "Boris Yeltsin", "Михаил Горбачёв": "Mikhail Gorbachev",
    "Никита Хрущёв": "Nikita Khrushchev", "Рамзан Кадыров": "Ramzan Kadyrov",
    "Фёдор Достоевский": "Fyodor Dostoyevsky", "Юрьев": "Yuryev", "Грозный": "Grozny",
    "Нижний Новгород": "Nizhny Novgorod", "Петропавловск-Камчатский": "Petropavlovsk-Kamchatsky", "ФСБ": "FSB",
    "Т-72": "T-72",
}  # fmt: skip
SCHOLARS = {
    "Достоевский": "Dostoevskij", "Чехов": "Čexov", "Хрущёв": "Xruščëv", "Горбачёв": "Gorbačëv",
    "Чайковский": "Čajkovskij", "Рахманинов": "Raxmaninov", "Ельцин": "Elʹcin", "Щедрин": "Ščedrin",
    "Эйзенштейн": "Èjzenštejn", "Подъячев": "Podʺjačev",
}  # fmt: skip
RESOLUTION_55 = {  # the examples of the resolution's own table
    "Алушта": "Alushta", "Андрій": "Andrii", "Борщагівка": "Borshchahivka", "Вінниця": "Vinnytsia",
    "Гадяч": "Hadiach", "Богдан": "Bohdan", "Згурський": "Zghurskyi", "Ґалаґан": "Galagan",
    "Ґорґани": "Gorgany", "Донецьк": "Donetsk", "Есмань": "Esman", "Єнакієве": "Yenakiieve",
    "Гаєвич": "Haievych", "Короп'є": "Koropie", "Житомир": "Zhytomyr", "Закарпаття": "Zakarpattia",
    "Казимирчук": "Kazymyrchuk", "Михайленко": "Mykhailenko", "Іващенко": "Ivashchenko",
    "Їжакевич": "Yizhakevych", "Кадиївка": "Kadyivka", "Мар'їне": "Marine", "Йосипівка": "Yosypivka",
    "Стрий": "Stryi", "Олексій": "Oleksii", "Київ": "Kyiv", "Коваленко": "Kovalenko", "Миколаїв": "Mykolaiv",
    "Наталія": "Nataliia", "Онищенко": "Onyshchenko", "Решетилівка": "Reshetylivka",
    "Рибчинський": "Rybchynskyi", "Соломія": "Solomiia", "Троць": "Trots", "Ужгород": "Uzhhorod",
    "Уляна": "Uliana", "Філіпчук": "Filipchuk", "Харків": "Kharkiv", "Біла Церква": "Bila Tserkva",
    "Чернівці": "Chernivtsi", "Шевченко": "Shevchenko", "Щербухи": "Shcherbukhy", "Гоща": "Hoshcha",
    "Юрій": "Yurii", "Корюківка": "Koriukivka", "Яготин": "Yahotyn", "Костянтин": "Kostiantyn",
    "Знам'янка": "Znamianka", "Феодосія": "Feodosiia", "Згорани": "Zghorany", "Розгон": "Rozghon",
}  # fmt: skip


@pytest.mark.parametrize("name", NEWS)
def test_russian_names_are_written_as_in_the_news(name: str) -> None:
    assert transliterate(name, "ru") == NEWS[name]


@pytest.mark.parametrize("name", SCHOLARS)
def test_russian_names_are_written_as_slavists_write_them(name: str) -> None:
    assert transliterate(name, "ru", "scholarly") == SCHOLARS[name]


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name", RESOLUTION_55)
def test_ukrainian_names_are_written_by_the_national_scheme_whatever_the_case_chose(
    name: str, scheme: str
) -> None:
    assert transliterate(name, "uk", scheme) == RESOLUTION_55[name]  # type: ignore[arg-type]
    assert transliterate(name.replace("'", "’"), "uk") == RESOLUTION_55[name]


def test_capitals_stay_and_another_language_is_left_to_people() -> None:
    assert transliterate("ЩУКИН", "ru") == "SHCHUKIN"
    assert transliterate("щука", "ru") == "shchuka"
    assert transliterate("Лукашэнка", "be") is None


@given(st.text("абвгдеёжзийклмнопрстуфхцчшщъыьэюяАЁЩ -"), st.sampled_from(SCHEMES))
def test_no_cyrillic_letter_is_left_over(text: str, scheme: str) -> None:
    written = transliterate(text, "ru", scheme)  # type: ignore[arg-type]
    assert written is not None
    assert not [letter for letter in written if "\u0400" <= letter <= "\u04ff"]
