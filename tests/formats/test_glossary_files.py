"""A glossary goes out as CSV and TBX and comes back the same; what makes no term is refused by its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earwitness.errors import RecordError, UsageError
from earwitness.formats import glossary_csv, glossary_tbx
from earwitness.formats.registry import GLOSSARY_FORMATS
from earwitness.records.glossary import Term, tidied

BOBIK = Term(
    term="бобик",
    language="ru",
    translation="bobik",
    forms=("бобон", "УАЗ-469"),
    also=("army jeep",),
    note='a Russian army jeep, "dog"',
)
KYIV = Term(term="Київ", language="uk", translation="Kyiv", kind="name")

texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=9).map(tidied)


@st.composite
def terms(draw: st.DrawFn) -> Term:
    several = st.lists(texts, max_size=3, unique=True).map(tuple)
    try:
        return Term(
            term=draw(texts),
            language=draw(st.sampled_from(["ru", "uk", "be", "pl"])),
            translation=draw(texts),
            forms=draw(several),
            also=draw(several),
            note=draw(st.none() | texts),
            kind=draw(st.sampled_from(["term", "name"])),
        )
    except RecordError:
        return BOBIK


@pytest.mark.parametrize("name", GLOSSARY_FORMATS)
@given(held=st.lists(terms(), min_size=1, max_size=4))
def test_what_is_written_is_read_the_same(name: str, held: list[Term]) -> None:
    assert GLOSSARY_FORMATS[name].read(GLOSSARY_FORMATS[name].write(held)) == held


def test_the_csv_is_what_a_spreadsheet_opens() -> None:
    assert glossary_csv.write([BOBIK, KYIV]).decode("utf-8") == (
        "\ufeffterm,language,translation,also,forms,note,kind\r\n"
        'бобик,ru,bobik,army jeep,бобон|УАЗ-469,"a Russian army jeep, ""dog""",term\r\n'
        "Київ,uk,Kyiv,,,,name\r\n"
    )


def test_columns_may_stand_in_any_order_and_be_divided_by_semicolons() -> None:
    written = "Translation;comment;Term\nbobik;from Anna;бобик\n\n;;\nKyiv;;Київ\n"
    assert [(one.term, one.language, one.translation) for one in glossary_csv.read(written.encode())] == [
        ("бобик", "ru", "bobik"),
        ("Київ", "uk", "Kyiv"),
    ]


def test_a_csv_in_another_encoding_is_refused_and_read_where_it_is_named() -> None:
    data = "term,translation\nбобик,bobik\n".encode("cp1251")
    with pytest.raises(UsageError, match="It is not in UTF-8"):
        glossary_csv.read(data)
    assert glossary_csv.read(data, encoding="cp1251")[0].term == "бобик"
    with pytest.raises(UsageError, match='There is no encoding "klingon"'):
        glossary_csv.read(data, encoding="klingon")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("", "does not name the columns"),
        ("бобик,bobik\n", "does not name the columns"),
        ("term,translation\nбобик,\n", "Line 2: the translation is empty"),
        ("term,translation\n,bobik\n", "Line 2: the term is empty"),
        ("term,translation\nбобик,bobik,jeep\n", "Line 2 has more fields than the first"),
        ('term,translation\nбобик,"bobik\n', "Line 2 is no CSV"),
        ("term,translation\nGrad,Grad\n", 'Line 2: it is not said which language "Grad" is in'),
        ("term,translation,kind\nбобик,bobik,dog\n", 'Line 2: there is no kind "dog"'),
        ("term,translation,language\nбобик,bobik,russian\n", "Line 2: This is no language"),
        ("term,translation\nбобик,=HYPERLINK(1)\n", "Line 2: A spreadsheet would compute"),
        ("term,translation\nбобик,bo\u202ebik\n", "Line 2: This cannot be shown on one line"),
    ],
)
def test_a_line_that_makes_no_term_is_named(written: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        glossary_csv.read(written.encode())


MARTIF = """<?xml version="1.0"?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en"><text><body>
<termEntry id="c7"><descripGrp><descrip type="definition">a Russian army
 jeep</descrip></descripGrp>
<langSet xml:lang="ru-RU"><ntig><termGrp><term>бобик</term></termGrp></ntig><tig><term>бобон</term></tig></langSet>
<langSet xml:lang="en-GB"><tig><term>doggy</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts
</termNote></tig><tig><term>bobik</term></tig></langSet>
<langSet xml:lang="uk"><tig><term>бобік</term></tig></langSet>
</termEntry></body></text></martif>
"""


def test_a_file_of_the_first_edition_is_read_and_what_its_makers_rejected_is_not() -> None:
    note = "a Russian army jeep"
    assert glossary_tbx.read(MARTIF.encode()) == [
        Term(term="бобик", language="ru", translation="bobik", forms=("бобон",), note=note),
        Term(term="бобік", language="uk", translation="bobik", note=note),
    ]


BOMB = '<!DOCTYPE tbx [<!ENTITY a "x"><!ENTITY b "&a;&a;">]><tbx><conceptEntry>&b;</conceptEntry></tbx>'
ALONE = '<tbx><conceptEntry id="x"><langSec xml:lang="{}"><tig><term>a</term></tig></langSec></conceptEntry></tbx>'


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("", "This is no XML"),
        ("<tbx><body>", "This is no XML"),
        ("<?xml version='1.0' encoding='klingon'?><tbx/>", "This is no XML"),
        ("<html/>", "The file has no concepts"),
        (BOMB, "The file defines entities"),
        (ALONE.format("en"), "Concept x has no other language than English"),
        (ALONE.format("ru"), "Concept x has no English"),
    ],
)
def test_a_file_that_is_no_tbx_or_a_dangerous_one_is_refused(written: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        glossary_tbx.read(written.encode())


def test_a_tbx_file_says_itself_what_it_is_in() -> None:
    assert (
        glossary_tbx.read(MARTIF.replace('"1.0"', '"1.0" encoding="cp1251"').encode("cp1251"))[0].term == "бобик"
    )
    with pytest.raises(UsageError, match="says itself"):
        glossary_tbx.read(MARTIF.encode(), encoding="cp1251")
