-- What words of the original are in English throughout the case.

CREATE TABLE terms (                         -- layers: the newest of a term counts, none is ever changed
  number      INTEGER PRIMARY KEY,
  id          TEXT NOT NULL UNIQUE,          -- g1, g2, …: counted in the case
  term        TEXT NOT NULL,
  language    TEXT NOT NULL,
  kind        TEXT NOT NULL,                 -- term, or name
  translation TEXT NOT NULL,
  also        TEXT NOT NULL,                 -- JSON: other translations that are as right
  forms       TEXT NOT NULL,                 -- JSON: other ways in which it is said
  note        TEXT,
  removed     INTEGER NOT NULL,              -- 1: from here on it is not in the glossary
  made_by     TEXT NOT NULL,                 -- JSON as elsewhere: the person, by the key that signs
  made_at     TEXT NOT NULL
) STRICT;
