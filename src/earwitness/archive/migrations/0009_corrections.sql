-- What people change in transcripts.

CREATE TABLE corrections (                   -- layers: none is ever changed; one that is undone is withdrawn by another
  number        INTEGER PRIMARY KEY,
  transcript_id TEXT NOT NULL REFERENCES transcripts (id),
  position      INTEGER NOT NULL,            -- from 1 in its transcript: what later ones name it by
  change        TEXT NOT NULL,               -- JSON: {"kind", …}; what it was made on is `on`, the number of another
  made_by       TEXT NOT NULL,               -- JSON: a person by their key, or the model that listened for times
  made_at       TEXT NOT NULL,
  sent_as       TEXT UNIQUE,                 -- what its sender calls it: sent twice, it is kept once
  UNIQUE (transcript_id, position)
) STRICT;
