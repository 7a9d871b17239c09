-- Who signs, which event tells of which row, and which lines ledger.jsonl may still lack.

CREATE TABLE persons (                       -- what the people who sign chose to be called; the newest of a key counts
  number  INTEGER PRIMARY KEY,
  key     TEXT NOT NULL,                     -- the public key, as `signer` in the ledger
  name    TEXT NOT NULL,
  made_at TEXT NOT NULL
) STRICT;

CREATE TABLE bound (                         -- the rows that each event tells of; the event's line has the digest of these
  event      INTEGER NOT NULL REFERENCES events (number),
  table_name TEXT NOT NULL,
  row_id     INTEGER NOT NULL,
  salt       TEXT NOT NULL,                  -- random: who has the ledger alone cannot try names against it
  digest     TEXT NOT NULL,
  PRIMARY KEY (event, table_name, row_id)
) STRICT;

CREATE TABLE outbox (                        -- lines that were committed, and may not have reached the file yet
  number INTEGER PRIMARY KEY REFERENCES events (number)
) STRICT;

INSERT INTO outbox SELECT number FROM events;

ALTER TABLE attributions ADD COLUMN made_by TEXT;         -- JSON as elsewhere; NULL for those before this
