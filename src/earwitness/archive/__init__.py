"""The case on disk: originals by digest, facts in SQL, one writer."""
