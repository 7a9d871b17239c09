"""Take the pictures of `earwitness review` that the manual shows: `make demo`, then run this.

.venv/bin/python tools/screenshot_review.py
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

HERE = Path(__file__).parents[1]
CASE = HERE / "build" / "demo" / "case"
PICTURES = HERE / "docs" / "images"
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
STEPS = {
    "review.png": (
        DESK,
        ("a", "a", "Shift+ArrowRight", "k", "Who calls, and from where?", "Enter", "ArrowDown", "q"),
    ),
    "review-doubt.png": (
        DESK,
        ("/", "вся рота", "Enter", "Escape", "ArrowRight", "w", "company ", "Enter", "n", "n", "t"),
    ),
    "review-compare.png": (
        DESK,
        (
            "Control+.",
            "Enter",
            "Control+A",
            "Мы отказались, вся рота, восемьдесят человек.",
            "Enter",
            "Alt+1",
            "c",
        ),
    ),
    "review-phone.png": (PHONE, ("c", "n")),
    "review-keys.png": (DESK, ("Shift+?",)),
}
"""For each picture: the size of the window, and the keys that are pressed before it is taken or what is typed."""


def press(page: Page, keys: tuple[str, ...]) -> None:
    """Press keys, and type what is longer than a key's name."""
    for key in keys:
        (page.keyboard.type if " " in key else page.keyboard.press)(key)
        page.wait_for_timeout(150)


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
            page = browser.new_page(viewport=DESK, locale="en-US")
            page.goto(server.stdout.readline().strip() if server.stdout else "")
            page.wait_for_selector("body[data-ready]")
            for name, (size, keys) in STEPS.items():
                page.set_viewport_size(size)
                press(page, keys)
                page.wait_for_timeout(1_000)
                with Image.open(BytesIO(page.screenshot())) as shot:  # few colours: a third of the size
                    shot.convert("RGB").quantize(192, dither=Image.Dither.NONE).save(
                        PICTURES / name, optimize=True
                    )
                print(PICTURES / name)
            browser.close()
            server.terminate()


if __name__ == "__main__":
    main()
