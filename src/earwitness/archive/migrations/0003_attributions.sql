-- Who the speakers of a transcript are said to be.

CREATE TABLE attributions (                  -- layers: the newest of a speaker is shown, none is ever changed
  number        INTEGER PRIMARY KEY,
  id            TEXT NOT NULL UNIQUE,
  transcript_id TEXT NOT NULL REFERENCES transcripts (id),
  speaker       TEXT NOT NULL,
  name          TEXT NOT NULL,
  role          TEXT,
  according_to  TEXT,                        -- who says so; NULL where nobody is named
  hedge         TEXT NOT NULL,               -- confirmed, claimed, reported, denied, unknown
  evidence      TEXT,
  made_at       TEXT NOT NULL
) STRICT;

CREATE INDEX attributions_by_transcript ON attributions (transcript_id);
