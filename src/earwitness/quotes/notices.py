"""What an editor should see of a quote before it is published: what stands around it, what was left out.

Codes: `before` and `after` (words there may qualify it; where they were corrected since, it asks to be looked at
again), `left-out` (so may words that are left out, replaced or masked), `added` (so may a gloss), `differs` (what
is kept of both languages differs where the whole does not), `reported` (it begins with speech that the speaker
reports), `overlap` (another speaks at the same time), `between` (another speaks between its words), `doubt` (its
words are doubtful), `untranslated` (some of it has no English), `english` (English is left out where no sound is,
or sound where no English is), `glossary` (it explains a word), `style` (the house does not do that), `obscene` (a
word that the house would mask).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from earwitness.quotes.beside import Beside, around
from earwitness.quotes.changes import where_it_stands
from earwitness.quotes.explain import explained
from earwitness.quotes.masking import unmasked
from earwitness.quotes.qualifiers import qualifying
from earwitness.quotes.render import kept_words
from earwitness.quotes.reported import depth_before, reported
from earwitness.quotes.style import Style
from earwitness.records.mark import SIDES, Gloss, Mark, Mask, Omission, Side, place
from earwitness.records.quote import Notice, Piece, Quote
from earwitness.records.speech import Doubt
from earwitness.records.text import one_line
from earwitness.records.time import clock, hull
from earwitness.records.view import RecordingView, UtteranceView
from earwitness.translation.survives import denial_differs, lost_numbers


def notices(quote: Quote, view: RecordingView, style: Style) -> tuple[Notice, ...]:
    """All that is to be noticed of a quote, laid over what is shown of its transcript."""
    quote = where_it_stands(quote, view)
    held = {utterance.id: utterance for utterance in view.utterances}
    return (
        *_read_on(quote, view),
        *_left_out(quote),
        *_differs(quote, held),
        *_reported(quote),
        *_others(quote, view),
        *(notice for piece in quote.pieces for notice in _doubts(piece, held.get(piece.utterance_id))),
        *_english(quote, held),
        *(notice for piece in quote.pieces for notice in explained(quote, piece, held.get(piece.utterance_id))),
        *_style(quote, style),
    )


def _read_on(quote: Quote, view: RecordingView) -> Iterator[Notice]:
    for side in SIDES:
        for before, after in around(quote, view, side):
            if notice := _qualified(quote, "before", before):
                yield notice
            if notice := _qualified(quote, "after", after):
                yield notice


def _qualified(quote: Quote, where: str, words: Sequence[Beside]) -> Notice | None:
    found = qualifying([word.text for word in words])
    if not found:
        return None
    said = one_line(" ".join(word.text for word in words))
    text = f"Right {where} it stands “{one_line(found)}”: {f'{said} …' if where == 'before' else f'… {said}'}"
    about = {"found": one_line(found), "said": said, "since": ""}
    if any(word.since and word.since > quote.made_at for word in words):
        text, about["since"] = f"{text} (corrected since it was quoted)", "corrected"
    return Notice(reason=where, text=text, again=bool(about["since"]), about=about)


def _left_out(quote: Quote) -> Iterator[Notice]:
    for side in SIDES:
        words = quote.words(side)
        for mark in quote.of(side):
            if isinstance(mark, Omission | Gloss | Mask):
                first, stop = place(mark)[1:3]
                said = one_line(" ".join(words[first:stop]))
                if found := qualifying(words[first:stop]):
                    yield Notice(
                        reason="left-out",
                        text=f"“{one_line(found)}” is among what is {_gone(mark)}: {said}",
                        about={"found": one_line(found), "how": mark.kind, "said": said},
                    )
            if isinstance(mark, Gloss) and (found := qualifying(mark.text.split())):
                yield Notice(
                    reason="added",
                    text=f"“{found}” is not spoken: [{mark.text}] is yours.",
                    about={"found": found, "gloss": mark.text},
                )


def _gone(mark: Omission | Gloss | Mask) -> str:
    match mark:
        case Omission():
            return "left out"
        case Gloss():
            return f"replaced by [{mark.text}]"
        case Mask():
            return "masked"


def _differs(quote: Quote, held: dict[str, UtteranceView]) -> Iterator[Notice]:
    """Where what is kept of one language denies something, or has a number, that the other by the edit has not."""
    if not quote.words("english"):
        return
    original, english = (" ".join(_kept(quote, side)) for side in SIDES)
    whole = [held[piece.utterance_id] for piece in quote.pieces if piece.utterance_id in held]
    whole_original = " ".join(one.text for one in whole)
    whole_english = " ".join(piece.line or "" for piece in quote.pieces)
    language = quote.pieces[0].language
    if denial_differs(original, english, language) and not denial_differs(whole_original, whole_english, language):
        yield Notice(
            reason="differs",
            text="What is kept of one language denies something, and of the other not.",
            about={"how": "denial", "numbers": ""},
        )
    known = lost_numbers(whole_original, whole_english)
    if numbers := [one for one in lost_numbers(original, english) if one not in known]:
        yield Notice(
            reason="differs",
            text=f"What is kept of both languages differs in numbers: {', '.join(numbers)}.",
            about={"how": "numbers", "numbers": ", ".join(numbers)},
        )


def _kept(quote: Quote, side: Side) -> list[str]:
    return [word for word, is_kept in zip(quote.words(side), kept_words(quote, side), strict=True) if is_kept]


def _reported(quote: Quote) -> Iterator[Notice]:
    begin = quote.pieces[0]
    depth = depth_before(begin.line_words, begin.line_first)
    spoken = reported([word.text for word in begin.words], begin.reported)
    if any(speech.first == 0 for speech in (*spoken, *reported(begin.english, depth))):
        yield Notice(
            reason="reported", text="It begins with speech that the speaker reports: somebody else's words?"
        )


def _others(quote: Quote, view: RecordingView) -> Iterator[Notice]:
    mine = {piece.utterance_id for piece in quote.pieces}
    words = [word for piece in quote.pieces for word in piece.words]
    is_kept = kept_words(quote, "source")
    shown = [word for word, keeps in zip(words, is_kept, strict=True) if keeps]
    spans = [hull(piece.span for piece in passage) for passage in quote.passages]
    for other in view.utterances:
        if other.id in mine or other.speaker == quote.pieces[0].speaker:
            continue
        said = [word for word in other.words if any(span.overlap_ms(word.span) for span in spans)]
        if not said:
            continue
        who = other.voice or "Somebody without a label"
        at = clock(said[0].span.start_ms, decimals=1)
        heard = one_line(" ".join(word.text for word in said))
        about = {"who": other.voice or "?", "at": at, "said": heard}
        if any(mine.span.overlap_ms(word.span) for mine in shown for word in said):
            yield Notice(reason="overlap", text=f"{who} speaks at the same time, at {at}: {heard}", about=about)
        else:
            yield Notice(reason="between", text=f"{who} speaks in between, at {at}: {heard}", about=about)


def _doubts(piece: Piece, utterance: UtteranceView | None) -> Iterator[Notice]:
    if utterance is None:
        return
    quoted = range(piece.first, piece.first + len(piece.words))
    for doubt in utterance.doubts:
        about = [utterance.words[at].text for at in doubt.words if at in quoted]
        if about or not doubt.words:
            yield _doubt(doubt, about, "source")
    for doubt in utterance.line.doubts if utterance.line else ():
        line = utterance.line.text.split() if utterance.line else []
        about = [line[at] for at in doubt.words if piece.line_first <= at < piece.line_stop]
        if about or not doubt.words:
            yield _doubt(doubt, about, "english")


def _doubt(doubt: Doubt, about: Sequence[str], side: Side) -> Notice:
    words = f" ({one_line(' '.join(about))})" if about else ""
    return Notice(
        reason="doubt",
        text=("English: " if side == "english" else "") + doubt.text + words,
        about={"doubt": doubt.reason, "why": doubt.text, "side": side, "words": words},
    )


def _english(quote: Quote, held: dict[str, UtteranceView]) -> Iterator[Notice]:
    lacking = [piece.utterance_id for piece in quote.pieces if not piece.line]
    if lacking and quote.translation_id is not None:
        named = ", ".join(lacking)
        yield Notice(reason="untranslated", text=f"There is no English for {named}.", about={"utterances": named})
    sound, english = ({at for one in quote.of(side) for at in _omitted(one)} for side in SIDES)
    heard = shown = 0
    for piece in quote.pieces:
        all_heard = sound.isdisjoint(range(heard, heard + len(piece.words)))
        all_shown = (
            english.isdisjoint(range(shown, shown + len(piece.english))) and piece.english == piece.line_words
        )
        heard, shown = heard + len(piece.words), shown + len(piece.english)
        utterance = held.get(piece.utterance_id)
        if not utterance or not piece.line_words:
            continue
        all_heard = all_heard and len(utterance.words) == len(piece.words)
        if all_heard and not all_shown:
            text = f"English is left out of {piece.utterance_id}, and nothing of its sound."
            yield Notice(reason="english", text=text, about={"lacks": "english"})
        elif all_shown and not all_heard:
            text = f"Sound is left out of {piece.utterance_id}, and nothing of its English."
            yield Notice(reason="english", text=text, about={"lacks": "sound"})


def _omitted(mark: Mark) -> range:
    return range(mark.first, mark.stop) if isinstance(mark, Omission) else range(0)


def _style(quote: Quote, style: Style) -> Iterator[Notice]:
    for kind in sorted({mark.kind for mark in quote.marks} & style.refuses):
        yield Notice(
            reason="style",
            text=f"The house style {style.name} has no {kind}.",
            about={"style": style.name, "kind": kind},
        )
    if style.mask != "in full":
        for word in dict.fromkeys(one_line(word) for side in SIDES for _, word in unmasked(quote, side)):
            yield Notice(reason="obscene", text=f"“{word}” is obscene and not masked.", about={"word": word})
