-- By which route a recording came, and the salts under which pages name it.

CREATE TABLE links (                         -- layers: the newest of an id counts, none is ever changed
  number       INTEGER PRIMARY KEY,
  id           TEXT NOT NULL,                -- l1, l2, …: counted in the case
  recording    TEXT NOT NULL REFERENCES recordings (digest),
  kind         TEXT NOT NULL,                -- recorded, published, translated, reported
  by           TEXT NOT NULL,
  channel      TEXT,
  day          TEXT,                         -- 2026, 2026-03 or 2026-03-05
  address      TEXT,
  after        TEXT,                         -- the link that it builds on; NULL: the recording itself
  hedge        TEXT NOT NULL,                -- confirmed, claimed, reported, denied, unknown
  according_to TEXT,
  evidence     TEXT,
  archived     TEXT,                         -- the web address of a kept copy, or its digest
  made_by      TEXT,                         -- JSON as elsewhere
  made_at      TEXT NOT NULL
) STRICT;

CREATE INDEX links_by_recording ON links (recording);

CREATE TABLE commitments (                   -- what pages call a recording by, instead of its digest
  recording TEXT NOT NULL PRIMARY KEY REFERENCES recordings (digest),
  salt      TEXT NOT NULL,                   -- 64 hexadecimal digits, random
  made_at   TEXT NOT NULL
) STRICT;
