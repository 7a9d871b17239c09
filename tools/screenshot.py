"""Take all pictures of the README and the manual, from the demo: `make pictures`, or `make demo` and then this.

.venv/bin/python tools/screenshot.py [NAME…]
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

HERE = Path(__file__).parents[1]
DEMO = HERE / "build" / "demo"
PICTURES = HERE / "docs" / "images"

DESK: ViewportSize = {"width": 1280, "height": 900}
TALL: ViewportSize = {"width": 1280, "height": 1120}
COLUMN: ViewportSize = {"width": 840, "height": 1000}
PHONE: ViewportSize = {"width": 390, "height": 844}

PAGES = {
    "story-page.png": ("page", TALL, "t=2.2"),
    "story-page-phone.png": ("page", PHONE, "t=17.3"),
    "story.png": ("story", COLUMN, ""),
    "story-phone.png": ("story", PHONE, "q4"),
    "check.png": ("check", TALL, ""),
}
"""For each picture of a page that is opened from disk: its folder, the window, and the fragment of its address."""

REVIEW = {
    "review.png": (
        DESK,
        ("a", "a", "Shift+ArrowRight", "k", "Who calls, and from where?", "Enter", "ArrowDown", "q"),
    ),
    "review-quote.png": (
        DESK,
        ("ArrowDown", "ArrowDown", "Shift+ArrowDown", "Shift+Q", "ArrowRight", "Space", "Tab"),
    ),
    "review-doubt.png": (DESK, ("Escape", "/", "полковник Витлубин", "Enter", "Escape", "Enter")),
    "review-compare.png": (
        DESK,
        (
            "Control+A",
            "Вечером приехал полковник Ветлугин прямо на бобике. Он кричал, что всех расстреляет, "
            "но это только слова.",
            "Enter",
            "/",
            "Control+A",
            "связь пропадает",
            "Enter",
            "Escape",
            "Enter",
            "Control+A",
            "Скажи, что скоро. Всё, связь пропадает. Целую.",
            "Enter",
            "c",
        ),
    ),
    "review-phone.png": (PHONE, ("c", "n")),
    "review-keys.png": (TALL, ("Shift+?",)),
}
"""For each picture of the page of review, in this order: the window, and what is pressed and typed before it."""


def main() -> None:
    """Open each page at its size and place, and save what is seen."""
    wanted = sys.argv[1:] or [*PAGES, *REVIEW]
    if not DEMO.joinpath("story", "index.html").exists():
        sys.exit("There are no pages yet: run `make demo` first.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("google-chrome"),
            args=["--no-sandbox", "--disable-quic", "--disable-background-networking"],
        )
        for name, (folder, size, fragment) in PAGES.items():
            if name in wanted:
                page = browser.new_page(viewport=size, device_scale_factor=2)
                page.goto(f"{DEMO.joinpath(folder, 'index.html').as_uri()}#{fragment}")
                save(page, name)
        if set(wanted) & set(REVIEW):
            review(browser)
        browser.close()


def review(browser: Browser) -> None:
    """The pictures of the page of review, of a copy of the demo's case."""
    with reviewed() as address:
        page = browser.new_page(viewport=DESK, locale="en-US")
        page.goto(address)
        page.wait_for_selector("body[data-ready]")
        for name, (size, keys) in REVIEW.items():
            page.set_viewport_size(size)
            for key in keys:
                (page.keyboard.type if " " in key else page.keyboard.press)(key)
                page.wait_for_timeout(150)
            page.get_by_text("Keeping a change").wait_for(state="hidden")
            save(page, name)


@contextlib.contextmanager
def reviewed() -> Iterator[str]:
    """The address at which somebody reviews a copy of the demo's case, under a name that is nobody's."""
    program = [sys.executable, "-m", "earwitness"]
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(DEMO / "case", Path(folder) / "case")
        somebody = {**os.environ, "EARWITNESS_KEY": f"{folder}/key.pem"}
        subprocess.run([*program, "key", "--name", "Olena"], env=somebody, check=True, stdout=subprocess.DEVNULL)
        command = [*program, "review", f"{folder}/case", "--no-browser", "--model", "none"]
        command += ["--story", str(HERE / "demo" / "story.md")]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=somebody) as server:
            assert server.stdout
            yield server.stdout.readline().strip()
            server.terminate()


def save(page: Page, name: str) -> None:
    """Save what is seen, in few colours: a third of the size."""
    page.wait_for_timeout(1_000)
    with Image.open(BytesIO(page.screenshot())) as shot:
        shot.convert("RGB").quantize(192, dither=Image.Dither.NONE).save(PICTURES / name, optimize=True)
    print(PICTURES / name)


if __name__ == "__main__":
    main()
