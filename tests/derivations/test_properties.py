"""Random expressions: rewriting never refutes, a perturbation is never proved."""

import pytest
import sympy as sp
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from course_lib.derivations import Status, decide
from course_lib.derivations.forms import prepare
from course_lib.derivations.witness import find_witness
from tests.derivations.symbols import beta, sigmoid, softplus, z

PATIENT = settings(
    derandomize=True, deadline=None, max_examples=40, suppress_health_check=list(HealthCheck)
)
NUMBERS = st.fractions(-3, 3, max_denominator=4).map(sp.Rational)
LEAVES = st.one_of(st.sampled_from([z, beta, sp.exp(z), sigmoid(z), sp.tanh(z)]), NUMBERS)


def _grow(inner: st.SearchStrategy[sp.Expr]) -> st.SearchStrategy[sp.Expr]:
    pair = st.tuples(inner, inner)
    return st.one_of(
        pair.map(lambda p: p[0] + p[1]),
        pair.map(lambda p: p[0] * p[1]),
        inner.map(lambda e: e**2),
        inner.map(lambda e: 1 / (1 + e**2)),
        inner.map(softplus),
        inner.map(sp.sin),
        inner.map(sp.Abs),
        pair.map(lambda p: sp.Max(*p)),
    )


EXPRESSIONS = st.recursive(LEAVES, _grow, max_leaves=3)
REWRITINGS = {
    "expand": sp.expand,
    "factor": sp.factor,
    "together": sp.together,
    "exponentials": lambda e: e.rewrite(sp.tanh, sp.exp),
    "cases": lambda e: e.rewrite(sp.Piecewise),
    "collect": lambda e: sp.collect(sp.expand(e), z),
}
BUMPS = [
    sp.Rational(1, 10**3),
    sp.Rational(1, 10**12),  # far below what numbers can refute
    sp.Rational(1, 10**40),
    z / 10**13,
    sp.exp(-(z**2)) / 10**15,
    sp.Piecewise((1, sp.Eq(z, sp.Rational(17, 19))), (0, True)),  # at one point, on no grid
    1 / (z - sp.Rational(17, 19)) / 10**20,
    sp.Mul(0, 1 / (z - sp.Rational(17, 19)), evaluate=False),  # 0 wherever it is defined
]


@pytest.mark.parametrize("rewriting", REWRITINGS)
@PATIENT
@given(expr=EXPRESSIONS)
def test_what_is_rewritten_is_never_refuted(rewriting, expr):
    rewritten = REWRITINGS[rewriting](expr)
    assert find_witness(prepare(expr), prepare(rewritten), ()) is None


@pytest.mark.parametrize("bump", BUMPS, ids=str)
@PATIENT
@given(expr=EXPRESSIONS)
def test_what_is_perturbed_is_never_proved(bump, expr):
    right = sp.Add(expr, bump, evaluate=False)
    assert decide(expr, right).status is not Status.PROVED
    assert decide(right, expr).status is not Status.PROVED


@settings(PATIENT, max_examples=4)
@given(expr=EXPRESSIONS)
def test_what_differs_beyond_the_grid_is_never_proved(expr):
    bump = sp.Piecewise((z - 100, z > 100), (0, True))
    assert decide(expr, sp.Add(expr, bump, evaluate=False)).status is not Status.PROVED


@settings(PATIENT, max_examples=15)
@given(expr=EXPRESSIONS)
def test_slopes_that_part_at_one_point_are_never_proved_equal(expr):
    ramp = z - sp.Rational(1, 7)
    bump = sp.Piecewise((0, z < sp.Rational(1, 7)), (ramp**2 / 10**20, True))
    slopes = [sp.Derivative(e, (z, 2)) for e in (expr, sp.Add(expr, bump, evaluate=False))]
    assert decide(*slopes).status is not Status.PROVED


@PATIENT
@given(expr=EXPRESSIONS, other=EXPRESSIONS)
def test_two_expressions_are_proved_equal_only_where_they_are(expr, other):
    if decide(expr, other).status is Status.PROVED:
        for number in (sp.Rational(17, 19), -sp.Rational(23, 7), sp.Integer(0)):
            point = {z: number, beta: sp.Rational(5, 3)}
            assert abs(sp.N((expr - other).subs(point), 30)) < 1e-20


@PATIENT
@given(expr=EXPRESSIONS)
def test_a_derivative_is_not_refuted(expr):
    assume(not expr.has(sp.Abs, sp.Max))
    slope = sp.Derivative(expr, z)
    assert find_witness(prepare(slope), prepare(sp.diff(expr, z)), ()) is None


@PATIENT
@given(expr=EXPRESSIONS, low=NUMBERS, width=NUMBERS)
def test_the_fundamental_theorem_is_not_refuted(expr, low, width):
    assume(not expr.has(sp.Abs, sp.Max) and expr.has(z))
    ends = sp.Integral(sp.diff(expr, z), (z, low, low + width))
    difference = expr.subs(z, low + width) - expr.subs(z, low)
    assert find_witness(prepare(ends), prepare(difference), ()) is None
