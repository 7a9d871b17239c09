"""What the page says: each language says all of it, and nothing but that is said."""

from __future__ import annotations

import hashlib
import re

import pytest
from babel import Locale
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from earwitness.records.review import KINDS, UNCLEAR
from earwitness.web.app import STATIC

LANGUAGES = sorted(path.stem for path in (STATIC / "words").iterdir())
PAGE = (STATIC / "index.html").read_text("utf-8")
SCRIPTS = "\n".join(path.read_text("utf-8") for path in sorted(STATIC.glob("*.js")))
SAID_OF = ("kinds", "does", "groups", "reason")
"""Of a change, of a key, of keys, of a doubt: what is said is put together of one of these and a name."""


class Told(Visitor):
    """A message's variables, and the forms of each of its plurals."""

    def __init__(self, message: ast.Message) -> None:
        self.variables: set[str] = set()
        self.plurals: list[set[str]] = []
        self.visit(message)

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802  (its base names it)
        self.variables.add(node.id.name)

    def visit_SelectExpression(self, node: ast.SelectExpression) -> None:  # noqa: N802
        names = {one.key.name for one in node.variants if isinstance(one.key, ast.Identifier)}
        if names != {"other"}:
            self.plurals.append(names)
        self.generic_visit(node)


def told(language: str) -> dict[str, Told]:
    held = FluentParser().parse((STATIC / "words" / f"{language}.ftl").read_text("utf-8")).body
    assert not [one for one in held if isinstance(one, ast.Junk)]
    messages = [one for one in held if isinstance(one, ast.Message)]
    assert len({one.id.name for one in messages}) == len(messages)
    return {one.id.name: Told(one) for one in messages}


def test_the_page_offers_the_languages_that_it_speaks() -> None:
    assert sorted(re.findall(r'<option value="(\w+)" lang="\1">', PAGE)) == LANGUAGES
    assert {"en", "uk", "ru"} <= set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_says_everything_with_the_same_variables_and_its_own_plurals(language: str) -> None:
    """Of doubts only: in English, why something is doubted comes with it."""
    here, english = told(language), told("en")
    said = {key: one.variables for key, one in here.items() if not key.startswith("reason-")}
    assert said == {key: one.variables for key, one in english.items()}
    forms = {Locale(language).plural_form(number) for number in range(200)}
    assert [names for one in here.values() for names in one.plurals if names != forms] == []
    assert sum(len(one.plurals) for one in here.values()) > 1


def test_nothing_is_said_that_no_language_has_and_nothing_is_had_that_is_not_said() -> None:
    known = set(told("en"))
    said = set(re.findall(r'data-(?:say|label)="([\w-]+)"', PAGE))
    for one, other in re.findall(r'\bsay\((?:[^()"]*"?[^()"]*"? \? )?"([\w-]+)"(?: : "([\w-]+)")?', SCRIPTS):
        said |= {one, other} - {""}
    assert said - known == set()
    quoted = set(re.findall(r'"([\w-]+)"', SCRIPTS))
    whole = {key for key in known if key.partition("-")[0] not in SAID_OF}
    assert whole - said - quoted == set()
    commands = (STATIC / "commands.js").read_text("utf-8")
    for group, names in (("does", r'name: "(\w+)"'), ("groups", r"^  (\w+): \[$")):
        named = {f"{group}-{name}" for name in re.findall(names, commands, re.MULTILINE)}
        assert {key for key in known if key.startswith(f"{group}-")} == named


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_change_and_each_reason_to_doubt_has_its_words(language: str) -> None:
    here = told(language)
    assert {key for key in here if key.startswith("kinds-")} == {f"kinds-{one.kind}" for one in KINDS}
    if language == "en":
        return
    rooms = [STATIC.parents[1] / room for room in ("speech", "translation", "review")]
    code = "\n".join(path.read_text("utf-8") for room in rooms for path in room.glob("*.py"))
    reasons = {*re.findall(r'Doubt\(\s*reason="([\w-]+)"', code), *UNCLEAR}
    assert {key for key in here if key.startswith("reason-")} == {f"reason-{one}" for one in reasons}


def test_fluent_is_as_its_makers_published_it() -> None:
    folder = STATIC / "fluent"
    sums = dict(reversed(line.split()) for line in (folder / "SHA256SUMS").read_text("utf-8").splitlines())
    assert sums == {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.glob("*.js")}
