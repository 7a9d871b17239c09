"""A quote as JSON and as a W3C Web Annotation: golden files, their shapes, and what is refused."""

from __future__ import annotations

import copy
import json
import runpy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator, FormatChecker

import quoted
from earwitness.errors import RecordError
from earwitness.formats import webannotation
from earwitness.formats.quote_json import quote_digest, quote_from_json, quote_to_json, quote_view_to_json
from earwitness.formats.registry import QUOTE_FORMATS
from earwitness.quotes.render import published
from earwitness.records.quote import Quote, QuoteView

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests/data/golden"
MAKER = runpy.run_path(str(GOLDEN / "make.py"))
VIEW: QuoteView = MAKER["quote"]()
SCHEMA = json.loads((ROOT / "docs/schema/quote.schema.json").read_text("utf-8"))

IRI = {"type": "string", "pattern": "^[a-z]+:"}
BODY = {
    "type": "object",
    "required": ["type", "value"],
    "additionalProperties": False,
    "properties": {
        "type": {"const": "TextualBody"},
        "value": {"type": "string"},
        "format": {"enum": ["text/plain", "application/json"]},
        "language": {"type": "string"},
        "textDirection": {"enum": ["ltr", "rtl", "auto"]},
        "purpose": {"enum": ["describing", "editing"]},
    },
}
SELECTOR = {
    "oneOf": [
        {
            "type": "object",
            "additionalProperties": False,
            "required": ["type", "conformsTo", "value"],
            "properties": {
                "type": {"const": "FragmentSelector"},
                "conformsTo": {"const": "http://www.w3.org/TR/media-frags/"},
                "value": {"type": "string", "pattern": r"^t=\d+(\.\d{1,3})?,\d+(\.\d{1,3})?$"},
            },
        },
        {
            "type": "object",
            "additionalProperties": False,
            "required": ["type", "exact"],
            "properties": {
                "type": {"const": "TextQuoteSelector"},
                "exact": {"type": "string", "minLength": 1},
                "prefix": {"type": "string", "maxLength": 32},
                "suffix": {"type": "string", "maxLength": 32},
            },
        },
    ]
}
ANNOTATION = {
    "title": "The parts of the Web Annotation Data Model (W3C Recommendation, 2017) that are used",
    "type": "object",
    "additionalProperties": False,
    "required": ["@context", "id", "type", "target"],
    "properties": {
        "@context": {"const": "http://www.w3.org/ns/anno.jsonld"},
        "id": IRI,
        "type": {"const": "Annotation"},
        "motivation": {"const": "highlighting"},
        "created": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$"},
        "generator": {
            "type": "object",
            "required": ["type", "name"],
            "properties": {"type": {"const": "Software"}, "name": {"type": "string"}},
        },
        "body": {"type": "array", "minItems": 1, "items": BODY},
        "target": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["type", "source", "selector"],
                "properties": {
                    "type": {"const": "SpecificResource"},
                    "source": {
                        "type": "object",
                        "required": ["id", "type"],
                        "properties": {"id": IRI, "type": {"enum": ["Sound", "Text"]}},
                    },
                    "selector": SELECTOR,
                },
            },
        },
    },
}


def errors(schema: dict[str, Any], data: Any) -> list[str]:
    return [one.message for one in Draft202012Validator(schema, format_checker=FormatChecker()).iter_errors(data)]


@pytest.mark.parametrize(("name", "data"), MAKER["quote_files"]().items())
def test_a_quote_gives_the_golden_bytes(name: str, data: bytes) -> None:
    assert data.decode() == (GOLDEN / name).read_bytes().decode()


def test_the_annotation_has_the_shape_of_the_recommendation() -> None:
    data = json.loads((GOLDEN / "quote.jsonld").read_text("utf-8"))
    assert errors(ANNOTATION, data) == []
    sound, text = data["target"]
    assert sound["selector"]["value"] == VIEW.quote.span.fragment == "t=4.79,8.7"
    assert sound["source"]["id"] == webannotation.named(VIEW.quote.recording)
    assert text["selector"]["exact"] == VIEW.quote.pieces[0].text
    assert text["selector"]["suffix"].startswith(" не согласился")
    assert [body.get("language") for body in data["body"]] == ["ru", "en", None]


def test_the_json_is_what_its_schema_describes() -> None:
    assert errors(SCHEMA, json.loads((GOLDEN / "quote.json").read_text("utf-8"))) == []
    described = set(SCHEMA["properties"])
    assert described == set(json.loads(QUOTE_FORMATS["json"](VIEW)))


@given(quoted.quotes())
def test_whatever_is_quoted_has_the_shapes_of_the_schema_and_of_an_annotation(quote: Quote) -> None:
    shown = QuoteView(
        quote=quote,
        digest=quote_digest(quote),
        style="default",
        source=published(quote, "source"),
        english=published(quote, "english") or None,
    )
    assert errors(SCHEMA, quote_view_to_json(shown)) == []
    assert errors(ANNOTATION, webannotation.annotation(shown)) == []


def test_each_format_is_a_line_for_each_quote() -> None:
    for write in QUOTE_FORMATS.values():
        assert write(VIEW).count("\n") == 1
        assert "батареи" in write(VIEW)


def test_right_to_left_text_says_so() -> None:
    arabic = replace(VIEW, source="«„قال„: اذهب»")
    assert [body.get("textDirection") for body in webannotation.annotation(arabic)["body"]] == ["rtl", "ltr", None]


def test_an_annotation_whose_quote_was_changed_is_refused() -> None:
    text = webannotation.write(VIEW)
    assert webannotation.parse(text) == VIEW.quote
    data = json.loads(text)
    data["body"][2]["value"] = data["body"][2]["value"].replace("батареи", "бригады")
    with pytest.raises(RecordError, match="not the one that its id names"):
        webannotation.parse(json.dumps(data))


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"body": []}', '{"body": [{"format": "application/json"}]}', "{" * 9]
)
def test_what_is_no_annotation_of_a_quote_is_refused(text: str) -> None:
    with pytest.raises(RecordError):
        webannotation.parse(text)


@pytest.mark.parametrize(
    "path",
    [
        ("pieces",),
        ("pieces", 0),
        ("pieces", 0, "words"),
        ("pieces", 0, "words", 0, "start_ms"),
        ("pieces", 0, "line_stop"),
        ("marks", 0, "kind"),
        ("marks", 0, "side"),
        ("marks", 0, "first"),
        ("recording",),
        ("end_ms",),
    ],
)
@pytest.mark.parametrize("value", [None, -1, True, "x", [], {}])
def test_json_that_makes_no_sense_is_refused_and_nothing_else_is_raised(path: tuple[Any, ...], value: Any) -> None:
    data = copy.deepcopy(quote_to_json(VIEW.quote))
    place: Any = data
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    with pytest.raises(RecordError):
        quote_from_json(data)
