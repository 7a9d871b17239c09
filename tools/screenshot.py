"""Take the pictures of the demo's story page that the README shows: `make demo`, then run this.

.venv/bin/python tools/screenshot.py
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

HERE = Path(__file__).parents[1]
PAGE = HERE / "build" / "demo" / "page" / "index.html"
PICTURES = HERE / "docs" / "images"
SHOTS = {"story-page.png": (1280, 1080, 2.2), "story-page-phone.png": (390, 844, 17.3)}
"""For each picture: the width and height of the window, and the second that is played."""


def main() -> None:
    """Open the page from disk at each size, at its moment in the call, and save what is seen."""
    if not PAGE.exists():
        sys.exit("There is no page yet: run `make demo` first.")
    PICTURES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("google-chrome"),
            args=["--no-sandbox", "--disable-quic", "--disable-background-networking"],
        )
        for name, (width, height, moment_s) in SHOTS.items():
            page = browser.new_page(viewport={"width": width, "height": height}, device_scale_factor=2)
            page.goto(f"{PAGE.as_uri()}#t={moment_s}")
            page.wait_for_timeout(1_000)
            page.screenshot(path=PICTURES / name)
            print(PICTURES / name)
        browser.close()


if __name__ == "__main__":
    main()
