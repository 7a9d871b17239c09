"""Publishing a story: its quotes looked up, its sound cut, what is wrong refused before anything is written."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import av
import pytest
from PIL import Image

import calls
from earwitness.errors import CaseError, EarwitnessError, UsageError
from earwitness.ledger import chain
from earwitness.records.review import English, Text, Times
from earwitness.records.time import Span
from earwitness.workflow.case import Case
from earwitness.workflow.route import Told

SAMPLE_CALL = Path(__file__).parents[2] / "demo" / "call.m4a"
REFUSED = Span(4_000, 5_700)
STORY = "---\ntitle: A call\n{more}---\nHe says:\n\n{{{{ quote q1 }}}}\n"


@pytest.fixture
def case(tmp_path: Path) -> Case:
    made = calls.call(tmp_path / "case")
    calls.hear(made, "t1")
    calls.translate(made, "t1", "e1")
    made.quote(REFUSED)
    return made


@pytest.fixture
def story(tmp_path: Path) -> Path:
    return write(tmp_path)


def write(folder: Path, more: str = "", prose: str = "") -> Path:
    path = folder / "story.md"
    path.write_text(STORY.format(more=more) + prose, "utf-8")
    return path


def events(case: Case, verb: str) -> list[Any]:
    lines = (case.path / "ledger.jsonl").read_bytes().splitlines(keepends=True)
    assert chain.check(lines) == []
    return [event for event, _ in map(chain.parse, lines) if event.verb == verb]


def length_s(path: Path) -> float:
    with av.open(str(path)) as sound:
        return sum(frame.samples for frame in sound.decode(audio=0)) / sound.streams.audio[0].rate


def test_a_story_is_a_folder_with_its_page_its_sound_and_a_page_for_each_quote(
    case: Case, story: Path, tmp_path: Path
) -> None:
    told = case.publish_story(story, tmp_path / "site")
    assert told.path == tmp_path / "site" / "index.html"
    assert told.changed == ()
    files = sorted(str(one.relative_to(tmp_path / "site")) for one in (tmp_path / "site").rglob("*.*"))
    assert files == ["embed/q1.html", "index.html", "sound-1-1.mp3"]
    assert "We refused to go." in told.path.read_text("utf-8")


def test_the_sound_is_what_is_quoted_with_what_stands_around_it_and_no_more(case: Case, tmp_path: Path) -> None:
    case.publish_story(write(tmp_path, "context: 1\n"), tmp_path / "site")
    assert length_s(tmp_path / "site" / "sound-1-1.mp3") == pytest.approx(1.6 + 2, abs=0.1)
    case.publish_story(write(tmp_path, "context: 0\n"), tmp_path / "site")
    assert length_s(tmp_path / "site" / "sound-1-1.mp3") == pytest.approx(1.6, abs=0.1)
    assert "In context" not in (tmp_path / "site" / "index.html").read_text("utf-8")
    case.publish_story(write(tmp_path, "transcript: yes\ncontext: 0\n"), tmp_path / "site")
    assert length_s(tmp_path / "site" / "sound-1-1.mp3") == pytest.approx(10, abs=0.1)


def test_one_file_holds_all(case: Case, story: Path, tmp_path: Path) -> None:
    told = case.publish_story(story, tmp_path / "story.html", single=True)
    assert told.path == tmp_path / "story.html"
    assert 'src="data:audio/mpeg;base64,' in told.path.read_text("utf-8")
    case.publish_story(story, tmp_path / "story.html", single=True)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["case", "case.wav", "story.html", "story.md"]


def test_the_ledger_tells_of_the_story_without_a_word_of_it(case: Case, story: Path, tmp_path: Path) -> None:
    case.publish_story(story, tmp_path / "site")
    (event,) = events(case, "publish")
    assert event.detail["quotes"] == ["q1"]
    assert sorted(event.detail["files"]) == ["embed/q1.html", "index.html", "sound-1-1.mp3"]
    assert "A call" not in (case.path / "ledger.jsonl").read_text("utf-8")
    assert case.custody()[-1].text == (
        "A story was published with 1 quote of it, in 3 files, telling of who speaks: labels."
    )
    assert not [item for item in case.verify() if item.outcome == "fail"]
    assert list((case.path / "tmp").iterdir()) == []


def test_quotes_of_several_recordings_each_bring_their_own_sound(case: Case, tmp_path: Path) -> None:
    case.process(SAMPLE_CALL, model="fake:", diarizer=None)
    case.quote(case.recording("call.m4a").utterances[0].span, named="call.m4a")
    told = case.publish_story(write(tmp_path, prose="\n{{ quote q2 }}\n"), tmp_path / "site")
    assert sorted(one.name for one in (tmp_path / "site").glob("*.mp3")) == ["sound-1-1.mp3", "sound-2-1.mp3"]
    assert "Recording 2" in told.path.read_text("utf-8")
    assert [len(event.detail["quotes"]) for event in events(case, "publish")] == [1, 1]


def test_an_unknown_quote_is_named_with_those_that_there_are(case: Case, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r'There is no quote "q7"\. There is: q1\.'):
        case.publish_story(write(tmp_path, prose="\n{{ quote q7 }}\n"), tmp_path / "site")
    assert not (tmp_path / "site").exists()


def test_a_withdrawn_quote_is_not_published(case: Case, story: Path, tmp_path: Path) -> None:
    case.withdraw_quote("q1")
    with pytest.raises(UsageError, match="The quote q1 was withdrawn"):
        case.publish_story(story, tmp_path / "site")


def test_a_quote_under_which_something_was_corrected_is_refused_unless_the_page_tells_so(
    case: Case, story: Path, tmp_path: Path
) -> None:
    calls.translate(case, "t1", "e2", ["Hello?", "I hear you.", "We did not go.", "Take care."])
    with pytest.raises(UsageError, match="Something was corrected under q1 since"):
        case.publish_story(story, tmp_path / "site")
    told = case.publish_story(write(tmp_path, "changed: tell\n"), tmp_path / "site")
    assert told.changed == ("q1",)
    page = told.path.read_text("utf-8")
    assert "corrected after this quote was made" in page
    assert "We refused to go." in page
    assert "We did not go." not in page


def test_a_story_that_cannot_be_read_is_told_in_a_sentence(case: Case, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read: no such file"):
        case.publish_story(tmp_path / "none.md", tmp_path / "site")
    with pytest.raises(UsageError, match="cannot be read: is a directory"):
        case.publish_story(tmp_path, tmp_path / "site")
    (tmp_path / "bad.md").write_bytes(b"---\ntitle: \xff\n---\n")
    with pytest.raises(UsageError, match="is no text in UTF-8"):
        case.publish_story(tmp_path / "bad.md", tmp_path / "site")
    (tmp_path / "long.md").write_bytes(b"x" * 2_000_001)
    with pytest.raises(UsageError, match="longer than 2,000,000 bytes"):
        case.publish_story(tmp_path / "long.md", tmp_path / "site")


def test_what_is_no_page_of_ours_is_never_overwritten(case: Case, story: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.html"
    mine.write_text("mine")
    with pytest.raises(CaseError, match="is no page of earwitness"):
        case.publish_story(story, mine, single=True)
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "mine.txt").write_text("mine")
    for single in (True, False):
        with pytest.raises(CaseError):
            case.publish_story(story, folder, single=single)
    assert mine.read_text() == (folder / "mine.txt").read_text() == "mine"


def test_a_damaged_original_publishes_nothing(case: Case, story: Path, tmp_path: Path) -> None:
    shutil.rmtree(case.path / "originals")
    with pytest.raises(Exception, match="missing from the case"):
        case.publish_story(story, tmp_path / "site")
    assert not (tmp_path / "site").exists()


def test_the_route_is_told_unless_the_head_says_no(case: Case, story: Path, tmp_path: Path) -> None:
    case.tell_route(Told(kind="published", by="The agency"))
    assert "The agency may have published it." in case.publish_story(story, tmp_path / "site").path.read_text()
    silent = case.publish_story(write(tmp_path, "route: no\n"), tmp_path / "site").path.read_text()
    assert "The agency" not in silent


def test_a_page_is_the_same_recording_to_all_pages_and_to_nobody_else(
    case: Case, story: Path, tmp_path: Path
) -> None:
    page = case.publish_story(story, tmp_path / "site").path.read_text("utf-8")
    with sqlite3.connect(case.path / "case.sqlite") as database:
        ((salt,),) = database.execute("SELECT salt FROM commitments").fetchall()
    assert case.recordings()[0].digest.hex not in page
    assert salt not in page


def test_where_the_page_will_stand_each_quote_has_a_card_and_an_oembed_reply(case: Case, tmp_path: Path) -> None:
    path = case.publish_story(write(tmp_path, "address: https://x.example/a\n"), tmp_path / "site").path
    card = tmp_path / "site" / "embed" / "q1.png"
    with Image.open(card) as picture:
        assert picture.size == (1200, 630)
    assert '<meta property="og:image" content="https://x.example/a/embed/q1.png">' in path.read_text("utf-8")
    reply = json.loads((tmp_path / "site" / "embed" / "q1.json").read_text("utf-8"))
    assert (reply["type"], reply["version"], reply["thumbnail_url"]) == (
        "rich",
        "1.0",
        "https://x.example/a/embed/q1.png",
    )
    assert "embed/q1.png" in events(case, "publish")[-1].detail["files"]


def test_a_masked_word_is_covered_in_the_sound_and_the_page_says_so(case: Case, tmp_path: Path) -> None:
    case.withdraw_quote("q1")
    case.quote(REFUSED, mask=["отказались"])
    story = tmp_path / "story.md"
    story.write_text("---\ntitle: A call\n---\n{{ quote q2 }}\n", "utf-8")
    page = case.publish_story(story, tmp_path / "site").path.read_text("utf-8")
    assert "In the sound, a tone stands in the place of 1 word." in page
    assert "отказались" not in page
    assert (
        loudest(tmp_path / "site" / "sound-1-1.mp3") > 0.05
    )  # the recording is silent: what is heard is the tone


def loudest(path: Path) -> float:
    with av.open(str(path)) as sound:
        return max(float(abs(frame.to_ndarray()).max()) for frame in sound.decode(audio=0))


@pytest.mark.parametrize(
    ("more", "printed", "told", "is_tone"),
    [
        ("", "«Мы отк*зались идти.»", "a tone stands in the place of 1 word", True),
        ("mask: house\ncover: silence\n", "«Мы отк*зались идти.»", "silence stands in the place of 1 word", False),
        ("mask: expletive\n", "«Мы [expletive] идти.»", "a tone stands in the place of 1 word", True),
        ("mask: spoken\n", "«Мы отказались идти.»", "Nothing was changed", False),
    ],
)
def test_the_head_says_how_the_page_masks_and_covers(  # noqa: PLR0913
    case: Case, tmp_path: Path, *, more: str, printed: str, told: str, is_tone: bool
) -> None:
    """The recording is silent: what is heard is the tone."""
    case.withdraw_quote("q1")
    case.quote(REFUSED, mask=["отказались"])
    story = tmp_path / "story.md"
    story.write_text(f"---\ntitle: A call\n{more}---\n{{{{ quote q2 }}}}\n", "utf-8")
    page = case.publish_story(story, tmp_path / "site").path.read_text("utf-8")
    assert printed.strip("«»") in page
    assert told in page
    assert ("отказались" in page) == ("spoken" in more)
    assert (loudest(tmp_path / "site" / "sound-1-1.mp3") > 0.05) == is_tone


def test_another_mask_than_the_houses_masks_what_was_quoted_as_spoken(case: Case, tmp_path: Path) -> None:
    calls.translate(case, "t1", "e2", ["Hello?", "Fuck.", "We refused to go.", "Take care."])
    case.quote(Span(2_000, 3_900), as_spoken=True)
    for more, shown in (("", "Fuck."), ("mask: letters\n", "F*ck."), ("mask: expletive\n", "[expletive].")):
        story = tmp_path / "story.md"
        story.write_text(f"---\ntitle: A call\n{more}---\n{{{{ quote q2 }}}}\n", "utf-8")
        page = case.publish_story(story, tmp_path / "site").path.read_text("utf-8")
        assert f'dir="ltr">{shown}</p>' in page
        assert ("Fuck" in page) == (not more)
    assert [one.english for one in case.quotes("q2", mask="letters")] == ["“F*ck.”"]


THEIRS = "# A call\n\n“We refused to go,” the man says. “They paid us double for it in spring,” he adds.\n"


def test_a_verdict_on_an_article_is_found_anew_at_each_publishing(case: Case, tmp_path: Path) -> None:
    (tmp_path / "theirs.md").write_text(THEIRS, "utf-8")
    story = write(tmp_path, "checks: theirs.md\n", "\n{{ check 1 }}\n")
    told = case.publish_story(story, tmp_path / "site")
    assert [(one.number, one.verdict, one.quotes) for one in told.found] == [(1, "verbatim", ("q1",))]
    page = told.path.read_text("utf-8")
    assert "The quote says what is said there, as a faithful translation does." in page
    assert '"@type":"ClaimReview"' in page
    (tmp_path / "theirs.md").write_text(THEIRS.replace("refused", "agreed").replace("go", "cross"), "utf-8")
    try:
        verdicts = {one.verdict for one in case.publish_story(story, tmp_path / "site").found}
    except UsageError:
        verdicts = set()
    assert "verbatim" not in verdicts


@pytest.mark.parametrize(
    ("checks", "number", "sentence"),
    [
        ("theirs.md", 2, "The quote 2 of the article "),
        ("theirs.md", 9, "The article has no quote 9: 2 of it are checked."),
        ("none.md", 1, "There is no article "),
        ("https://x.example/", 1, "names an article by its address, and a page is made without the network."),
        (".", 1, "it is a folder"),
    ],
)
def test_a_verdict_that_is_not_to_be_had_is_refused_before_anything_is_written(
    case: Case, tmp_path: Path, *, checks: str, number: int, sentence: str
) -> None:
    (tmp_path / "theirs.md").write_text(THEIRS, "utf-8")
    story = write(tmp_path, f"checks: {checks}\n", f"\n{{{{ check {number} }}}}\n")
    with pytest.raises(EarwitnessError) as refused:
        case.publish_story(story, tmp_path / "site")
    assert sentence in str(refused.value)
    assert not (tmp_path / "site").exists()


def test_a_verdict_is_not_told_beside_a_quote_under_which_something_was_corrected(
    case: Case, tmp_path: Path
) -> None:
    (tmp_path / "theirs.md").write_text(THEIRS, "utf-8")
    story = write(tmp_path, "checks: theirs.md\nchanged: tell\n", "\n{{ check 1 }}\n")
    case.correct(
        Times(utterance_id="u3", on=0, spans=(Span(4_000, 4_400), Span(4_500, 5_000), Span(5_100, 5_500)))
    )
    with pytest.raises(UsageError, match="which the story does not quote as it is now"):
        case.publish_story(story, tmp_path / "site")


def test_what_is_corrected_under_a_published_quote_stops_the_page_until_it_is_quoted_anew(
    case: Case, story: Path, tmp_path: Path
) -> None:
    case.publish_story(story, tmp_path / "site")
    case.correct(Text(utterance_id="u3", on=0, text="Мы не отказались идти."))
    with pytest.raises(UsageError, match="Something was corrected under q1 since"):
        case.publish_story(story, tmp_path / "site")
    assert "We refused to go." in (tmp_path / "site" / "index.html").read_text("utf-8")  # it stands as it was
    case.correct(English(utterance_id="u3", on=1, text="We did not refuse to go."))
    case.quote(REFUSED)
    again = tmp_path / "again.md"
    again.write_text(story.read_text("utf-8").replace("q1", "q2"), "utf-8")
    assert "We did not refuse to go." in case.publish_story(again, tmp_path / "site").path.read_text("utf-8")
