"""Say who a voice is: a layer over the transcript, by whom and on which evidence, that replaces nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace

from earwitness.archive.folder import CaseFolder
from earwitness.archive.transaction import now
from earwitness.errors import UsageError
from earwitness.records.attribution import Attribution
from earwitness.records.text import shown
from earwitness.records.view import RecordingView
from earwitness.workflow import saying, show
from earwitness.workflow.person import acting, writing


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """What somebody says of a speaker; the fields are those of an Attribution, as they were typed.

    `hedge` None means claimed where `according_to` names somebody, else unknown.
    """

    speaker: str
    name: str
    role: str | None = None
    according_to: str | None = None
    hedge: str | None = None
    evidence: str | None = None


def told_apart(case: CaseFolder, named: str | None) -> RecordingView:
    """A recording whose speakers were told apart; UsageError where they were not, or where nobody was heard."""
    seen = show.processed(case, named)
    if seen.speakers:
        return seen
    recording = seen.recording.digest.short
    if seen.transcript and seen.transcript.diarized_by:
        raise UsageError(f"Nobody was heard to speak in the recording {recording}.", code="nobody-heard")
    raise UsageError(
        f"Nobody has told the speakers of the recording {recording} apart.",
        advice="`earwitness process` on the same file does.",
        code="not-told-apart",
    )


def attribute(case: CaseFolder, named: str | None, said: Naming) -> Attribution:
    """Keep who a speaker of the recording's newest transcript is said to be (the case is opened for writing).

    What was said last, and is said again by the same person, is kept once.

    Raises UsageError for a speaker that there is not, for text that is empty or cannot be shown on one line, and
    for a hedge that lacks what it rests on.
    """
    seen = told_apart(case, named)
    recording, labels = seen.recording.digest, [speaker.label for speaker in seen.speakers]
    if said.speaker not in labels or seen.transcript is None:
        raise UsageError(
            f"The recording {recording.short} has no speaker {shown(said.speaker)}.",
            advice=f"It has {', '.join(labels)}.",
            code="no-speaker",
            speaker=said.speaker,
            labels=", ".join(labels),
        )
    of = seen.transcript.id
    number = 1 + sum(one.transcript_id == of for one in case.database.attributions(recording))
    maker = acting().agent
    attribution = Attribution(
        id=f"{of}-a{number}",  # counted: made from a name, it would give that name away to whoever tries some
        transcript_id=of,
        speaker=said.speaker,
        name=saying.text(said.name, "The name"),
        role=saying.optional(said.role, "The role"),
        according_to=saying.optional(said.according_to, "The name of who says so"),
        hedge=saying.hedged(said.hedge, f"who {said.speaker} is", said.according_to, said.evidence),
        evidence=saying.optional(said.evidence, "The evidence"),
        made_by=maker,
        made_at=now(),
    )
    before = [
        one
        for one in case.database.attributions(recording)
        if (one.transcript_id, one.speaker) == (of, said.speaker)
    ]
    if before and replace(attribution, id=before[-1].id, made_at=before[-1].made_at) == before[-1]:
        return before[-1]
    with writing(case) as change:
        change.add_attribution(attribution)
        change.record_event(
            verb="attribute",
            agent=maker,
            recording=recording,
            detail={  # no names, neither the speaker's nor a source's: a line can never be taken back
                "transcript": of,
                "speaker": attribution.speaker,
                "attribution": attribution.id,
                "hedge": attribution.hedge,
            },
        )
    return attribution
