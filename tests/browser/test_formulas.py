"""Formulas look as KaTeX lays them out, and find their letters in the style sheet."""

import re
from contextlib import closing

import pytest

from tests.site.conftest import ROOT  # also the way to the extension

from course_site import stylesheet  # isort: skip
from course_site.katex import Katex  # isort: skip

KATEX = ROOT / "book" / "_ext" / "node_modules" / "katex" / "dist" / "katex.js"
SAMPLES = {
    "scripts": r"x^2 + y_i + z_i^{n^2} + {}_2F_1 + \sigma'_{ij} + a_{b_{c_d}}",
    "fractions": r"\frac{1}{1+e^{-z}} \tfrac12 \dfrac{\frac ab}{c} \binom nk \genfrac[]{0pt}1ab",
    "roots": r"\sqrt 2 + \sqrt{\frac{x^2}{y}} + \sqrt[3]{x_1}",
    "limits": r"\sum_{i=1}^n \prod_{j} \lim_{z \to -\infty} \int_{-\infty}^\infty \max_{i \in I}",
    "delimiters": r"\left( \frac ab \right] \Bigl\{ x \Bigr\} \left\| \frac{\frac ab}{c} \right.",
    "accents": r"\hat y + \bar{xy} + \tilde\beta + \vec v + \widehat{abc} + \overline{a+b}",
    "braces": r"\underbrace{a+b}_{\text{two}} + \overbrace{c}^{n} + \underset{x}{\mathrm{arg}}",
    "arrows": r"a \xrightarrow{n \to \infty} b + \stackrel{d}{=} + \cancel{x} + \boxed{E}",
    "cases": r"f(z) = \begin{cases} \alpha(e^z - 1) & z \le 0 \\ z & z > 0 \end{cases}",
    "matrix": r"J = \begin{pmatrix} s_1(1-s_1) & -s_1s_2 \\ -s_2s_1 & s_2^2 \end{pmatrix}^{\top}",
    "lines": r"\begin{aligned} f' &= \frac{g}{h} && \text{then} \\[6pt] &\le \frac14 \end{aligned}",
    "rules": r"\rule[-3pt]{4pt}{9pt} + \begin{array}{c|c} a & b \\ \hline c & d \end{array}",
    "sizes": r"{\scriptstyle x^2} + {\large x^2} + \mathbf{W}^\ell \mathbb{R}^n + \not\in",
}
# Where each piece of a formula is, from the corner of the formula, in pixels, and its size.
PIECES = """(formula) => {
  const corner = formula.getBoundingClientRect();
  const walk = document.createTreeWalker(formula.querySelector(".katex-html"), 5);
  const found = [];
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const isText = node.nodeType === Node.TEXT_NODE;
    if (isText ? node.data === "\\u200b" : !node.matches("svg, .rule, .frac-line")) continue;
    const range = document.createRange();
    range.selectNode(node);
    const box = (isText ? range : node).getBoundingClientRect();
    const name = isText ? node.data : node.tagName;
    found.push([name, box.left - corner.left, box.top - corner.top, box.width, box.height]);
  }
  return { corner: [corner.width, corner.height], found };
}"""


def typeset(tex: str) -> str:
    with closing(Katex({})) as katex:
        return katex.render(tex, display=True).html


def laid_out(page, formula: str) -> dict:
    page.set_content(f"<!doctype html><style>{stylesheet.text()}</style><p id=here>{formula}</p>")
    page.evaluate("document.fonts.ready")
    return page.locator("#here .katex").evaluate(PIECES)


def by_katex(page, tex: str) -> str:
    page.set_content("<p>")
    page.add_script_tag(path=KATEX)
    return page.evaluate("(tex) => katex.renderToString(tex, { displayMode: true })", tex)


def apart(ours: dict, theirs: dict) -> float:
    """How far the pieces of two layouts are apart, in pixels."""
    assert [piece[0] for piece in ours["found"]] == [piece[0] for piece in theirs["found"]]
    lengths = [
        [*layout["corner"], *(length for piece in layout["found"] for length in piece[1:])]
        for layout in (ours, theirs)
    ]
    return max(abs(a - b) for a, b in zip(*lengths, strict=True))


@pytest.mark.parametrize("tex", SAMPLES.values(), ids=SAMPLES.keys())
def test_a_formula_is_laid_out_as_by_katex(page, tex):
    ours, theirs = typeset(tex), by_katex(page, tex)
    assert "vlist-r" not in ours
    assert len(laid_out(page, ours)["found"]) >= 5
    # In a table, Chromium rounds lengths to 64ths of a pixel.
    assert apart(laid_out(page, ours), laid_out(page, theirs)) <= 2 / 64


def test_a_moved_box_is_seen(page):
    ours = typeset(SAMPLES["fractions"])
    moved = re.sub(
        r"vertical-align:-([\d.]+)em", lambda it: f"vertical-align:-{float(it[1]) + 0.01}em", ours
    )
    assert apart(laid_out(page, ours), laid_out(page, moved)) > 0.1
