"""The history of a case as a chain of events."""
