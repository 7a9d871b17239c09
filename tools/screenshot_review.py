"""Take the pictures of `earwitness review` that the manual shows: `make demo`, then run this.

.venv/bin/python tools/screenshot_review.py
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

HERE = Path(__file__).parents[1]
CASE = HERE / "build" / "demo" / "case"
PICTURES = HERE / "docs" / "images"
STEPS = {
    "review.png": ("ArrowDown", "a", "a", "q"),
    "review-doubt.png": ("n", "Enter"),
    "review-compare.png": ("Control+A", "Три дня ты не звонил.", "Enter", "Alt+1", "c"),
}
"""For each picture: the keys that are pressed before it is taken, and what is typed."""


def main() -> None:
    """Review a copy of the demo's case, as somebody who is nobody."""
    if not CASE.exists():
        sys.exit("There is no case yet: run `make demo` first.")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        shutil.copytree(CASE, Path(folder) / "case")
        command = [
            sys.executable,
            "-m",
            "earwitness",
            "review",
            f"{folder}/case",
            "--no-browser",
            "--model",
            "none",
        ]
        somebody = {**os.environ, "EARWITNESS_KEY": f"{folder}/key.pem"}
        subprocess.run([sys.executable, "-m", "earwitness", "key", "--name", "Olena"], env=somebody, check=True)
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=somebody) as server:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium") or shutil.which("google-chrome"),
                args=["--no-sandbox", "--disable-quic", "--disable-background-networking"],
            )
            page = browser.new_page(viewport={"width": 1280, "height": 800}, locale="en-US")
            page.goto(server.stdout.readline().strip() if server.stdout else "")
            page.wait_for_selector("body[data-ready]")
            for name, keys in STEPS.items():
                for key in keys:
                    (page.keyboard.type if " " in key else page.keyboard.press)(key)
                page.wait_for_timeout(1_500)
                page.screenshot(path=PICTURES / name)
                print(PICTURES / name)
            browser.close()
            server.terminate()


if __name__ == "__main__":
    main()
