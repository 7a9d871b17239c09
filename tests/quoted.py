"""Quotes of every kind, for property tests: whatever the record allows and an editor can make."""

from __future__ import annotations

from hypothesis import strategies as st

from earwitness.quotes.words import bare, ways
from earwitness.records.custody import Digest
from earwitness.records.mark import (
    SIDES,
    Case,
    Emphasis,
    Gloss,
    Join,
    Mark,
    Mask,
    Omission,
    Order,
    Side,
    Stop,
    place,
    shifted,
)
from earwitness.records.quote import Piece, Quote, words_of
from earwitness.records.speech import Word
from earwitness.records.time import Span

_LETTERS = "abeNoTйоНеÉ" + "مرשל" + "不"
_cores = st.text(st.sampled_from(_LETTERS + "'’-*/5"), min_size=1, max_size=4)
_around = st.sampled_from(["", "", "", "", ",", ".", "…", "...", "?", "!", "(", ")", ",—", "*"])
_open, _close = st.sampled_from(["", "", "", '"', "«", "“"]), st.sampled_from(["", "", "", '"', "»", '",'])
texts = st.builds("{}{}{}{}{}".format, _open, st.sampled_from(["", "", "(", "¿"]), _cores, _around, _close) | (
    st.sampled_from(["—", "…", "...", "no", "no,", "No", '"', "f*ck"])
)
_glosses = st.sampled_from(["Ivanov", "a type of jeep", "sic", "no", "река", "5", "“x”", "(x)"])


@st.composite
def pieces(draw: st.DrawFn, at_ms: int, translated: bool, first: bool, last: bool) -> Piece:
    """A piece that begins at this moment; only in the first and last of a passage English may be left away."""
    words = draw(st.lists(texts, min_size=1, max_size=5))
    line = draw(st.lists(texts, max_size=6)) if translated else None
    length = len(line or [])
    begin = draw(st.integers(0, length)) if first else 0
    end = draw(st.integers(begin, length)) if last else length
    return Piece(
        utterance_id=f"u{at_ms}",
        first=draw(st.integers(0, 3)),
        text=draw(st.sampled_from([" ", "\u00a0", ""])).join(words),
        words=tuple(
            Word(text=text, span=Span(at_ms + 10 * at, at_ms + 10 * at + 7)) for at, text in enumerate(words)
        ),
        language=draw(st.sampled_from(["ru", "ar", "zh"])),
        speaker=draw(st.sampled_from(["S1", None])),
        reported=draw(st.integers(0, 1)),
        line=None if line is None else " ".join(line),
        line_first=begin,
        line_stop=end,
    )


@st.composite
def passage_marks(draw: st.DrawFn, words: list[str], side: Side, *, glosses_first: bool) -> list[Mark]:
    """Marks over the words of one passage, as an editor can make them."""
    found: list[Mark] = []
    at, stressed = 0, 0
    while at < len(words):
        kinds = ["word", "word", "word", "emphasis"]
        if 0 < at < len(words) - 1 and not any(isinstance(mark, Omission) and mark.stop == at for mark in found):
            kinds.append("omission")
        kinds += ["gloss"] if at or glosses_first else []
        kind = draw(st.sampled_from(kinds))
        if kind == "omission":
            stop = draw(st.integers(at + 1, len(words) - 1))
            found.append(Omission(side=side, first=at, stop=stop))
            at = stop
        elif kind == "gloss":
            if draw(st.booleans()):
                if not any(isinstance(mark, Gloss) and mark.first == mark.stop == at for mark in found):
                    found.append(Gloss(side=side, first=at, stop=at, text=draw(_glosses)))
                continue
            stop = draw(st.integers(at + 1, min(at + 2, len(words))))
            found.append(Gloss(side=side, first=at, stop=stop, text=draw(_glosses)))
            at = stop
        else:
            if kind == "emphasis" and stressed <= at and any(map(str.isalnum, bare(words[at]))):
                found.append(Emphasis(side=side, first=at, stop=at + 1))
            at += 1
    if words and draw(st.booleans()):
        found.append(Gloss(side=side, first=len(words), stop=len(words), text=draw(_glosses)))
    gone = {at for mark in found if isinstance(mark, Omission | Gloss) for at in range(mark.first, mark.stop)}
    if len(gone) == len(words):
        return []  # nothing that is spoken would be left
    begins = {mark.first for mark in found if isinstance(mark, Omission)}
    glossed = {mark.first for mark in found if isinstance(mark, Gloss)}
    for at, word in enumerate(words):
        ends = (at + 1 == len(words) or at + 1 in begins) and at + 1 not in glossed
        if at in gone:
            continue
        how = draw(st.sampled_from(list(ways(bare(word), ends=ends).values())))
        found += [Mask(side=side, at=at, rule=how.mask)] if how.mask else []
        found += [Case(side=side, at=at)] if how.case else []
        found += [Stop(side=side, at=at)] if how.stop else []
    return found


@st.composite
def quotes(draw: st.DrawFn) -> Quote:
    """A quote of one to three passages."""
    translated = draw(st.booleans())
    passages: list[list[Piece]] = []
    starts = draw(st.lists(st.integers(0, 9), min_size=1, max_size=3, unique=True))
    for start in starts:
        length = draw(st.integers(1, 2))
        passages.append(
            [draw(pieces(1000 * start + 100 * at, translated, at == 0, at == length - 1)) for at in range(length)]
        )
    marks: list[Mark] = []
    for side in SIDES:
        base = 0
        for number, passage in enumerate(passages):
            words = [word for piece in passage for word in words_of(piece, side)]
            made = draw(passage_marks(words, side, glosses_first=number == 0))
            marks += [shifted(mark, base) for mark in made]
            base += len(words)
    at = 0
    for passage in passages[:-1]:
        at += len(passage)
        marks.append(Join(piece=at))
    if starts != sorted(starts):
        marks.append(Order())
    return Quote(
        id="q1",
        recording=Digest.of(b"call"),
        transcript_id="t1",
        translation_id="e1" if translated else None,
        pieces=tuple(piece for passage in passages for piece in passage),
        marks=tuple(sorted(marks, key=place)),
        salt="00" * 16,
        made_at="2026-01-02T03:04:05Z",
    )
