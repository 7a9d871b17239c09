-- Proposed translations of each utterance, and who chose among them.

CREATE TABLE candidates (                    -- layers: none is ever changed
  number        INTEGER PRIMARY KEY,
  id            TEXT NOT NULL UNIQUE,
  transcript_id TEXT NOT NULL REFERENCES transcripts (id),
  utterance_id  TEXT NOT NULL,
  language      TEXT NOT NULL,
  text          TEXT NOT NULL,
  made_by       TEXT NOT NULL,               -- JSON: {"kind", "name", "version", "digest"}
  made_at       TEXT NOT NULL,
  score         REAL,                        -- its maker's own, on the maker's own scale
  estimate      REAL NOT NULL,               -- 0 to 1
  estimated_by  TEXT NOT NULL,               -- JSON as made_by
  doubts        TEXT NOT NULL,               -- JSON: [{"reason", "text", "words"}]
  FOREIGN KEY (transcript_id, utterance_id) REFERENCES utterances (transcript_id, id)
) STRICT;

CREATE INDEX candidates_by_transcript ON candidates (transcript_id, language);

CREATE TABLE decisions (                     -- layers: a person's newest stands above a program's newest
  number       INTEGER PRIMARY KEY,
  id           TEXT NOT NULL UNIQUE,
  candidate_id TEXT NOT NULL REFERENCES candidates (id),
  made_by      TEXT NOT NULL,                -- JSON: a program, or a person by the name that was typed
  made_at      TEXT NOT NULL
) STRICT;

CREATE INDEX decisions_by_candidate ON decisions (candidate_id);
