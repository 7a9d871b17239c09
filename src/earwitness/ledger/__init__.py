"""The chain of events: what a line of the ledger is, and whether a line follows the one before. No I/O."""
