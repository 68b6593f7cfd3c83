"""Every page opened as a file, without a server."""

import pytest

from tests.browser.survey import HEARD, Ears, check, reading


@pytest.fixture(scope="module")
def findings(browser, site, names):
    home = f"{site.as_uri()}/"
    found = {law: [] for law in (*HEARD, "formulas", "shifts")}
    with reading(browser, width=390) as page:
        ears = Ears(page.context, home)
        # What a server shows for a wrong address has the server's addresses.
        for name in set(names) - {"404.html"}:
            page.goto(home + name)
            check(page, "scrollThrough")
            seen = {law: check(page, law) for law in ("shifts", "formulas")}
            for law, what in (seen | ears.take()).items():
                found[law] += [f"{name}: {it}" for it in what]
    return found


@pytest.mark.parametrize("law", [*HEARD, "formulas", "shifts"])
def test_every_page(findings, law):
    assert not findings[law], "\n".join(findings[law])
