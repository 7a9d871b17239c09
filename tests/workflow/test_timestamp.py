"""An authority's word on when the ledger was there: openssl's own, and the word of those not to be believed."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

import authority
import calls
from earwitness.errors import TimestampError, UsageError
from earwitness.ledger import chain, timestamp
from earwitness.workflow import person
from earwitness.workflow.case import Case
from earwitness.workflow.checks.item import Item
from earwitness.workflow.timestamp import configure, stamp_written

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return authority.make_authority(tmp_path_factory.mktemp("authority") / "it")


@pytest.fixture
def url(root: Path) -> Iterator[str]:
    with authority.serving(lambda query: authority.stamped(root.parent, query)) as url:
        yield url


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return Case.create(tmp_path / "case")


def stamps(case: Case, trust: Path | None = None) -> list[tuple[str, str]]:
    return [(item.outcome, item.text) for item in case.verify(trust=trust) if item.name == "time stamps"]


def failures(case: Case, trust: Path | None = None) -> list[Item]:
    return [item for item in case.verify(trust=trust) if item.outcome == "fail"]


def lines(case: Case) -> list[bytes]:
    return (case.path / "ledger.jsonl").read_bytes().splitlines(keepends=True)


def test_the_last_line_is_stamped_and_openssl_and_verify_believe_it(case: Case, root: Path, url: str) -> None:
    (stamped,) = case.timestamp(url, trust=root)
    assert (stamped.line, stamped.is_trusted) == (1, True)
    event, _ = chain.parse(lines(case)[-1])
    assert (event.verb, event.detail["line"], event.detail["at"]) == ("timestamp", 1, stamped.at)
    (outcome, text), *rest = stamps(case, root)
    assert outcome == "pass"
    assert text.startswith("Lines 1-1 were there at 20")
    assert rest == []
    (case.path / "line").write_bytes(lines(case)[0])
    command = ["openssl", "ts", "-verify", "-data", "line", "-in", "timestamps/000001.tsr", "-CAfile", str(root)]
    said = subprocess.run(command, cwd=case.path, capture_output=True, text=True, check=False)
    assert "Verification: OK" in said.stdout + said.stderr


def test_without_trust_a_time_stamp_is_told_and_not_believed(case: Case, url: str) -> None:
    assert [one.is_trusted for one in case.timestamp(url)] == [False]
    ((outcome, text),) = stamps(case)
    assert outcome == "not checked"
    assert "whether to believe it, --trust CA.pem tells" in text


def test_a_line_is_stamped_once_and_what_came_after_it_is_told(case: Case, root: Path, url: str) -> None:
    assert stamps(case) == [
        ("not checked", "When the lines were written, only the clocks of those who wrote them say.")
    ]
    assert len(case.timestamp(url)) == 1
    assert case.timestamp(url) == []
    assert len(lines(case)) == 2
    with sqlite3.connect(case.path / "case.sqlite") as database:
        assert database.execute("SELECT count(*) FROM outbox").fetchone() == (0,)


def test_offline_the_request_waits_in_the_case_and_goes_out_the_next_time(
    case: Case, root: Path, url: str
) -> None:
    with pytest.raises(TimestampError, match=r"could not be asked .* The request waits in the case"):
        case.timestamp("http://127.0.0.1:9/tsa")
    waiting = [path.name for path in (case.path / "timestamps").iterdir()]
    assert waiting == ["000001.tsq"]
    assert failures(case) == []
    assert [one.line for one in case.timestamp(url, trust=root)] == [1]
    assert [path.name for path in (case.path / "timestamps").iterdir()] == ["000001.tsr"]
    assert failures(case, root) == []


def test_a_reply_that_somebody_carried_here_is_taken_in(case: Case, root: Path) -> None:
    assert case.timestamp(None) == []
    query = case.path / "timestamps" / "000001.tsq"
    query.with_suffix(".tsr").write_bytes(authority.stamped(root.parent, query.read_bytes()))
    assert [one.line for one in case.timestamp(None, trust=root)] == [1]
    assert stamps(case, root)[0][0] == "pass"


def replies(root: Path) -> dict[str, authority.Answer]:
    other = timestamp.request(b"another line")
    real = authority.stamped(root.parent, other)
    return {
        "something else": lambda query: b"<html>Pay us first.</html>",
        "nothing": lambda query: b"",
        "a stamp of another line": lambda query: real,
        "an old stamp of this line": lambda query: authority.stamped(root.parent, _without_nonce(query)),
        "too much": lambda query: b"\0" * (2 << 20),
        "a refusal": lambda query: authority.stamped(root.parent, b"not a request"),
    }


def _without_nonce(query: bytes) -> bytes:
    """Another request for the same digest."""
    digest = query[query.index(b"\x04\x20") + 2 :][:32].hex()
    command = ["openssl", "ts", "-query", "-digest", digest, "-sha256", "-cert"]
    return subprocess.run(command, capture_output=True, check=True).stdout


@pytest.mark.parametrize(
    ("lie", "says"),
    [
        ("something else", "no time stamp after RFC 3161"),
        ("nothing", "no time stamp after RFC 3161"),
        ("a stamp of another line", "is of other bytes"),
        ("an old stamp of this line", "answers another request"),
        ("too much", "too large"),
        ("a refusal", "gave no time stamp"),
    ],
)
def test_an_authority_that_lies_is_not_believed_and_leaves_no_line(
    case: Case, root: Path, lie: str, says: str
) -> None:
    before = lines(case)
    with authority.serving(replies(root)[lie]) as url, pytest.raises(TimestampError, match=says):
        case.timestamp(url)
    assert lines(case) == before
    assert failures(case) == []


def test_an_authority_that_hangs_or_trickles_is_given_up_in_time(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("earwitness.ledger.authority.WAIT_S", 0.5)
    began = time.monotonic()
    for slow in (
        {"answer": lambda query: time.sleep(3) or b""},
        {"answer": lambda query: b"." * 999, "trickle_s": 0.1},
    ):
        with authority.serving(**slow) as url, pytest.raises(TimestampError, match="could not be asked"):
            case.timestamp(url)
    assert time.monotonic() - began < 10


@pytest.mark.parametrize(("status", "says"), [(302, "refused: 302"), (503, "refused: 503"), (404, "refused: 404")])
def test_an_authority_that_sends_elsewhere_or_fails_is_not_followed(case: Case, status: int, says: str) -> None:
    with authority.serving(lambda query: b"-", status=status) as url, pytest.raises(TimestampError, match=says):
        case.timestamp(url)


def test_an_expired_certificate_and_one_that_nobody_trusts_are_refused(
    case: Case, tmp_path: Path, root: Path, url: str
) -> None:
    expired = authority.make_authority(tmp_path / "expired", until=timedelta(days=-1))
    with (
        authority.serving(lambda query: authority.stamped(expired.parent, query)) as old,
        pytest.raises(TimestampError, match="not from whom you trust"),
    ):
        case.timestamp(old, trust=expired)
    with pytest.raises(TimestampError, match="not from whom you trust"):
        case.timestamp(url, trust=authority.make_authority(tmp_path / "stranger"))
    case.timestamp(url, trust=root)
    assert stamps(case, expired)[0][0] == "fail"


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "tsa.example", "http://", "http://[", "ftp://tsa.example/x"]
)
def test_what_is_no_address_of_an_authority_is_refused(case: Case, url: str) -> None:
    with pytest.raises(UsageError, match="is no address"):
        case.timestamp(url)


@pytest.mark.parametrize("how", ["changed", "removed", "another"])
def test_a_time_stamp_that_was_changed_or_taken_away_is_named(case: Case, root: Path, url: str, how: str) -> None:
    case.timestamp(url)
    path = case.path / "timestamps" / "000001.tsr"
    data = bytearray(path.read_bytes())
    path.unlink()
    if how == "changed":
        data[-1] ^= 1
        path.write_bytes(data)
    elif how == "another":
        path.write_bytes(authority.stamped(root.parent, timestamp.request(lines(case)[0])))
    (found,) = failures(case, root)
    assert found.text.startswith("The time stamp of line 1: ")


def test_a_line_later_than_its_time_stamp_is_a_clock_that_was_wrong(
    case: Case, root: Path, url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("earwitness.archive.transaction.now", lambda: "2126-01-02T03:04:05.678Z")
    ahead = Case.create(tmp_path / "ahead")
    ahead.timestamp(url, trust=root)
    assert [item.text for item in failures(ahead, root) if "a clock was wrong" in item.text]


@pytest.fixture
def chooser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Somebody who has chosen nobody yet, in a process that has written nothing yet."""
    monkeypatch.setenv("EARWITNESS_KEY", str(tmp_path / "config" / "key.pem"))
    person.written.clear()
    yield
    person.written.clear()


@pytest.mark.usefixtures("chooser")
def test_whoever_was_chosen_stamps_what_was_written_once_and_nothing_after_a_bag(
    root: Path, url: str, tmp_path: Path
) -> None:
    made = calls.call(tmp_path / "case")
    assert stamp_written() == []
    assert not (made.path / "timestamps").exists()
    configure(url, trust=root)
    assert stamp_written() == []
    stamped = lines(made)
    assert chain.parse(stamped[-1])[0].verb == "timestamp"
    assert stamp_written() == []
    assert lines(made) == stamped
    calls.hear(made, "t1")
    made.hand_over(tmp_path / "bag.zip")
    assert stamp_written() == []
    assert chain.parse(lines(made)[-1])[0].verb == "hand-over", "a line after it would be a fork of the bag"
    configure(None)
    calls.translate(made, "t1", "e1")
    assert stamp_written() == []
    assert chain.parse(lines(made)[-1])[0].verb == "translate"


@pytest.mark.usefixtures("chooser")
def test_whoever_was_chosen_and_lies_is_told_of_and_leaves_the_request(root: Path, tmp_path: Path) -> None:
    stranger = authority.make_authority(tmp_path / "stranger")
    made = calls.call(tmp_path / "call")
    with authority.serving(lambda query: authority.stamped(stranger.parent, query)) as url:
        configure(url, trust=root)
        (told,) = stamp_written()
    assert "is not from whom you trust" in told
    assert [path.suffix for path in (made.path / "timestamps").iterdir()] == [".tsq"]
    assert failures(made) == []
