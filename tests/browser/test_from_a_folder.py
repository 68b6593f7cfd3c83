"""Every page opened as a file, without a server."""

import pytest

from tests.browser.survey import HEARD, survey


@pytest.fixture(scope="module")
def findings(browser, site, names):
    return survey(browser, f"{site.as_uri()}/", names, width=390, theme="light")


@pytest.mark.parametrize("law", [*HEARD, "formulas", "figures", "shifts"])
def test_every_page(findings, law):
    assert not findings[law], "\n".join(findings[law])
