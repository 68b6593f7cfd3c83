"""What fails the build, and where it says to look."""

import re

import pytest
from nbformat.v4 import new_markdown_cell

from tests.site.conftest import Build, build, cell, write


@pytest.fixture(scope="module")
def refused(tmp_path_factory: pytest.TempPathFactory, svg: str) -> Build:
    """Build a book with three wrong formulas and a figure without alternative text."""
    root = tmp_path_factory.mktemp("refused")
    wrong = [
        new_markdown_cell("One.\n\nTwo $\\frac{1$ three."),
        cell({"text/latex": r"$\nothing$"}),
        cell({"image/svg+xml": svg}),
        cell({"text/markdown": r"The $\nowhere$ verdict."}),
    ]
    write(root, wrong)
    return build(root)


def test_the_build_fails(refused):
    assert refused.returncode != 0
    assert "4 warnings" in refused.log


def test_wrong_tex_is_found(refused):
    assert re.search(r"chapter\.ipynb:2000\d: WARNING: KaTeX parse error.*frac", refused.log)
    assert re.search(r"chapter\.ipynb:3000\d: WARNING: KaTeX parse error.*nothing", refused.log)
    assert re.search(r"chapter\.ipynb:5000\d: WARNING: KaTeX parse error.*nowhere", refused.log)


def test_a_figure_without_words_is_found(refused):
    assert re.search(r"chapter\.ipynb:4000\d: WARNING: figure without alt text", refused.log)
