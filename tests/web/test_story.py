"""A story beside the words: its quotes stand in its sentences as on its page."""

from __future__ import annotations

from pathlib import Path

import pytest

import calls
from earwitness.archive.folder import CaseFolder
from earwitness.records.time import Span
from earwitness.web.story import story_html


@pytest.mark.parametrize(
    ("prose", "shown"),
    [
        ("He says: {{ quote q1 inline }}.", "He says: “We refused to go.”"),
        ("{{ quote q1 inline }}, he says.", "“We refused to go,” he says."),
        ("Is it {{ quote q1 inline }}?", "Is it “We refused to go”?"),
        ("He says {{ quote q7 inline }}.", "He says q7: ?."),
    ],
)
def test_no_sign_of_a_sentence_is_lost_or_doubled(tmp_path: Path, prose: str, shown: str) -> None:
    case = calls.call(tmp_path / "case")
    calls.hear(case, "t1")
    calls.translate(case, "t1", "e1")
    case.quote(Span(4_000, 5_700))
    story = tmp_path / "story.md"
    story.write_text(f"---\ntitle: x\n---\n{prose}\n", "utf-8")
    with CaseFolder.open(case.path) as folder:
        html = story_html(folder, story)
    for tag in (
        '<span class="quoted" data-quote="q1">',
        '<span lang="en" dir="auto">',
        '<span class="again">',
        "</span>",
    ):
        html = html.replace(tag, "")
    assert html == f"<h3>x</h3>\n<p>{shown}</p>\n"
