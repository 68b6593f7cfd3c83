"""Laws of the formulas: all in the page, numbered, refused when wrong."""

import re
from contextlib import closing

import pytest
from course_site.katex import Katex, TexError

from tests.site.conftest import Build


@pytest.fixture(scope="module")
def chapter(built: Build) -> str:
    return built.page("chapter")


def test_formulas_are_typeset_and_spoken(chapter):
    assert chapter.count('<span class="katex-mathml">') == chapter.count('class="katex-html"') == 10
    text = re.sub(r"<[^>]*>", "", chapter)
    assert "$" not in text
    assert "\\begin" not in text


def test_formulas_need_no_script(chapter):
    assert not re.search(r"<script[^>]*(?:katex|mathjax)", chapter.lower())


def test_numbers_and_references_are_sphinx_s(chapter):
    assert re.findall(r'class="eqno">\((\d)\)', chapter) == ["1", "2"]
    assert re.search(r'href="#equation-eq-sigmoid"[^>]*>(<[^>]*>)*\(?1\)?', chapter)
    assert "katex-tag" not in chapter


def test_punctuation_stays_with_its_formula(chapter):
    assert re.search(r'<span class="keep">\(<span class="math.*?</span>\),</span>', chapter)


def test_a_formula_that_heads_a_table_has_a_name(chapter):
    assert re.search(r'<th [^>]*>.*<math aria-label="z" .*</th>', chapter)
    assert chapter.count("<math aria-label=") == 1


def test_a_derivation_has_two_layouts(chapter):
    column = re.search(r'class="math [^"]*derivation derivation-(\d+)"', chapter)
    assert column is not None
    assert chapter.count('class="derivation-wide"') == 1
    narrow = re.search(r'<ol class="derivation-narrow">(.*?)</ol>', chapter, re.DOTALL)
    assert narrow is not None
    assert narrow[1].count("<li>") == 2
    assert 'class="derivation-reason">quotient rule, <span class="katex">' in narrow[1]
    assert 'class="derivation-reason">expand</div>' in narrow[1]
    assert '<p class="derivation-proved">' in chapter


def test_katex_answers_and_ends():
    with closing(Katex({r"\R": r"\mathbb{R}"})) as katex:
        assert katex.render(r"\R", display=False) is katex.render(r"\R", display=False)
        with pytest.raises(TexError, match="nothing"):
            katex.render(r"\nothing", display=False)
        widths = [katex.render("x" + "+x" * n, display=True).width for n in range(3)]
        node = katex._node
    assert node is not None
    assert node.returncode == 0
    # x + x is two letters, a sign and two medium spaces of 4/18 em around it.
    assert widths[1] - widths[0] == pytest.approx(widths[0] + 0.778 + 2 * 4 / 18, abs=0.01)
    assert widths[2] - widths[1] == pytest.approx(widths[1] - widths[0])
