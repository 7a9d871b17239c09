"""Models and runtimes behind small protocols: each heavy dependency has its one home here."""
