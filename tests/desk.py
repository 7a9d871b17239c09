"""The words of the sample call as its reference has them, and one who looks quotes up in them: no recogniser."""

from __future__ import annotations

import json
from pathlib import Path

from earwitness.archive.folder import CaseFolder
from earwitness.check.look import look
from earwitness.check.search import Quantised, Space
from earwitness.check.tape import Tape
from earwitness.records.article import Quotation, Stretch
from earwitness.records.attribution import Attribution
from earwitness.records.custody import Agent, Digest
from earwitness.records.recording import Recording, Sound
from earwitness.records.speech import Transcript, Utterance, Word
from earwitness.records.time import Span
from earwitness.records.translation import Line, Translation
from earwitness.records.verdict import Checked
from earwitness.records.view import RecordingView
from earwitness.workflow.acquire import acquire
from earwitness.workflow.agent import PROGRAM
from earwitness.workflow.case import Case
from earwitness.workflow.person import writing

CALL = Path(__file__).parents[1] / "demo" / "call.reference.json"
AT = "2026-01-02T03:04:05Z"
MODEL = Agent(kind="model", name="whisper-base", digest=Digest.of(b"weights"))


def call(
    path: Path = CALL,
    *,
    repeated: int = 1,
    part: slice = slice(None),
    digest: Digest | None = None,
    id_: str = "t",
) -> RecordingView:
    """The call, its soldier and his wife named; `part` of it `repeated` times over."""
    data = json.loads(path.read_text("utf-8"))
    digest = digest or Digest.of(path.read_bytes())
    said = [(one, data["duration_ms"] * times) for times in range(repeated) for one in data["utterances"][part]]
    utterances = tuple(
        Utterance(
            id=f"u{number}",
            span=Span(one["start_ms"], one["end_ms"]).shift(late),
            language="ru",
            text=one["text"],
            words=tuple(
                Word(text=word["text"], span=Span(word["start_ms"], word["end_ms"]).shift(late))
                for word in one["words"]
            ),
            speaker=one["speaker"],
        )
        for number, (one, late) in enumerate(said, 1)
    )
    lines = tuple(Line(utterance_id=f"u{number}", text=one["english"]) for number, (one, _) in enumerate(said, 1))
    return RecordingView(
        recording=Recording(
            digest=digest,
            name="call.m4a",
            size_bytes=1,
            container="mov",
            sound=Sound(codec="aac", sample_rate_hz=16_000, channels=1),
            duration_ms=data["duration_ms"] * repeated,
            acquired_at=AT,
        ),
        transcript=Transcript(
            id=id_, recording=digest, language="ru", utterances=utterances, made_by=MODEL, made_at=AT
        ),
        translation=Translation(
            id=f"{id_}-en", transcript_id=id_, language="en", lines=lines, made_by=MODEL, made_at=AT
        ),
        attributions=tuple(
            Attribution(
                id=f"{id_}-a{label}", transcript_id=id_, speaker=label, name=role, hedge="unknown", made_at=AT
            )
            for label, role in data["speakers"].items()
        ),
    )


class Desk:
    """One who looks quotes up on the sample call."""

    def __init__(self, space: Space, tapes: list[Tape], rows: list[Quantised]) -> None:
        self.space, self.tapes, self.rows = space, tapes, rows

    def look(self, text: str, by: str | None = None, *, limit_ms: int = 5_000) -> Checked:
        quotation = Quotation(pieces=(Stretch(start=0, end=len(text), text=text),), speaker=by)
        (found,) = look([quotation], self.tapes, self.rows, self.space, limit_ms=limit_ms)
        return found


def case(path: Path, *calls: Path) -> Case:
    """A case with the sound of the sample call, or of these calls, heard as their references have it."""
    made = Case.create(path)
    with CaseFolder.open(path, write=True) as folder:
        for number, reference in enumerate(calls or [CALL]):
            recording = acquire(folder, reference.with_name(reference.name.replace(".reference.json", ".m4a")))
            view = call(reference, digest=recording.digest, id_=f"t{number}")
            assert view.transcript
            assert view.translation
            with writing(folder) as change:
                change.add_transcript(view.transcript, pipeline_id="p", pipeline={})
                change.add_translation(view.translation)
                for one in view.attributions:
                    change.add_attribution(one)
                change.record_event(verb="process", agent=PROGRAM, recording=recording.digest)
    return made
