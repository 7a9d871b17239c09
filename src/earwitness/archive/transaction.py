"""One change of a case: facts and the events that tell of them, all or nothing."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from earwitness.archive import rows, translation_rows
from earwitness.errors import RecordError
from earwitness.records.attribution import Attribution
from earwitness.records.custody import Agent, CustodyEvent, Digest
from earwitness.records.recording import Recording
from earwitness.records.speech import Transcript
from earwitness.records.translation import Candidate, Decision, Translation

LineBuilder = Callable[[CustodyEvent, Digest | None], bytes]
"""Makes the ledger's line of an event and the digest of the line before: ledger.chain.line does."""


def now() -> str:
    """This moment as records and events write it: RFC 3339, UTC, milliseconds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Transaction:
    """What may be added to a case; Database.writing gives it out.

    Adding what is there already, or what refers to something that is not, raises RecordError, and nothing of the
    transaction is kept.
    """

    def __init__(self, connection: sqlite3.Connection, line: LineBuilder) -> None:
        self._connection = connection
        self._line = line
        self.lines: list[bytes] = []

    def add_recording(self, recording: Recording) -> None:
        """Keep what is known of a recording whose bytes are in the store."""
        self._insert("recordings", rows.recording_row(recording))

    def add_transcript(self, transcript: Transcript, *, pipeline_id: str, pipeline: Any) -> None:
        """Keep a finished transcript.

        `pipeline` is JSON: what was asked, with which models; `pipeline_id` names it, once for each recording.
        """
        self._insert(
            "transcripts",
            {
                **rows.transcript_row(transcript),
                "pipeline_id": pipeline_id,
                "pipeline": rows.to_json(pipeline),
            },
        )
        for table, held in (
            ("utterances", rows.utterance_rows),
            ("turns", rows.turn_rows),
            ("drops", rows.drop_rows),
        ):
            for row in held(transcript):
                self._insert(table, row)

    def drop_batches(self, recording: Digest, pipeline_id: str) -> None:
        """Let go of the finished stretches of a work that came to its end."""
        self._connection.execute(
            "DELETE FROM batches WHERE recording = ? AND pipeline_id = ?", (str(recording), pipeline_id)
        )

    def add_translation(self, translation: Translation) -> None:
        """Keep a translation; RecordError if a line translates an utterance that its transcript lacks."""
        self._insert("translations", translation_rows.translation_row(translation))
        for row in translation_rows.line_rows(translation):
            self._insert("lines", row)
        astray = self._connection.execute(
            "SELECT utterance_id FROM lines WHERE translation_id = ? AND utterance_id NOT IN "
            "(SELECT id FROM utterances WHERE transcript_id = ?)",
            (translation.id, translation.transcript_id),
        ).fetchone()
        if astray:
            raise RecordError(f"A translation has a line for no utterance: {astray['utterance_id']!r}.")

    def add_candidate(self, candidate: Candidate) -> None:
        """Keep a proposed translation; RecordError for an utterance that its transcript lacks."""
        self._insert("candidates", translation_rows.candidate_row(candidate))

    def add_decision(self, decision: Decision) -> None:
        """Keep a choice; RecordError for a candidate that there is not."""
        self._insert("decisions", translation_rows.decision_row(decision))

    def add_attribution(self, attribution: Attribution) -> None:
        """Keep who a speaker is said to be; RecordError for a speaker that its transcript does not have."""
        self._insert("attributions", rows.attribution_row(attribution))
        known = self._connection.execute(
            "SELECT speaker FROM turns WHERE transcript_id = ?1 AND speaker = ?2 "
            "UNION SELECT speaker FROM utterances WHERE transcript_id = ?1 AND speaker = ?2",
            (attribution.transcript_id, attribution.speaker),
        ).fetchone()
        if not known:
            raise RecordError(f"A name was given to no speaker: {attribution.speaker!r}.")

    def add_derivative(self, derivative: rows.Derivative) -> None:
        """Keep what a stored file was made from; the same again changes nothing."""
        self._insert("derivatives", rows.derivative_row(derivative), verb="INSERT OR IGNORE")

    def set_about(self, name: str, value: str) -> None:
        """Keep a fact about the case itself, once."""
        self._insert("about", {"name": name, "value": value})

    def record_event(
        self,
        *,
        verb: str,
        agent: Agent,
        recording: Digest | None = None,
        detail: Mapping[str, Any] | None = None,
    ) -> CustodyEvent:
        """Add the next event of the ledger, at this moment; `detail` holds JSON values without fractions."""
        last = self._connection.execute("SELECT number, line FROM events ORDER BY number DESC LIMIT 1").fetchone()
        event = CustodyEvent(
            number=last["number"] + 1 if last else 1,
            at=now(),
            verb=verb,
            agent=agent,
            recording=recording,
            detail=dict(detail or {}),
        )
        line = self._line(event, Digest.of(last["line"].encode()) if last else None)
        self._insert("events", {"number": event.number, "line": line.decode()})
        self.lines.append(line)
        return event

    def _insert(self, table: str, row: rows.Row, *, verb: str = "INSERT") -> None:
        columns = ", ".join(row)
        values = ", ".join(f":{name}" for name in row)
        self._connection.execute(f"{verb} INTO {table} ({columns}) VALUES ({values})", row)


@contextlib.contextmanager
def transaction(connection: sqlite3.Connection, line: LineBuilder) -> Iterator[Transaction]:
    """Begin, and commit at the end; whatever is raised inside undoes all of it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        change = Transaction(connection, line)
        yield change
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # SQLite has undone it by itself where the disk is full
            connection.execute("ROLLBACK")
        raise
