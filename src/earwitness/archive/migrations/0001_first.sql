-- The case as the first version lays it down. docs/case-format.md explains each table to archivists.
-- Digests are text as in the ledger ("sha256:…"), times are integer milliseconds on the recording's own timeline,
-- dates are RFC 3339 in UTC, and what is not known is NULL.

CREATE TABLE about (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE events (                        -- the ledger's lines, byte for byte; ledger.jsonl follows this table
  number INTEGER PRIMARY KEY,
  line   TEXT NOT NULL
) STRICT;

CREATE TABLE recordings (
  number         INTEGER PRIMARY KEY,        -- the order in which they came
  digest         TEXT NOT NULL UNIQUE,
  name           TEXT NOT NULL,
  size_bytes     INTEGER NOT NULL,
  container      TEXT NOT NULL,
  codec          TEXT NOT NULL,
  sample_rate_hz INTEGER NOT NULL,
  channels       INTEGER NOT NULL,
  duration_ms    INTEGER NOT NULL,
  gaps           TEXT NOT NULL,              -- JSON: [{"start_ms", "end_ms", "reason"}]
  acquired_at    TEXT NOT NULL
) STRICT;

CREATE TABLE transcripts (
  number      INTEGER PRIMARY KEY,
  id          TEXT NOT NULL UNIQUE,
  recording   TEXT NOT NULL REFERENCES recordings (digest),
  language    TEXT,
  made_by     TEXT NOT NULL,                 -- JSON: {"kind", "name", "version", "digest"}
  made_at     TEXT NOT NULL,
  pipeline_id TEXT NOT NULL,
  pipeline    TEXT NOT NULL,                 -- JSON: what was asked, with which models
  UNIQUE (recording, pipeline_id)
) STRICT;

CREATE TABLE utterances (
  number        INTEGER PRIMARY KEY,
  transcript_id TEXT NOT NULL REFERENCES transcripts (id),
  position      INTEGER NOT NULL,
  id            TEXT NOT NULL,
  start_ms      INTEGER NOT NULL,
  end_ms        INTEGER NOT NULL,
  speaker       TEXT,
  language      TEXT NOT NULL,
  text          TEXT NOT NULL,
  words         TEXT NOT NULL,               -- JSON: [{"text", "start_ms", "end_ms", "confidence"}]
  doubts        TEXT NOT NULL,               -- JSON: [{"reason", "text", "words"}]
  UNIQUE (transcript_id, position),
  UNIQUE (transcript_id, id)
) STRICT;

CREATE TABLE translations (
  number        INTEGER PRIMARY KEY,
  id            TEXT NOT NULL UNIQUE,
  transcript_id TEXT NOT NULL REFERENCES transcripts (id),
  language      TEXT NOT NULL,
  made_by       TEXT NOT NULL,
  made_at       TEXT NOT NULL
) STRICT;

CREATE INDEX translations_by_transcript ON translations (transcript_id, language);

CREATE TABLE lines (
  number         INTEGER PRIMARY KEY,
  translation_id TEXT NOT NULL REFERENCES translations (id),
  position       INTEGER NOT NULL,
  utterance_id   TEXT NOT NULL,
  text           TEXT NOT NULL,
  doubts         TEXT NOT NULL,
  UNIQUE (translation_id, position),
  UNIQUE (translation_id, utterance_id)
) STRICT;

CREATE TABLE derivatives (                   -- files under derived/ and what they were made from
  recording TEXT NOT NULL REFERENCES recordings (digest),
  kind      TEXT NOT NULL,
  digest    TEXT NOT NULL,
  made_by   TEXT NOT NULL,
  made_at   TEXT NOT NULL,
  PRIMARY KEY (recording, kind, digest)
) STRICT;

CREATE TABLE batches (                       -- finished stretches of a listening that is not finished yet
  recording   TEXT NOT NULL REFERENCES recordings (digest),
  pipeline_id TEXT NOT NULL,
  number      INTEGER NOT NULL,
  payload     TEXT NOT NULL,
  PRIMARY KEY (recording, pipeline_id, number)
) STRICT;
