"""Every page on a phone: nothing is wrong with it, in light or in dark."""

import pytest

from tests.browser.survey import LAWS, check, reading, survey


@pytest.fixture(scope="module", params=["light", "dark"])
def findings(browser, served, names, request):
    return survey(browser, served, names, width=390, theme=request.param)


@pytest.mark.parametrize("law", LAWS)
def test_every_page(findings, law):
    assert not findings[law], "\n".join(findings[law])


def test_nothing_is_wider_than_the_smallest_screen(browser, served, names):
    with reading(browser, width=320) as page:
        for name in names:
            page.goto(served + name)
            check(page, "unfold")
            assert check(page, "overflow") == [], name
