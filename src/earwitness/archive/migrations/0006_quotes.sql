-- What is quoted, and what of that was taken back; and the settings of a case, such as its house style.

CREATE TABLE quotes (
  number         INTEGER PRIMARY KEY,
  id             TEXT NOT NULL UNIQUE,       -- q1, q2, …: counted in the case
  digest         TEXT NOT NULL,              -- of `quote`, byte for byte
  recording      TEXT NOT NULL REFERENCES recordings (digest),
  transcript_id  TEXT NOT NULL REFERENCES transcripts (id),
  translation_id TEXT,
  start_ms       INTEGER NOT NULL,
  end_ms         INTEGER NOT NULL,
  quote          TEXT NOT NULL,              -- canonical JSON (RFC 8785): pieces with their copies, marks, salt
  made_at        TEXT NOT NULL
) STRICT;

CREATE INDEX quotes_by_recording ON quotes (recording);

CREATE TABLE withdrawals (                   -- a layer over a quote: the quote stays
  number   INTEGER PRIMARY KEY,
  quote_id TEXT NOT NULL UNIQUE REFERENCES quotes (id),
  reason   TEXT,
  made_at  TEXT NOT NULL
) STRICT;

CREATE TABLE settings (                      -- the newest of a name counts, none is ever changed
  number  INTEGER PRIMARY KEY,
  name    TEXT NOT NULL,
  value   TEXT NOT NULL,
  made_at TEXT NOT NULL
) STRICT;
