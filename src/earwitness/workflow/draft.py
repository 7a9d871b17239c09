"""A quote before it is made: as it would be printed, so that whoever makes it has seen it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from earwitness.archive.folder import CaseFolder
from earwitness.errors import ConflictError, UsageError
from earwitness.quotes import pick
from earwitness.quotes.explain import offers
from earwitness.quotes.make import Asked
from earwitness.quotes.notation import write
from earwitness.records.quote import Notice, Quote, QuoteView
from earwitness.records.view import RecordingView
from earwitness.workflow.quote import as_it_is, kept, made
from earwitness.workflow.tie import tie


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What would be quoted, or in a sentence why it cannot be.

    `english` is its English as it can be typed, None where there is none or nobody knows; nothing but likelihood
    says that it is meant, where it `is_guess`. `offers` are what the glossary explains, each with the English that
    has it as a gloss, None where it has no place there.
    """

    quote: QuoteView | None = None
    refusal: UsageError | None = None
    english: str | None = None
    is_guess: bool = False
    offers: tuple[tuple[Notice, str | None], ...] = ()


def draft(case: CaseFolder, seen: RecordingView, picked: pick.Picked) -> Draft:
    """What would be quoted of a recording; nothing is kept."""
    english, guess = picked.english, None
    try:
        asked = pick.asked(seen, picked)
        if guess := pick.guessed(seen, asked, tie):
            asked, english = guess, guess.passages[0].english
        new = made(case, seen, asked)
    except UsageError as err:
        return Draft(refusal=err, english=english, is_guess=guess is not None)
    return Draft(
        quote=as_it_is(case, new, seen),
        english=_typed(new) if english is None else english,
        is_guess=guess is not None,
        offers=tuple(_offers(case, seen, asked, new)),
    )


def keep(
    case: CaseFolder, seen: RecordingView, picked: pick.Picked, *, printed_as: tuple[str, str | None]
) -> QuoteView:
    """Make a quote of what was seen as a draft: `printed_as` are its original and its English there.

    Raises UsageError for what cannot be quoted so, ConflictError where it would be printed otherwise by now.
    """
    new = made(case, seen, pick.asked(seen, picked))
    view = as_it_is(case, new, seen)
    if (view.source, view.english) != printed_as:
        raise ConflictError(
            "Somebody changed what is quoted meanwhile.", advice="Look at the quote again.", code="quote-changed"
        )
    return kept(case, seen, new)


def _typed(new: Quote) -> str | None:
    return write(new, "english")[0] or None


def _offers(
    case: CaseFolder, seen: RecordingView, asked: Asked, new: Quote
) -> Iterator[tuple[Notice, str | None]]:
    held = {one.id: one for one in seen.utterances}
    for piece in new.pieces:
        for offer in offers(new, piece, held.get(piece.utterance_id)):
            yield offer.told, _glossed(case, seen, asked, offer.gloss) if offer.gloss else None


def _glossed(case: CaseFolder, seen: RecordingView, asked: Asked, gloss: str) -> str | None:
    """The English with that gloss; None where it belongs to the original, or its word is there several times."""
    try:
        new = made(case, seen, replace(asked, glosses=(gloss,)))
    except UsageError:
        return None
    word = gloss.partition("+")[2]
    return _typed(new) if any(getattr(mark, "text", None) == word for mark in new.of("english")) else None
