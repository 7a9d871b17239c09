"""`earwitness process`: the main job."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from contextlib import suppress
from functools import cache, partial
from pathlib import Path
from typing import Literal

import click

from earwitness.archive.folder import CaseFolder
from earwitness.backends.protocols import Diarizer, Embedder
from earwitness.backends.registry import STANDARD_EMBEDDER, embedder, installed_diarizer, transcriber
from earwitness.cli.common import interruptible, progress, warn
from earwitness.cli.paint import paint
from earwitness.errors import MediaError, ModelError
from earwitness.recording.probe import probe
from earwitness.recording.tracks import Channels, check_channels
from earwitness.records.view import RecordingView
from earwitness.speech.diarize import check_speakers
from earwitness.workflow.case import Case
from earwitness.workflow.person import acting

_FIRST = 6
_MUCH_MS = 300_000  # of sound: what takes a check five seconds on a slow machine


class SpeakerCount(click.ParamType[str | int]):
    """auto, none, or a number."""

    name = "auto|none|N"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str | int:
        """The number as one."""
        if value in {"auto", "none"}:
            return value
        try:
            return int(value)
        except ValueError:
            self.fail(f"{value!r} is neither auto nor none nor a number.", param, ctx)


@click.command()
@click.argument("recordings", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--case",
    "case_path",
    required=True,
    type=click.Path(path_type=Path),
    help="The case's folder; it is made if it is not there.",
)
@click.option("--language", help="The language that is spoken, such as ru; found by itself if it is not given.")
@click.option(
    "--speakers",
    type=SpeakerCount(),
    default="auto",
    show_default=True,
    help="How many people speak; auto: found by itself; none: voices are not told apart.",
)
@click.option(
    "--channels",
    type=click.Choice(["auto", "apart", "mixed"]),
    default="auto",
    show_default=True,
    help="Two channels; apart: each is one end of a call; mixed: both are one scene; auto: found by itself.",
)
@click.option(
    "--model",
    default="base",
    show_default=True,
    help="The model that hears: a name that `earwitness models` lists, or a folder.",
)
def command(  # noqa: PLR0913  (each option says one thing, and is seldom given)
    recordings: tuple[Path, ...],
    *,
    case_path: Path,
    language: str | None,
    speakers: str | int,
    channels: Channels | Literal["auto"],
    model: str,
) -> None:
    """Take recordings into a case, hear them, translate them into English, and tell speakers apart.

    RECORDINGS are files, or what the case has already: its file name or the beginning of its digest. It may be
    stopped at any moment: the same command goes on where it was, and does nothing twice.
    """
    count = speakers if isinstance(speakers, int) else None
    ends = None if channels == "auto" else channels
    check_speakers(count)
    check_channels(ends, count)
    hears = transcriber(model)
    tells = cache(partial(_diarizer, speakers))  # seconds to load: not for a file that is no recording
    refused = 0
    for recording in recordings:
        try:
            if not _is_held(case_path, recording):
                probe(recording)  # no case is made for what is no recording
            diarizes = tells()
            acting()  # a passphrase is asked for before a bar is drawn
            case = Case.open_or_create(case_path)
            with progress() as shown:
                work = partial(
                    case.process, recording, language=language, speakers=count, channels=ends, model=hears
                )
                seen = interruptible(
                    partial(work, diarizer=diarizes, estimator=_compares, report=shown.report, aloud=shown.aloud)
                )
        except MediaError as err:
            if len(recordings) == 1:
                raise
            warn(str(err))
            refused += 1
        else:
            paint(seen, most=_FIRST if len(recordings) == 1 else 0)
            if doubted := _in_another_language(seen):
                warn(
                    f"{doubted} of {len(seen.utterances)} utterances may be in another language: see their doubts."
                )
    _prepare(case_path)
    if refused:
        raise MediaError(f"{refused} of {len(recordings)} files were no recordings; the others are in the case.")
    warn(_next(case_path))


@cache
def _compares() -> Embedder | None:
    """What compares the original and the English, if its extra is there and whole."""
    with suppress(ModelError):
        return embedder(STANDARD_EMBEDDER)
    return None


def _prepare(case_path: Path) -> None:
    """So that no `check` has to wait for more than a few seconds for what it needs of recordings."""
    if CaseFolder.is_case(case_path) and (compares := _compares()):
        with progress() as shown:
            prepare = partial(Case.open(case_path).prepare, embedder=compares, least_ms=_MUCH_MS)
            interruptible(partial(prepare, report=shown.report))


def _is_held(case_path: Path, recording: Path) -> bool:
    return CaseFolder.is_case(case_path) and not recording.exists() and Case.open(case_path).holds(recording)


def _diarizer(speakers: str | int) -> Diarizer | None:
    if speakers == "none":
        return None
    return installed_diarizer(
        needed=isinstance(speakers, int), missing=lambda err: warn(f"Speakers are not told apart. {err}")
    )


def _in_another_language(seen: RecordingView) -> int:
    return sum(any(doubt.reason == "language" for doubt in one.doubts) for one in seen.utterances)


def _next(case_path: Path) -> str:
    called = "earwitness" if shutil.which("earwitness") else os.path.relpath(sys.argv[0])
    program, named = shlex.quote(called), shlex.quote(str(case_path))
    return (
        "\nNext:\n"
        f"  {program} show {named}\n"
        f"  {program} export {named} --format srt --language both -o call.srt\n"
        f"  {program} publish {named} -o page"
    )
