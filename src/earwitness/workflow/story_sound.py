"""The sound of a story's page: cut out of the originals, with what is not to be heard covered, and signed."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from earwitness.archive.folder import CaseFolder
from earwitness.ledger.certificate import Certificate
from earwitness.quotes.masking import masked
from earwitness.quotes.style import Style
from earwitness.quotes.withheld import covered_spans, unheard
from earwitness.recording.cover import Cover
from earwitness.recording.encode import encode_stretches
from earwitness.records.credentials import Act, Claim
from earwitness.records.quote import QuoteView
from earwitness.records.recording import Recording
from earwitness.records.route import standing_links
from earwitness.records.story import Head
from earwitness.records.time import Span, hull
from earwitness.story.disclose import Disclosure, disclosed
from earwitness.story.exhibit import Taped, sound_id
from earwitness.story.stretches import stretches
from earwitness.workflow import show
from earwitness.workflow.commitment import commitment
from earwitness.workflow.credentials import attach, made_of
from earwitness.workflow.progress import Report

_CUTTING = "Cutting the sound"


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """How a page tells of its quotes: what its head says, in the words of the rooms below."""

    head: Head
    style: Style
    cover: Cover
    speakers: Disclosure
    signed_by: Certificate | None = None


def tape(
    case: CaseFolder,
    views: Sequence[QuoteView],
    telling: Telling,
    made: ExitStack,
    *,
    report: Report,
) -> tuple[list[Taped], dict[str, Path]]:
    """The recordings that are quoted, and each sound that the page needs by what it is called.

    The sounds are there as long as `made` is.
    """
    links, head, style = case.database.links(), telling.head, telling.style
    taped: list[Taped] = []
    sounds: dict[str, Path] = {}
    digests = list(dict.fromkeys(view.quote.recording for view in views))
    for number, digest in enumerate(digests, 1):
        recording = next(one for one in case.database.recordings() if one.digest == digest)
        seen = show.view(case, recording)
        here = [view.quote for view in views if view.quote.recording == digest]
        quoted = [hull(piece.span for piece in passage) for quote in here for passage in quote.passages]
        hidden = [
            *covered_spans(seen, style, but=here),
            *(span for quote in here for span in unheard(quote, seen, style)),
        ]
        spans = _stretches(recording, quoted, head)
        files = [(span, made.enter_context(case.store.scratch(suffix=".mp3"))) for span in spans]
        cut = encode_stretches(
            case.store.path(digest), files, name=recording.name, hidden=hidden, cover=telling.cover
        )
        for at, path in enumerate(cut):
            sounds[sound_id(number, at)] = path
            report(_CUTTING, (number - 1 + (at + 1) / len(files)) / len(digests))
        named = commitment(case, digest)
        taped.append(
            Taped(
                number=number,
                view=disclosed(masked(seen, style), telling.speakers),
                sounds=tuple((span, f"{sound_id(number, at)}.mp3") for at, span in enumerate(spans)),
                links=standing_links(one for one in links if one.recording == digest) if head.route else (),
                commitment=named,
            )
        )
        if telling.signed_by:
            quoting = [view for view in views if view.quote.recording == digest]
            _sign(files, Claim(title=head.title, commitment=named), quoting, hidden, telling.signed_by)
    return taped, sounds


def _sign(
    files: Sequence[tuple[Span, Path]],
    claim: Claim,
    views: Sequence[QuoteView],
    hidden: Sequence[Span],
    by: Certificate,
) -> None:
    """Let each sound of a recording say where it was cut, what is covered in it, and which quotes it holds."""
    for span, path in files:
        quoted = [
            {
                "quote": view.id,
                "digest": str(view.digest),
                "address": "&".join(one.fragment for one in spans),
                "source": view.source,
                "english": view.english,
            }
            for view in views
            if (spans := [hull(piece.span for piece in passage) for passage in view.quote.passages])
            and any(span.start_ms <= one.start_ms and one.end_ms <= span.end_ms for one in spans)
        ]
        acts = (Act(kind="cut", spans=(span,)), *made_of([one for one in hidden if one.overlap_ms(span)]))
        attach(path, path, replace(claim, acts=acts, quote={"quotes": quoted}), by)


def _stretches(recording: Recording, quoted: Sequence[Span], head: Head) -> list[Span]:
    if head.transcript:  # whoever may read all of it may hear all of it
        return [Span(0, max(recording.duration_ms, *(span.end_ms for span in quoted)))]
    return stretches(quoted, context_ms=head.context_ms, duration_ms=recording.duration_ms)


def inside(taped: Taped) -> Taped:
    """The recording with its sounds in the page itself, where they have no address of their own."""
    spans = [span for span, _ in taped.sounds]
    sounds = tuple((span, f"#{sound_id(taped.number, at)}") for at, span in enumerate(spans))
    return replace(taped, sounds=sounds)
