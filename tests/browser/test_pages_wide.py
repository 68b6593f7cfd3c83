"""Every page on a desk: nothing is wrong with it, in light or in dark."""

import pytest

from tests.browser.survey import LAWS, survey


@pytest.fixture(scope="module", params=["light", "dark"])
def findings(browser, served, names, request):
    return survey(browser, served, names, width=1280, theme=request.param)


@pytest.mark.parametrize("law", LAWS)
def test_every_page(findings, law):
    assert not findings[law], "\n".join(findings[law])
