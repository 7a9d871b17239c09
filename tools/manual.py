"""Keep the manual's `--help` texts those of the program: rewrite them, or with --check say whether they are.

.venv/bin/python tools/manual.py [--check]
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from click.testing import CliRunner

from earwitness.cli.main import earwitness

PAGES = sorted((Path(__file__).parents[1] / "docs" / "manual").glob("*.md"))
_BLOCK = re.compile(r"```text\n\$ earwitness(?P<arguments>[^\n]*)--help\n.*?```", re.DOTALL)


def renewed(text: str) -> str:
    """A page's text with each help block as the program prints it now."""
    return _BLOCK.sub(lambda found: _block(found["arguments"]), text)


def _block(arguments: str) -> str:
    asked = CliRunner().invoke(
        earwitness,
        [*arguments.split(), "--help"],
        prog_name="earwitness",
        terminal_width=98,  # what click uses of a terminal of 100
        catch_exceptions=False,
    )
    return f"```text\n$ earwitness{arguments}--help\n{asked.stdout.rstrip()}\n```"


def main() -> None:
    """Rewrite the manual, or only compare."""
    is_check = sys.argv[1:] == ["--check"]
    for page in PAGES:
        before = page.read_text(encoding="utf-8")
        after = renewed(before)
        if before == after:
            continue
        if is_check:
            sys.exit(f"docs/manual/{page.name} shows another help text: run tools/manual.py.")
        page.write_text(after, encoding="utf-8")


if __name__ == "__main__":
    main()
