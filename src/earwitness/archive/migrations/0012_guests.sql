-- Who was let in over a network, and by whom.

CREATE TABLE guests (
  number  INTEGER PRIMARY KEY,
  digest  TEXT NOT NULL UNIQUE,              -- drawn by chance: what records and the ledger call a guest
  host    TEXT NOT NULL,                     -- the public key of who let them in, and signs what they do
  name    TEXT NOT NULL,                     -- as the host gave it
  made_at TEXT NOT NULL
) STRICT;
