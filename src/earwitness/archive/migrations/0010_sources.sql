-- From whom the recordings came: who said so and when. What was said lies under sources/, and nowhere here.

CREATE TABLE sources (                       -- layers: none is ever changed
  number    INTEGER PRIMARY KEY,
  id        TEXT NOT NULL UNIQUE,            -- s1, s2, …: counted in the case
  recording TEXT NOT NULL REFERENCES recordings (digest),
  digest    TEXT NOT NULL,                   -- of the file under sources/, which holds a salt
  made_by   TEXT NOT NULL,                   -- JSON as elsewhere
  made_at   TEXT NOT NULL
) STRICT;

CREATE INDEX sources_by_recording ON sources (recording);
