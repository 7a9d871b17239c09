"""The case on disk: its folder, the files by digest, the database, and the ledger file kept in step with it."""
