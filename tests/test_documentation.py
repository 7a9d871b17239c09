"""What the documentation names is there: commands and their options, extras, calls, codes."""

from __future__ import annotations

import inspect
import re
import shlex
import tomllib
from importlib import import_module
from pathlib import Path

import click
import pytest

import earwitness as ew
from earwitness.cli.main import VERBS
from manual import MANUAL

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]

_TYPED = re.compile(r"^(?:\$ |    |    \$ )earwitness (?P<command>.*?)(?: +#.*| \| .*)?$", re.MULTILINE)
_NAMED = re.compile(r"`(?:earwitness )?(?P<verb>" + "|".join(VERBS) + r")(?P<rest> [^`]*)?`")


def command(verb: str) -> click.Command:
    found: click.Command = import_module(f"earwitness.cli.{verb}").command
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_a_page_says_to_type_is_understood(page: Path) -> None:
    for typed in _TYPED.finditer(page.read_text(encoding="utf-8")):
        verb, *arguments = shlex.split(typed["command"])
        if not verb.startswith("-") and "--help" not in arguments:
            command(verb).make_context(verb, arguments)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_a_page_names_of_a_command_it_has(page: Path) -> None:
    for named in _NAMED.finditer(page.read_text(encoding="utf-8")):
        has = {option for one in command(named["verb"]).params for option in (*one.opts, *one.secondary_opts)}
        assert set(re.findall(r"(?<!\S)--[a-z-]+", named["rest"] or "")) <= has | {"--help"}, named.group()


def test_a_verb_that_a_page_names_is_there() -> None:
    text = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert set(re.findall(r"`earwitness ([a-z]+)", text)) <= {*VERBS}
    assert len(_TYPED.findall(text)) > 20


def test_an_extra_that_a_page_names_is_there() -> None:
    text = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    named = {one for found in re.findall(r"'(?:earwitness|\.)\[([\w,]+)\]'", text) for one in found.split(",")}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert named <= set(project["optional-dependencies"])
    assert named >= {"check", "review", "speakers"}


def test_the_calls_of_the_page_on_python_are_methods_and_their_keywords_parameters() -> None:
    calls = re.findall(r"`[cC]ase\.(\w+)\((.*?)\)`", (ROOT / "docs" / "python.md").read_text(encoding="utf-8"))
    assert len(calls) > 30
    for method, arguments in calls:
        outer = re.sub(r"\w+\([^()]*\)", "", arguments)  # without records that are made on the spot
        assert set(re.findall(r"(\w+)=", outer)) <= set(inspect.signature(getattr(ew.Case, method)).parameters), (
            method
        )


def test_each_code_of_a_doubt_a_drop_a_notice_and_a_finding_is_in_the_manual() -> None:
    sources = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "src" / "earwitness").rglob("*.py"))
    codes = re.findall(r'(?:Doubt|Drop|Notice|Finding)\(\s*(?:span=[\w.]+,\s*)?reason="([a-z-]+)"', sources)
    assert len(codes) > 40
    assert {code for code in codes if f"`{code}`" not in MANUAL} == set()
