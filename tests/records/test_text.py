from pathlib import Path

import pytest

from earwitness.records.text import shown


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("call.wav", '"call.wav"'),
        ("разговор 📞👨‍👩‍👧.ogg", '"разговор 📞👨‍👩‍👧.ogg"'),
        ("two\nlines\r\t.wav", r'"two\nlines\r\t.wav"'),
        ("\x1b[31mred", r'"\x1b[31mred"'),
        ("exe\u202egpj.wav", r'"exe\u202egpj.wav"'),
        ('a "quoted" \\ name', r'"a \"quoted\" \\ name"'),
        ("not text \udcff", r'"not text \udcff"'),
        (Path("folder/call.wav"), '"folder/call.wav"'),
    ],
)
def test_a_name_is_shown_on_one_line_with_what_could_forge_it_made_visible(name: object, line: str):
    assert shown(name) == line
