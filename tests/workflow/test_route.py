"""By which route a recording came: said in layers, told of in the ledger without a name, shown when asked for."""

from __future__ import annotations

import sqlite3
import subprocess
from pathlib import Path
from typing import Any

import pytest

import calls
from earwitness.errors import UsageError
from earwitness.ledger import chain
from earwitness.records.route import standing_links
from earwitness.workflow.case import Case
from earwitness.workflow.commitment import committed
from earwitness.workflow.route import Told


@pytest.fixture
def case(tmp_path: Path) -> Case:
    made = calls.call(tmp_path / "case")
    calls.hear(made, "t1")
    calls.translate(made, "t1", "e1")
    return made


def published(by: str = "The agency", **more: Any) -> Told:
    return Told(**({"kind": "published", "by": by, "according_to": by} | more))


def test_each_link_builds_on_the_newest_unless_it_is_said_on_which(case: Case) -> None:
    case.tell_route(published())
    case.tell_route(published("A desk", kind="translated"))
    case.tell_route(published("A paper", kind="reported", after="l1"))
    case.tell_route(published("A channel", after="recording"))
    assert [(one.id, one.after) for one in case.route()] == [
        ("l1", None),
        ("l2", "l1"),
        ("l3", "l1"),
        ("l4", None),
    ]


def test_what_is_said_anew_stands_above_what_was_said_before(case: Case) -> None:
    case.tell_route(published())
    case.tell_route(published("A desk", kind="translated"))
    case.tell_route(published(again="l1", hedge="confirmed", evidence="we saw it there"))
    assert [one.hedge for one in case.route()] == ["claimed", "claimed", "confirmed"]
    assert [(one.id, one.hedge) for one in standing_links(case.route())] == [
        ("l1", "confirmed"),
        ("l2", "claimed"),
    ]


def test_the_ledger_has_kinds_and_hedges_and_no_name(case: Case) -> None:
    case.tell_route(published(channel="Telegram", address="https://news.example/1", evidence="a screenshot"))
    lines = (case.path / "ledger.jsonl").read_bytes().splitlines(keepends=True)
    assert chain.check(lines) == []
    (detail,) = [dict(event.detail) for event, _ in map(chain.parse, lines) if event.verb == "route"]
    assert detail == {"link": "l1", "kind": "published", "hedge": "claimed"}
    assert not [word for word in (b"agency", b"Telegram", b"news.example", b"screenshot") if word in lines[-1]]
    assert "by which route" in case.custody()[-1].text


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"kind": "sung"}, 'There is no link "sung"'),
        ({"again": "l7"}, 'The recording has no link "l7". It has: l1.'),
        ({"after": "'; DROP TABLE links"}, "The recording has no link"),
        ({"again": "l1", "after": "l1"}, "l1 cannot build on l1"),
        ({"day": "yesterday"}, 'This is no day: "yesterday"'),
        ({"address": "javascript:alert(1)"}, "This is no web address"),
        ({"archived": "a box"}, "neither a web address nor a digest"),
        ({"hedge": "confirmed"}, "It is not said what confirms that The agency published it"),
        ({"hedge": "reported", "according_to": None}, "It is not said by whom it is reported"),
        ({"by": " "}, "The name of who did it is empty"),
        ({"channel": "a\u202eb"}, "cannot be shown on one line"),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_kept(case: Case, wrong: Any, sentence: str) -> None:
    case.tell_route(published())
    with pytest.raises(UsageError, match=sentence.replace(".", r"\.")):
        case.tell_route(published(**wrong))
    assert len(case.route()) == 1


def test_a_page_tells_the_route_only_where_it_is_asked_to_and_never_the_evidence(
    case: Case, tmp_path: Path
) -> None:
    case.tell_route(published(evidence="a letter from her son", archived=f"sha256:{'0' * 64}"))
    silent = case.publish(tmp_path / "page").read_text("utf-8")
    assert "The agency" not in silent
    told = case.publish(tmp_path / "page", route=True).read_text("utf-8")
    assert "By their own account, The agency published it." in told
    assert '<svg class="chain"' in told
    assert "her son" not in told


def test_a_page_has_a_commitment_and_the_digest_only_where_it_is_asked_to(case: Case, tmp_path: Path) -> None:
    digest = case.recordings()[0].digest
    pages = [case.publish(tmp_path / "page").read_text("utf-8") for _ in range(2)]
    with sqlite3.connect(case.path / "case.sqlite") as database:
        ((salt,),) = database.execute("SELECT salt FROM commitments").fetchall()
    assert all(str(committed(digest, salt)) in page for page in pages)
    assert not any(digest.hex in page or digest.short in page for page in pages)
    assert str(digest) in case.publish(tmp_path / "page", digest=True).read_text("utf-8")
    assert salt not in (case.path / "ledger.jsonl").read_text("utf-8")


def test_whoever_is_shown_the_salt_checks_a_commitment_with_public_tools(case: Case, tmp_path: Path) -> None:
    manual = (Path(__file__).parents[2] / "docs" / "case-format.md").read_text("utf-8")
    (command,) = (block for block in manual.split("```sh\n")[1:] if "xxd" in block)
    case.publish(tmp_path / "page")
    digest = case.recordings()[0].digest
    with sqlite3.connect(case.path / "case.sqlite") as database:
        ((salt,),) = database.execute("SELECT salt FROM commitments").fetchall()
    ran = subprocess.run(
        ["sh", "-c", f"salt={salt}\ndigest={digest.hex}\n" + command.split("```")[0]],
        capture_output=True,
        text=True,
        check=False,
    )
    if "not found" in ran.stderr:
        pytest.skip("xxd is not installed")
    assert ran.stdout.split()[0] == committed(digest, salt).hex


def test_a_case_with_a_route_verifies_and_a_changed_link_is_found(case: Case) -> None:
    case.tell_route(published())
    assert not [item for item in case.verify() if item.outcome == "fail"]
    with sqlite3.connect(case.path / "case.sqlite") as database:
        database.execute("UPDATE links SET hedge = 'confirmed'")
    assert [item.text for item in case.verify() if item.outcome == "fail"] == ["Row 1 of links was changed."]
