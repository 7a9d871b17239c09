-- From which addresses recordings were fetched.

CREATE TABLE fetches (
  number      INTEGER PRIMARY KEY,
  recording   TEXT NOT NULL REFERENCES recordings (digest),
  address     TEXT NOT NULL,
  title       TEXT,                          -- this and the next two as the page says
  uploader    TEXT,
  dated       TEXT,                          -- 2026-03-05
  host        TEXT NOT NULL,                 -- the address on the network that answered for the sound
  certificate TEXT,                          -- its digest; NULL where the connection was not encrypted
  issuer      TEXT,
  warc        TEXT NOT NULL,                 -- these three are digests of files under derived/
  info        TEXT NOT NULL,
  log         TEXT NOT NULL,
  made_by     TEXT NOT NULL,                 -- JSON as elsewhere
  fetched_at  TEXT NOT NULL
) STRICT;

CREATE INDEX fetches_by_recording ON fetches (recording);
