"""From utterances to subtitles: what is shown when."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earwitness.errors import RecordError, UsageError
from earwitness.formats.cues import Cue, Passage, cues
from earwitness.records.custody import Agent, Digest
from earwitness.records.recording import Recording, Sound
from earwitness.records.speech import Transcript, Utterance, Word
from earwitness.records.time import Span
from earwitness.records.translation import Line, Translation
from earwitness.records.view import RecordingView

AGENT = Agent(kind="model", name="m")
AT = "2024-05-06T07:08:09Z"
LONG = "They ordered us across the river at night, and almost nobody in the battery agreed to go there at all."


def said(name: str, span: Span, text: str, *, spaced: bool = True, **more: str) -> Utterance:
    """An utterance whose words share its time evenly; `spaced=False` makes each letter a word."""
    texts = text.split() if spaced else list(text)
    step = span.duration_ms // max(1, len(texts))
    starts = [span.start_ms + step * at for at in range(len(texts))]
    return Utterance(
        id=name,
        span=span,
        language=more.pop("language", "ru"),
        text=text,
        words=tuple(Word(text=t, span=Span(at, at + step)) for t, at in zip(texts, starts, strict=True)),
        **more,
    )


def view(
    *utterances: Utterance, english: dict[str, str] | None = None, duration_ms: int = 60_000
) -> RecordingView:
    digest = Digest.of(b"")
    sound = Sound(codec="pcm", sample_rate_hz=8_000, channels=1)
    lines = tuple(Line(utterance_id=name, text=text) for name, text in (english or {}).items())
    return RecordingView(
        recording=Recording(
            digest=digest,
            name="a",
            size_bytes=0,
            container="wav",
            sound=sound,
            duration_ms=duration_ms,
            acquired_at=AT,
        ),
        transcript=Transcript(
            id="t", recording=digest, language="ru", utterances=utterances, made_by=AGENT, made_at=AT
        ),
        translation=Translation(id="e", transcript_id="t", language="en", lines=lines, made_by=AGENT, made_at=AT)
        if english is not None
        else None,
    )


@st.composite
def views(draw: st.DrawFn) -> RecordingView:
    """Utterances one after another; inside them word times as wild as a model's, and lines of any length."""
    at, utterances, english = 0, [], {}
    for number in range(draw(st.integers(0, 4))):
        start = at + draw(st.integers(0, 3_000))
        at = start + draw(st.integers(100, 9_000))
        texts = draw(st.lists(st.text(st.sampled_from("абв.,"), min_size=1, max_size=9), max_size=30))
        moments = [sorted((draw(st.integers(start, at)), draw(st.integers(start, at)))) for _ in texts]
        utterances.append(
            Utterance(
                id=f"u{number}",
                span=Span(start, at),
                language="ru",
                text=" ".join(texts),
                words=tuple(Word(text=t, span=Span(*m)) for t, m in zip(texts, moments, strict=True)),
            )
        )
        if draw(st.booleans()):
            english[f"u{number}"] = draw(st.text(st.sampled_from("ab .,"), max_size=250))
    return view(*utterances, english=english, duration_ms=at + draw(st.integers(0, 2_000)))


@given(views(), st.sampled_from(["ru", "en", "both"]))
def test_cues_are_in_order_inside_the_recording_and_do_not_overlap(shown: RecordingView, language: str) -> None:
    spans = [cue.span for cue in cues(shown, language)]
    assert all(one.end_ms <= other.start_ms for one, other in pairwise(spans))
    assert all(span.end_ms <= shown.recording.duration_ms for span in spans)


@given(views(), st.sampled_from(["ru", "en", "both"]))
def test_each_word_of_the_languages_asked_for_is_shown_once_and_in_order(
    shown: RecordingView, language: str
) -> None:
    found = {"ru": [], "en": []}
    for cue in cues(shown, language):
        for passage in cue.passages:
            found[passage.language] += passage.text.split()
    there = {
        "ru": [word.text for each in shown.utterances for word in each.words],
        "en": [word for each in shown.utterances for word in (each.translation or "").split()],
    }
    assert found == {tongue: there[tongue] if language in (tongue, "both") else [] for tongue in there}


@given(views())
def test_in_both_languages_a_cue_has_at_most_two_lines_of_each(shown: RecordingView) -> None:
    for cue in cues(shown):
        assert all(len(passage.text.split("\n")) <= 2 for passage in cue.passages)
        assert [passage.language for passage in cue.passages] in (["ru", "en"], ["ru"], ["en"])


def test_original_text_is_shown_while_its_words_are_said() -> None:
    words = " ".join(["словечко"] * 20)
    first, second, third = cues(view(said("u", Span(1_000, 21_000), words)), "ru")
    assert first.span.start_ms == 1_000
    assert second.span.start_ms == 1_000 * (1 + len(first.text.split()))
    assert third.span.end_ms == 21_000


def test_a_pause_between_words_belongs_to_neither_cue() -> None:
    one, other = said("u", Span(0, 10_000), "слово " * 9), said("v", Span(15_000, 25_000), "слово " * 9)
    both = Utterance(
        id="w",
        span=Span(0, 25_000),
        language="ru",
        text=f"{one.text.strip()}. {other.text.strip()}.",
        words=(
            *one.words[:-1],
            replace(one.words[-1], text="слово."),
            *other.words[:-1],
            replace(other.words[-1], text="слово."),
        ),
    )
    assert [cue.span for cue in cues(view(both), "ru")] == [Span(0, 9_999), Span(15_000, 24_999)]


def test_a_translation_shares_its_utterances_time_in_proportion_to_its_length() -> None:
    first, second = cues(view(said("u", Span(0, 10_200), "Да."), english={"u": LONG}), "en")
    assert first.span.start_ms == 0
    assert first.span.end_ms == second.span.start_ms
    assert second.span.end_ms == 10_200
    share = len(first.text) / len(LONG)
    assert first.span.end_ms / 10_200 == pytest.approx(share, abs=0.02)


def test_a_short_utterance_under_a_long_translation_is_shown_in_the_first_cue() -> None:
    first, second = cues(view(said("u", Span(0, 10_200), "Да."), english={"u": LONG}))
    assert [passage.language for passage in first.passages] == ["ru", "en"]
    assert [passage.language for passage in second.passages] == ["en"]


def test_an_utterance_without_translation_stands_alone_and_is_left_out_of_the_translation() -> None:
    shown = view(
        said("u", Span(0, 900), "Да."), said("v", Span(900, 2_000), "Нет."), english={"u": "Yes.", "v": ""}
    )
    assert [[p.text for p in cue.passages] for cue in cues(shown)] == [["Да.", "Yes."], ["Нет."]]
    assert [cue.text for cue in cues(shown, "en")] == ["Yes."]


def test_words_that_white_space_does_not_part_get_none() -> None:
    text = "夜に川を渡れと命令されたが、砲兵隊のほとんど誰も同意しなかった。" * 2
    found = cues(view(said("u", Span(0, 9_000), text, spaced=False)), "ru")
    assert "".join(cue.text for cue in found).replace("\n", "") == text


def test_a_short_cue_stays_for_a_second_where_there_is_time() -> None:
    shown = view(
        said("u", Span(0, 200), "Да."), said("v", Span(5_000, 5_100), "Нет."), said("w", Span(5_300, 5_900), "А.")
    )
    assert [cue.span for cue in cues(shown, "ru")] == [Span(0, 1_000), Span(5_000, 5_300), Span(5_300, 6_300)]


def test_no_cue_lasts_longer_than_the_recording() -> None:
    (cue,) = cues(view(said("u", Span(0, 200), "Да."), duration_ms=500), "ru")
    assert cue.span == Span(0, 500)


def test_people_who_speak_at_once_have_cues_at_once() -> None:
    shown = view(
        said("u", Span(0, 4_000), "Да.", speaker="S1"), said("v", Span(1_000, 3_000), "Нет.", speaker="S2")
    )
    assert [(cue.span, cue.speaker) for cue in cues(shown, "ru")] == [
        (Span(0, 4_000), "S1"),
        (Span(1_000, 3_000), "S2"),
    ]


def test_a_word_without_duration_is_shown_all_the_same() -> None:
    (cue,) = cues(view(said("u", Span(500, 500), "Да."), duration_ms=500), "ru")
    assert cue.span == Span(500, 501)


def test_each_utterance_keeps_its_own_language() -> None:
    shown = view(said("u", Span(0, 900), "Да."), said("v", Span(900, 2_000), "Так.", language="uk"))
    assert [cue.passages[0].language for cue in cues(shown)] == ["ru", "uk"]


def test_a_language_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(UsageError, match=r"'fr': there is ru and en\. Ask for ru, en, both\."):
        cues(view(english={}), "fr")


def test_a_recording_without_transcript_has_no_subtitles() -> None:
    with pytest.raises(UsageError, match="no transcript yet"):
        cues(RecordingView(recording=view().recording, transcript=None, translation=None))


def test_silence_has_no_cues() -> None:
    silent = view()
    assert cues(RecordingView(recording=silent.recording, transcript=silent.transcript, translation=None)) == []


@pytest.mark.parametrize("text", ["", " a", "a\n\nb", "a\0", "a\r\nb"])
def test_a_passage_refuses_what_a_subtitle_cannot_hold(text: str) -> None:
    with pytest.raises(RecordError):
        Passage(text=text)


def test_a_cue_refuses_to_be_without_duration_text_or_languages() -> None:
    one, other = Passage(text="a"), Passage(text="b", language="en")
    for span, passages in [(Span(1, 1), (one,)), (Span(0, 1), ()), (Span(0, 1), (one, other))]:
        with pytest.raises(RecordError):
            Cue(span=span, passages=passages)


def test_a_tag_that_is_no_language_is_refused() -> None:
    with pytest.raises(RecordError):
        Passage(text="a", language="en><script")


def test_a_speaker_of_several_lines_is_refused() -> None:
    with pytest.raises(RecordError):
        Cue(span=Span(0, 1), passages=(Passage(text="a"),), speaker="S1\nS2")


def texts(shown: RecordingView, language: str) -> list[str]:
    return [cue.text for cue in cues(shown, language, labelled=True)]


def test_a_label_stands_where_another_speaks_and_not_again_while_they_go_on() -> None:
    spoken = view(
        said("u1", Span(0, 900), "Алло?", speaker="S1"),
        said("u2", Span(1_000, 1_900), "Слышу.", speaker="S2"),
        said("u3", Span(2_000, 2_900), "Говори.", speaker="S2"),
        said("u4", Span(3_000, 3_900), "Треск."),
        said("u5", Span(4_000, 4_900), "Да.", speaker="S1"),
        english={"u1": "Hello?", "u3": "Speak.", "u4": "Crackling.", "u5": "Yes."},
    )
    assert texts(spoken, "ru") == ["S1: Алло?", "S2: Слышу.", "Говори.", "?: Треск.", "S1: Да."]
    assert texts(spoken, "en") == ["S1: Hello?", "S2: Speak.", "?: Crackling.", "S1: Yes."]
    assert texts(spoken, "both")[0] == "S1: Алло?\nHello?"
    assert [cue.text for cue in cues(spoken, "ru")] == ["Алло?", "Слышу.", "Говори.", "Треск.", "Да."]


def test_one_voice_needs_no_label() -> None:
    alone = view(said("u1", Span(0, 900), "Алло?", speaker="S1"), said("u2", Span(1_000, 1_900), "Нет."))
    assert texts(alone, "ru") == ["Алло?", "Нет."]


def test_a_label_counts_in_the_width_of_its_line() -> None:
    spoken = view(
        said("u1", Span(0, 900), "Да.", speaker="S1"),
        said("u2", Span(1_000, 9_000), LONG, speaker="S2"),
    )
    for line in "\n".join(texts(spoken, "ru")).splitlines():
        assert len(line) <= 42


def test_english_subtitles_of_a_call_in_two_languages_have_its_english_sentences_too() -> None:
    russian = said("u1", Span(0, 2_000), "Алло, ты где?")
    english = said("u2", Span(3_000, 5_000), "I am at home.", language="en")
    mixed = view(russian, english, english={"u1": "Hello, where are you?"})
    shown = [[(one.language, one.text) for one in cue.passages] for cue in cues(mixed, "en")]
    assert shown == [[("en", "Hello, where are you?")], [("en", "I am at home.")]]
    assert [cue.passages[0].language for cue in cues(mixed, "ru")] == ["ru", "en"]
    assert mixed.transcript
    mostly_english = replace(mixed, transcript=replace(mixed.transcript, language="en"))
    assert cues(mostly_english, "en") == cues(mixed, "en")
