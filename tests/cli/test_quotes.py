"""`earwitness quote` and `earwitness quotes`: what they print, and what they refuse in the manual's words."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import calls
from earwitness.workflow.case import Case
from manual import MANUAL

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def case(tmp_path: Path) -> Case:
    made = calls.call(tmp_path / "case")
    calls.hear(made, "t1")
    calls.translate(made, "t1", "e1")
    return made


def test_a_quote_is_printed_as_it_is_published_with_what_was_done_to_it(earwitness: Run, case: Case) -> None:
    done = earwitness(
        "quote",
        case.path,
        "--from",
        "2",
        "--to",
        "0:05.7",
        "--gloss",
        "we=the soldiers|said later",
        "--mask",
        "refused=inside",
        "--emphasis",
        "to go",
    )
    assert (done.returncode, done.stderr) == (0, "")
    head, *lines = done.stdout.splitlines()
    assert head.startswith("q1  0:02.0–0:05.5  S2  recording ")
    assert [line.strip() for line in lines] == [
        "«Слышу. Мы отказались идти.»",
        "“I hear you. [the soldiers] r*****d _to go_.”",
        "[the soldiers] is the editor's in the place of “We” (said later)",
        "“refused” is masked: without all its letters but the first and the last",
        "“to go.” is stressed by the editor",
    ]


def test_a_result_in_the_place_of_the_database_is_refused_in_the_manuals_words(
    earwitness: Run, case: Case
) -> None:
    database = (case.path / "case.sqlite").read_bytes()
    refused = earwitness("export", case.path, "--format", "srt", "-o", "case/case.sqlite")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert f"| a result that would lie in a case | {refused.stderr.strip()} |" in MANUAL
    assert (case.path / "case.sqlite").read_bytes() == database


def test_what_is_left_out_is_told_in_both_languages_with_its_length(earwitness: Run, case: Case) -> None:
    done = earwitness(
        "quote",
        case.path,
        "--from",
        "2",
        "--to",
        "5.7",
        "--omit",
        "4-4.6",
        "--english",
        "I hear you. … refused to go.",
    )
    assert "    … skips 0.9 s, 1 word: Мы" in done.stdout
    assert "    … leaves out 1 word: We" in done.stdout


def test_passages_out_of_order_are_told_and_joins_too(earwitness: Run, case: Case) -> None:
    asked = ["quote", case.path, "--from", "4", "--to", "5.7", "--from", "2", "--to", "3.9"]
    assert earwitness(*asked).returncode == 2
    done = earwitness(*asked, "--out-of-order")
    assert "“We refused to go.” … “I hear you.”" in done.stdout
    assert "joins what is said until 0:05.5 to what is said from 0:02.0" in done.stdout
    assert "The passages stand in another order than they were said in." in done.stdout


def test_json_is_one_line_and_the_list_exports_annotations(earwitness: Run, case: Case) -> None:
    made = json.loads(earwitness("quote", case.path, "--from", "4", "--to", "5.7", "--json").stdout)
    assert (made["id"], made["english"]) == ("q1", "“We refused to go.”")
    listed = earwitness("quotes", case.path, "--format", "webannotation", "-o", "q.jsonld")
    assert (listed.returncode, listed.stdout) == (0, "")
    (line,) = (case.path.parent / "q.jsonld").read_text("utf-8").splitlines()
    assert json.loads(line)["type"] == "Annotation"


def test_the_list_asks_to_look_again_and_check_finds_it(earwitness: Run, case: Case) -> None:
    case.quote(calls.Span(4_000, 5_700))
    case.quote(calls.Span(2_000, 3_900))
    fine = earwitness("quotes", case.path, "--check")
    assert (fine.returncode, fine.stdout) == (0, "")
    calls.translate(case, "t1", "e2", ["Hello?", "I hear you.", "We did not go.", "Take care."])
    found = earwitness("quotes", case.path, "--check")
    assert found.returncode == 1
    assert "q1" in found.stdout
    assert "q2" not in found.stdout
    assert " !! The English of u3 was “We refused to go.” and is now “We did not go.”." in found.stdout
    assert "Look at it again." in found.stdout
    taken_back = earwitness("quotes", case.path, "q1", "--withdraw", "q1", "--because", "Mistranslated.")
    assert ": Mistranslated." in taken_back.stdout
    assert "Look at it again." not in taken_back.stdout
    assert earwitness("quotes", case.path, "--check").returncode == 0


def test_the_house_style_is_set_for_the_case_and_stays(earwitness: Run, case: Case) -> None:
    earwitness("quote", case.path, "--from", "4", "--to", "5.7", "--gloss", "we=the soldiers")
    assert '"(the soldiers) refused to go."' in earwitness("quotes", case.path, "--style", "ap").stdout
    assert '"(the soldiers) refused to go."' in earwitness("quotes", case.path).stdout


def test_where_nothing_is_quoted_it_says_how_to(earwitness: Run, case: Case) -> None:
    listed = earwitness("quotes", case.path)
    assert (listed.returncode, listed.stdout) == (0, "")
    assert listed.stderr.startswith("Nothing is quoted yet.")


REFUSED = {
    "a time in which nobody speaks": (
        ["--from", "1.7", "--to", "1.9"],
        "No word is said from 0:01.7 to 0:01.9. A word is quoted if its middle lies between --from and --to.",
    ),
    "a quote across two recordings": (
        ["--from", "4", "--to", "90"],
        "The quote would end at 1:30.0, and the recording is over at 0:10.0. "
        "A quote lies within one recording: quote each by itself.",
    ),
    "two voices": (
        ["--from", "0", "--to", "5.7"],
        "More than one voice is heard from 0:00.0 to 0:05.7: S1, S2. "
        "A quote is of one: name it (--speaker), or quote each by itself.",
    ),
    "a part of an utterance": (
        ["--from", "4", "--to", "5"],
        "A part of u3 is quoted, and nothing says which of its English words are meant. "
        "Type those to keep (--english), out of: We refused to go. "
        'Most likely they are: --english "We refused"',
    ),
    "other English than that of the line": (
        ["--from", "4", "--to", "5", "--english", "We declined"],
        "“declined” is not what the English line says. It says: We refused to go.",
    ),
    "English that ends sooner than what is heard": (
        ["--from", "4", "--to", "5.7", "--english", "We refused"],
        "“to go.” is heard in what is quoted, and the English leaves it out at its edge. "
        "Let the quote begin later or end sooner (--from, --to), or type it too.",
    ),
    "an omission longer than the quote": (
        ["--from", "4", "--to", "5.7", "--omit", "3-6"],
        "The omission from 0:03.0 to 0:06.0 is as long as the quote, or longer. Leave out less, or quote more.",
    ),
    "an omission at the edge": (
        ["--from", "2", "--to", "5.7", "--omit", "2-4"],
        "The omission takes away the first or the last word of the quote. Move --from or --to instead.",
    ),
    "a gloss that repeats a spoken word": (
        ["--from", "4", "--to", "5.7", "--gloss", "we=We"],
        "The gloss [We] repeats what is spoken there. Keep the spoken words and add nothing.",
    ),
    "a gloss with a line break": (
        ["--from", "4", "--to", "5.7", "--gloss", "we=a\nb"],
        r'A gloss holds what cannot be shown on one line: "a\nb". Type it again without that.',
    ),
    "a word that is not quoted": (
        ["--from", "4", "--to", "5.7", "--mask", "tank"],
        '"tank" is not in the quote. Name words as the quote shows them.',
    ),
    "passages in another order": (
        ["--from", "4", "--to", "5.7", "--from", "2", "--to", "3.9"],
        "The passages stand in another order than they were said in. "
        "Give them in their order, or say --out-of-order: the quote is then marked so.",
    ),
    "an end before the beginning": (
        ["--from", "5", "--to", "4"],
        "The quote would end before it begins. Let --to be later than --from.",
    ),
    "a --from without a --to": (
        ["--from", "4", "--to", "5", "--from", "5"],
        "There are 2 --from and 1 --to. Give them in pairs.",
    ),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_cannot_be_quoted_is_refused_in_the_manuals_words(earwitness: Run, case: Case, kind: str) -> None:
    asked, sentence = REFUSED[kind]
    refused = earwitness("quote", case.path, *asked)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.strip() == sentence
    assert f"| {kind} | {sentence} |" in MANUAL
    assert case.quotes() == []


@pytest.mark.parametrize("time", ["soon", "1:2:3:4", "-1", "1e3", ""])
def test_a_time_that_is_none_is_refused(earwitness: Run, case: Case, time: str) -> None:
    refused = earwitness("quote", case.path, f"--from={time}", "--to", "5")
    assert refused.returncode == 2
    assert "is no time: write seconds (83.4) or a clock (1:23.4)." in refused.stderr


@pytest.mark.parametrize("stretch", ["14", "14.0-", "2-1", "a-b"])
def test_a_stretch_that_is_none_is_refused(earwitness: Run, case: Case, stretch: str) -> None:
    refused = earwitness("quote", case.path, "--from", "4", "--to", "5", f"--omit={stretch}")
    assert refused.returncode == 2
    assert "is no stretch of time: write it as 14.0-15.2." in refused.stderr


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (["q7"], 'There is no quote "q7". There is: none yet.'),
        (["--withdraw", "q7"], 'There is no quote "q7".'),
        (["--because", "x"], "--because says why a quote is taken back. Add --withdraw ID."),
        (["-o", "x"], "It is not said in which format the file is to be written. Add --format."),
    ],
)
def test_a_list_that_makes_no_sense_is_refused(earwitness: Run, case: Case, asked: list[str], says: str) -> None:
    refused = earwitness("quotes", case.path, *asked)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.startswith(says)


def test_a_gloss_cannot_forge_a_line_or_a_colour(earwitness: Run, case: Case) -> None:
    for text in ("\x1b[31mred", "a\u202eb", "a\x00b".replace("\x00", "\x07")):
        refused = earwitness("quote", case.path, "--from", "4", "--to", "5.7", "--gloss", f"we={text}")
        assert refused.returncode == 2
        assert "\x1b" not in refused.stderr
