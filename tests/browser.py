"""A Chromium for the tests that need a browser: Debian's, or the one that CHROMIUM names."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")


def find_chromium() -> str | None:
    """The path of a Chromium; None when there is none."""
    given = os.environ.get("CHROMIUM")
    if given:
        return given if Path(given).exists() else None
    return next((path for name in NAMES if (path := shutil.which(name))), None)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for the whole run; without one the test is skipped, and the run says so at its end."""
    executable = find_chromium()
    if executable is None:
        pytest.skip("no Chromium: install Debian's package `chromium`, or name one in CHROMIUM")
    # Playwright's loop runs in this thread, which Django would take for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        # Chromium's own sandbox cannot be set up by root; the pages are our own.
        arguments = ["--no-sandbox", "--disable-gpu"] if os.geteuid() == 0 else ["--disable-gpu"]
        browser = playwright.chromium.launch(executable_path=executable, args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A fresh window of 1280 × 900; the test fails when a page threw an error or broke its content policy."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN", timezone_id="Asia/Shanghai")
    context.set_default_timeout(15_000)
    window = context.new_page()
    faults: list[str] = []
    window.on("pageerror", lambda error: faults.append(str(error)))
    window.on("console", lambda message: faults.extend(_fault(message)))
    yield window
    context.close()
    assert not faults, "\n".join(faults)


def _fault(message: ConsoleMessage) -> list[str]:
    # A refused request (404, 403) is what some tests ask for; a broken policy or script never is.
    return [message.text] if message.type == "error" and "Failed to load resource" not in message.text else []
