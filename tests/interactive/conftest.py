"""A page with sliders in a real browser, in a thread of its own.

Playwright fills the thread that starts it, and another file of this process may have started it.
"""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser import chromium
from tests.interactive.figures import one, two

START = datetime(2026, 1, 1, tzinfo=UTC)
DOCUMENT = """\
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Sliders</title>
<body style="margin: 0">
{}
<p id="after">What follows.</p>
"""


@pytest.fixture(scope="session")
def thread() -> Iterator[ThreadPoolExecutor]:
    """Give the thread in which the browser is driven."""
    with ThreadPoolExecutor(1) as executor:
        yield executor


@pytest.fixture(scope="session")
def browser(thread):
    """Run Chromium."""
    if chromium.find() is None:
        (pytest.fail if os.environ.get("COURSE_REQUIRE_BROWSER") else pytest.skip)(chromium.MISSING)
    stack = ExitStack()
    yield thread.submit(stack.enter_context, chromium.chromium()).result()
    thread.submit(stack.close).result()


@pytest.fixture
def file(tmp_path: Path) -> str:
    """Write a page with two figures, and give its address in the file system."""
    figures = [one()._repr_html_(), two()._repr_html_()]
    (path := tmp_path / "page.html").write_text(DOCUMENT.format("\n".join(figures)), "utf-8")
    return path.as_uri()


@pytest.fixture
def context(browser, thread, request) -> Iterator[BrowserContext]:
    """Open a window; a test's parameter gives the reader's settings."""
    settings = {"viewport": {"width": 1280, "height": 900}} | getattr(request, "param", {})
    opened = thread.submit(browser.new_context, **settings).result()
    yield opened
    thread.submit(opened.close).result()


@pytest.fixture
def page(context, thread, file) -> Iterator[Page]:
    """Open the page; nothing in it may go wrong."""
    wrong: list[str] = []

    def start() -> Page:
        opened = context.new_page()
        opened.set_default_timeout(10_000)
        opened.on("pageerror", lambda error: wrong.append(str(error)))
        opened.on("console", lambda message: wrong.append(message.text))
        opened.clock.install(time=START)
        opened.goto(file)
        opened.clock.pause_at(START + timedelta(minutes=1))
        return opened

    yield thread.submit(start).result()
    assert wrong == []


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Run a test that has a page in the page's thread."""
    if "page" not in pyfuncitem.funcargs:
        return None
    names = pyfuncitem._fixtureinfo.argnames
    arguments = {name: pyfuncitem.funcargs[name] for name in names}
    pyfuncitem.funcargs["thread"].submit(pyfuncitem.obj, **arguments).result()
    return True
