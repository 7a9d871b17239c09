"""Correct a transcript: each call appends one correction, made on a state that its maker names, or is refused."""

from __future__ import annotations

from dataclasses import replace

from earwitness.archive.folder import CaseFolder
from earwitness.archive.transaction import now
from earwitness.errors import UsageError
from earwitness.records.custody import Agent
from earwitness.records.recording import Recording
from earwitness.records.review import Change, Comment, Correction, English, Text, Times
from earwitness.records.text import shown
from earwitness.records.time import clock
from earwitness.review.edits import cleaned
from earwitness.review.overlay import Overlay
from earwitness.workflow import show
from earwitness.workflow.person import acting, writing

_SENT_AS_MOST = 100


def correct(
    case: CaseFolder,
    named: str | None,
    change: Change,
    *,
    sent_as: str | None = None,
    by: Agent | None = None,
) -> Correction:
    """Keep a change of whoever acts (the case is opened for writing); what was sent before is not kept twice.

    `by` is the model that listened, where it was no person. Raises ConflictError where the utterance is not as it
    was any more, and UsageError for what makes no sense there; nothing is kept then.
    """
    recording = show.find(case, named)
    transcript = show.heard(case, recording)
    overlay = Overlay(transcript, case.database.corrections(transcript.id))
    return append(case, recording, overlay, change, sent_as=sent_as, by=by)


def append(  # noqa: PLR0913
    case: CaseFolder,
    recording: Recording,
    overlay: Overlay,
    change: Change,
    *,
    sent_as: str | None = None,
    by: Agent | None = None,
) -> Correction:
    """As `correct`, where all corrections were read and laid over one another already."""
    if sent_as is not None:
        if not 0 < len(sent_as) <= _SENT_AS_MOST:
            raise UsageError(f"This is no name of a change: {shown(sent_as[:_SENT_AS_MOST])}.")
        for known in overlay.corrections:
            if known.sent_as == sent_as:
                return known
    made = Correction(
        number=overlay.number + 1,
        transcript_id=overlay.machine.id,
        change=_clean(change, recording),
        made_by=by or acting().agent,
        made_at=now(),
        sent_as=sent_as,
    )
    overlay.then(made)
    with writing(case) as change_of_case:
        change_of_case.add_correction(made)
        change_of_case.record_event(
            verb="correct",
            agent=made.made_by,
            recording=recording.digest,
            detail={  # no words: the rows' digest binds them
                "transcript": made.transcript_id,
                "correction": made.number,
                "kind": made.change.kind,
            },
        )
    return made


def _clean(change: Change, recording: Recording) -> Change:
    """The change as it is kept, its text on one line."""
    match change:
        case Text():
            return replace(change, text=cleaned(change.text))
        case English() | Comment():
            text = cleaned(change.text)
            if not text:
                raise UsageError(
                    "Nothing was written.", advice="Write something, or undo what was there.", code="empty"
                )
            ends_ms = change.span.end_ms if isinstance(change, Comment) else 0
            changed: Change = replace(change, text=text)
        case Times():
            ends_ms = max((span.end_ms for span in change.spans), default=0)
            changed = change
        case _:
            return change
    if ends_ms > recording.duration_ms:
        over = clock(recording.duration_ms, decimals=1)
        raise UsageError(f"The recording is over at {over}.", code="over", over=over)
    return changed
