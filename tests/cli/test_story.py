"""`earwitness publish story.md`: a story's page, and each thing that is no story in one sentence of the manual."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import calls
from earwitness.records.time import Span
from earwitness.workflow.case import Case
from manual import MANUAL

Run = Callable[..., "subprocess.CompletedProcess[str]"]

HEAD = "---\ntitle: A call\n---\n"


@pytest.fixture
def case(tmp_path: Path) -> Case:
    made = calls.call(tmp_path / "case")
    calls.hear(made, "t1")
    calls.translate(made, "t1", "e1")
    made.quote(Span(4_000, 5_700))
    return made


def test_a_story_gives_the_address_of_its_page(earwitness: Run, case: Case, tmp_path: Path) -> None:
    (tmp_path / "story.md").write_text(HEAD + "{{ quote q1 }}\n")
    done = earwitness("publish", "story.md", "--case", case.path, "-o", "site")
    assert (done.returncode, done.stdout) == (0, "site/index.html\n")
    done = earwitness("publish", "story.md", "--case", case.path, "-o", "story.html", "--single")
    assert (done.returncode, done.stdout) == (0, "story.html\n")
    done = earwitness("publish", case.path, "-o", "page")
    assert (done.returncode, done.stdout) == (0, "page/index.html\n")


@pytest.mark.parametrize(
    ("kind", "story", "sentence"),
    [
        (
            "a story without a head",
            "{{ quote q1 }}",
            "The story has no head. Let it begin with a line ---, then title: …, then a line ---.",
        ),
        (
            "a head that says what nothing is known of",
            "---\ntitle: x\npassword: y\n---\n",
            'The story\'s head says "password", which nothing is known of. It may say title, summary, author, '
            "date, language, address, context, transcript, route, speakers, digest, mask, cover, checks, changed.",
        ),
        (
            "a check of no article",
            HEAD + "{{ quote q1 }}\n\n{{ check 1 }}",
            "The story shows what was found of an article, and does not say of which. Name its file in the head: "
            "checks: article.html.",
        ),
        (
            "an article of which nothing is told",
            "---\ntitle: x\nchecks: a.html\n---\n{{ quote q1 }}",
            "The story's head names an article to check, and the story shows nothing of that. Write {{ check 1 }} "
            "where the first of its quotes is to stand.",
        ),
        (
            "an article on the web",
            "---\ntitle: x\nchecks: https://x.example/\n---\n{{ quote q1 }}\n\n{{ check 1 }}",
            "The story's head names an article by its address, and a page is made without the network. Save the "
            "article and name the file.",
        ),
        (
            "a story that quotes nothing",
            HEAD + "{ quote q1 }",
            "The story quotes nothing. Name a quote in it: {{ quote q1 }}.",
        ),
        (
            "a name in braces that names no quote",
            HEAD + "{{ quot q1 }}",
            'This names no quote: "{{ quot q1 }}". Write {{ quote q1 }}, or {{ quote q1 inline }} inside a '
            "sentence.",
        ),
        ("an unknown quote", HEAD + "{{ quote q7 }}", 'There is no quote "q7". There is: q1.'),
    ],
)
def test_what_is_no_story_gets_one_sentence_which_is_in_the_manual(  # noqa: PLR0913
    earwitness: Run, case: Case, tmp_path: Path, *, kind: str, story: str, sentence: str
) -> None:
    (tmp_path / "story.md").write_text(story)
    done = earwitness("publish", "story.md", "--case", case.path, "-o", "site")
    assert (done.returncode, done.stdout, done.stderr.strip()) == (2, "", sentence)
    assert f"| {kind} | {sentence} |" in MANUAL
    assert not (tmp_path / "site").exists()


def test_no_option_of_a_recordings_page_is_passed_over_in_silence(
    earwitness: Run, case: Case, tmp_path: Path
) -> None:
    (tmp_path / "story.md").write_text(HEAD + "{{ quote q1 }}")
    for option in (["--mask", "spoken"], ["--cover", "silence"], ["--candidates"], ["t1.wav"]):
        done = earwitness("publish", "story.md", *option, "--case", case.path, "-o", "site")
        named = "RECORDING" if option == ["t1.wav"] else option[0]
        assert (done.returncode, f"{named} is for the page of a recording." in done.stderr) == (2, True), (
            done.stderr
        )


def test_what_the_head_says_is_not_said_on_the_command_line(earwitness: Run, case: Case, tmp_path: Path) -> None:
    (tmp_path / "story.md").write_text(HEAD + "{{ quote q1 }}")
    case.withdraw_quote("q1")
    for kind, arguments, sentence in (
        (
            "a quote that was withdrawn",
            ["--case", case.path],
            "The quote q1 was withdrawn. Take it out of the story.",
        ),
        ("a story without its case", [], "It is not said which case the story quotes. Name it: --case CASE."),
        (
            "a story's title on the command line",
            ["--case", case.path, "--title", "x"],
            "--title is for the page of a recording. What the page of a story tells is said in its head.",
        ),
    ):
        done = earwitness("publish", "story.md", "-o", "site", *arguments)
        assert (done.returncode, done.stderr.strip()) == (2, sentence)
        assert f"| {kind} | {sentence} |" in MANUAL
