"""Take the pictures of the demo's pages that the README and the manual show: `make demo`, then run this.

.venv/bin/python tools/screenshot.py
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

HERE = Path(__file__).parents[1]
DEMO = HERE / "build" / "demo"
PICTURES = HERE / "docs" / "images"
SHOTS = {
    "story-page.png": ("page", 1280, 1080, "t=2.2"),
    "story-page-phone.png": ("page", 390, 844, "t=17.3"),
    "story.png": ("story", 1280, 1080, ""),
    "story-phone.png": ("story", 390, 844, "q4"),
}
"""For each picture: which page, the width and height of the window, and the fragment of the page's address."""


def main() -> None:
    """Open each page from disk at its size and place, and save what is seen."""
    if not DEMO.joinpath("story", "index.html").exists():
        sys.exit("There are no pages yet: run `make demo` first.")
    PICTURES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("google-chrome"),
            args=["--no-sandbox", "--disable-quic", "--disable-background-networking"],
        )
        for name, (folder, width, height, fragment) in SHOTS.items():
            page = browser.new_page(viewport={"width": width, "height": height}, device_scale_factor=2)
            page.goto(f"{DEMO.joinpath(folder, 'index.html').as_uri()}#{fragment}")
            page.wait_for_timeout(1_000)
            page.screenshot(path=PICTURES / name)
            print(PICTURES / name)
        browser.close()


if __name__ == "__main__":
    main()
