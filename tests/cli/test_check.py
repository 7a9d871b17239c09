"""`earwitness check`: what is printed, how it exits, and what it refuses in the manual's words."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import jsonschema
import numpy as np
import pytest
from click.testing import CliRunner

import calls
import desk
from earwitness.cli import process
from earwitness.workflow.case import Case
from manual import MANUAL
from media import write_wav
from serving import says, serving

Run = Callable[..., "subprocess.CompletedProcess[str]"]

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "docs/schema/check.schema.json").read_text("utf-8"))

WAREHOUSE = ROOT / "bench" / "check" / "warehouse.reference.json"

RIGHT = "They talk. “We refused to go,” a man says.\n"
WRONG = "He says: “We refused to go … Hello, can you hear me?” And: “The bakery burned down on Friday.”\n"


@pytest.fixture
def case(tmp_path: Path) -> Case:
    made = calls.call(tmp_path / "case")
    calls.hear(made, "t1")
    calls.translate(made, "t1", "e1")
    return made


def _article(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(text, "utf-8")
    return path


def test_an_article_whose_quotes_are_all_found_exits_0(earwitness: Run, case: Case, tmp_path: Path) -> None:
    done = earwitness("check", _article(tmp_path, RIGHT), "--case", case.path)
    assert (done.returncode, done.stderr) == (0, "")
    first, quote, where, original, ours, *_ = (line.strip() for line in done.stdout.splitlines())
    assert first.startswith("1  verbatim")
    assert quote == "“We refused to go,”"
    assert where.endswith("0:04–0:05  S2")
    assert (original, ours) == ("Мы отказались идти.", "We refused to go.")


def test_findings_exit_1_and_the_json_is_as_its_schema_says(earwitness: Run, case: Case, tmp_path: Path) -> None:
    article = _article(tmp_path, WRONG)
    done = earwitness("check", article, "--case", case.path, "--json")
    assert (done.returncode, done.stderr) == (1, "")
    (line,) = done.stdout.splitlines()
    found = json.loads(line)
    jsonschema.validate(found, SCHEMA)
    assert [quote["verdict"] for quote in found["quotes"]] == ["out of order", "not found"]
    assert WRONG[found["quotes"][0]["start"] :].startswith("We refused to go … Hello")


def test_an_article_without_quotes_is_no_finding_and_says_so(earwitness: Run, case: Case, tmp_path: Path) -> None:
    done = earwitness("check", _article(tmp_path, "Nobody says anything.\n"), "--case", case.path)
    assert done.returncode == 0
    assert "\nNo speech is quoted in it.\n" in done.stdout


def test_nothing_of_the_case_but_the_cache_is_touched_and_that_is_made_anew(
    earwitness: Run, case: Case, tmp_path: Path
) -> None:
    article, ledger = _article(tmp_path, RIGHT), case.path / "ledger.jsonl"
    before = (ledger.read_bytes(), (case.path / "case.sqlite").read_bytes())
    first = earwitness("check", article, "--case", case.path)
    kept = {path: path.read_bytes() for path in (case.path / "cache").iterdir()}
    for path in kept:
        path.write_bytes(b"damaged")
    second = earwitness("check", article, "--case", case.path)
    assert {path: path.read_bytes() for path in (case.path / "cache").iterdir()} == kept
    shutil.rmtree(case.path / "cache")
    case.path.chmod(0o555)
    third = earwitness("check", article, "--case", case.path)
    case.path.chmod(0o755)
    assert first.stdout == second.stdout == third.stdout
    assert (ledger.read_bytes(), (case.path / "case.sqlite").read_bytes()) == before
    assert all(item.outcome != "fail" and item.name != "folder" for item in case.verify())


def test_a_tape_is_heard_for_this_alone(earwitness: Run, tmp_path: Path) -> None:
    write_wav(tmp_path / "silence.wav", np.zeros(16_000), rate_hz=16_000)
    before = set(tmp_path.iterdir())
    article = _article(tmp_path, "“We refused to go,” he says. “And nobody\n\ncame.\n")
    done = earwitness("check", article, "--tape", "silence.wav", "-o", "report")
    assert done.returncode == 1
    assert done.stdout.startswith("  1  not found")
    assert "Quotation marks without their other half: 1. What they" in done.stderr
    assert "“And nobody" in done.stderr
    assert set(tmp_path.iterdir()) - before == {article, tmp_path / "report"}


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["article.txt"], "It is not said what to compare with. Name a case (--case) or a recording (--tape)."),
        (
            ["article.txt", "--case", "empty"],
            "Nothing was heard in this case yet, so that nothing can be compared. "
            "`earwitness process RECORDING --case CASE` hears a recording.",
        ),
        (["none.txt", "--case", "empty"], 'There is no article "none.txt". Check the name and the folder.'),
    ],
)
def test_what_cannot_be_checked_is_refused_in_the_manuals_words(
    earwitness: Run, tmp_path: Path, arguments: list[str], sentence: str
) -> None:
    Case.create(tmp_path / "empty")
    _article(tmp_path, RIGHT)
    done = earwitness("check", *arguments)
    assert (done.returncode, done.stdout, done.stderr.strip()) == (2, "", sentence)
    assert sentence in MANUAL


PAGE = """<!doctype html><html lang="en"><head><title>The order | Gazette</title></head><body><article>
<h1>The order</h1><p>{article}</p><p>The recording is seven minutes long, and it was first heard in the village
from which the man comes, as two people who know him well told this newspaper on Monday morning.</p></article>
</body></html>"""


def test_an_address_and_a_tape_make_a_report(earwitness: Run, tmp_path: Path) -> None:
    """The whole path: the article fetched, the recording heard, both compared, the report written."""
    write_wav(tmp_path / "silence.wav", np.zeros(16_000), rate_hz=16_000)
    page = says(PAGE.format(article="“We refused to go,” he says.").encode())
    asked: list[str] = []

    def answer(handler: BaseHTTPRequestHandler) -> None:
        asked.append(handler.path)
        page(handler)

    with serving({"/order": answer}) as address:
        refused = earwitness("check", f"{address}/order", "--tape", "silence.wav", "-o", "report")
        assert refused.returncode == 3
        assert f'"{address}/order" is in a private network or on this machine' in refused.stderr
        assert asked == []
        done = earwitness("check", f"{address}/order", "--allow-local", "--tape", "silence.wav", "-o", "report")
    assert done.returncode == 1
    assert asked == ["/order"]
    report = (tmp_path / "report" / "index.html").read_text("utf-8")
    assert f"the article is at <bdi>{address}/order</bdi>" in report
    assert "We refused to go" in report
    found = json.loads((tmp_path / "report" / "check.json").read_text("utf-8"))
    jsonschema.validate(found, SCHEMA)
    assert [quote["verdict"] for quote in found["quotes"]] == ["not found"]
    assert (tmp_path / "report" / "check.docx").stat().st_size > 5_000


def test_an_article_that_cannot_be_read_is_told_before_anything_is_heard(earwitness: Run) -> None:
    done = earwitness("check", "http://10.0.0.1/", "--tape", "none.wav")
    sentence = (
        '"http://10.0.0.1/" is in a private network or on this machine: nothing is fetched from there. '
        "Save the page and name the file."
    )
    assert (done.returncode, done.stdout, done.stderr.strip()) == (3, "", sentence)
    assert sentence in MANUAL


def test_an_article_comes_on_standard_input(case: Case, tmp_path: Path) -> None:
    arguments = [sys.executable, "-m", "earwitness", "check", "-", "--case", case.path, "--json"]
    done = subprocess.run(arguments, input=RIGHT.encode(), capture_output=True, check=False, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["quotes"][0]["text"] == "We refused to go,"
    with Path("/dev/zero").open("rb") as endless:
        done = subprocess.run(arguments, stdin=endless, capture_output=True, check=False, timeout=60)
    assert done.returncode == 3
    assert b"The article on standard input cannot be read: it is larger than 20 MB." in done.stderr


def test_of_two_recordings_each_place_says_which_it_is_in(earwitness: Run, tmp_path: Path) -> None:
    first, second = (one.digest for one in desk.case(tmp_path / "case", desk.CALL, WAREHOUSE).recordings())
    article = _article(
        tmp_path, "He says: “We refused. The whole company refused.” And: “Forty tonnes of flour burned.”\n"
    )
    done = earwitness("check", article, "--case", "case", "--json")
    found = json.loads(done.stdout)
    jsonschema.validate(found, SCHEMA)
    assert found["compared"]["recordings"] == 2
    assert [quote["spans"][0]["recording"] for quote in found["quotes"]] == [str(first), str(second)]
    told = earwitness("check", article, "--case", "case").stdout
    assert f'\nFrom {first.short} ("call.m4a"): 1.\nFrom {second.short} ("warehouse.m4a"): 2.\n' in told


def test_process_prepares_what_a_check_needs_where_much_waits_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = [str(desk.CALL.with_name("call.m4a")), "--case", str(tmp_path / "case"), "--model", "fake:"]
    for much_ms, kept in ((3_600_000, False), (0, True)):
        monkeypatch.setattr(process, "_MUCH_MS", much_ms)
        done = CliRunner().invoke(process.command, [*asked, "--speakers", "none"])
        assert done.exit_code == 0, done.output
        assert (tmp_path / "case" / "cache").exists() == kept
