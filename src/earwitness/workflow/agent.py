"""This program, as the ledger names it."""

from __future__ import annotations

from importlib.metadata import version

from earwitness.records.custody import Agent

VERSION = version("earwitness")
PROGRAM = Agent(kind="software", name="earwitness", version=VERSION)
