"""SubRip and WebVTT: what is written is read again, what others write is understood, damage is told by line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earwitness.errors import RecordError
from earwitness.formats import srt, webvtt
from earwitness.formats.cues import Cue, Passage, label
from earwitness.formats.layout import tidy
from earwitness.records.time import Span

HOSTILE = st.sampled_from(
    ["-->", "\n\n", "<v S1>", "</lang>", "&lt;", "&", "NOTE", "WEBVTT", "00:01.000 --> 00:02.000", "7"]
)
texts = st.lists(st.text(max_size=12) | HOSTILE, min_size=1, max_size=5).map("".join).map(tidy).filter(bool)
languages = st.sampled_from(["ru", "en", "zh-Hant", "sr-Latn-RS"])
passages = st.tuples(st.builds(Passage, text=texts, language=st.none() | languages)) | st.lists(
    st.builds(Passage, text=texts, language=languages), min_size=2, max_size=3
).map(tuple)
spans = st.builds(lambda at, for_ms: Span(at, at + for_ms), st.integers(0, 10**9), st.integers(1, 10**7))
cue_lists = st.lists(
    st.builds(Cue, span=spans, passages=passages, speaker=st.none() | st.text(max_size=9).map(label)), max_size=4
)


def as_subrip_has_it(cue: Cue) -> Cue:
    """One passage, no language, no speaker: what SubRip has a place for."""
    return replace(cue, passages=(Passage(text=cue.text),), speaker=None)


@contextmanager
def told_by_line() -> Iterator[None]:
    """Nothing wrong, or something that is told with its line."""
    try:
        yield
    except RecordError as error:
        if not str(error).startswith("Line "):
            raise


@given(cue_lists)
def test_webvtt_that_was_written_is_read_as_it_was(held: list[Cue]) -> None:
    assert webvtt.parse(webvtt.write(held)) == held


@given(cue_lists)
def test_subrip_that_was_written_is_read_as_it_was_but_for_speaker_and_language(held: list[Cue]) -> None:
    assert srt.parse(srt.write(held)) == [as_subrip_has_it(cue) for cue in held]


@given(cue_lists, st.sampled_from([srt, webvtt]), st.sampled_from(["\r\n", "\r"]))
def test_a_byte_order_mark_and_other_line_ends_change_nothing(held: list[Cue], kind, end: str) -> None:
    text = kind.write(held)
    assert kind.parse("\ufeff" + text.replace("\n", end)) == kind.parse(text)


@given(st.text() | st.text().map("WEBVTT\n\n".__add__), st.sampled_from([srt, webvtt]))
def test_any_text_is_either_subtitles_or_a_record_error(text: str, kind) -> None:
    with told_by_line():
        kind.parse(text)


@given(cue_lists, st.integers(0, 200), st.sampled_from([srt, webvtt]))
def test_a_file_that_was_cut_short_is_read_up_to_there_or_refused(held: list[Cue], at: int, kind) -> None:
    with told_by_line():
        found = kind.parse(kind.write(held)[:at])
        assert [cue.span for cue in found] == [cue.span for cue in held][: len(found)]


def test_webvtt_cannot_be_broken_out_of_by_what_was_said() -> None:
    said = Cue(span=Span(0, 9), passages=(Passage(text="</v>\n--> & <b>", language="en"),), speaker="a>b")
    assert webvtt.write([said]).endswith("<v a&gt;b><lang en>&lt;/v&gt;\n--&gt; &amp; &lt;b&gt;</lang>\n")


def test_long_recordings_have_as_many_digits_of_hours_as_they_need() -> None:
    (cue,) = webvtt.parse("WEBVTT\n\n100:00:00.000 --> 100:00:01.000\na")
    assert cue.span == Span(360_000_000, 360_001_000)
    assert "100:00:00.000 --> 100:00:01.000" in webvtt.write([cue])


def test_webvtt_of_others_is_read_without_its_notes_styles_settings_and_tags() -> None:
    text = """WEBVTT - a title
Kind: captions

NOTE
a comment

STYLE
::cue { color: red }

REGION
id:fred

the name of a cue
00:01.000 --> 00:02.500 align:start position:10%
<v.loud Mary Ann><i>One &amp;</i> <00:01.500><c.x>two</c>&nbsp;&#x21;

01:00:01,000 --> 01:00:02,000

00:03.000 --> 00:04.000
- <v A>Yes.</v>
- <v B>No.</v> <lang fr>Non.</lang>
"""
    assert webvtt.parse(text) == [
        Cue(span=Span(1_000, 2_500), passages=(Passage(text="One & two\u00a0!"),), speaker="Mary Ann"),
        Cue(span=Span(3_000, 4_000), passages=(Passage(text="- Yes.\n- No. Non."),)),
    ]


def test_subrip_of_others_is_read_with_points_places_and_no_numbers() -> None:
    text = (
        "00:00:01.000 --> 00:00:02,500  X1:40 X2:600 Y1:20 Y2:50\n<i>One\n\n\n\n7\n0:00:03,000-->0:00:04,000\ntwo"
    )
    assert [(cue.span, cue.text) for cue in srt.parse(text)] == [
        (Span(1_000, 2_500), "<i>One"),
        (Span(3_000, 4_000), "two"),
    ]


def test_no_cues_make_files_that_hold_none() -> None:
    assert srt.parse(srt.write([])) == webvtt.parse(webvtt.write([])) == []


@pytest.mark.parametrize(
    ("kind", "text", "line"),
    [
        (webvtt, "", 1),
        (webvtt, "WEBVTTX\n\n", 1),
        (webvtt, "\nWEBVTT\n\n", 1),
        (webvtt, "1\n00:00:01,000 --> 00:00:02,000\nSubRip", 1),
        (webvtt, "WEBVTT\n00:01.000 --> 00:02.000\na", 2),
        (webvtt, "WEBVTT\n\nstray words", 3),
        (webvtt, "WEBVTT\n\n00:61.000 --> 00:62.000\na", 3),
        (webvtt, "WEBVTT\n\n00:02.000 --> 00:01.000\na", 3),
        (webvtt, "WEBVTT\n\n00:01.000 --> 00:01.000\na", 3),
        (webvtt, "WEBVTT\n\nid\n00:01.000 --> 00:0", 4),
        (webvtt, "WEBVTT\n\nid\n00:01.000 --> 00:02.000\na\n00:02.000 --> 00:03.000\nb", 6),
        (srt, "hello", 1),
        (srt, "1\n00:00:01,000 --> 00:00:02,000\na\n\nstray\nwords", 6),
        (srt, "1\n00:00:01,000", 2),
        (srt, "1\n00:00:02,000 --> 00:00:01,000\na", 2),
        (srt, "1\n00:00:01,5 --> 00:00:02,000\na", 2),
    ],
)
def test_damage_is_told_with_its_line(kind, text: str, line: int) -> None:
    with pytest.raises(RecordError, match=rf"^Line {line}: "):
        kind.parse(text)
