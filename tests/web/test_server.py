"""The page is for whoever was given its address, on this machine, and each change is kept once or refused."""

from __future__ import annotations

import shutil
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

import calls
from earwitness.archive.folder import CaseFolder
from earwitness.records.review import Text
from earwitness.records.time import Span
from earwitness.web import serve
from earwitness.workflow.case import Case
from reviewpage import Asking, Served, call, served, until

RELABEL = {"kind": "relabel", "speaker": "S1", "to": "S3"}


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return call(tmp_path_factory.mktemp("review") / "case")


@pytest.fixture(scope="module")
def server(case: Case) -> Iterator[Served]:
    with served(case.path) as running:
        yield running


@pytest.fixture(scope="module")
def page(server: Served) -> Asking:
    return Asking(server)


def text(id_: str, on: int, said: str, sent_as: str) -> dict[str, Any]:
    return {"change": {"kind": "text", "utterance_id": id_, "on": on, "text": said}, "sent_as": sent_as}


def test_the_address_counts_once_and_nothing_is_told_without_its_cookie(page: Asking, server: Served) -> None:
    again = urlsplit(server.address)
    assert page.ask(f"/?{again.query}").status == 403
    assert page.ask("/?token=").status == 200
    for path in ("/", "/recording", "/sound", "/static/main.js", "/changes", "/quotes"):
        assert page.ask(path, Cookie="").status == 403
        assert page.ask(path, Cookie=page.cookie[:-1]).status == 403
    assert page.ask("/").status == 200


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8471", "127.0.0.1", "localhost:1", ""])
def test_another_name_of_this_machine_is_no_way_in(page: Asking, host: str) -> None:
    assert page.ask("/recording", Host=host).status == 400


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:1", "https://127.0.0.1"])
def test_another_page_changes_nothing_even_with_the_cookie(page: Asking, case: Case, origin: str) -> None:
    status, _ = page.post("/change", text("u1", 0, "Нет.", "evil"), Origin=origin)
    assert status == 403
    assert page.ask("/change", method="POST", body={}, Content_Type="application/json").status == 403
    assert case.recording().utterances[0].text == "Алло, ты меня слышишь?"


def test_every_answer_forbids_other_hosts_and_is_kept_on_no_disk(page: Asking) -> None:
    for path in ("/", "/recording", "/static/main.js", "/nothing"):
        headers = page.ask(path).headers
        assert headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self';")
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["Cache-Control"] == "no-store"
        assert headers["Referrer-Policy"] == "no-referrer"
    assert "server" not in page.ask("/").headers


def test_the_sound_is_given_in_the_parts_that_are_asked_for(page: Asking) -> None:
    part = page.ask("/sound", Range="bytes=100-199")
    assert (part.status, part.headers["Content-Range"].split("/")[0]) == (206, "bytes 100-199")
    assert part.headers["Content-Type"] == "audio/mpeg"
    assert page.ask("/sound", Range="bytes=999999999-").status == 416
    assert page.ask("/peaks").headers["Content-Length"] == "500"  # 10 s


def test_a_change_is_kept_once_and_the_page_is_told_what_is_other(page: Asking, case: Case) -> None:
    before = page.get("/recording")
    asked = text("u2", 0, "Не слышу.", "one") | {"epoch": before["epoch"], "since": before["tick"]}
    status, told = page.post("/change", asked)
    assert (status, [row["id"] for row in told["rows"]]) == (200, ["u2"])
    assert (told["rows"][0]["text"], told["rows"][0]["revision"]) == ("Не слышу.", 2)
    assert page.post("/change", asked)[0] == 200
    assert len(case.corrections()) == 2
    assert page.get(f"/changes?epoch={told['epoch']}&since={told['tick']}")["rows"] == []
    assert len(page.get("/changes?epoch=another&since=9")["rows"]) == 4


def test_a_conflict_is_answered_with_what_is_there_now(page: Asking) -> None:
    status, told = page.post("/change", text("u2", 0, "Слышу!", "two"))
    assert status == 409
    assert "yours was “Слышу!”" in told["says"]
    assert told["now"]["text"] == "Не слышу."


def test_what_was_typed_for_an_utterance_that_was_joined_meanwhile_is_told_back(tmp_path: Path) -> None:
    case = call(tmp_path / "case")
    with served(case.path) as running:
        page = Asking(running)
        merge = {"kind": "merge", "utterance_id": "u2", "on": 0, "other_id": "u3", "other_on": 1}
        assert page.post("/change", {"change": merge, "sent_as": "join"})[0] == 200
        status, told = page.post("/change", text("u3", 1, "Мы согласились.", "late"))
    assert (status, told["now"]) == (409, None)
    assert "is not there any more; yours was “Мы согласились.”" in told["says"]
    assert case.recording().utterances[1].text == "Слышу. Мы отказались идти."


def test_what_somebody_else_does_to_the_case_is_seen(page: Asking, case: Case) -> None:
    before = page.get("/recording")
    case.name_speaker("S2", "Soldier")
    told = page.get(f"/changes?epoch={before['epoch']}&since={before['tick']}")
    assert [row["voice"] for row in told["rows"]] == ["Soldier? (S2)"] * 2


@pytest.mark.parametrize(
    ("path", "body", "says"),
    [
        ("/change", b"{", "not JSON"),
        ("/change", b"[" * 100_000, "not JSON"),
        ("/change", [], "An object was expected"),
        ("/change", {"change": {}, "sent_as": "x"}, "'kind' is nothing"),
        ("/change", text("u1", 0, "а" * 100_000, "x"), "100,000 characters long"),
        ("/change", b"x" * (2 << 20), "more than 1,048,576 bytes"),
        ("/change", {"change": {"kind": "withdraw", "correction": 99}, "sent_as": "x"}, "no correction 99"),
        ("/change", {"change": {"kind": "withdraw", "correction": 1, "by": "me"}, "sent_as": "x"}, "has no by"),
        ("/change", {"change": RELABEL | {"from_ms": -1}, "sent_as": "x"}, "it counts from 0"),
        ("/change", {"change": RELABEL | {"from_ms": 9_000}, "sent_as": "x"}, "Nothing is said by"),
        ("/choose", {"utterance": "u1", "candidate": "c9"}, 'has no candidate "c9"'),
        ("/name", {"speaker": "S9", "name": "Ivan"}, 'has no speaker "S9"'),
        ("/withdraw", {"quote": "q9"}, 'no quote "q9"'),
        ("/term", {"term": "?", "translation": "a", "language": "ru"}, "has no letter"),
        ("/spelling", {"language": "ru", "words": [1], "suggests": True}, "A word was expected."),
        ("/spelling", {"language": None, "words": [], "suggests": True}, "'language' is None"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_in_a_sentence(page: Asking, path: str, body: Any, says: str) -> None:
    status, told = page.post(path, body)
    assert status == 422
    assert says in told["says"]


def test_words_are_spelt_for_whoever_was_let_in(page: Asking) -> None:
    asked = {"language": "ru", "words": ["Алло", "слышиш", "слышиш", "\x00", "<b>"], "suggests": True}
    status, wrong = page.post("/spelling", asked)
    assert status == 200
    assert list(wrong) == ["слышиш"]
    assert "слышишь" in wrong["слышиш"]
    assert page.post("/spelling", asked | {"suggests": False}) == (200, {"слышиш": []})
    assert page.post("/spelling", asked, Cookie="")[0] == 403
    assert page.post("/spelling", asked, Origin="http://evil.example")[0] == 403


@pytest.mark.parametrize("path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static//etc/passwd", "/static/"])
def test_no_other_file_is_given(page: Asking, path: str) -> None:
    assert page.ask(path).status == 404


def test_what_another_process_is_writing_is_waited_for_and_then_said(page: Asking, case: Case) -> None:
    with CaseFolder.open(case.path, write=True):
        status, told = page.post("/change", text("u1", 0, "Да.", "later"))
    assert status == 503
    assert "is writing to the case" in told["says"]


def test_a_recording_that_is_heard_anew_meanwhile_says_so(tmp_path: Path) -> None:
    case = call(tmp_path / "case")
    with served(case.path) as running:
        page = Asking(running)
        calls.hear(case, "t2")
        answer = page.ask("/changes")
        assert answer.status == 409
        status, told = page.post("/change", text("u2", 0, "Нет.", "x"))
        assert (status, told["says"]) == (409, "The recording was heard anew. Open it again.")
    assert case.corrections() == []


def test_words_that_were_changed_are_listened_for_when_nobody_types(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = call(tmp_path / "case")
    case.correct(Text(utterance_id="u2", on=0, text="Не слышу."))
    monkeypatch.setattr(serve, "QUIET_S", 0.1)
    listening = serve.Listening(case.path, case.recording().recording.name, "fake:")
    listening.wake()
    listening.wake()
    until(lambda: len(case.corrections()) > 2)
    assert [one.made_by.kind for one in case.corrections()] == ["person", "person", "model"]


def test_a_copy_of_the_case_that_is_made_while_it_is_served_is_whole_and_so_is_what_a_kill_leaves(
    tmp_path: Path,
) -> None:
    case = call(tmp_path / "case")
    with served(case.path) as running:
        assert Asking(running).post("/change", text("u2", 0, "Не слышу.", "one"))[0] == 200
        shutil.copytree(case.path, tmp_path / "copy")
        running.kill()
    for path in (tmp_path / "copy", case.path):
        found = Case.open(path)
        assert found.recording().utterances[1].text == "Не слышу."
        assert [item for item in found.verify() if item.outcome == "fail"] == []


def test_a_recording_whose_original_is_gone_can_be_read_and_corrected_without_sound(tmp_path: Path) -> None:
    case = call(tmp_path / "case")
    next((case.path / "originals").glob("*/*")).unlink()
    with served(case.path) as running:
        page = Asking(running)
        assert page.get("/recording")["sound"] is False
        assert page.ask("/sound").status == 404
        assert page.post("/change", text("u2", 0, "Не слышу.", "one"))[0] == 200


def test_a_case_that_may_only_be_read_is_shown_and_a_change_refused_in_a_sentence(tmp_path: Path) -> None:
    case = call(tmp_path / "case")
    lock = case.path / ".lock"
    lock.unlink(missing_ok=True)
    lock.mkdir()  # as root may write anywhere: nobody can lock it
    with served(case.path) as running:
        page = Asking(running)
        assert len(page.get("/recording")["rows"]) == 4
        status, told = page.post("/change", text("u2", 0, "Не слышу.", "one"))
    assert status == 422
    assert told["says"]
    lock.chmod(stat.S_IRWXU)


def test_what_is_no_correction_is_kept_once_too_when_it_is_sent_again(tmp_path: Path) -> None:
    """An answer is lost, and the page asks again: a name, a choice, a term, a quote that is taken back."""
    case = call(tmp_path / "case")
    case.translate(using=["fake:2"], embedder="fake")
    case.quote(Span(0, 1_600))
    with served(case.path) as running:
        page = Asking(running)
        before = len(case.custody())
        for path, asked in (
            ("/name", {"speaker": "S2", "name": "Soldier"}),
            ("/choose", {"utterance": "u1", "candidate": "c2"}),
            ("/term", {"term": "река", "translation": "river", "language": "ru"}),
            ("/withdraw", {"quote": "q1"}),
        ):
            for _ in range(2):
                assert page.post(path, asked)[0] == 200
    assert [one.verb for one in case.custody()[before:]] == ["attribute", "choose", "gloss", "withdraw"]
