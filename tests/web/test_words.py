"""What the page says: each language says all of it, and nothing but that is said."""

from __future__ import annotations

import ast as python
import hashlib
import re
from typing import get_args

import pytest
from babel import Locale
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from earwitness.records.mark import Join, Mark, Order
from earwitness.records.review import KINDS, UNCLEAR
from earwitness.speech.spelling import UNKNOWN
from earwitness.web.app import STATIC

LANGUAGES = sorted(path.stem for path in (STATIC / "words").iterdir())
PAGE = (STATIC / "index.html").read_text("utf-8")
SCRIPTS = "\n".join(path.read_text("utf-8") for path in sorted(STATIC.glob("*.js")))
SAID_OF = ("kinds", "do", "does", "groups", "reason", "refused", "notice", "mark")
"""Of a change, a button, a key, keys, a doubt, a refusal, a quote, its marks: one of these and a name."""
CODE = [python.parse(path.read_text("utf-8")) for path in sorted(STATIC.parents[1].rglob("*.py"))]
COUNTS = {"zero", "one", "two", "few", "many", "other"}


class Told(Visitor):
    """A message's variables, the forms of each of its plurals, and what else it depends on."""

    def __init__(self, message: ast.Message) -> None:
        self.variables: set[str] = set()
        self.plurals: list[set[str]] = []
        self.cases: list[set[str]] = []
        self.visit(message)

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802  (its base names it)
        self.variables.add(node.id.name)

    def visit_SelectExpression(self, node: ast.SelectExpression) -> None:  # noqa: N802
        names = {one.key.name for one in node.variants if isinstance(one.key, ast.Identifier)}
        if names != {"other"}:
            (self.plurals if names <= COUNTS else self.cases).append(names)
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
    said = {key: (one.variables, one.cases) for key, one in here.items() if not key.startswith("reason-")}
    assert said == {key: (one.variables, one.cases) for key, one in english.items()}
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
    bar = re.search(r"const DESK = .*\nconst TYPING = .*", (STATIC / "bar.js").read_text("utf-8"))
    assert bar
    assert {key for key in known if key.startswith("do-")} == {
        f"do-{one}" for one in re.findall(r'"(\w+)"', bar[0])
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_change_and_each_reason_to_doubt_has_its_words(language: str) -> None:
    here = told(language)
    assert {key for key in here if key.startswith("kinds-")} == {f"kinds-{one.kind}" for one in KINDS}
    if language == "en":
        return
    rooms = [STATIC.parents[1] / room for room in ("speech", "translation", "review")]
    code = "\n".join(path.read_text("utf-8") for room in rooms for path in room.glob("*.py"))
    reasons = {*re.findall(r'Doubt\(\s*reason="([\w-]+)"', code), *UNCLEAR, UNKNOWN}
    assert {key for key in here if key.startswith("reason-")} == {f"reason-{one}" for one in reasons}


def raised() -> dict[str, list[set[str]]]:
    """The codes of errors, with what is told about each wherever it is raised."""
    found: dict[str, list[set[str]]] = {}
    for call in (node for tree in CODE for node in python.walk(tree) if isinstance(node, python.Call)):
        given = {one.arg: one.value for one in call.keywords if one.arg}
        name = python.unparse(call.func).rpartition(".")[2]
        if name.endswith("Error") and isinstance(code := given.pop("code", None), python.Constant):
            found.setdefault(str(code.value), []).append(given.keys() - {"advice"})
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_server_refuses_is_said_in_every_language_with_what_comes_with_it(language: str) -> None:
    here, codes = told(language), raised()
    assert {f"refused-{code}" for code in codes} == {key for key in here if key.startswith("refused-")}
    lacking = {
        code for code, given in codes.items() if not all(here[f"refused-{code}"].variables <= one for one in given)
    }
    assert lacking == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_notice_of_a_quote_has_its_words(language: str) -> None:
    rooms = [STATIC.parents[1] / "quotes" / f"{name}.py" for name in ("notices", "changes")]
    codes = {code for path in rooms for code in re.findall(r"`([\w-]+)` (?:\(|and)", path.read_text("utf-8"))} | {
        "unsigned"
    }
    assert {f"notice-{code}" for code in codes} == {key for key in told(language) if key.startswith("notice-")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_mark_that_a_draft_can_have_has_its_words(language: str) -> None:
    kinds = {one.kind for one in get_args(Mark)} - {Join.kind, Order.kind}  # a draft is of one passage
    assert {f"mark-{kind}" for kind in kinds} == {key for key in told(language) if key.startswith("mark-")}


def test_fluent_is_as_its_makers_published_it() -> None:
    folder = STATIC / "fluent"
    sums = dict(reversed(line.split()) for line in (folder / "SHA256SUMS").read_text("utf-8").splitlines())
    assert sums == {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.glob("*.js")}
