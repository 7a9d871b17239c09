"""Cut a quote out as an exhibit: its sound, films, subtitles and card, which stand without the case."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from earwitness.archive.atomic import write_file
from earwitness.archive.folder import CaseFolder
from earwitness.backends.protocols import Narrator
from earwitness.errors import UsageError
from earwitness.ledger.certificate import Certificate
from earwitness.quotes.clip import BREAK_MS, clip
from earwitness.quotes.masking import masking, with_masks
from earwitness.recording.clip_files import SOUND_FILES
from earwitness.recording.cut import cut
from earwitness.records.custody import Digest
from earwitness.records.quote import QuoteView
from earwitness.records.text import shown
from earwitness.records.time import clock
from earwitness.records.view import RecordingView
from earwitness.story.disclose import DISCLOSURES, disclosed
from earwitness.workflow import show
from earwitness.workflow.agent import PROGRAM
from earwitness.workflow.commitment import commitment
from earwitness.workflow.credentials import CARRIERS, attach
from earwitness.workflow.exhibit import KINDS, READINGS, VOICES, Exhibit, Wanted
from earwitness.workflow.narration import NARRATORS, narrated
from earwitness.workflow.person import writing
from earwitness.workflow.progress import Report, silent
from earwitness.workflow.quote import house_style, quotes
from earwitness.workflow.results import replacing, require_outside

LONGEST_MS = 15 * 60_000

_ABOUT = "about.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpted:
    """What was made: a folder with files, and what a person should know of them."""

    folder: Path
    files: tuple[str, ...]
    notes: tuple[str, ...]


def excerpt(  # noqa: PLR0913  (each says one thing)
    case: CaseFolder,
    quote_id: str,
    folder: Path,
    wanted: Wanted,
    *,
    narrator: Narrator | None = None,
    signed_by: Certificate | None = None,
    report: Report = silent,
) -> Excerpted:
    """Write a quote's exhibit into `folder`/ID (the case is opened for writing), in the place of an older one.

    Sounds, films and the card carry content credentials where somebody signs them. `narrator` reads where a
    machine is to, eSpeak NG if none is given. Raises UsageError for a quote that there is not, was withdrawn, or
    under which something was changed, NotInstalledError without what reads.
    """
    require_outside(folder)
    kinds = _kinds(wanted)
    if wanted.voice in READINGS:
        narrator = narrator or NARRATORS["espeak"]()
    exhibit, quoted = _exhibit(case, quote_id, wanted, narrator, report)
    with replacing(folder / quote_id, what="clip", is_own=lambda one: (one / _ABOUT).is_file()) as fresh:
        files: dict[str, Digest] = {}
        for number, (name, write) in enumerate(exhibit.files(quote_id, kinds)):
            report("Making the clip", number / (len(kinds) + 3))
            write(fresh / name)
            if signed_by and (fresh / name).suffix in CARRIERS:
                attach(fresh / name, fresh / name, exhibit.claim(quoted, name), signed_by)
            files[name] = Digest.of((fresh / name).read_bytes())
        write_file(fresh / _ABOUT, exhibit.about(files))
    with writing(case) as change:
        change.record_event(
            verb="excerpt",
            agent=PROGRAM,
            recording=quoted.quote.recording,
            detail={
                "quote": quote_id,
                "digest": str(quoted.digest),
                "commitment": str(exhibit.commitment),
                "covered": exhibit.clip.covered,
                "voice": wanted.voice,
                "read_by": exhibit.read_by.name if exhibit.read_by else None,
                "files": {name: str(digest) for name, digest in files.items()},
            },
        )
    report("Making the clip", 1.0)
    return Excerpted(folder=folder / quote_id, files=(*files, _ABOUT), notes=tuple(exhibit.notes(kinds, files)))


def _exhibit(
    case: CaseFolder, quote_id: str, wanted: Wanted, narrator: Narrator | None, report: Report
) -> tuple[Exhibit, QuoteView]:
    """The sound of a quote, or of its reading, with what its files are made of."""
    style = masking(house_style(case), wanted.mask)
    (quoted,) = quotes(case, quote_id)
    if quoted.withdrawal:
        raise UsageError(f"The quote {quote_id} was withdrawn.", advice="Quote it anew.")
    if quoted.look_again:
        raise UsageError(
            f"Something was corrected under {quote_id} since.",
            advice="Look at it (`earwitness quotes`), and quote it anew.",
        )
    view = _told(case, quoted.quote.recording, wanted)
    label = quoted.quote.pieces[0].speaker
    said = next((one for one in view.attributions if one.speaker == label), None)
    quote = quoted.quote if wanted.mask == "house" else with_masks(quoted.quote, style)
    made = clip(quote, view, style, who=said.called if said else label)
    if made.said.recording.duration_ms > LONGEST_MS:
        raise UsageError(f"The clip would last {clock(made.said.recording.duration_ms)}.", advice="Quote less.")
    report("Cutting the sound", 0.0)
    by = None
    if narrator and (side := READINGS.get(wanted.voice)):
        reading = narrated(made, side, style, narrator, cover=wanted.cover)
        made, samples, rate_hz, by = reading.clip, reading.samples, reading.rate_hz, reading.by
    else:
        samples, rate_hz = cut(
            case.store.path(quoted.quote.recording),
            made.stretches,
            break_ms=BREAK_MS,
            hidden=made.hidden,
            cover=wanted.cover,
            name=view.recording.name,
        )
    report("Cutting the sound", 1.0)
    exhibit = Exhibit(
        clip=made,
        style=style,
        wanted=wanted,
        samples=samples,
        rate_hz=rate_hz,
        commitment=commitment(case, quoted.quote.recording),
        of_ms=view.recording.duration_ms,
        read_by=by,
    )
    return exhibit, quoted


def _kinds(wanted: Wanted) -> tuple[str, ...]:
    unknown = [one for one in wanted.kinds if one not in KINDS]
    if unknown:
        raise UsageError(
            f"A quote cannot be made into {shown(unknown[0])}.", advice=f"Ask for {', '.join(KINDS)}."
        )
    if wanted.voice not in VOICES:
        raise UsageError(
            f"A clip cannot have that voice: {shown(wanted.voice)}.", advice=f"It can be {', '.join(VOICES)}."
        )
    if wanted.voice != "out":
        return wanted.kinds or tuple(KINDS)
    if sounds := [one for one in wanted.kinds if one in SOUND_FILES]:
        raise UsageError(
            f"The voice is to be left out, and {sounds[0]} is nothing but the voice.",
            advice="Leave one of both out.",
        )
    return wanted.kinds or tuple(one for one in KINDS if one not in SOUND_FILES)


def _told(case: CaseFolder, digest: Digest, wanted: Wanted) -> RecordingView:
    speakers = next((known for known in DISCLOSURES if known == wanted.speakers), None)
    recording = case.database.recording(digest)
    if speakers is None or recording is None:
        raise UsageError(
            f"Of speakers, a clip cannot tell {shown(wanted.speakers)}.",
            advice=f"It can tell {', '.join(DISCLOSURES)}.",
        )
    return disclosed(show.view(case, recording), speakers)
