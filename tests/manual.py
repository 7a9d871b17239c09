"""The manual's pages as one text: tests compare it with what the program says."""

from __future__ import annotations

from pathlib import Path

PAGES = sorted((Path(__file__).parents[1] / "docs" / "manual").glob("*.md"))
MANUAL = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
