"""A machine reads what is printed: each word of it, no other, nothing of the speaker, and says that it is one."""

from __future__ import annotations

import json
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

import media
import spoken
from earwitness.backends.fake_narrator import WORD_MS, FakeNarrator
from earwitness.errors import UsageError
from earwitness.formats import srt, webvtt
from earwitness.quotes.clip import BREAK_MS
from earwitness.records.time import Span
from earwitness.workflow.case import Case
from earwitness.workflow.credentials import desk_certificate, read_credentials
from earwitness.workflow.narration import ANNOUNCEMENT, BY_A_MACHINE, COVER_MS
from manual import MANUAL

NARRATOR = FakeNarrator()
WITHHELD = ("блядь", "fucking", "Петров", "Petrov")
PRINTED = {
    "q1": ("They ordered us across the river", "Нам приказали идти через реку"),
    "q2": ("name refused and we", "имя отказался и мы отказались"),
}


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """q1 has an obscenity, q2 a name that is withheld, q3 something left out."""
    made = spoken.case(tmp_path_factory.mktemp("spoken"))
    first, second = Span(900, 3_350), Span(3_350, 5_400)
    made.quote(first)
    made.quote(second, gloss=["Петров=имя", "Petrov=name"])
    made.quote(first, omit=[Span(1_300, 2_150)], english=["They … ordered us across the river."])
    return made


@pytest.fixture(scope="module")
def read(case: Case) -> Path:
    """The folder with all that can be made of the readings of q1 and q2 in English, and of q2 in the original."""
    folder = case.path.parent / "read"
    for number in ("q1", "q2"):
        case.excerpt(number, folder, voice="read-english", narrator=NARRATOR, cover="tone")
    case.excerpt("q1", folder / "original", voice="read-original", narrator=NARRATOR, kinds=["wav", "srt", "vtt"])
    case.excerpt("q2", folder / "original", voice="read-original", narrator=NARRATOR, kinds=["wav", "srt", "vtt"])
    return folder


def heard(path: Path) -> NDArray[np.float32]:
    return media.decoded(path, sample_rate_hz=NARRATOR.sample_rate_hz)[0]


@pytest.mark.parametrize("ending", ["wav", "mp3", "m4a", "16x9.mp4", "1x1.mp4", "9x16.mp4"])
@pytest.mark.parametrize("number", PRINTED)
def test_each_word_that_is_printed_is_read_in_every_file_and_no_other_nor_any_of_the_speakers_sound(
    read: Path, number: str, ending: str
) -> None:
    sound = heard(read / number / f"{number}.{ending}")
    for word in f"{ANNOUNCEMENT} {PRINTED[number][0]}".split():
        assert spoken.likeness(sound, NARRATOR.noise(word)) > 0.9, word
    for word in (*WITHHELD, "fcking", "f"):
        assert spoken.likeness(sound, NARRATOR.noise(word)) < 0.2, word
    for at in range(11):
        assert spoken.likeness(sound, spoken.noise(at, NARRATOR.sample_rate_hz)) < 0.2


@pytest.mark.parametrize("number", PRINTED)
def test_the_original_is_read_by_the_same_rules(read: Path, number: str) -> None:
    sound = heard(read / "original" / number / f"{number}.wav")
    for word in PRINTED[number][1].split():
        assert spoken.likeness(sound, NARRATOR.noise(word)) > 0.9, word
    for word in WITHHELD:
        assert spoken.likeness(sound, NARRATOR.noise(word)) < 0.2, word


def test_whoever_has_the_original_read_is_asked_to_listen_to_it(case: Case, tmp_path: Path) -> None:
    for voice, is_asked in (("read-original", True), ("read-english", False)):
        made = case.excerpt("q3", tmp_path, kinds=["srt"], voice=voice, narrator=NARRATOR)  # type: ignore[arg-type]
        assert any(note.startswith("Listen to the reading") for note in made.notes) == is_asked


def test_how_long_it_takes_follows_from_what_is_printed_and_not_from_how_it_was_said(read: Path) -> None:
    words = len(ANNOUNCEMENT.split()) + len(PRINTED["q1"][0].split())
    lasts_ms = len(heard(read / "q1" / "q1.wav")) * 1000 / NARRATOR.sample_rate_hz
    assert abs(lasts_ms - (words * WORD_MS + BREAK_MS + COVER_MS)) < 2


def test_in_the_place_of_a_masked_word_is_a_tone_that_is_as_long_for_any_word(read: Path) -> None:
    sound = heard(read / "q1" / "q1.wav")
    rate_hz = NARRATOR.sample_rate_hz
    first = (len(ANNOUNCEMENT.split()) * WORD_MS + BREAK_MS + WORD_MS) * rate_hz // 1000
    tone = sound[first : first + COVER_MS * rate_hz // 1000]
    spectrum = np.abs(np.fft.rfft(tone * np.hanning(len(tone))))
    at_1_khz = np.abs(np.fft.rfftfreq(len(tone), 1 / rate_hz) - 1_000) < 20
    assert spectrum[~at_1_khz].max() < spectrum.max() / 300


def test_what_is_left_out_is_a_pause(case: Case, tmp_path: Path) -> None:
    made = case.excerpt("q3", tmp_path, kinds=["wav", "srt"], voice="read-english", narrator=NARRATOR)
    sound = heard(made.folder / "q3.wav")
    rate_hz = NARRATOR.sample_rate_hz
    first = (len(ANNOUNCEMENT.split()) * WORD_MS + BREAK_MS + WORD_MS) * rate_hz // 1000
    assert not sound[first : first + BREAK_MS * rate_hz // 1000].any()
    assert spoken.likeness(sound[first:], NARRATOR.noise("ordered")) > 0.97
    shown = [cue.text.replace("\n", " ") for cue in srt.parse((made.folder / "q3.srt").read_text("utf-8"))]
    assert shown[-2:] == ["Нам, … They …", "идти через реку. ordered us across the river."]


def test_each_subtitle_stands_while_it_is_read(read: Path) -> None:
    sound = heard(read / "q1" / "q1.wav")
    first, second = srt.parse((read / "q1" / "q1.srt").read_text("utf-8"))
    assert first.text.replace("\n", " ") == ANNOUNCEMENT
    for word, cue in (("machine’s", first), ("They", second), ("river", second)):
        noise = NARRATOR.noise(word)
        at_ms = int(np.argmax(np.correlate(sound, noise, "valid"))) * 1000 // NARRATOR.sample_rate_hz
        assert cue.span.start_ms <= at_ms
        assert at_ms + WORD_MS <= cue.span.end_ms
    assert second.span.start_ms > first.span.end_ms


def test_every_file_says_itself_that_a_machine_reads(read: Path) -> None:
    for ending in ("wav", "mp3", "m4a", "16x9.mp4", "1x1.mp4", "9x16.mp4"):
        with av.open(str(read / "q1" / f"q1.{ending}")) as file:
            assert file.metadata["title"] == BY_A_MACHINE.capitalize(), ending
    voices = {cue.speaker for cue in webvtt.parse((read / "q1" / "q1.vtt").read_text("utf-8"))}
    assert voices == {f"S1, {BY_A_MACHINE}"}
    about = json.loads((read / "q1" / "about.json").read_bytes())
    assert (about["voice"], about["read_by"]) == ("read-english", "fake-narrator 1")


def test_no_byte_of_any_file_holds_what_is_not_printed(case: Case, read: Path) -> None:
    for path in read.rglob("*"):
        data = path.read_bytes() if path.is_file() else b""
        for word in (*WITHHELD, "secret-name", case.recordings()[0].digest.hex):
            for form in (word, word.lower(), json.dumps(word).strip('"')):
                assert form.encode() not in data, path
                assert form.encode("utf-16-le") not in data, path
    ledger = (case.path / "ledger.jsonl").read_text("utf-8")
    assert not [word for word in WITHHELD if word in ledger]
    assert "fake-narrator" in ledger


def test_credentials_say_that_a_machine_made_the_sound_and_that_nothing_was_cut_out_of_the_original(
    case: Case, tmp_path: Path
) -> None:
    pytest.importorskip("c2pa")
    made = case.excerpt(
        "q1", tmp_path, kinds=["wav", "mp3", "m4a"], voice="read-english", narrator=NARRATOR,
        signed_by=desk_certificate(),
    )  # fmt: skip
    for name in made.files[:-1]:
        data = (made.folder / name).read_bytes()
        assert b"algorithmicMedia" in data
        assert not [word for word in WITHHELD if word.encode() in data]
        said = read_credentials(made.folder / name)
        assert (said.state, said.problems) == ("valid", ("signingCredential.untrusted",))
        assert said.acts == (
            "A machine’s voice reads the words; nothing of the original’s sound is in it.",
            "It was translated from ru into en.",
        )


def test_without_a_voice_credentials_say_so_and_claim_no_sound(case: Case, tmp_path: Path) -> None:
    pytest.importorskip("c2pa")
    made = case.excerpt("q1", tmp_path, kinds=["card"], voice="out", signed_by=desk_certificate())
    acts = read_credentials(made.folder / "q1.png").acts
    assert "The voice was left out." in acts
    assert not [act for act in acts if "encoded" in act or "unhearable" in act]


def test_a_language_that_nobody_reads_and_a_quote_without_english_are_refused_in_the_manuals_words(
    tmp_path: Path,
) -> None:
    path = media.write_wav(tmp_path / "call.wav", spoken.sound(), rate_hz=spoken.RATE_HZ)
    case = spoken.case_of(tmp_path, path, [("S1", "tlh", spoken.spans()[:3], None)])
    case.quote(Span(900, 3_350))
    for voice, kind in (
        ("read-original", "a reading in a language that is not read"),
        ("read-english", "a reading of a quote that is not translated"),
    ):
        with pytest.raises(UsageError) as refused:
            case.excerpt("q1", tmp_path, voice=voice, narrator=NARRATOR)  # type: ignore[arg-type]
        assert f"| {kind} | {refused.value} |" in MANUAL
    assert not (tmp_path / "q1").exists()


def test_custody_tells_of_the_reading_by_whom_and_without_a_word_of_it(case: Case, tmp_path: Path) -> None:
    case.excerpt("q1", tmp_path, kinds=["srt"], voice="read-english", narrator=NARRATOR)
    told = case.custody(case.recordings()[0].digest.short)
    assert "read by a machine’s voice (fake-narrator)" in str(told)
