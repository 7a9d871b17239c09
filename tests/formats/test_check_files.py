"""What a check is written as: JSON that fits its schema, linked data without a grade, a document for an editor."""

from __future__ import annotations

import io
import json
import re
import zipfile
from datetime import date
from pathlib import Path

import jsonschema

from earwitness.check.report import ReportFacts, render_report
from earwitness.cli.paint_check import STYLES
from earwitness.formats.check_docx import check_to_docx
from earwitness.formats.check_json import check_to_json
from earwitness.formats.claim_review import check_to_claim_reviews
from earwitness.records.article import Article, Block, Claim, Quotation, Reading, Step, Stretch
from earwitness.records.custody import Agent, Digest
from earwitness.records.time import Span
from earwitness.records.verdict import VERDICTS, Check, Checked, Compared, Finding, MarkSeen, Place, Rendering
from earwitness.story.html import static

SCHEMA = json.loads((Path(__file__).parents[2] / "docs/schema/check.schema.json").read_text("utf-8"))
TEXT = "“We refused … to go,” he reportedly says. The ministry denies it."


def _check() -> Check:
    quotation = Quotation(
        pieces=(Stretch(start=1, end=20, text=TEXT[1:20]),),
        speaker="he",
        hedge="reportedly",
        route=(Step(kind="via", who="The ministry"),),
    )
    place = Place(
        recording=Digest.of(b"sound"),
        span=Span(1_000, 2_500),
        quoted="We refused",
        original="Мы отказались\x07.",
        translation="We refused.",
        language="ru",
        speaker="S1",
        voice="S1",
        follows=Rendering(text="We said no.", made_by=Agent(kind="model", name="another"), candidate="c2"),
    )
    claim = Claim(start=42, end=len(TEXT), text=TEXT[42:], source="The ministry", verb="denies")
    article = Article(text=TEXT, blocks=(Block(kind="paragraph", start=0, end=len(TEXT)),), title="A\nB")
    return Check(
        quotes=(
            Checked(
                quotation=quotation,
                verdict="stitched",
                probability=0.91,
                places=(place, place),
                elsewhere=(place,),
                marks=(
                    MarkSeen(
                        kind="ellipsis",
                        text="…",
                        says="It hides 3.0 s and 4 words.",
                        hidden_ms=3_000,
                        original="а что",
                        translation="and what",
                    ),
                ),
                findings=(Finding(reason="negation", text="One side denies it."),),
            ),
            Checked(quotation=quotation, verdict="not found", probability=0.8),
        ),
        claims=(claim,),
        compared=Compared(
            recordings=1,
            duration_ms=60_000,
            languages=("ru",),
            models=(Agent(kind="model", name="whisper-base", digest=Digest.of(b"weights")),),
            utterances=3,
            doubted=1,
        ),
        reading=Reading(article=article, quotations=(quotation,), claims=(claim,)),
        notes=(Finding(reason="spoken-in", text="The article says that it is Ukrainian."),),
    )


def test_the_json_is_as_its_schema_says() -> None:
    data = json.loads(json.dumps(check_to_json(_check())))
    jsonschema.validate(data, SCHEMA)
    assert data["quotes"][0]["spans"][0]["start_ms"] == 1_000
    assert data["quotes"][0]["spans"][0]["follows"]["candidate"] == "c2"
    assert (data["claims"][0]["source"], data["claims"][0]["cites_nothing"]) == ("The ministry", False)
    assert data["notes"][0]["reason"] == "spoken-in"


def test_the_page_shows_whose_words_a_quote_has_and_what_is_to_be_told_of_all_of_it() -> None:
    page = render_report(_check(), ReportFacts(made_on=date(2026, 1, 31), version="0.1.0")).decode()
    assert "Another of ours (c2, not chosen)" in page
    assert "We said no." in page
    assert "The article says that it is Ukrainian." in page
    assert "cites The ministry" in page


def test_linked_data_gives_no_grade_and_calls_nothing_false() -> None:
    held = check_to_claim_reviews(_check(), day="2026-01-31")
    stitched, lost = held["@graph"]
    assert stitched["reviewRating"]["alternateName"] == "stitched"
    assert {"ratingValue", "bestRating", "worstRating"}.isdisjoint(stitched["reviewRating"])
    assert "false" not in json.dumps(lost).casefold()
    assert stitched["citation"][0]["identifier"] == "t=1,2.5"


def test_the_document_opens_and_names_neither_author_nor_machine() -> None:
    with zipfile.ZipFile(io.BytesIO(check_to_docx(_check()))) as held:
        assert held.testzip() is None
        text = held.read("word/document.xml").decode()
        core = held.read("docProps/core.xml").decode()
    assert "Мы отказались" in text
    assert "negation: One side denies it." in text
    assert "The article: he, reportedly, via The ministry" in text
    assert "The article says that it is Ukrainian." in text
    assert "(cites The ministry)" in text
    assert "python-docx" not in core


def test_every_verdict_is_in_the_schema_and_has_a_colour_in_the_report_and_on_the_terminal() -> None:
    assert SCHEMA["properties"]["quotes"]["items"]["properties"]["verdict"]["enum"] == list(VERDICTS)
    assert list(STYLES) == list(VERDICTS)
    tones = [line for line in static("report.css", "earwitness.check").splitlines() if "{ --tone:" in line]
    assert {one.replace("-", " ") for one in re.findall(r"\.v-([\w-]+)", " ".join(tones))} == set(VERDICTS)
