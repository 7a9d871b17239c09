-- What a recording itself tells of how it came to be, as it was looked at when it came.

CREATE TABLE looks (
  number    INTEGER PRIMARY KEY,
  recording TEXT NOT NULL REFERENCES recordings (digest),
  sayings   TEXT NOT NULL,                   -- JSON: where, name, text; what its file says
  signals   TEXT NOT NULL,                   -- JSON: kind, start_ms, end_ms, text, other; what is noticed in its sound
  reach     TEXT NOT NULL,                   -- JSON: start_ms, end_ms, top_hz; how high the sound reaches
  levels    TEXT NOT NULL,                   -- JSON: for equal parts of it a digit for each band; for a picture
  made_by   TEXT NOT NULL,                   -- JSON as elsewhere
  made_at   TEXT NOT NULL
) STRICT;

CREATE INDEX looks_by_recording ON looks (recording);
