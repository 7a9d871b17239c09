"""What can be asked of a case: its facts, by SQL."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
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
from earwitness.archive.connection import sqlite_errors
from earwitness.errors import CaseError
from earwitness.records.attribution import Attribution
from earwitness.records.custody import Digest, Guest, Person
from earwitness.records.fetch import Fetch
from earwitness.records.glossary import Entry
from earwitness.records.look import Look
from earwitness.records.quote import Quote, Withdrawal
from earwitness.records.recording import Recording
from earwitness.records.review import Correction
from earwitness.records.route import Link
from earwitness.records.source import Source
from earwitness.records.speech import Transcript
from earwitness.records.text import shown
from earwitness.records.time import Span
from earwitness.records.translation import Candidate, Decision, Translation


class Queries:
    """The facts of one case. Every method may raise CaseError; a row that makes no sense raises RecordError."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self._path = path
        self._connection = connection

    def about(self, name: str) -> str:
        """A fact about the case itself: "case" is its random id."""
        return str(self._one("SELECT value FROM about WHERE name = ?", name)["value"])

    def recordings(self) -> list[Recording]:
        """All recordings, in the order in which they came."""
        with rows.reading_rows():
            return [
                recording_rows.recording_from(row) for row in self._all("SELECT * FROM recordings ORDER BY number")
            ]

    def recording(self, digest: Digest) -> Recording | None:
        """What is known of a recording; None if the case does not hold it."""
        with rows.reading_rows():
            found = self._all("SELECT * FROM recordings WHERE digest = ?", str(digest))
            return recording_rows.recording_from(found[0]) if found else None

    def transcripts(self, recording: Digest) -> list[Transcript]:
        """All that was heard in a recording, newest last."""
        found = self._all("SELECT * FROM transcripts WHERE recording = ? ORDER BY number", str(recording))
        return [self._transcript(row) for row in found]

    def transcript(self, recording: Digest, *, pipeline_id: str | None = None) -> Transcript | None:
        """The newest transcript, or the one that this pipeline gave; None if there is none."""
        found = self._all(
            "SELECT * FROM transcripts WHERE recording = ?1 AND pipeline_id = coalesce(?2, pipeline_id) "
            "ORDER BY number DESC LIMIT 1",
            str(recording),
            pipeline_id,
        )
        return self._transcript(found[0]) if found else None

    def listened(self) -> list[transcript_rows.Listened]:
        """The newest transcript of each recording that has one, in the order in which the recordings came."""
        found = self._all(
            "SELECT t.*, (SELECT count(*) FROM corrections WHERE transcript_id = t.id) AS corrections "
            "FROM recordings JOIN transcripts AS t ON t.number = "
            "(SELECT max(number) FROM transcripts WHERE recording = digest) ORDER BY recordings.number"
        )
        with rows.reading_rows():
            return [transcript_rows.listened_from(row) for row in found]

    def pipeline(self, transcript_id: str) -> Any:
        """What was asked for when this transcript was made, and with which models, as JSON."""
        with rows.reading_rows():
            return json.loads(
                self._one("SELECT pipeline FROM transcripts WHERE id = ?", transcript_id)["pipeline"]
            )

    def translation(self, transcript_id: str, language: str) -> Translation | None:
        """The newest translation of a transcript into a language; None if there is none."""
        found = self._all(
            "SELECT * FROM translations WHERE transcript_id = ? AND language = ? ORDER BY number DESC LIMIT 1",
            transcript_id,
            language,
        )
        if not found:
            return None
        lines = self._all("SELECT * FROM lines WHERE translation_id = ? ORDER BY position", found[0]["id"])
        with rows.reading_rows():
            return translation_rows.translation_from(found[0], lines)

    def candidates(self, transcript_id: str, language: str) -> list[Candidate]:
        """All that was ever proposed as translations of a transcript's utterances, oldest first."""
        found = self._all(
            "SELECT * FROM candidates WHERE transcript_id = ? AND language = ? ORDER BY number",
            transcript_id,
            language,
        )
        with rows.reading_rows():
            return [translation_rows.candidate_from(row) for row in found]

    def decisions(self, transcript_id: str, language: str) -> list[Decision]:
        """Each choice that was made among them, oldest first."""
        found = self._all(
            "SELECT decisions.* FROM decisions JOIN candidates ON candidates.id = candidate_id "
            "WHERE transcript_id = ? AND language = ? ORDER BY decisions.number",
            transcript_id,
            language,
        )
        with rows.reading_rows():
            return [translation_rows.decision_from(row) for row in found]

    def newest(self, recording: Digest) -> tuple[str | int | None, ...]:
        """The newest transcript of a recording, and numbers that grow where layers over it are added."""
        found = self._all(
            "SELECT (SELECT id FROM transcripts WHERE recording = ? ORDER BY number DESC LIMIT 1), "
            "(SELECT max(number) FROM translations), (SELECT max(number) FROM candidates), "
            "(SELECT max(number) FROM decisions), (SELECT max(number) FROM attributions), "
            "(SELECT max(number) FROM persons), (SELECT max(number) FROM terms), (SELECT max(number) FROM guests)",
            str(recording),
        )
        return tuple(found[0].values())

    def corrections(self, transcript_id: str, *, after: int = 0) -> list[Correction]:
        """What people changed in a transcript after so many corrections, oldest first, withdrawals included."""
        found = self._all(
            "SELECT * FROM corrections WHERE transcript_id = ? AND position > ? ORDER BY position",
            transcript_id,
            after,
        )
        with rows.reading_rows():
            return [review_rows.correction_from(row) for row in found]

    def attributions(self, recording: Digest) -> list[Attribution]:
        """Who the speakers of a recording's transcripts were ever said to be, oldest first."""
        found = self._all(
            "SELECT attributions.* FROM attributions JOIN transcripts ON transcripts.id = transcript_id "
            "WHERE recording = ? ORDER BY attributions.number",
            str(recording),
        )
        with rows.reading_rows():
            return [account_rows.attribution_from(row) for row in found]

    def links(self) -> list[Link]:
        """All that was ever said of the routes by which the case's recordings came, oldest first."""
        with rows.reading_rows():
            return [account_rows.link_from(row) for row in self._all("SELECT * FROM links ORDER BY number")]

    def sources(self) -> list[Source]:
        """That something was said of where the case's recordings came from, oldest first."""
        with rows.reading_rows():
            return [account_rows.source_from(row) for row in self._all("SELECT * FROM sources ORDER BY number")]

    def fetches(self, recording: Digest) -> list[Fetch]:
        """From which addresses a recording was fetched, oldest first."""
        found = self._all("SELECT * FROM fetches WHERE recording = ? ORDER BY number", str(recording))
        with rows.reading_rows():
            return [recording_rows.fetch_from(row) for row in found]

    def look(self, recording: Digest) -> Look | None:
        """What a recording tells of itself, as it was kept last; None where nothing of that is kept."""
        found = self._all("SELECT * FROM looks WHERE recording = ? ORDER BY number DESC LIMIT 1", str(recording))
        with rows.reading_rows():
            return look_rows.look_from(found[0]) if found else None

    def salt(self, recording: Digest) -> str | None:
        """The salt under which pages name a recording; None where none did yet."""
        found = self._all("SELECT salt FROM commitments WHERE recording = ?", str(recording))
        return str(found[0]["salt"]) if found else None

    def persons(self) -> list[Person]:
        """What the people who sign chose to be called, oldest first: the newest of a key counts."""
        found = self._all("SELECT * FROM persons ORDER BY number")
        with rows.reading_rows():
            return [account_rows.person_from(row) for row in found]

    def guests(self) -> list[Guest]:
        """Who was let in over a network, oldest first."""
        with rows.reading_rows():
            return [account_rows.guest_from(row) for row in self._all("SELECT * FROM guests ORDER BY number")]

    def quotes(self, *ids: str) -> list[Quote]:
        """All quotes of the case, or those of these ids, withdrawn ones too, in the order of their making."""
        named = f"WHERE id IN ({', '.join('?' * len(ids))})" if ids else ""
        with rows.reading_rows():
            found = self._all(f"SELECT * FROM quotes {named} ORDER BY number", *ids)
            return [quote_rows.quote_from(row) for row in found]

    def quotes_at(self, recording: Digest, span: Span) -> list[Quote]:
        """The quotes of exactly this stretch of a recording."""
        found = self._all(
            "SELECT * FROM quotes WHERE recording = ? AND start_ms = ? AND end_ms = ? ORDER BY number",
            str(recording),
            span.start_ms,
            span.end_ms,
        )
        with rows.reading_rows():
            return [quote_rows.quote_from(row) for row in found]

    def quote_ids(self) -> list[str]:
        """The ids of all quotes, in the order in which they were made."""
        return [str(row["id"]) for row in self._all("SELECT id FROM quotes ORDER BY number")]

    def withdrawals(self) -> list[Withdrawal]:
        """The quotes that were taken back, oldest first."""
        with rows.reading_rows():
            return [
                quote_rows.withdrawal_from(row) for row in self._all("SELECT * FROM withdrawals ORDER BY number")
            ]

    def terms(self) -> list[Entry]:
        """All that was ever put into the glossary or taken out of it, oldest first."""
        with rows.reading_rows():
            return [glossary_rows.entry_from(row) for row in self._all("SELECT * FROM terms ORDER BY number")]

    def setting(self, name: str) -> str | None:
        """What a setting of the case is now, None where it was never set."""
        found = self._all("SELECT value FROM settings WHERE name = ? ORDER BY number DESC LIMIT 1", name)
        return str(found[0]["value"]) if found else None

    def derivatives(self, recording: Digest, *, kind: str | None = None) -> list[recording_rows.Derivative]:
        """The stored files that were made from a recording, oldest first."""
        found = self._all(
            "SELECT * FROM derivatives WHERE recording = ?1 AND kind = coalesce(?2, kind) ORDER BY rowid",
            str(recording),
            kind,
        )
        with rows.reading_rows():
            return [recording_rows.derivative_from(row) for row in found]

    def event_lines(self) -> Iterator[bytes]:
        """The ledger's lines, byte for byte, from the first; ledger.chain reads them."""
        found = self._all("SELECT line FROM events ORDER BY number")
        with rows.reading_rows():
            lines = [row["line"].encode() for row in found]
        yield from lines

    def batches(self, recording: Digest, pipeline_id: str) -> dict[int, Any]:
        """The finished stretches of a work on a recording, by their number; `pipeline_id` names the work."""
        found = self._all(
            "SELECT number, payload FROM batches WHERE recording = ? AND pipeline_id = ? ORDER BY number",
            str(recording),
            pipeline_id,
        )
        with rows.reading_rows():
            return {row["number"]: json.loads(row["payload"]) for row in found}

    def _transcript(self, row: rows.Row) -> Transcript:
        utterances, turns, drops = (
            self._all(f"SELECT * FROM {table} WHERE transcript_id = ? ORDER BY position", row["id"])
            for table in ("utterances", "turns", "drops")
        )
        with rows.reading_rows():
            return transcript_rows.transcript_from(row, utterances=utterances, turns=turns, drops=drops)

    def _all(self, sql: str, *values: Any) -> list[rows.Row]:
        with sqlite_errors(self._path):
            return self._connection.execute(sql, values).fetchall()

    def _one(self, sql: str, *values: Any) -> rows.Row:
        found = self._all(sql, *values)
        if not found:
            raise CaseError(f"{shown(self._path)} does not hold {values[0]!r}.")
        return found[0]
