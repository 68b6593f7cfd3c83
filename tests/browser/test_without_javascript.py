"""Every page without JavaScript: formulas are typeset, figures drawn, nothing is wider than it."""

import pytest

from tests.browser.survey import HEARD, SEEN, reading, survey


@pytest.fixture(scope="module", params=[1280, 390])
def findings(browser, served, names, request):
    plain = {"width": request.param, "theme": "light", "javascript": False}
    return survey(browser, served, names, **plain)


@pytest.mark.parametrize("law", HEARD + SEEN)
def test_every_page(findings, law):
    assert not findings[law], "\n".join(findings[law])


def test_there_are_formulas_and_figures(browser, served, names):
    with reading(browser, javascript=False) as page:
        for name in names:
            page.goto(served + name)
            if page.locator(".math").count() > 30 and page.locator("svg[role=img]").count() > 2:
                return
    pytest.fail("no page has both: the checks of them say nothing")
