"""A walk over pages that writes down everything that is wrong with them."""

import re
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, Request

HERE = Path(__file__).parent
CHECKS = (HERE / "checks.js").read_text(encoding="utf-8")
AXE = HERE.parents[1] / "book" / "_ext" / "node_modules" / "axe-core" / "axe.min.js"
REDIRECT = re.compile('http-equiv="refresh"', re.IGNORECASE)
HEIGHTS = {1280: 900, 390: 844, 320: 640}
OBSERVE_SHIFTS = """
window.layoutShifts = [];
new PerformanceObserver((list) => {
  layoutShifts.push(...list.getEntries().filter((entry) => !entry.hadRecentInput));
}).observe({ type: "layout-shift", buffered: true });
"""
# What is wrong with a page as its reader has it, by the name of the law that it breaks.
SEEN = ("overflow", "figures", "formulas")
HEARD = ("off-site requests", "failed requests", "console errors")
LAWS = (*HEARD, *SEEN, "shifts", "axe", "theme")


def pages(site: Path) -> list[str]:
    """The pages of a site, without those that only lead to another."""
    return [
        page.relative_to(site).as_posix()
        for page in sorted(site.rglob("*.html"))
        if "_static" not in page.parts and not REDIRECT.search(page.read_text(encoding="utf-8"))
    ]


class Ears:
    """What a context asked for in vain or elsewhere, and what it complained about."""

    def __init__(self, context: BrowserContext, home: str) -> None:
        self.heard: dict[str, list[str]] = {law: [] for law in HEARD}
        self.home = home
        context.on("request", lambda request: self.request(request.url))
        context.on("requestfailed", self.request_failed)
        context.on("response", lambda it: self.failed(it.url) if it.status >= 400 else None)
        context.on("weberror", lambda error: self.error(str(error.error)))
        context.on("console", lambda it: self.error(it.text) if it.type == "error" else None)

    def request(self, url: str) -> None:
        if not url.startswith((self.home, "data:", "blob:", "about:")):
            self.heard["off-site requests"].append(url)

    def request_failed(self, request: Request) -> None:
        # What is on its way when the reader goes on is no failure.
        if request.failure != "net::ERR_ABORTED":
            self.failed(request.url)

    def failed(self, url: str) -> None:
        self.heard["failed requests"].append(url)

    def error(self, text: str) -> None:
        self.heard["console errors"].append(text)

    def take(self) -> dict[str, list[str]]:
        """Give what was heard since the last time, by the law that it breaks."""
        heard, self.heard = self.heard, {law: [] for law in HEARD}
        return heard


@contextmanager
def reading(
    browser: Browser,
    width: int = 1280,
    theme: str = "light",
    javascript: bool = True,
    still: bool = False,
) -> Iterator[Page]:
    """Open a page as a reader who comes for the first time.

    Parameters
    ----------
    browser
        The browser.
    width
        Of the screen, in pixels.
    theme
        Which theme the reader's system has: light or dark.
    javascript
        Whether scripts run.
    still
        Whether the reader asks for reduced motion.
    """
    context = browser.new_context(
        viewport={"width": width, "height": HEIGHTS[width]},
        has_touch=width < 600,
        color_scheme=theme,
        reduced_motion="reduce" if still else "no-preference",
        java_script_enabled=javascript,
    )
    context.set_default_timeout(30_000)
    context.add_init_script(OBSERVE_SHIFTS)
    page = context.new_page()
    # Whatever was read before, nothing comes from the cache.
    context.new_cdp_session(page).send("Network.setCacheDisabled", {"cacheDisabled": True})
    yield page
    context.close()


def check(page: Page, name: str) -> list[str]:
    """What one of the checks in checks.js finds."""
    return page.evaluate(f"{CHECKS}.{name}()")


def axe(page: Page) -> list[str]:
    """What axe-core finds."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    return check(page, "axe")


def visit(page: Page, address: str, ears: Ears, theme: str | None) -> dict[str, list[str]]:
    """Everything that is wrong with the page at an address, by law; no theme is no JavaScript."""
    page.goto(address, wait_until="load")
    found: dict[str, list[str]] = {}
    if theme is not None:
        check(page, "scrollThrough")
        found["shifts"] = check(page, "shifts")
    check(page, "unfold")
    found |= {law: check(page, law) for law in SEEN}
    if theme is not None:
        found["theme"] = page.evaluate(
            "theme => document.documentElement.dataset.theme === theme ? [] : ['not ' + theme]",
            theme,
        )
        found["axe"] = axe(page)
    return found | ears.take()


def survey(
    browser: Browser,
    home: str,
    names: list[str],
    *,
    width: int,
    theme: str,
    javascript: bool = True,
) -> dict[str, list[str]]:
    """Everything that is wrong with pages under an address, by law."""
    findings = defaultdict(list)
    for name in names:
        with reading(browser, width, theme, javascript) as page:
            ears = Ears(page.context, home)
            for law, found in visit(page, home + name, ears, theme if javascript else None).items():
                findings[law] += [f"{name}: {it}" for it in found]
    return findings
