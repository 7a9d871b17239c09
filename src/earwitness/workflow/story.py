"""Publish a story: read it, look its quotes up, cut their sound, write the page, tell the ledger."""

from __future__ import annotations

import base64
import hashlib
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from earwitness.archive.atomic import write_file
from earwitness.archive.folder import CaseFolder
from earwitness.errors import CaseError, UsageError
from earwitness.ledger.certificate import Certificate
from earwitness.quotes.card import Card, draw_card
from earwitness.quotes.masking import masked
from earwitness.quotes.withheld import covered_spans, unheard
from earwitness.recording.encode import encode_stretches
from earwitness.recording.envelope import envelope, peaks
from earwitness.records.credentials import Act, Claim
from earwitness.records.custody import Digest
from earwitness.records.quote import QuoteView
from earwitness.records.recording import Recording
from earwitness.records.route import standing_links
from earwitness.records.story import Head
from earwitness.records.text import shown
from earwitness.records.time import Span, hull
from earwitness.story.article import ArticleFacts, render_article
from earwitness.story.disclose import DISCLOSURES, Disclosure, disclosed
from earwitness.story.draft import read_draft
from earwitness.story.exhibit import Exhibit, Taped, exhibit, sound_id
from earwitness.story.stretches import stretches
from earwitness.workflow import show
from earwitness.workflow.agent import PROGRAM, VERSION
from earwitness.workflow.commitment import commitment
from earwitness.workflow.credentials import attach, made_of
from earwitness.workflow.person import writing
from earwitness.workflow.progress import Report, silent
from earwitness.workflow.quote import house_style, quotes
from earwitness.workflow.results import INDEX, is_page, replacing, require_outside, write_result

_LONGEST = 2_000_000  # bytes of prose: a book has one
_PEAKS = 160  # of the sound on a card
_CUTTING = "Cutting the sound"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The page of a story: where it is, and the quotes on it whose words were corrected since."""

    path: Path
    changed: tuple[str, ...]


def publish_story(  # noqa: PLR0913  (each says one thing)
    case: CaseFolder,
    source: Path,
    to: Path,
    *,
    single: bool = False,
    signed_by: Certificate | None = None,
    report: Report = silent,
) -> Told:
    """Write a story's page into a folder, or with `single` into one file (the case is opened for writing).

    Raises UsageError for a story that cannot be read or makes no sense, for a quote that there is not or that was
    withdrawn, and for one under which something was corrected, unless the story's head says to tell so;
    CaseError where something else is in the way.
    """
    draft = read_draft(_read(source))
    head, speakers = draft.head, _disclosure(draft.head)
    ids = dict.fromkeys(one.quote_id for one in draft.references)
    views = quotes(case, *ids)
    _check(views, head)
    _check_place(to, single=single)
    with ExitStack() as made:
        taped, sounds = _taped(case, views, head, made, signed_by=signed_by, report=report)
        if single:  # its sounds have no address of their own
            taped = [_inside(one) for one in taped]
        of = {one.view.recording.digest: one for one in taped}
        exhibits = {
            view.id: exhibit(view, of[view.quote.recording], context_ms=head.context_ms, speakers=speakers)
            for view in views
        }
        inside = {name: _data_address(path) for name, path in sounds.items()} if single else {}
        facts = ArticleFacts(
            made_on=datetime.now(UTC).date(),
            version=VERSION,
            inside=inside,
            cards={} if single else dict(_cards(head, exhibits.values(), sounds)),
        )
        pages = render_article(draft, exhibits, taped, facts)
        path = _write(to, pages, sounds, single=single)
        digests = {name: Digest.of(data) for name, data in pages.items()}
        digests |= {f"{name}.mp3": _digest(path) for name, path in sounds.items()}
    with writing(case) as change:
        for one in taped:
            digest, transcript = one.view.recording.digest, one.view.transcript
            change.record_event(
                verb="publish",
                agent=PROGRAM,
                recording=digest,
                detail={
                    "quotes": [view.id for view in views if view.quote.recording == digest],
                    "transcript": transcript.id if transcript and head.transcript else None,
                    "speakers": speakers,
                    "commitment": str(one.commitment),
                    "files": {name: str(of_file) for name, of_file in digests.items()},
                },
            )
    return Told(path=path, changed=tuple(view.id for view in views if view.look_again))


def _read(source: Path) -> str:
    try:
        data = source.read_bytes()
    except OSError as err:
        raise UsageError(
            f"The story {shown(source)} cannot be read: {(err.strerror or str(err)).lower()}."
        ) from err
    if len(data) > _LONGEST:
        raise UsageError(f"The story {shown(source)} is longer than {_LONGEST:,} bytes.", advice="Part it.")
    try:
        return data.decode()
    except UnicodeDecodeError as err:
        raise UsageError(f"The story {shown(source)} is no text in UTF-8.", advice="Save it as such.") from err


def _disclosure(head: Head) -> Disclosure:
    return next(known for known in DISCLOSURES if known == head.speakers)


def _check(views: Sequence[QuoteView], head: Head) -> None:
    for view in views:
        if view.withdrawal:
            raise UsageError(f"The quote {view.id} was withdrawn.", advice="Take it out of the story.")
    changed = [view.id for view in views if view.look_again]
    if changed and head.changed == "refuse":
        raise UsageError(
            f"Something was corrected under {', '.join(changed)} since.",
            advice="Look at it again (`earwitness quotes`) and quote it anew, or have the page tell so: write "
            "changed: tell in the story's head.",
        )


def _taped(  # noqa: PLR0913  (each says one thing)
    case: CaseFolder,
    views: Sequence[QuoteView],
    head: Head,
    made: ExitStack,
    *,
    signed_by: Certificate | None,
    report: Report,
) -> tuple[list[Taped], dict[str, Path]]:
    """The recordings that are quoted, and each sound that the page needs by what it is called."""
    links, style = case.database.links(), house_style(case)
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
        cut = encode_stretches(case.store.path(digest), files, name=recording.name, hidden=hidden)
        for at, path in enumerate(cut):
            sounds[sound_id(number, at)] = path
            report(_CUTTING, (number - 1 + (at + 1) / len(files)) / len(digests))
        named = commitment(case, digest)
        taped.append(
            Taped(
                number=number,
                view=disclosed(masked(seen, style), _disclosure(head)),
                sounds=tuple((span, f"{sound_id(number, at)}.mp3") for at, span in enumerate(spans)),
                links=standing_links(one for one in links if one.recording == digest) if head.route else (),
                commitment=named,
            )
        )
        if signed_by:
            quoting = [view for view in views if view.quote.recording == digest]
            _sign(files, Claim(title=head.title, commitment=named), quoting, hidden, signed_by)
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


def _cards(head: Head, exhibits: Iterable[Exhibit], sounds: Mapping[str, Path]) -> Iterator[tuple[str, bytes]]:
    """The picture of each quote, where the page's address is known: nothing else can lead to a picture."""
    if not head.address:
        return
    loud = {name: envelope(path) for name, path in sounds.items()}
    foot = head.address.partition("//")[2].rstrip("/")
    for one in exhibits:
        passages = [
            peaks(loud[name], [span], count=_PEAKS // len(one.quote.passages)) for name, span in one.quote.passages
        ]
        card = Card(
            text=one.english or one.original,
            original=one.original if one.english else None,
            who=one.voice or "A voice",
            peaks=[peak for passage in passages for peak in passage],
            foot=foot,
        )
        if png := draw_card(card):
            yield one.id, png


def _inside(taped: Taped) -> Taped:
    spans = [span for span, _ in taped.sounds]
    sounds = tuple((span, f"#{sound_id(taped.number, at)}") for at, span in enumerate(spans))
    return replace(taped, sounds=sounds)


def _check_place(to: Path, *, single: bool) -> None:
    """Refuse before anything is cut, rather than after."""
    require_outside(to)
    if single and to.exists() and not (to.is_file() and is_page(to)):
        raise CaseError(
            f"{shown(to)} is there and is no page of earwitness.", advice="Choose another file with -o."
        )


def _write(to: Path, pages: Mapping[str, bytes], sounds: Mapping[str, Path], *, single: bool) -> Path:
    if single:
        write_result(to, pages[INDEX])
        return to
    with replacing(to.absolute()) as fresh:
        for name, data in pages.items():
            (fresh / name).parent.mkdir(exist_ok=True)
            write_file(fresh / name, data)
        for name, path in sounds.items():
            shutil.copyfile(path, fresh / f"{name}.mp3")
    return to / INDEX


def _data_address(path: Path) -> str:
    return f"data:audio/mpeg;base64,{base64.b64encode(path.read_bytes()).decode()}"


def _digest(path: Path) -> Digest:
    with path.open("rb") as file:
        return Digest(hashlib.file_digest(file, "sha256").hexdigest())
