"""Publish a recording as a page: a folder that opens from disk and from any web host."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from earwitness.archive.atomic import write_file
from earwitness.archive.folder import CaseFolder
from earwitness.errors import UsageError
from earwitness.ledger.certificate import Certificate
from earwitness.quotes.masking import masked, masking
from earwitness.quotes.withheld import covered_spans
from earwitness.recording.cover import COVERS, Cover
from earwitness.records.credentials import Claim
from earwitness.records.custody import Digest
from earwitness.records.route import standing_links
from earwitness.records.text import shown
from earwitness.records.time import clock
from earwitness.records.view import RecordingView
from earwitness.story.disclose import DISCLOSURES
from earwitness.story.page import PageFacts, render_page
from earwitness.workflow.agent import PROGRAM, VERSION
from earwitness.workflow.commitment import commitment
from earwitness.workflow.credentials import attach, made_of
from earwitness.workflow.person import writing
from earwitness.workflow.playing import page_sound
from earwitness.workflow.progress import Report, silent
from earwitness.workflow.quote import house_style
from earwitness.workflow.results import INDEX, replacing, require_outside
from earwitness.workflow.route import route
from earwitness.workflow.tie import tie

_SOUND = "sound.mp3"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the publisher says of the recording: a title, and a sentence on where it came from.

    `speakers` is what they let the page tell of who speaks, one of story.disclose.DISCLOSURES, `route` whether it
    may tell by which route the recording came, and `digest` whether it may carry the original's digest, by which
    whoever leaked marked copies can tell them apart. `candidates` lists all translations that were proposed.
    `mask` is what it does with obscene words, one of quotes.masking.MASKINGS, and `cover` what is heard in their
    place where it does not print them in full.
    """

    title: str | None = None
    origin: str | None = None
    speakers: str = "labels"
    route: bool = False
    digest: bool = False
    candidates: bool = False
    mask: str = "house"
    cover: Cover = "tone"


def publish(  # noqa: PLR0913  (each says one thing)
    case: CaseFolder,
    seen: RecordingView,
    folder: Path,
    said: Said,
    *,
    signed_by: Certificate | None = None,
    report: Report = silent,
) -> Path:
    """Write the page of a recording of the case (opened for writing) into a folder; gives the path of its index.

    Its sound carries content credentials where somebody signs it (`signed_by`).
    A page that earwitness wrote there before is replaced as a whole; CaseError where anything else is in the way,
    or the folder cannot be written.
    """
    speakers = next((known for known in DISCLOSURES if known == said.speakers), None)
    if speakers is None:
        raise UsageError(
            f"Of speakers, a page cannot tell {shown(said.speakers)}.",
            advice=f"It can tell {', '.join(DISCLOSURES)}.",
        )
    style = masking(house_style(case), said.mask)
    hidden = covered_spans(seen, style)
    require_outside(folder)
    report("Making the page's sound", 0.0)
    sound = page_sound(case, seen.recording, hidden, said.cover)
    named = commitment(case, seen.recording.digest)
    facts = PageFacts(
        title=said.title or _plain_title(seen),
        origin=said.origin,
        published_on=datetime.now(UTC).date(),
        version=VERSION,
        speakers=speakers,
        links=standing_links(route(case, str(seen.recording.digest))) if said.route else (),
        commitment=named,
        digest=said.digest,
        candidates=said.candidates,
        masked=len(hidden),
        cover=COVERS[said.cover],
        sound_name=_SOUND,
    )
    files = render_page(masked(seen, style), facts, tie)
    with replacing(folder.absolute()) as fresh:
        for name, data in files.items():
            write_file(fresh / name, data)
        if signed_by:
            claim = Claim(
                title=facts.title,
                commitment=named,
                digest=seen.recording.digest if said.digest else None,
                acts=made_of(hidden),
            )
            attach(case.store.path(sound), fresh / _SOUND, claim, signed_by)
        else:
            shutil.copyfile(case.store.path(sound), fresh / _SOUND)
        written = {**files, _SOUND: (fresh / _SOUND).read_bytes()}
    with writing(case) as change:
        change.record_event(
            verb="publish",
            agent=PROGRAM,
            recording=seen.recording.digest,
            detail={
                "transcript": seen.transcript.id if seen.transcript else None,
                "speakers": speakers,
                "commitment": str(named),
                "files": {name: str(Digest.of(data)) for name, data in written.items()},
            },
        )
    report("Making the page's sound", 1.0)
    return folder / INDEX


def _plain_title(seen: RecordingView) -> str:
    return f"A recording of {clock(seen.recording.duration_ms)}"
