"""What an editor should see of a quote before it is published: what stands around it, what was left out.

Codes: `before` and `after` (words there may qualify it), `left-out` (so may words that are left out), `reported`
(it begins with speech that the speaker reports), `overlap` (another speaks at the same time), `between` (another
speaks between its words), `doubt` (its words are doubtful), `untranslated` (some of it has no English), `english`
(English is left out where no sound is, or sound where no English is), `glossary` (it explains a word),
`style` (the house does not do that), `obscene` (a word that the house would mask).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from earwitness.quotes.explain import explained
from earwitness.quotes.masking import unmasked
from earwitness.quotes.qualifiers import qualifying
from earwitness.quotes.render import kept_words
from earwitness.quotes.reported import depth_before, reported
from earwitness.quotes.style import Style
from earwitness.records.mark import SIDES, Mark, Omission, Side
from earwitness.records.quote import Notice, Piece, Quote
from earwitness.records.speech import Doubt
from earwitness.records.text import one_line
from earwitness.records.time import clock, hull
from earwitness.records.view import RecordingView, UtteranceView

READ_ON_WORDS = 3
READ_ON_MS = 5_000
"""How many words before and after a quote are read, and how long the pause to them may be."""

CONTEXT_CHARACTERS = 32


def notices(quote: Quote, view: RecordingView, style: Style) -> tuple[Notice, ...]:
    """All that is to be noticed of a quote, laid over what is shown of its transcript."""
    held = {utterance.id: utterance for utterance in view.utterances}
    return (
        *_read_on(quote, view),
        *_left_out(quote),
        *_reported(quote),
        *_others(quote, view),
        *(notice for piece in quote.pieces for notice in _doubts(piece, held.get(piece.utterance_id))),
        *_english(quote, held),
        *(notice for piece in quote.pieces for notice in explained(quote, piece, held.get(piece.utterance_id))),
        *_style(quote, style),
    )


def around(quote: Quote, view: RecordingView, side: Side) -> Iterator[tuple[list[str], list[str]]]:
    """What the same voice says right before and right after each passage, in one language."""
    for passage in quote.passages:
        begin, end = passage[0], passage[-1]
        same = [one for one in view.utterances if one.speaker == begin.speaker]
        at = {one.id: number for number, one in enumerate(same)}
        if begin.utterance_id not in at or end.utterance_id not in at:
            continue  # it was corrected away: changes.py says so
        first, last = at[begin.utterance_id], at[end.utterance_id]
        earlier = [one for one in same[:first] if begin.span.start_ms - one.span.end_ms <= READ_ON_MS]
        later = [one for one in same[last + 1 :] if one.span.start_ms - end.span.end_ms <= READ_ON_MS]
        before, after = _edges(passage, same[first], same[last], side)
        before, after = [*_said(earlier, side), *before], [*after, *_said(later, side)]
        yield before[-READ_ON_WORDS:], after[:READ_ON_WORDS]


def contexts(quote: Quote, view: RecordingView) -> tuple[tuple[str, str], ...]:
    """What stands before and after each piece in the whole transcript, some characters of it."""
    texts = [one.text for one in view.utterances]
    at = {one.id: number for number, one in enumerate(view.utterances)}
    found = []
    for piece in quote.pieces:
        number = at.get(piece.utterance_id)
        if number is None:
            found.append(("", ""))
            continue
        held = list(view.utterances[number].utterance.pieces())
        text = "".join(before + word.text for before, word in held[: piece.first])
        text += held[piece.first][0] if piece.first < len(held) else ""
        before = " ".join([*texts[:number], text])
        after = " ".join([texts[number][len(text) + len(piece.text) :], *texts[number + 1 :]])
        found.append((before[-CONTEXT_CHARACTERS:], after[:CONTEXT_CHARACTERS]))
    return tuple(found)


def _said(utterances: Sequence[UtteranceView], side: Side) -> list[str]:
    return [word for one in utterances for word in _words(one, side)]


def _words(utterance: UtteranceView, side: Side) -> list[str]:
    if side == "english":
        return (utterance.translation or "").split()
    return [word.text for word in utterance.words]


def _edges(
    passage: Sequence[Piece], first: UtteranceView, last: UtteranceView, side: Side
) -> tuple[list[str], list[str]]:
    """What stands in a passage's own utterances before and after what is quoted of them."""
    if side == "english":
        line = [
            (word, piece.line_first <= at < piece.line_stop)
            for piece in passage
            for at, word in enumerate(piece.line_words)
        ]
        before = list(takewhile(lambda one: not one[1], line))
        after = list(takewhile(lambda one: not one[1], reversed(line)))
        return [word for word, _ in before], [word for word, _ in reversed(after)]
    begin, end = passage[0], passage[-1]
    return _words(first, side)[: begin.first], _words(last, side)[end.first + len(end.words) :]


def _read_on(quote: Quote, view: RecordingView) -> Iterator[Notice]:
    for side in SIDES:
        for before, after in around(quote, view, side):
            if found := qualifying(before):
                said = one_line(" ".join(before))
                yield Notice(reason="before", text=f"Right before it stands “{one_line(found)}”: {said} …")
            if found := qualifying(after):
                said = one_line(" ".join(after))
                yield Notice(reason="after", text=f"Right after it stands “{one_line(found)}”: … {said}")


def _left_out(quote: Quote) -> Iterator[Notice]:
    for side in SIDES:
        words = quote.words(side)
        for mark in quote.of(side):
            if isinstance(mark, Omission) and (found := qualifying(words[mark.first : mark.stop])):
                said = one_line(" ".join(words[mark.first : mark.stop]))
                yield Notice(reason="left-out", text=f"“{one_line(found)}” is among what is left out: {said}")


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
        if any(mine.span.overlap_ms(word.span) for mine in shown for word in said):
            yield Notice(reason="overlap", text=f"{who} speaks at the same time, at {at}: {heard}")
        else:
            yield Notice(reason="between", text=f"{who} speaks in between, at {at}: {heard}")


def _doubts(piece: Piece, utterance: UtteranceView | None) -> Iterator[Notice]:
    if utterance is None:
        return
    quoted = range(piece.first, piece.first + len(piece.words))
    for doubt in utterance.doubts:
        about = [utterance.words[at].text for at in doubt.words if at in quoted]
        if about or not doubt.words:
            yield _doubt(doubt, about)
    for doubt in utterance.line.doubts if utterance.line else ():
        line = utterance.line.text.split() if utterance.line else []
        about = [line[at] for at in doubt.words if piece.line_first <= at < piece.line_stop]
        if about or not doubt.words:
            yield _doubt(doubt, about, "English: ")


def _doubt(doubt: Doubt, about: Sequence[str], before: str = "") -> Notice:
    return Notice(
        reason="doubt", text=f"{before}{doubt.text}" + (f" ({one_line(' '.join(about))})" if about else "")
    )


def _english(quote: Quote, held: dict[str, UtteranceView]) -> Iterator[Notice]:
    lacking = [piece.utterance_id for piece in quote.pieces if not piece.line]
    if lacking and quote.translation_id is not None:
        yield Notice(reason="untranslated", text=f"There is no English for {', '.join(lacking)}.")
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
            yield Notice(reason="english", text=text)
        elif all_shown and not all_heard:
            text = f"Sound is left out of {piece.utterance_id}, and nothing of its English."
            yield Notice(reason="english", text=text)


def _omitted(mark: Mark) -> range:
    return range(mark.first, mark.stop) if isinstance(mark, Omission) else range(0)


def _style(quote: Quote, style: Style) -> Iterator[Notice]:
    for kind in sorted({mark.kind for mark in quote.marks} & style.refuses):
        yield Notice(reason="style", text=f"The house style {style.name} has no {kind}.")
    if style.mask != "in full":
        for word in dict.fromkeys(one_line(word) for side in SIDES for _, word in unmasked(quote, side)):
            yield Notice(reason="obscene", text=f"“{word}” is obscene and not masked.")
