"""Say who a voice is: a layer over the transcript, by whom and on which evidence, that replaces nothing."""

from __future__ import annotations

from dataclasses import dataclass

from earwitness.archive.folder import CaseFolder
from earwitness.archive.transaction import now
from earwitness.errors import UsageError
from earwitness.records.attribution import HEDGES, Attribution, Hedge
from earwitness.records.text import is_one_line, shown
from earwitness.records.view import RecordingView
from earwitness.workflow import show
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
        raise UsageError(f"Nobody was heard to speak in the recording {recording}.")
    raise UsageError(
        f"Nobody has told the speakers of the recording {recording} apart.",
        advice="`earwitness process` on the same file does.",
    )


def attribute(case: CaseFolder, named: str | None, said: Naming) -> Attribution:
    """Keep who a speaker of the recording's newest transcript is said to be (the case is opened for writing).

    Raises UsageError for a speaker that there is not, for text that is empty or cannot be shown on one line, and
    for a hedge that lacks what it rests on.
    """
    seen = told_apart(case, named)
    recording, labels = seen.recording.digest, [speaker.label for speaker in seen.speakers]
    if said.speaker not in labels or seen.transcript is None:
        raise UsageError(
            f"The recording {recording.short} has no speaker {shown(said.speaker)}.",
            advice=f"It has {', '.join(labels)}.",
        )
    of = seen.transcript.id
    number = 1 + sum(one.transcript_id == of for one in case.database.attributions(recording))
    maker = acting().agent
    attribution = Attribution(
        id=f"{of}-a{number}",  # counted: made from a name, it would give that name away to whoever tries some
        transcript_id=of,
        speaker=said.speaker,
        name=_text(said.name, "The name"),
        role=_optional(said.role, "The role"),
        according_to=_optional(said.according_to, "The name of who says so"),
        hedge=_hedge(said),
        evidence=_optional(said.evidence, "The evidence"),
        made_by=maker,
        made_at=now(),
    )
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


def _hedge(said: Naming) -> Hedge:
    wanted = said.hedge or ("claimed" if said.according_to else "unknown")
    hedge = next((known for known in HEDGES if known == wanted), None)
    if hedge is None:
        raise UsageError(f"There is no hedge {shown(wanted)}.", advice=f"There are: {', '.join(HEDGES)}.")
    if hedge == "confirmed" and said.evidence is None:
        raise UsageError(
            f"It is not said what confirms who {said.speaker} is.",
            advice="Give the evidence (--evidence), or choose another hedge.",
        )
    if hedge in ("claimed", "reported") and said.according_to is None:
        raise UsageError(
            f"It is not said by whom it is {hedge} who {said.speaker} is.",
            advice="Name who says so (--according-to), or leave the hedge out.",
        )
    return hedge


def _text(typed: str, what: str) -> str:
    text = typed.strip()
    if not text:
        raise UsageError(f"{what} is empty.", advice="Write what is known, or leave the option out.")
    if not is_one_line(text):
        raise UsageError(
            f"{what} holds what cannot be shown on one line: {shown(text)}.", advice="Type it again without that."
        )
    return text


def _optional(typed: str | None, what: str) -> str | None:
    return None if typed is None else _text(typed, what)
