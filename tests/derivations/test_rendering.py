"""A proof in a notebook: aligned rows, one reason each, and the verdict beneath."""

import sympy as sp

from course_lib.derivations import Derivation, check, prove, to_latex
from tests.derivations.symbols import f, sigmoid, z

DERIVATION = Derivation(
    sp.Derivative(f(z), z),
    (sp.exp(-z) / (1 + sp.exp(-z)) ** 2, "quotient rule"),
    (f(z) * (1 - f(z)), "split the fraction, $f = 1/(1+e^{-z})$"),
    definitions={f(z): sigmoid(z)},
)

SNAPSHOT = r"""$$
\begin{aligned}
f'(z) &= \frac{e^{- z}}{\left(1 + e^{- z}\right)^{2}} && \text{quotient rule} \\
 &= f(z) \left(1 - f(z)\right) && \text{split the fraction, $f = 1/(1+e^{-z})$}
\end{aligned}
$$

<p class="derivation-proved">✓ 2 steps, each proved by SymPy</p>"""


def test_a_derivation_as_a_notebook_shows_it():
    assert prove(DERIVATION)._repr_markdown_() == SNAPSHOT


def test_one_row_for_each_step():
    rows = to_latex(DERIVATION).splitlines()
    assert (rows[0], rows[-1]) == (r"\begin{aligned}", r"\end{aligned}")
    assert len(rows) == 2 + len(DERIVATION.steps)
    for row, step in zip(rows[1:-1], DERIVATION.steps, strict=True):
        assert row.count("&=") == 1
        assert rf"&& \text{{{step.reason}}}" in row
    assert [row.endswith(r"\\") for row in rows[1:-1]] == [True, False]


def test_the_summary_counts_what_is_not_proved():
    derivation = Derivation(z, (z + 1, "wrong"), (1 + z, "commuted"), (1 / z, "wrong again"))
    proof = check(derivation)
    assert not proof.proved
    assert proof.summary == "3 steps: 1 proved, 2 refuted"
    assert repr(proof) == "<Proof: 3 steps: 1 proved, 2 refuted>"
