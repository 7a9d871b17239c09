"""What tests that drive a browser share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}


def axe_source() -> str:
    """axe-core, as its package carries it."""
    return next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js")).read_text("utf-8")


def barriers(page: Page) -> list[tuple[str, list[str]]]:
    """What axe finds wrong by the rules of WCAG 2.2, A and AA; the page's policy must be bypassed."""
    page.evaluate(axe_source())
    found = page.evaluate("axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })")
    assert len(found["passes"]) > 15
    return [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found["violations"]]


def landing(page: Page, act: Callable[[], None]) -> float:
    """Where the next seek of any sound of the page lands, in seconds."""
    page.evaluate(
        "window.landed = new Promise(done => { for (const audio of document.querySelectorAll('audio'))"
        " audio.addEventListener('seeked', () => done(audio.currentTime), { once: true }); }); 0"
    )
    act()
    return float(page.evaluate("window.landed"))
