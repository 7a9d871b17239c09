"""Obscene words through the commands: masked where people read and hear, kept in the record."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import media
import spoken
from earwitness.workflow.case import Case

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return spoken.case(tmp_path)


def test_what_people_read_is_masked_by_the_house_and_what_programs_read_is_as_spoken(
    earwitness: Run, case: Case
) -> None:
    for format_name in ("srt", "vtt", "txt"):
        text = earwitness("export", case.path, "--format", format_name).stdout
        assert "бл*дь" in text
        assert "f*cking" in text
        assert "f---" not in text
    for format_name in ("json", "ctm"):
        assert "блядь" in earwitness("export", case.path, "--format", format_name).stdout
    asked = ["export", case.path, "--format", "srt", "--mask"]
    assert "блядь" in earwitness(*asked, "spoken").stdout
    assert "[expletive]," in earwitness(*asked, "expletive").stdout
    case.set_house_style("ap")
    assert "бл---" not in earwitness(*asked, "letters").stdout
    assert "б----" in earwitness(*asked, "letters").stdout


def test_a_page_holds_the_word_neither_in_its_text_nor_in_its_sound(earwitness: Run, case: Case) -> None:
    for choice, cover in (("house", "tone"), ("expletive", "silence"), ("spoken", "tone")):
        page = case.path.parent / choice
        done = earwitness("publish", case.path, "-o", page, "--mask", choice, "--cover", cover)
        assert done.returncode == 0, done.stderr
        held = b"".join(path.read_bytes() for path in page.iterdir())
        sound, _ = media.decoded(page / "sound.mp3", sample_rate_hz=spoken.RATE_HZ)
        is_held = choice == "spoken"
        for word in ("блядь", "fucking"):
            assert (word.encode() in held) == is_held
        assert json.dumps("блядь").strip('"').encode() not in held
        assert (spoken.likeness(sound, spoken.noise(1)) > 0.9) == is_held
        assert spoken.likeness(sound, spoken.noise(2)) > 0.9
        told = "1 word is masked for being obscene" in (page / "index.html").read_text("utf-8")
        assert told != is_held
    assert {item.outcome for item in case.verify()} <= {"pass", "not checked"}
    ledger = (case.path / "ledger.jsonl").read_bytes()
    assert "блядь".encode() not in ledger


def test_quotes_mask_as_the_house_does_or_as_is_asked(earwitness: Run, case: Case) -> None:
    quoted = earwitness("quote", case.path, "--from", "0.9", "--to", "3.4").stdout
    assert "«Нам, бл*дь, приказали идти через реку.»" in quoted
    assert "“fucking” is masked" in quoted
    assert "is obscene" not in quoted
    assert "[expletive]" in earwitness("quotes", case.path, "--mask", "expletive").stdout
    assert "Нам, блядь, приказали" in earwitness("quotes", case.path, "--mask", "spoken").stdout
    plain = earwitness("quote", case.path, "--from", "0.9", "--to", "3.4", "--as-spoken").stdout
    assert "“They fucking ordered us across the river.”" in plain
    assert "“блядь,” is obscene and not masked." in plain
