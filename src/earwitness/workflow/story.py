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
from earwitness.backends.registry import STANDARD_EMBEDDER, embedder
from earwitness.errors import CaseError, UsageError
from earwitness.ledger.certificate import Certificate
from earwitness.quotes.card import Card, draw_card
from earwitness.quotes.masking import masking, printed
from earwitness.recording.cover import COVERS
from earwitness.recording.envelope import envelope, peaks
from earwitness.records.custody import Digest
from earwitness.records.quote import QuoteView
from earwitness.records.story import Head
from earwitness.records.text import shown
from earwitness.story.article import ArticleFacts, render_article
from earwitness.story.checked import CheckedArticle, Found, told
from earwitness.story.disclose import DISCLOSURES
from earwitness.story.draft import Draft, read_draft
from earwitness.story.exhibit import Exhibit, exhibit
from earwitness.workflow import check as checking
from earwitness.workflow import reading
from earwitness.workflow.agent import PROGRAM, VERSION
from earwitness.workflow.person import writing
from earwitness.workflow.progress import Report, silent
from earwitness.workflow.quote import house_style, quotes
from earwitness.workflow.results import INDEX, is_page, replacing, require_outside, write_result
from earwitness.workflow.story_sound import Telling, inside, tape

_LONGEST = 2_000_000  # bytes of prose: a book has one
_PEAKS = 160  # of the sound on a card


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The page of a story: where it is, which quotes on it were corrected since, and the verdicts on it."""

    path: Path
    changed: tuple[str, ...]
    found: tuple[Found, ...] = ()


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
    withdrawn, for one under which something was corrected, unless the story's head says to tell so, and for a
    verdict that the page does not bear out; CaseError where something else is in the way.
    """
    draft = read_draft(read_story(source))
    telling = _telling(case, draft.head, signed_by)
    views = _quoted(case, draft, telling)
    _check_place(to, single=single)
    checked = _checked(case, draft, source, views, report)
    with ExitStack() as made:
        taped, sounds = tape(case, views, telling, made, report=report)
        if single:
            taped = [inside(one) for one in taped]
        of = {one.view.recording.digest: one for one in taped}
        exhibits = {
            view.id: exhibit(
                view,
                of[view.quote.recording],
                context_ms=draft.head.context_ms,
                speakers=telling.speakers,
                style=telling.style,
                cover=telling.cover,
            )
            for view in views
        }
        facts = ArticleFacts(
            made_on=datetime.now(UTC).date(),
            version=VERSION,
            inside={name: _data_address(path) for name, path in sounds.items()} if single else {},
            cards={} if single else dict(_cards(draft.head, exhibits.values(), sounds)),
        )
        pages = render_article(draft, exhibits, taped, facts, checked)
        path = _write(to, pages, sounds, single=single)
        digests = {name: Digest.of(data) for name, data in pages.items()}
        digests |= {f"{name}.mp3": _digest(sound) for name, sound in sounds.items()}
    with writing(case) as change:
        for one in taped:
            digest, transcript = one.view.recording.digest, one.view.transcript
            change.record_event(
                verb="publish",
                agent=PROGRAM,
                recording=digest,
                detail={
                    "quotes": [view.id for view in views if view.quote.recording == digest],
                    "transcript": transcript.id if transcript and draft.head.transcript else None,
                    "speakers": telling.speakers,
                    "commitment": str(one.commitment),
                    "files": {name: str(of_file) for name, of_file in digests.items()},
                },
            )
    changed = tuple(view.id for view in views if view.look_again)
    return Told(path=path, changed=changed, found=checked.found if checked else ())


def read_story(source: Path) -> str:
    """The text of a story; UsageError for what is no such file."""
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


def _telling(case: CaseFolder, head: Head, signed_by: Certificate | None) -> Telling:
    return Telling(
        head=head,
        style=masking(house_style(case), head.mask),
        cover=next(known for known in COVERS if known == head.cover),
        speakers=next(known for known in DISCLOSURES if known == head.speakers),
        signed_by=signed_by,
    )


def _quoted(case: CaseFolder, draft: Draft, telling: Telling) -> list[QuoteView]:
    """The quotes that the story names, as its page prints them."""
    mask = draft.head.mask
    views = quotes(case, *dict.fromkeys(one.quote_id for one in draft.references), mask=mask)
    for view in views:
        if view.withdrawal:
            raise UsageError(f"The quote {view.id} was withdrawn.", advice="Take it out of the story.")
    changed = [view.id for view in views if view.look_again]
    if changed and draft.head.changed == "refuse":
        raise UsageError(
            f"Something was corrected under {', '.join(changed)} since.",
            advice="Look at it again (`earwitness quotes`) and quote it anew, or have the page tell so: write "
            "changed: tell in the story's head.",
        )
    return [replace(view, quote=printed(view.quote, telling.style, mask)) for view in views]


def _checked(
    case: CaseFolder, draft: Draft, source: Path, views: Sequence[QuoteView], report: Report
) -> CheckedArticle | None:
    """What may be told of the article that the story checks: as it is now, compared with the case as it is now."""
    if draft.head.checks is None:
        return None
    if reading.is_address(draft.head.checks):
        raise UsageError(
            "The story's head names an article by its address, and a page is made without the network.",
            advice="Save the article and name the file.",
        )
    read = reading.read(source.parent / draft.head.checks)
    check = checking.check(case, read, embedder(STANDARD_EMBEDDER), report=report)
    unchanged = [view.quote for view in views if not view.look_again]
    style = masking(house_style(case), draft.head.mask)
    return told(check, draft.checks, unchanged, style, day=datetime.now(UTC).date())


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
