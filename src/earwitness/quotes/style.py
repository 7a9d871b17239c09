"""House styles: how the marks of a quote look in print. They change what is shown, never what is recorded.

After what practitioners say of the houses' own rules, which is not the rules themselves: AP spaces its ellipses,
puts what is inserted in parentheses and masks by the first letter and hyphens; the Guardian never masks; Reuters
leaves out and adds nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from earwitness.errors import UsageError
from earwitness.records.mark import MaskRule
from earwitness.records.text import shown

Pair = tuple[str, str]

EXPLETIVE = "expletive"
"""What stands in brackets in the place of a word that is not printed at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """One house's rules.

    `mask` is the sign for a letter that is not shown, or what is done instead: the word `in full`, `left out`, or
    [`expletive`] in its place. `mask_rule` is the rule for whoever masks a word and names none. `refuses` are
    kinds of marks that the house does not have. `quotation_marks` are the outer and the inner pair, in English;
    `stops_inside` puts the comma and the full stop of the sentence around an English quote inside them.
    """

    name: str
    says: str
    ellipsis: str = "…"
    brackets: Pair = ("[", "]")
    mask: Literal["*", "-", "in full", "left out", "expletive"] = "*"
    mask_rule: MaskRule = "vowel"
    refuses: frozenset[str] = frozenset()
    quotation_marks: tuple[Pair, Pair] = (("“", "”"), ("‘", "’"))
    stops_inside: bool = True


DEFAULT = Style(name="default", says="… for what is left out, [ ] for what is added, f*ck")

STYLES: Mapping[str, Style] = MappingProxyType(
    {
        style.name: style
        for style in (
            DEFAULT,
            Style(
                name="ap",
                says="... for what is left out, ( ) for what is added, f---",
                ellipsis="...",
                brackets=("(", ")"),
                mask="-",
                mask_rule="initial",
                quotation_marks=(('"', '"'), ("'", "'")),
            ),
            Style(
                name="guardian",
                says="… for what is left out, [ ] for what is added, no masks: the word in full",
                mask="in full",
                refuses=frozenset({"mask"}),
                stops_inside=False,
            ),
            Style(
                name="reuters",
                says="... for what is left out, nothing is added, an obscenity is left out",
                ellipsis="...",
                mask="left out",
                refuses=frozenset({"gloss", "emphasis"}),
                quotation_marks=(('"', '"'), ("'", "'")),
            ),
        )
    }
)

_QUOTATION_MARKS: Mapping[str, tuple[Pair, Pair]] = MappingProxyType(
    dict.fromkeys(("be", "kk", "ru", "uk"), (("«", "»"), ("„", "“")))
)


def style_named(name: str) -> Style:
    """The style of that name; UsageError where there is none."""
    if name not in STYLES:
        raise UsageError(f"There is no house style {shown(name)}.", advice=f"There are: {', '.join(STYLES)}.")
    return STYLES[name]


def quotation_marks(style: Style, language: str) -> tuple[Pair, Pair]:
    """The outer and the inner quotation marks for text in a language (BCP 47)."""
    return _QUOTATION_MARKS.get(language.partition("-")[0].lower(), style.quotation_marks)
