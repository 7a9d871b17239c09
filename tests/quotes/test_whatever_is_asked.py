"""Whatever is asked for: a quote that keeps to what was said, or one sentence that says why not."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from earwitness.errors import UsageError
from earwitness.quotes.beside import contexts
from earwitness.quotes.changes import changes
from earwitness.quotes.make import Asked, make
from earwitness.quotes.notices import notices
from earwitness.quotes.render import kept_words, published
from earwitness.quotes.select import passages
from earwitness.quotes.style import STYLES
from earwitness.records.quote import Quote
from earwitness.records.time import Span
from earwitness.records.view import RecordingView

VIEW: RecordingView = runpy.run_path(str(Path(__file__).parents[1] / "data/golden/make.py"))["VIEW"]
LINE = (VIEW.utterances[1].translation or "").split()

moments = st.integers(0, 130).map(lambda tenths: 100 * tenths)
spans = st.tuples(moments, moments).map(sorted).map(lambda pair: Span(*pair))
words = st.sampled_from([*LINE, "the", "bridge", "река", "hear#2", "Слышу", "zzz", "", "[", "=", "\a"])
typed = st.sampled_from([*LINE, "…", "[…2]", "[x]", "[at=by]", "_never_", "b*ttery", "they", "told", "[", '"'])


@st.composite
def english(draw: st.DrawFn) -> str:
    """A run of the line, in which some words may be exchanged for others or for an ellipsis."""
    first = draw(st.integers(0, len(LINE) - 1))
    run = LINE[first : draw(st.integers(first + 1, len(LINE)))]
    for _ in range(draw(st.integers(0, 2))):
        at = draw(st.integers(0, len(run) - 1))
        run[at : at + draw(st.integers(0, 2))] = [draw(typed)]
    return " ".join(run)


@st.composite
def asked(draw: st.DrawFn) -> dict[str, Any]:
    """What may be typed, sensible or not."""
    wanted = draw(
        st.lists(st.sampled_from([Span(3_100, 11_600), Span(4_800, 9_600)]) | spans, min_size=1, max_size=2)
    )
    return {
        "wanted": wanted,
        "omit": draw(st.just([]) | st.lists(spans, max_size=1)),
        "english": draw(st.just([]) | st.lists(english(), min_size=len(wanted), max_size=len(wanted))),
        "glosses": draw(
            st.just([]) | st.lists(st.builds("{}{}{}".format, words, st.sampled_from("=+"), words), max_size=2)
        ),
        "masks": draw(st.just([]) | st.lists(words, max_size=2)),
        "emphases": draw(st.just([]) | st.lists(words, max_size=1)),
        "speaker": draw(st.sampled_from([None, None, "S2", "S9"])),
        "out_of_order": draw(st.booleans()),
    }


def made(wanted: list[Span], omit: list[Span], english: list[str], **marks: Any) -> Quote:
    held = {name: tuple(value) if isinstance(value, list) else value for name, value in marks.items()}
    return make(
        VIEW,
        Asked(passages=passages(wanted, omit, english), **held),
        id="q1",
        salt="00",
        made_at="2026-01-02T03:04:05Z",
    )


def test_it_is_a_quote_of_what_was_said_or_a_sentence() -> None:
    quotes = 0

    @settings(max_examples=1000)
    @given(asked())
    def check(typed: dict[str, Any]) -> None:
        nonlocal quotes
        try:
            quote = made(**typed)
        except UsageError as err:
            sentence = str(err)
        else:
            sentence = "."
            quotes += 1
            check_quote(quote, typed["wanted"], typed["omit"])
        assert sentence.isprintable()

    check()
    assert quotes > 20  # not only refusals


def check_quote(quote: Quote, wanted: list[Span], omit: list[Span]) -> None:
    said = [word for piece in quote.pieces for word in piece.words]
    for word, is_kept in zip(said, kept_words(quote, "source"), strict=True):
        middle = (word.span.start_ms + word.span.end_ms) / 2
        assert any(span.start_ms <= middle < span.end_ms for span in wanted)
        assert not is_kept or not any(span.start_ms <= middle < span.end_ms for span in omit)
    assert changes(quote, VIEW) == ()
    assert len(contexts(quote, VIEW)) == len(quote.pieces)
    for style in STYLES.values():
        assert published(quote, "source", style)
        assert all(notice.text.isprintable() for notice in notices(quote, VIEW, style))
