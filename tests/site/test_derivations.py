"""Laws of the second layout of a derivation."""

import pytest
from course_site.derivations import Piece, Step, parse, pieces, spaced

SIGMOID = r"""
\begin{aligned}
\sigma'(z) &= \frac{d}{dz}\frac{1}{1+e^{-z}} && \text{definition} \\
&= \frac{e^{-z}}{(1+e^{-z})^2} && \text{quotient rule, where $u = 1$} \\[2pt]
&= \sigma(z)\,(1-\sigma(z)) && \text{split}
\end{aligned}
"""


def test_steps_are_the_lines():
    assert parse(SIGMOID) == [
        Step(r"\sigma'(z)", r"= \frac{d}{dz}\frac{1}{1+e^{-z}}", r"\text{definition}"),
        Step("", r"= \frac{e^{-z}}{(1+e^{-z})^2}", r"\text{quotient rule, where $u = 1$}"),
        Step("", r"= \sigma(z)\,(1-\sigma(z))", r"\text{split}"),
    ]


def test_what_is_nested_stays_whole():
    cases = r"\begin{cases} 1 & z > 0 \\ 0 & z < 0 \end{cases}"
    tex = rf"\begin{{aligned}} f(z) &= {cases} && \text{{R\&D: {{a}} \\ b}} \\ \end{{aligned}}"
    assert parse(tex) == [Step("f(z)", f"= {cases}", r"\text{R\&D: {a} \\ b}")]


@pytest.mark.parametrize(
    "tex",
    [r"a = b", r"\begin{aligned} a &= b \\ &= c \end{aligned}", r"\begin{cases} a & b \end{cases}"],
)
def test_a_formula_without_reasons_is_no_derivation(tex):
    assert parse(tex) == []


def test_spacing_keeps_the_steps():
    steps = parse(SIGMOID)
    assert parse(spaced(steps, [0.1, 0.9, 0.3])) == steps


def test_reasons_become_words_and_formulas():
    assert pieces(r"\text{50~\% of $x$, by }\eqref{a}\text{ \emph{again}}") == [
        Piece("50\N{NO-BREAK SPACE}% of ", is_math=False),
        Piece("x", is_math=True),
        Piece(", by ", is_math=False),
        Piece(r"\eqref{a}", is_math=True),
        Piece(r"\text{ \emph{again}}", is_math=True),
    ]
