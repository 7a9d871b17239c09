"""Find a recording in a case and lay its layers over one another."""

from __future__ import annotations

from earwitness.archive.folder import CaseFolder
from earwitness.errors import UsageError
from earwitness.records.attribution import newest
from earwitness.records.recording import Recording
from earwitness.records.text import shown
from earwitness.records.translation import Decision, Translation, decided, standing
from earwitness.records.view import RecordingView
from earwitness.speech.listen import ENGLISH


def find(case: CaseFolder, named: str | None) -> Recording:
    """The recording of that name or whose digest begins so; the only one where none is named.

    Raises UsageError where that is none or several.
    """
    recordings = case.database.recordings()
    if not recordings:
        raise UsageError(
            "The case holds no recording yet.", advice="`earwitness process RECORDING --case CASE` adds one."
        )
    found = recordings if named is None else [one for one in recordings if _is_named(one, named)]
    if len(found) == 1:
        return found[0]
    if not found:
        raise UsageError(
            f"The case holds no recording {shown(named or '')}.", advice=f"It holds {_listed(recordings)}."
        )
    raise UsageError("Which recording?", advice=f"Name one of {_listed(found)}.")


def view(case: CaseFolder, recording: Recording, *, pipeline_id: str | None = None) -> RecordingView:
    """The recording with its newest transcript, that one's translation and who its speakers are said to be.

    Each is None where there is none. With a `pipeline_id` it is the transcript that this pipeline gave.
    """
    transcript = case.database.transcript(recording.digest, pipeline_id=pipeline_id)
    if transcript is None:
        return RecordingView(recording=recording, transcript=None, translation=None)
    history = case.database.attributions(recording.digest)
    translation = case.database.translation(transcript.id, ENGLISH)
    candidates = case.database.candidates(transcript.id, ENGLISH)
    decisions = case.database.decisions(transcript.id, ENGLISH)
    if translation is None and decisions:
        translation = _none_but_choices(transcript.id, decisions[0])
    return RecordingView(
        recording=recording,
        transcript=transcript,
        translation=translation and decided(translation, candidates, decisions),
        attributions=tuple(one for one in newest(history) if one.transcript_id == transcript.id),
        candidates=tuple(candidates),
        decisions=tuple(standing(decisions, candidates).values()),
    )


def processed(case: CaseFolder, named: str | None) -> RecordingView:
    """As `view` of `find`, but UsageError for a recording that nobody has listened to."""
    seen = view(case, find(case, named))
    if seen.transcript is None:
        raise UsageError(
            f"The recording {seen.recording.digest.short} was not processed to the end.",
            advice="Run `earwitness process` again: it goes on where it stopped.",
        )
    return seen


def _none_but_choices(transcript_id: str, first: Decision) -> Translation:
    """A translation without lines of its own, for a recogniser that gave none."""
    return Translation(
        id=f"{transcript_id}-{ENGLISH}",
        transcript_id=transcript_id,
        language=ENGLISH,
        lines=(),
        made_by=first.made_by,
        made_at=first.made_at,
    )


def _is_named(recording: Recording, named: str) -> bool:
    digits = named.removeprefix("sha256:")
    return named == recording.name or (len(digits) >= 4 and recording.digest.hex.startswith(digits))


def _listed(recordings: list[Recording]) -> str:
    most = 8
    listed = ", ".join(f"{one.digest.short} ({shown(one.name)})" for one in recordings[:most])
    return f"{listed} and {len(recordings) - most} more" if len(recordings) > most else listed
