"""Names as they can be shown on one line, whatever somebody put into them."""

from __future__ import annotations

import unicodedata

_JOINERS = "\u200c\u200d"  # invisible, and needed: Persian words and family emoji are made with them


def shown(name: object) -> str:
    r"""The name of a file in quotation marks, with what would break or forge a line made visible.

    Line breaks, control characters, direction overrides and bytes that are no text appear as escapes; letters of
    any script and emoji stay as they are. Takes text, a path, or anything that `str` turns into one.

    >>> print(shown("звонок 📞.ogg"))
    "звонок 📞.ogg"
    >>> print(shown("a\nb\x1b[2J\u202e.wav"))
    "a\nb\x1b[2J\u202e.wav"
    """
    return '"' + "".join(map(_visible, str(name))) + '"'


def is_one_line(text: str) -> bool:
    r"""Whether the text can be shown as it is: no line breaks, control characters or direction overrides in it.

    >>> is_one_line("Ivan\u00a0Petrov"), is_one_line("Ivan\nPetrov"), is_one_line("Ivan\u202e")
    (True, False, False)
    """
    return all(
        character.isprintable() or character in _JOINERS or unicodedata.category(character) == "Zs"
        for character in text
    )


def one_line(text: str) -> str:
    r"""The text with a space for each character that cannot be shown on one line.

    >>> one_line("Иди\n туда\u202e!")
    'Иди  туда !'
    """
    return "".join(character if is_one_line(character) else " " for character in text)


def _visible(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    if character.isprintable() or character in _JOINERS:
        return character
    return character.encode("unicode_escape").decode("ascii")
