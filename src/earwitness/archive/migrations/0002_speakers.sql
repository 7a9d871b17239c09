-- Who spoke when, and what was left out of a transcript.

ALTER TABLE transcripts ADD COLUMN diarized_by TEXT;      -- JSON as made_by; NULL where speakers were not told apart
ALTER TABLE utterances ADD COLUMN channel INTEGER;        -- from 1; NULL where the channels were mixed

CREATE TABLE turns (
  number        INTEGER PRIMARY KEY,
  transcript_id TEXT NOT NULL REFERENCES transcripts (id),
  position      INTEGER NOT NULL,
  start_ms      INTEGER NOT NULL,
  end_ms        INTEGER NOT NULL,
  speaker       TEXT NOT NULL,
  channel       INTEGER,
  UNIQUE (transcript_id, position)
) STRICT;

CREATE TABLE drops (                         -- what a transcript leaves out, and why
  number        INTEGER PRIMARY KEY,
  transcript_id TEXT NOT NULL REFERENCES transcripts (id),
  position      INTEGER NOT NULL,
  start_ms      INTEGER NOT NULL,
  end_ms        INTEGER NOT NULL,
  channel       INTEGER,
  reason        TEXT NOT NULL,
  why           TEXT NOT NULL,
  text          TEXT NOT NULL,
  UNIQUE (transcript_id, position)
) STRICT;
