"""Find a recording in a case and lay its layers over one another."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from earwitness.archive.folder import CaseFolder
from earwitness.errors import UsageError
from earwitness.records.attribution import Attribution, newest
from earwitness.records.glossary import Term
from earwitness.records.glossary import standing as glossary
from earwitness.records.recording import Recording
from earwitness.records.review import Correction, English
from earwitness.records.speech import Transcript
from earwitness.records.text import shown
from earwitness.records.translation import Candidate, Decision, Line, Translation, decided, standing
from earwitness.records.view import RecordingView
from earwitness.review.lines import laid
from earwitness.review.overlay import Overlay
from earwitness.speech.listen import ENGLISH
from earwitness.translation.glossed import glossed


def find(case: CaseFolder, named: str | None) -> Recording:
    """The recording of that name or whose digest begins so; the only one where none is named.

    Raises UsageError where that is none or several.
    """
    recordings = case.database.recordings()
    if not recordings:
        raise UsageError(
            "The case holds no recording yet.", advice="`earwitness process RECORDING --case CASE` adds one."
        )
    found = recordings if named is None else [one for one in recordings if is_named(one, named)]
    if len(found) == 1:
        return found[0]
    if not found:
        raise UsageError(
            f"The case holds no recording {shown(named or '')}.", advice=f"It holds {_listed(recordings)}."
        )
    raise UsageError("Which recording?", advice=f"Name one of {_listed(found)}.")


def view(
    case: CaseFolder, recording: Recording, *, pipeline_id: str | None = None, state: int | None = None
) -> RecordingView:
    """The recording with its newest transcript as people corrected it, its translation, and who is said to speak.

    Each is None where there is none. With a `pipeline_id` it is the transcript that this pipeline gave; with a
    `state`, it is as it was after that many corrections (0: as the machine heard it).
    """
    machine = case.database.transcript(recording.digest, pipeline_id=pipeline_id)
    if machine is None:
        return RecordingView(recording=recording, transcript=None, translation=None)
    corrections = case.database.corrections(machine.id)
    if state is not None and not 0 <= state <= len(corrections):
        raise UsageError(f"There are {len(corrections)} corrections, and no state {state}.")
    return laid_over(recording, layers(case, recording, machine.id), Overlay(machine, corrections[:state]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Layers:
    """What lies over a transcript beside corrections."""

    translation: Translation | None
    candidates: tuple[Candidate, ...]
    decisions: tuple[Decision, ...]
    attributions: tuple[Attribution, ...]
    terms: tuple[Term, ...]

    def only(self, ids: Collection[str]) -> Layers:
        """What lies over no other utterances than these, and over the whole."""
        candidates = tuple(one for one in self.candidates if one.utterance_id in ids)
        known = {one.id for one in candidates}
        decisions = tuple(one for one in self.decisions if one.candidate_id in known)
        return replace(self, candidates=candidates, decisions=decisions)


def layers(case: CaseFolder, recording: Recording, transcript_id: str) -> Layers:
    """Read them; of decisions and attributions, those that hold."""
    translation = case.database.translation(transcript_id, ENGLISH)
    candidates = case.database.candidates(transcript_id, ENGLISH)
    decisions = case.database.decisions(transcript_id, ENGLISH)
    if translation is None and decisions:
        translation = _none_of_its_own(transcript_id, decisions[0])
    history = case.database.attributions(recording.digest)
    return Layers(
        translation=translation and decided(translation, candidates, decisions),
        candidates=tuple(candidates),
        decisions=tuple(standing(decisions, candidates).values()),
        attributions=tuple(one for one in newest(history) if one.transcript_id == transcript_id),
        terms=tuple(entry.term for entry in glossary(case.database.terms())),
    )


def laid_over(recording: Recording, under: Layers, overlay: Overlay) -> RecordingView:
    """The recording with this transcript, corrected as far as it is, and what else lies over it."""
    translation = under.translation
    if translation is None and overlay.corrections:
        translation = _none_of_its_own(overlay.machine.id, overlay.corrections[0])
    seen = RecordingView(
        recording=recording,
        transcript=overlay.transcript,
        translation=translation and laid(translation, overlay, standing(under.decisions, under.candidates)),
        attributions=under.attributions,
        candidates=under.candidates,
        decisions=under.decisions,
        corrections=overlay.number,
        reviewed=overlay.reviewed,
        remarks=tuple(overlay.remarks.values()),
        reworded=overlay.reworded,
    )
    return glossed(seen, under.terms)


def earlier(case: CaseFolder, seen: RecordingView) -> dict[str, list[Line]]:
    """The English that ever stood under each utterance, the machine's, then people's; none without corrections."""
    if seen.transcript is None or not seen.corrections:
        return {}
    machines = case.database.translation(seen.transcript.id, ENGLISH)
    found = {line.utterance_id: [line] for line in machines.lines} if machines else {}
    for one in case.database.corrections(seen.transcript.id):
        if isinstance(one.change, English):
            of = one.change.utterance_id
            found.setdefault(of, []).append(Line(utterance_id=of, text=one.change.text, written_by=one.made_by))
    return found


def heard(case: CaseFolder, recording: Recording) -> Transcript:
    """The newest transcript as the machine gave it; UsageError for a recording that nobody has listened to."""
    transcript = case.database.transcript(recording.digest)
    if transcript is None:
        raise _unheard(recording)
    return transcript


def processed(case: CaseFolder, named: str | None, *, state: int | None = None) -> RecordingView:
    """As `view` of `find`, but UsageError for a recording that nobody has listened to."""
    seen = view(case, find(case, named), state=state)
    if seen.transcript is None:
        raise _unheard(seen.recording)
    return seen


def _unheard(recording: Recording) -> UsageError:
    return UsageError(
        f"The recording {recording.digest.short} was not processed to the end.",
        advice="Run `earwitness process` again: it goes on where it stopped.",
    )


def _none_of_its_own(transcript_id: str, first: Decision | Correction) -> Translation:
    """A translation without lines of its own, where the recogniser gave none."""
    return Translation(
        id=f"{transcript_id}-{ENGLISH}",
        transcript_id=transcript_id,
        language=ENGLISH,
        lines=(),
        made_by=first.made_by,
        made_at=first.made_at,
    )


def is_named(recording: Recording, named: str) -> bool:
    """Whether a person means this recording: by its name, or by the beginning of its digest."""
    digits = named.removeprefix("sha256:")
    return named == recording.name or (len(digits) >= 4 and recording.digest.hex.startswith(digits))


def _listed(recordings: list[Recording]) -> str:
    most = 8
    listed = ", ".join(f"{one.digest.short} ({shown(one.name)})" for one in recordings[:most])
    return f"{listed} and {len(recordings) - most} more" if len(recordings) > most else listed
