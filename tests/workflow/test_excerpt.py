"""Clips: the sound of the quote where it was, no trace of what is masked or withheld in any byte of any file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

import calls
import media
import spoken
from earwitness.errors import CaseError, UsageError
from earwitness.formats import srt, webvtt
from earwitness.formats.pace import LEAST_GAP_MS
from earwitness.recording.cover import TONE_HZ
from earwitness.records.custody import Digest
from earwitness.records.time import Span
from earwitness.workflow.case import Case
from earwitness.workflow.credentials import desk_certificate, read_credentials

SOUNDS = ["wav", "mp3", "m4a", "16x9.mp4", "1x1.mp4", "9x16.mp4"]
WITHHELD = ("блядь", "fucking", "Петров", "Petrov")


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """q1 has an obscenity, q2 a name that is withheld, q3 something left out, q4 two passages, q5 is as spoken."""
    made = spoken.case(tmp_path_factory.mktemp("spoken"))
    first, second = Span(900, 3_350), Span(3_350, 5_400)
    made.quote(first)
    made.quote(second, gloss=["Петров=имя", "Petrov=name"])
    made.quote(first, omit=[Span(1_300, 2_150)], english=["They … ordered us across the river."])
    made.quote(Span(1_750, 2_150), Span(2_550, 3_350), english=["ordered", "across the river."])
    made.quote(first, as_spoken=True)
    return made


@pytest.fixture(scope="module")
def clips(case: Case) -> Path:
    """The folder with all that can be made of q1 and q2."""
    folder = case.path.parent / "clips"
    for number in ("q1", "q2"):
        case.excerpt(number, folder)
    return folder


def heard(path: Path) -> NDArray[np.float32]:
    return media.decoded(path, sample_rate_hz=spoken.RATE_HZ)[0]


@pytest.mark.parametrize("ending", SOUNDS)
def test_a_clip_is_the_originals_span_and_no_millisecond_else(clips: Path, ending: str) -> None:
    sound = heard(clips / "q1" / f"q1.{ending}")
    about = json.loads((clips / "q1" / "about.json").read_bytes())
    (span,) = about["of"]
    assert abs(len(sound) / spoken.RATE_HZ * 1000 - (span["end_ms"] - span["start_ms"])) < 60
    for at in (0, 2, 3, 4, 5):
        assert spoken.likeness(sound, spoken.noise(at)) > 0.97
    assert spoken.likeness(sound, spoken.noise(6)) < 0.15  # what is said next
    whole = spoken.sound()
    first = span["start_ms"] * spoken.RATE_HZ // 1000
    part = whole[first + 15_000 : first + 30_000]  # from "приказали" on
    lag = int(np.argmax(np.correlate(sound, part, "valid")))
    assert abs(lag - 15_000) < 0.002 * spoken.RATE_HZ


def test_the_wav_is_the_original_to_the_sample_but_for_its_faded_edges(clips: Path) -> None:
    sound, whole = heard(clips / "q1" / "q1.wav"), spoken.sound()
    first = json.loads((clips / "q1" / "about.json").read_bytes())["of"][0]["start_ms"] * spoken.RATE_HZ // 1000
    covered = range(
        (1_300 * spoken.RATE_HZ // 1000) - first, (1_801 * spoken.RATE_HZ // 1000) - first
    )  # with pauses
    same = np.abs(sound - whole[first : first + len(sound)]) < 2e-4
    edge = 13 * spoken.RATE_HZ // 1000
    same[:edge] = same[-edge:] = True
    assert same[: covered[0]].all()
    assert same[covered[-1] + 1 :].all()
    assert abs(sound[0]) < 1e-4
    assert abs(sound[-1]) < 1e-4


@pytest.mark.parametrize("ending", SOUNDS)
@pytest.mark.parametrize(("number", "gone", "kept"), [("q1", 1, 2), ("q2", 6, 8)])
def test_no_stream_holds_a_trace_of_the_sound_that_is_not_to_be_heard(
    clips: Path, ending: str, number: str, gone: int, kept: int
) -> None:
    sound = heard(clips / number / f"{number}.{ending}")
    assert spoken.likeness(sound, spoken.noise(gone)) < 0.15
    for part in np.array_split(spoken.noise(gone), 3):
        assert spoken.likeness(sound, part) < 0.3
    assert spoken.likeness(sound, spoken.noise(kept)) > 0.97


@pytest.mark.parametrize("ending", SOUNDS)
def test_the_spectrum_of_what_is_covered_is_a_tone_and_nothing_else(clips: Path, ending: str) -> None:
    first_ms = json.loads((clips / "q1" / "about.json").read_bytes())["of"][0]["start_ms"]
    begin, end = ((at_ms - first_ms) * spoken.RATE_HZ // 1000 for at_ms in (1_300 + 40, 1_800 - 40))
    tone = heard(clips / "q1" / f"q1.{ending}")[begin:end]
    energies = np.abs(np.fft.rfft(tone * np.blackman(len(tone)))) ** 2
    is_tone = np.abs(np.fft.rfftfreq(len(tone), 1 / spoken.RATE_HZ) - TONE_HZ) < 30
    assert energies[~is_tone].sum() < energies[is_tone].sum() / 1_000


def test_no_byte_of_any_file_holds_the_words_the_files_name_or_the_digest(case: Case, clips: Path) -> None:
    recording = case.recordings()[0]
    held = {path: path.read_bytes() for path in clips.rglob("*") if path.is_file()}
    assert len(held) == 20
    for word in (*WITHHELD, "secret-name", recording.digest.hex):
        for form in (word, word.lower(), word.upper(), json.dumps(word).strip('"')):
            for coding in ("utf-8", "utf-16-le", "utf-16-be", "cp1251", "koi8-r"):
                if data := form.encode(coding, "ignore"):
                    assert not [path.name for path, there in held.items() if data in there]
        assert not [path for path in held if word in path.name]
    ledger = (case.path / "ledger.jsonl").read_bytes()
    assert not [word for word in WITHHELD if word.encode() in ledger]
    assert {item.outcome for item in case.verify()} <= {"pass", "not checked"}


def test_a_clip_carries_the_commitment_and_the_digest_only_where_that_is_asked_for(
    case: Case, tmp_path: Path
) -> None:
    digest = str(case.recordings()[0].digest)
    for asked in (False, True):
        made = case.excerpt("q1", tmp_path, kinds=["srt"], digest=asked)
        about = json.loads((made.folder / "about.json").read_bytes())
        assert about["recording"]["commitment"].startswith("sha256:")
        assert about["recording"].get("digest") == (digest if asked else None)


@pytest.mark.parametrize(("choice", "cover"), [("spoken", "tone"), ("expletive", "silence"), ("letters", "tone")])
def test_the_choice_of_masks_is_that_of_the_sound_and_of_every_text(
    case: Case, tmp_path: Path, choice: str, cover: str
) -> None:
    made = case.excerpt("q1", tmp_path, kinds=["wav", "srt", "vtt"], mask=choice, cover=cover)  # type: ignore[arg-type]
    is_held = choice == "spoken"
    assert (spoken.likeness(heard(made.folder / "q1.wav"), spoken.noise(1)) > 0.97) == is_held
    for name in ("q1.srt", "q1.vtt", "about.json"):
        text = (made.folder / name).read_text("utf-8")
        assert [word in text for word in ("блядь", "fucking")] == [is_held, is_held]
        assert ("[expletive]" in text) == (choice == "expletive")


def test_a_quote_as_spoken_is_printed_and_heard_so_unless_a_mask_is_asked_for(case: Case, tmp_path: Path) -> None:
    for choice, is_held in (("house", True), ("letters", False)):
        made = case.excerpt("q5", tmp_path, kinds=["wav", "srt"], mask=choice)
        assert (spoken.likeness(heard(made.folder / "q5.wav"), spoken.noise(1)) > 0.97) == is_held
        assert ("блядь" in (made.folder / "q5.srt").read_text("utf-8")) == is_held


def test_what_is_left_out_is_a_break_that_is_heard_and_shown(case: Case, tmp_path: Path) -> None:
    made = case.excerpt("q3", tmp_path, kinds=["wav", "srt"])
    sound = heard(made.folder / "q3.wav")
    assert [spoken.likeness(sound, spoken.noise(at)) > 0.97 for at in range(6)] == [
        True,
        False,
        False,
        True,
        True,
        True,
    ]
    silent = np.abs(sound) < 1e-5
    run = 0.69 * spoken.RATE_HZ
    assert np.convolve(silent, np.ones(int(run)), "valid").max() >= int(run)
    before, after = srt.parse((made.folder / "q3.srt").read_text("utf-8"))
    assert before.text == "Нам, …\nThey …"
    assert after.text.replace("\n", " ") == "идти через реку. ordered us across the river."
    assert after.span.start_ms - before.span.start_ms > 1_000


def test_passages_that_are_joined_are_heard_in_the_order_of_the_quote_each_with_its_own_subtitle(
    case: Case, tmp_path: Path
) -> None:
    made = case.excerpt("q4", tmp_path, kinds=["wav", "vtt"])
    sound = heard(made.folder / "q4.wav")
    assert [spoken.likeness(sound, spoken.noise(at)) > 0.97 for at in range(6)] == [
        False,
        False,
        True,
        False,
        True,
        True,
    ]
    first, *rest = webvtt.parse((made.folder / "q4.vtt").read_text("utf-8"))
    assert first.text == "приказали\nordered"
    assert rest[-1].passages[-1].text == "across the river."
    assert rest[0].span.start_ms - first.span.start_ms > 1_000


def test_subtitles_keep_to_two_lines_of_42_with_a_gap_between_them(case: Case, clips: Path) -> None:
    for number in ("q1", "q2"):
        shown = srt.parse((clips / number / f"{number}.srt").read_text("utf-8"))
        assert all(len(line) <= 42 for cue in shown for line in cue.text.split("\n"))
        assert all(a.span.end_ms + LEAST_GAP_MS <= b.span.start_ms for a, b in pairwise(shown))


def frames(path: Path) -> Iterator[NDArray[np.uint8]]:
    with av.open(str(path)) as film:
        yield from (frame.to_ndarray(format="rgb24") for frame in film.decode(video=0))


@pytest.mark.parametrize(("shape", "size"), [("16x9", (720, 1280)), ("1x1", (1080, 1080)), ("9x16", (1920, 1080))])
def test_a_film_has_its_shape_shows_the_words_and_fills_its_wave(
    clips: Path, shape: str, size: tuple[int, int]
) -> None:
    seen = list(frames(clips / "q1" / f"q1.{shape}.mp4"))
    assert seen[0].shape[:2] == size
    assert np.abs(seen[0][2, 2].astype(int) - (0xFD, 0xFC, 0xF9)).max() < 4  # the colour of the card
    bottom = [np.abs(one[size[0] * 2 // 3 :].astype(int) - (0x96, 0x34, 0x21)).sum(axis=2) < 90 for one in seen]
    filled = [int(one.sum()) for one in bottom[:: len(bottom) // 4]]
    assert filled == sorted(filled)
    assert filled[-1] > 4 * (filled[0] + 1)
    middle = slice(size[0] // 3, size[0] * 2 // 3)
    assert (seen[len(seen) // 2][middle] < 90).any()


def test_without_the_voice_there_is_no_sound_in_any_file(case: Case, tmp_path: Path) -> None:
    made = case.excerpt("q1", tmp_path, voice="out")
    films = [f"q1.{shape}.mp4" for shape in ("16x9", "1x1", "9x16")]
    assert made.files == (*films, "q1.srt", "q1.vtt", "q1.png", "about.json")
    with av.open(str(made.folder / "q1.1x1.mp4")) as film:
        assert [stream.type for stream in film.streams] == ["video"]
    with pytest.raises(UsageError, match="nothing but the voice"):
        case.excerpt("q1", tmp_path, kinds=["wav"], voice="out")


def test_an_older_clip_is_replaced_as_a_whole_and_what_is_none_is_left_alone(case: Case, tmp_path: Path) -> None:
    case.excerpt("q1", tmp_path, kinds=["wav", "srt"], mask="spoken")
    made = case.excerpt("q1", tmp_path, kinds=["srt"])
    assert sorted(path.name for path in made.folder.iterdir()) == ["about.json", "q1.srt"]
    (tmp_path / "q2").mkdir()
    (tmp_path / "q2" / "letter.txt").write_text("mine")
    with pytest.raises(CaseError, match="holds no clip of earwitness"):
        case.excerpt("q2", tmp_path, kinds=["srt"])
    assert (tmp_path / "q2" / "letter.txt").read_text() == "mine"


def test_what_can_carry_credentials_is_signed_and_they_hold_nothing_that_is_withheld(
    case: Case, tmp_path: Path
) -> None:
    pytest.importorskip("c2pa")
    made = case.excerpt("q1", tmp_path, kinds=["wav", "mp3", "m4a", "card", "srt"], signed_by=desk_certificate())
    about = json.loads((made.folder / "about.json").read_bytes())
    for name, digest in about["files"].items():
        data = (made.folder / name).read_bytes()
        assert digest == str(Digest.of(data))
        assert not [word for word in WITHHELD if word.encode() in data or json.dumps(word)[1:-1].encode() in data]
        if not name.endswith("srt"):
            said = read_credentials(made.folder / name)
            assert (said.state, said.original) == ("valid", about["recording"]["commitment"])
            assert said.quote is not None
            assert said.quote["source"] == "«Нам, бл*дь, приказали идти через реку.»"
            assert any(act.startswith("Words were made unhearable") for act in said.acts)
            assert ("It was translated from ru into en." in said.acts) == name.endswith("png")
    assert spoken.likeness(heard(made.folder / "q1.mp3"), spoken.noise(1)) < 0.15


def test_a_story_of_these_quotes_holds_no_more_than_their_clips(case: Case, tmp_path: Path) -> None:
    (tmp_path / "story.md").write_text("---\ntitle: T\n---\nHe says.\n\n{{ quote q1 }}\n\n{{ quote q2 }}\n")
    page = case.publish_story(tmp_path / "story.md", tmp_path / "site").path.parent
    held = {path: path.read_bytes() for path in page.rglob("*") if path.is_file()}
    for word in WITHHELD:
        assert not [path for path, data in held.items() if word.encode() in data]
    (sound,) = (heard(path) for path in held if path.suffix == ".mp3")
    assert [spoken.likeness(sound, spoken.noise(at)) > 0.9 for at in (0, 1, 2, 6, 8)] == [
        True,
        False,
        True,
        False,
        True,
    ]


def test_a_card_tells_who_speaks_only_as_far_as_that_is_asked_for(case: Case, tmp_path: Path) -> None:
    case.name_speaker("S1", "Olga", according_to="her son")
    plain = case.excerpt("q1", tmp_path, kinds=["card", "vtt"])
    pictures = [Image.open(plain.folder / "q1.png").tobytes()]
    assert "<v S1>" in (plain.folder / "q1.vtt").read_text("utf-8")
    named = case.excerpt("q1", tmp_path, kinds=["card", "vtt"], speakers="names")
    assert "<v Olga? (S1)>" in (named.folder / "q1.vtt").read_text("utf-8")
    assert Image.open(named.folder / "q1.png").tobytes() not in pictures


def test_a_withdrawn_quote_and_one_under_which_something_changed_are_refused(tmp_path: Path) -> None:
    case = calls.call(tmp_path / "case")
    calls.hear(case, "t1")
    calls.translate(case, "t1", "e1")
    case.quote(Span(4_000, 5_700))
    case.quote(Span(2_000, 3_900))
    case.withdraw_quote("q2")
    calls.translate(case, "t1", "e2", ["Hello?", "I hear you.", "We did not go.", "Take care."])
    for number, says in (
        ("q1", "Something was corrected under q1 since."),
        ("q2", "The quote q2 was withdrawn."),
        ("q3", 'There is no quote "q3".'),
    ):
        with pytest.raises(UsageError, match=says):
            case.excerpt(number, tmp_path / "clips")
    assert not (tmp_path / "clips").exists()


@pytest.mark.parametrize(
    ("gloss", "note"),
    [
        ("Petrov=name", "“Petrov” is withheld in the English alone: does the original tell it?"),
        ("Петров=имя", "“Петров” is withheld in the original alone: does the English tell it?"),
    ],
)
def test_a_name_that_is_withheld_in_one_language_alone_is_told(
    case: Case, tmp_path: Path, gloss: str, note: str
) -> None:
    made = case.quote(Span(3_350, 5_400), gloss=[gloss])
    assert note in case.excerpt(made.quote.id, tmp_path, kinds=["srt"]).notes


def test_a_name_that_is_shown_elsewhere_in_another_case_is_told(case: Case, tmp_path: Path) -> None:
    quoted = case.quote(Span(3_350, 5_400), gloss=["отказался=сделал"])
    made = case.excerpt(quoted.quote.id, tmp_path, kinds=["srt"])
    assert made.notes == ("“отказались” is shown, and “отказался” is withheld: is it the same?",)
