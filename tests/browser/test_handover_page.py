"""The page on top of a bag, in a real browser, as a clerk opens it from a disk."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

import calls

pytestmark = pytest.mark.browser


def test_a_clerk_reads_it_on_any_screen_without_a_barrier_and_opens_the_words_from_it(
    browser: Browser, tmp_path: Path
) -> None:
    case = calls.call(tmp_path / "case")
    calls.hear(case, "t1")
    calls.translate(case, "t1", "e1")
    with zipfile.ZipFile(case.hand_over(tmp_path / "bag.zip").path) as packed:
        packed.extractall(tmp_path)
    for width in (360, 1200):
        context = browser.new_context(viewport={"width": width, "height": 800}, bypass_csp=True)
        page = context.new_page()
        page.goto((tmp_path / "bag" / "index.html").as_uri())
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.get_by_role("link", name="what was said, in both languages").click()
        assert "We refused to go." in page.inner_text("body")
        context.close()
