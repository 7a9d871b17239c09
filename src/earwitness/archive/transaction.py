"""One change of a case: facts and the events that tell of them, all or nothing."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from earwitness.archive import (
    account_rows,
    glossary_rows,
    look_rows,
    quote_rows,
    recording_rows,
    review_rows,
    rows,
    transcript_rows,
    translation_rows,
)
from earwitness.archive.binding import BATCHES, Bound, Held, rows_digest, rows_of, tables
from earwitness.errors import RecordError
from earwitness.records.attribution import Attribution
from earwitness.records.custody import Agent, CustodyEvent, Digest, Guest, Person
from earwitness.records.fetch import Fetch
from earwitness.records.glossary import Entry
from earwitness.records.look import Look
from earwitness.records.quote import Quote, Withdrawal
from earwitness.records.recording import Recording
from earwitness.records.review import Correction
from earwitness.records.route import Link
from earwitness.records.source import Source
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
        self._added: dict[tuple[str, int], Bound] = {}

    def add_recording(self, recording: Recording) -> None:
        """Keep what is known of a recording whose bytes are in the store."""
        self._insert("recordings", recording_rows.recording_row(recording))

    def add_transcript(self, transcript: Transcript, *, pipeline_id: str, pipeline: Any) -> None:
        """Keep a finished transcript.

        `pipeline` is JSON: what was asked, with which models; `pipeline_id` names it, once for each recording.
        """
        self._insert(
            "transcripts",
            {
                **transcript_rows.transcript_row(transcript),
                "pipeline_id": pipeline_id,
                "pipeline": rows.to_json(pipeline),
            },
        )
        for table, held in (
            ("utterances", transcript_rows.utterance_rows),
            ("turns", transcript_rows.turn_rows),
            ("drops", transcript_rows.drop_rows),
        ):
            for row in held(transcript):
                self._insert(table, row)

    def drop_batches(self, recording: Digest, pipeline_id: str) -> None:
        """Let go of the finished stretches of a work that came to its end."""
        self._connection.execute(
            "DELETE FROM batches WHERE recording = ? AND pipeline_id = ?", (str(recording), pipeline_id)
        )

    def bind_batches(self, recording: Digest, pipeline_id: str) -> None:
        """Let the next event tell of the finished stretches of a work that stay, unless one does already."""
        where = (
            "WHERE recording = ? AND pipeline_id = ? AND rowid NOT IN "
            "(SELECT row_id FROM bound WHERE table_name = 'batches')"
        )
        self._tell_of(rows_of(self._connection, BATCHES, where=where, values=(str(recording), pipeline_id)))

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
        self._insert("attributions", account_rows.attribution_row(attribution))
        known = self._connection.execute(
            "SELECT speaker FROM turns WHERE transcript_id = ?1 AND speaker = ?2 "
            "UNION SELECT speaker FROM utterances WHERE transcript_id = ?1 AND speaker = ?2 "
            "UNION SELECT number FROM corrections WHERE transcript_id = ?1 "
            "AND ?2 IN (json_extract(change, '$.speaker'), json_extract(change, '$.to'))",
            (attribution.transcript_id, attribution.speaker),
        ).fetchone()
        if not known:
            raise RecordError(f"A name was given to no speaker: {attribution.speaker!r}.")

    def add_link(self, link: Link) -> None:
        """Keep what is said of one link of a recording's route."""
        self._insert("links", account_rows.link_row(link))

    def add_source(self, source: Source) -> None:
        """Keep that something was said of where a recording came from."""
        self._insert("sources", account_rows.source_row(source))

    def add_fetch(self, fetch: Fetch) -> None:
        """Keep from which address a recording was fetched."""
        self._insert("fetches", recording_rows.fetch_row(fetch))

    def add_look(self, look: Look) -> None:
        """Keep what a recording tells of itself."""
        self._insert("looks", look_rows.look_row(look))

    def add_commitment(self, recording: Digest, salt: str) -> None:
        """Keep the salt under which pages name a recording, once."""
        self._insert("commitments", {"recording": str(recording), "salt": salt, "made_at": now()})

    def add_correction(self, correction: Correction) -> None:
        """Keep a correction; RecordError where one of that number, or sent by that name, is there already."""
        self._insert("corrections", review_rows.correction_row(correction))

    def add_quote(self, quote: Quote) -> None:
        """Keep a quote."""
        self._insert("quotes", quote_rows.quote_row(quote))

    def add_withdrawal(self, withdrawal: Withdrawal) -> None:
        """Keep that a quote was taken back, once."""
        self._insert("withdrawals", quote_rows.withdrawal_row(withdrawal))

    def add_term(self, entry: Entry) -> None:
        """Keep that a term was put into the glossary, or taken out."""
        self._insert("terms", glossary_rows.entry_row(entry))

    def set_setting(self, name: str, value: str) -> None:
        """Set a setting of the case; what it was before stays below it."""
        self._insert("settings", {"name": name, "value": value, "made_at": now()})

    def add_derivative(self, derivative: recording_rows.Derivative) -> None:
        """Keep what a stored file was made from; the same again changes nothing."""
        self._insert("derivatives", recording_rows.derivative_row(derivative), verb="INSERT OR IGNORE")

    def add_person(self, person: Person) -> None:
        """Keep what the holder of a key is called; the same again changes nothing."""
        newest = self._connection.execute(
            "SELECT name FROM persons WHERE key = ? ORDER BY number DESC LIMIT 1", (person.key,)
        ).fetchone()
        if newest is None or newest["name"] != person.name:
            self._insert("persons", account_rows.person_row(person))

    def add_guest(self, guest: Guest) -> None:
        """Keep who was let in over a network, and by whom; the same again changes nothing."""
        known = self._connection.execute("SELECT 1 FROM guests WHERE digest = ?", (str(guest.digest),)).fetchone()
        if not known:
            self._insert("guests", account_rows.guest_row(guest))

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
        """Add the next event of the ledger, at this moment: it tells of all rows that were added before it.

        `detail` holds JSON values without fractions. The first one in a case of an earlier version, whose events
        told of no rows, tells of all that are there.
        """
        last = self._connection.execute("SELECT number, line FROM events ORDER BY number DESC LIMIT 1").fetchone()
        event = CustodyEvent(
            number=last["number"] + 1 if last else 1,
            at=now(),
            verb=verb,
            agent=agent,
            recording=recording,
            detail=dict(detail or {}),
            rows=rows_digest(self._told(first=last is None)),
        )
        line = self._line(event, Digest.of(last["line"].encode()) if last else None)
        self._connection.execute("INSERT INTO events VALUES (?, ?)", (event.number, line.decode()))
        self._connection.execute("INSERT INTO outbox VALUES (?)", (event.number,))
        self._connection.executemany(
            "INSERT INTO bound VALUES (?, ?, ?, ?, ?)",
            [(event.number, one.table, one.row_id, one.salt, one.digest) for one in sorted(self._added.values())],
        )
        self._added.clear()
        self.lines.append(line)
        return event

    def _told(self, *, first: bool) -> Iterable[Bound]:
        if not first and not self._connection.execute("SELECT 1 FROM bound LIMIT 1").fetchone():
            for table in tables(self._connection):
                if table != BATCHES:
                    self._tell_of(rows_of(self._connection, table))
        return self._added.values()

    def _tell_of(self, held: Iterable[Held]) -> None:
        self._added |= {(one.table, one.row_id): one.bind() for one in held}

    def _insert(self, table: str, row: rows.Row, *, verb: str = "INSERT") -> None:
        columns = ", ".join(row)
        values = ", ".join(f":{name}" for name in row)
        cursor = self._connection.execute(f"{verb} INTO {table} ({columns}) VALUES ({values})", row)
        if cursor.rowcount:
            self._tell_of(rows_of(self._connection, table, where="WHERE rowid = ?", values=(cursor.lastrowid,)))


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
