"""The only place that loads, calls, saves and appends custody: one file a verb."""
