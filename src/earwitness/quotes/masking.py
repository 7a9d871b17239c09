"""Obscenity as a desk prints it: in full, by its first letter, or not at all. The record keeps the word.

One choice serves quotes, exports, pages and clips. Left to the house, it is what the case's house style does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Literal

from earwitness.errors import UsageError
from earwitness.quotes.obscene import is_obscene
from earwitness.quotes.render import kept_words
from earwitness.quotes.style import EXPLETIVE, Style
from earwitness.quotes.words import Shown, mask_rule, parts, show
from earwitness.records.mark import SIDES, Mask, MaskRule, Side, place
from earwitness.records.quote import Quote
from earwitness.records.speech import Drop, Transcript, Utterance
from earwitness.records.text import shown
from earwitness.records.view import RecordingView

Masking = Literal["house", "spoken", "letters", "expletive"]

MASKINGS: Mapping[Masking, str] = MappingProxyType(
    {
        "house": "as the house style has it",
        "spoken": "the word in full",
        "letters": "its first letter, or all but a vowel, as the house style has it: f---, f*ck",
        "expletive": "[expletive]",
    }
)
"""What to do with an obscene word."""


def masking(style: Style, choice: str) -> Style:
    """The style with that choice of MASKINGS; UsageError for another.

    >>> from earwitness.quotes.style import style_named
    >>> masking(style_named("guardian"), "letters").mask
    '*'
    """
    match choice:
        case "house":
            return style
        case "spoken":
            return replace(style, mask="in full")
        case "letters":
            return style if style.mask in ("*", "-") else replace(style, mask="*")
        case "expletive":
            return replace(style, mask="expletive")
        case _:
            raise UsageError(
                f"A word cannot be masked so: {shown(choice)}.", advice=f"It can be {', '.join(MASKINGS)}."
            )


def masked(view: RecordingView, style: Style) -> RecordingView:
    """The view with every obscene word as the style prints it, whatever language it is in."""
    if style.mask == "in full":
        return view
    translation = view.translation and replace(
        view.translation,
        lines=tuple(replace(line, text=masked_text(line.text, style)) for line in view.translation.lines),
    )
    return replace(
        view,
        transcript=view.transcript and _transcript(view.transcript, style),
        translation=translation,
        candidates=tuple(replace(one, text=masked_text(one.text, style)) for one in view.candidates),
        remarks=tuple(replace(one, text=masked_text(one.text, style)) for one in view.remarks),
    )


def masked_text(text: str, style: Style) -> str:
    """A text with every obscene word as the style prints it; its white space stays.

    >>> from earwitness.quotes.style import DEFAULT
    >>> masked_text("What the fuck,\\n he said.", DEFAULT)
    'What the f*ck,\\n he said.'
    """
    held = {word: _word(word, style) for word in text.split()}
    parts, at = [], 0
    for word in text.split():
        found = text.index(word, at)
        parts += [text[at:found], held[word]]
        at = found + len(word)
    return "".join([*parts, text[at:]])


def with_masks(quote: Quote, style: Style) -> Quote:
    """The quote with a mask on each obscene word that it shows and nobody masked, if the style masks at all."""
    if style.mask == "in full":
        return quote
    found = [
        Mask(side=side, at=at, rule=rule)
        for side in SIDES
        for at, word in unmasked(quote, side)
        if (rule := mask_rule(word, _rule(word, style)))
    ]
    return replace(quote, marks=tuple(sorted([*quote.marks, *found], key=place)))


def printed(quote: Quote, style: Style, choice: str) -> Quote:
    """The quote as that choice of MASKINGS has it: any but `house` masks what its editor left as spoken, too."""
    return quote if choice == "house" else with_masks(quote, style)


def unmasked(quote: Quote, side: Side) -> Iterator[tuple[int, str]]:
    """The obscene words of one side that a quote shows without a mask, each with its position."""
    has_mask = {mark.at for mark in quote.of(side) if isinstance(mark, Mask)}
    for at, (word, is_kept) in enumerate(zip(quote.words(side), kept_words(quote, side), strict=True)):
        if is_kept and at not in has_mask and is_obscene(word):
            yield at, word


def _word(word: str, style: Style) -> str:
    if not is_obscene(word):
        return word
    lead, core, trail = parts(word)
    if style.mask == "left out":
        return lead + style.ellipsis + trail
    if style.mask == "expletive":
        return lead + EXPLETIVE.join(style.brackets) + trail
    return lead + (show(core, Shown(mask=_rule(word, style)), sign=style.mask) or core) + trail


def _rule(word: str, style: Style) -> MaskRule:
    """The house's rule, unless the obscenity stands after the letter that it hides, as in m*therfucker."""
    after = (show(parts(word).core, Shown(mask=style.mask_rule)) or "").rpartition("*")[2]
    return "initial" if any(is_obscene(after[at:]) for at in range(len(after) - 2)) else style.mask_rule


def _transcript(transcript: Transcript, style: Style) -> Transcript:
    return replace(
        transcript,
        utterances=tuple(_utterance(one, style) for one in transcript.utterances),
        drops=tuple(_drop(one, style) for one in transcript.drops),
    )


def _utterance(utterance: Utterance, style: Style) -> Utterance:
    words = tuple(replace(word, text=_word(word.text, style)) for word in utterance.words)
    befores = [before for before, _ in utterance.pieces()]
    text = "".join(before + word.text for before, word in zip(befores, words, strict=True))
    return replace(utterance, text=text if words else masked_text(utterance.text, style), words=words)


def _drop(drop: Drop, style: Style) -> Drop:
    return replace(drop, text=masked_text(drop.text, style))
