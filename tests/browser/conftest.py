"""The whole site, built once, served and opened in a real browser.

Set ``COURSE_SITE`` to a folder to look at a site that is built already, and
``COURSE_REQUIRE_BROWSER``, as continuous integration does, to fail where there is no browser.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, Page

from tests.browser import chromium
from tests.browser.server import serving
from tests.browser.survey import Ears, pages, reading

ROOT = Path(__file__).parents[2]


def demand_browser() -> None:
    """Skip without a browser, or fail where there has to be one."""
    if chromium.find() is None:
        (pytest.fail if os.environ.get("COURSE_REQUIRE_BROWSER") else pytest.skip)(chromium.MISSING)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Run Chromium, one for each file of tests.

    Not for the whole session: as long as it runs, its event loop occupies the worker's thread, and
    a file of tests that runs notebooks could not start its own.
    """
    demand_browser()
    with chromium.chromium() as running:
        yield running


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Build the book; the worker who comes first does it for all."""
    if "COURSE_SITE" in os.environ:
        return Path(os.environ["COURSE_SITE"]).resolve()
    base = tmp_path_factory.getbasetemp()
    target = (base if worker_id == "master" else base.parent) / "whole-book"
    done = target / "done"
    with FileLock(target.with_suffix(".lock")):
        if not done.exists():
            program = Path(sys.executable).with_name("jupyter-book")
            command = [program, "build", ROOT, "-W", "-n", "--keep-going", "--path-output", target]
            built = subprocess.run(command, capture_output=True, text=True, check=False)
            assert built.returncode == 0, built.stdout + built.stderr
            done.touch()
    return target / "_build" / "html"


@pytest.fixture(scope="session")
def names(site: Path) -> list[str]:
    """List the pages."""
    return pages(site)


@pytest.fixture(scope="session")
def served(site: Path) -> Iterator[str]:
    """Serve the site over a slow line and give its address."""
    with serving(site, font_delay=0.3) as address:
        yield address


@pytest.fixture(params=["served", "in a folder"])
def home(request: pytest.FixtureRequest, site: Path) -> str:
    """Give the site's address: on a server, or in a folder."""
    if request.param == "served":
        return request.getfixturevalue("served")
    return f"{site.as_uri()}/"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Open an empty page, wide and light, on which nothing moves by itself."""
    with reading(browser, still=True) as opened:
        yield opened


@pytest.fixture
def ears(page: Page, home: str) -> Ears:
    """Listen to what goes wrong on `page`."""
    return Ears(page.context, home)
