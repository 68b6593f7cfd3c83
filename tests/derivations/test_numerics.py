"""The numbers that refute, against closed forms of mpmath and SciPy, and what they do not claim."""

import mpmath
import pytest
import scipy.special
import scipy.stats
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

from course_lib.derivations import Status, decide
from course_lib.derivations.forms import prepare
from course_lib.derivations.numerics import differ, value
from course_lib.derivations.points import UnknownError
from tests.derivations.symbols import (
    beta,
    density,
    f,
    gelu,
    half,
    k,
    normal,
    oo,
    relu,
    sigmoid,
    softplus,
    t,
    w,
    z,
)

WILD = sp.Piecewise((z**2 * sp.sin(1 / z), sp.Ne(z, 0)), (0, True))


def at(expr: sp.Expr, **numbers: float | str) -> mpmath.mpf | None:
    symbols = {str(symbol): symbol for symbol in expr.free_symbols}
    with mpmath.workdps(30):
        point = {symbols[name]: sp.Rational(str(number)) for name, number in numbers.items()}
        return value(prepare(expr), point)


@given(st.fractions(-9, 9, max_denominator=16))
@settings(derandomize=True, deadline=None)
def test_functions_of_activations(number):
    x = float(number)
    expected = {
        sigmoid(z): scipy.special.expit(x),
        softplus(z): scipy.special.softplus(x),
        gelu(z): x * scipy.stats.norm.cdf(x),
        sp.Derivative(softplus(z), z): scipy.special.expit(x),
        sp.Derivative(sigmoid(z), (z, 2)): mpmath.diff(lambda s: 1 / (1 + mpmath.exp(-s)), x, 2),
        sp.Abs(z) + sp.sign(z) + sp.Max(z, 1) + sp.Min(z, 2): abs(x)
        + (x > 0)
        - (x < 0)
        + max(x, 1)
        + min(x, 2),
    }
    for expr, number_ in expected.items():
        assert float(at(expr, z=number)) == pytest.approx(float(number_), rel=1e-12, abs=1e-14)


@pytest.mark.parametrize(
    ("expr", "numbers", "expected"),
    [
        (sp.Integral(normal(t), (t, -oo, z)), {"z": "0.5"}, scipy.stats.norm.cdf(0.5)),
        (sp.Integral(density(t), (t, -oo, z)), {"z": 1, "beta": 3}, scipy.special.expit(3)),
        (sp.Integral(relu(t - z), (t, -2, 3)), {"z": "0.3"}, 2.7**2 / 2),
        (sp.Integral(sp.Integral(t * w, (t, 0, w)), (w, 0, 1)), {}, sp.Rational(1, 8)),
        (sp.Integral(sp.exp(-t), (t, z, 0)), {"z": 1}, -(1 - mpmath.exp(-1))),
        (sp.Sum(half**k, (k, 0, oo)), {}, 2),
        (sp.Sum(1 / k**2, (k, 1, oo)), {}, mpmath.pi**2 / 6),
        (sp.Sum(k**2, (k, 1, 10)), {}, 385),
        (sp.Sum(k, (k, 1, 0)), {}, 0),
        (sp.Product(k, (k, 1, 5)), {}, 120),
        (sp.Limit(sp.sin(t) / t, t, 0, "+-"), {}, 1),
        (sp.Limit((1 - sp.cos(t)) / t**2, t, 0), {}, 0.5),
        (sp.Limit((1 + z / t) ** t, t, oo), {"z": 2}, mpmath.e**2),
        (sp.Limit(softplus(z, beta), beta, oo), {"z": "0.5"}, 0.5),
        (sp.Limit(sp.exp(t), t, oo), {}, mpmath.inf),
        (sp.Limit(sp.tanh(t), t, -oo), {}, -1),
        (sp.Limit(sp.Heaviside(t), t, 0, "-"), {}, 0),
        (sp.Derivative(sp.exp(z * w), z, w), {"z": 2, "w": "0.5"}, 2 * mpmath.e),
        (sp.Derivative(sp.Integral(sp.exp(t), (t, 0, z)), z), {"z": 1}, mpmath.e),
        (sp.Subs(sp.Derivative(sp.exp(t), t), t, 2 * z), {"z": 1}, mpmath.e**2),
        (
            sp.Derivative(sp.Piecewise((z**2 * sp.sin(1 / z), sp.Ne(z, 0)), (0, True)), z),
            {"z": 0},
            0,
        ),
        (0**z, {"z": 0}, 1),
        (z**3, {"z": -2}, -8),
    ],
    ids=str,
)
def test_calculus(expr, numbers, expected):
    assert float(at(expr, **numbers)) == pytest.approx(float(expected), rel=1e-12, abs=1e-15)


@pytest.mark.parametrize(
    ("expr", "number"),
    [
        (1 / z, 0),
        (sp.Mul(z, 1 / z, evaluate=False), 0),
        (sp.log(z), 0),
        (sp.log(z), -1),
        (sp.sqrt(z), -1),
        (z ** sp.Rational(1, 3), -1),
        ((-2) ** z, half),
        (sp.asin(z), 2),
        (sp.Derivative(sp.Abs(z), z), 0),
        (sp.Derivative(sp.Heaviside(z), z), 0),
        (sp.Derivative(relu(z) ** 2, (z, 2)), 0),
        (sp.Derivative(sp.sqrt(z), z), 0),
        (sp.Limit(sp.sign(t), t, 0, "+-"), None),
        (sp.Limit(1 / t, t, 0, "+-"), None),
        (sp.Sum(k, (k, 1, z)), half),
        (sp.Sum(2**k, (k, 0, oo)), None),
        (sp.Sum((-1) ** k, (k, 0, oo)), None),
        (sp.Piecewise((1, z > 0), (2, z < 0)), 0),
    ],
    ids=str,
)
def test_undefined(expr, number):
    assert at(expr, **({} if number is None else {"z": number})) is None


@pytest.mark.parametrize(
    ("expr", "number"),
    [
        (f(z), 1),
        (sp.floor(z), 1),
        (sp.Integral(1 / t, (t, 0, 1)), None),
        (sp.Integral(1 / t**2, (t, -1, 1)), None),
        (sp.Integral(sp.sin(t), (t, 0, oo)), None),
        (sp.Limit(sp.sin(t), t, oo), None),
        (sp.Limit(1 / sp.log(t), t, oo), None),
        (sp.Sum(1 / k, (k, 1, oo)), None),
        (sp.Sum(k, (k, 1, z)), -3),
        (sp.nan, None),
        (sp.zoo, None),
    ],
    ids=str,
)
def test_what_numbers_cannot_tell_is_unknown(expr, number):
    with pytest.raises(UnknownError):
        at(expr, **({} if number is None else {"z": number}))


def test_exact_points_are_not_rounded():
    boundary = sp.Piecewise((1, sp.Eq(sp.exp(z), 2)), (0, True))
    pole = (sp.exp(2 * z) - 4) / (sp.exp(z) - 2)
    with mpmath.workdps(30):
        assert value(prepare(boundary), {z: sp.log(2)}) == 1
        assert value(prepare(pole), {z: sp.log(2)}) is None


def test_only_more_than_rounding_is_a_difference():
    one, hair = mpmath.mpf(1), mpmath.mpf("1e-12")
    assert not differ(one, one + hair)
    assert differ(one, one + mpmath.mpf("1e-6"))
    assert differ(one, None)
    assert differ(None, mpmath.inf)
    assert differ(mpmath.inf, -mpmath.inf)
    assert not differ(mpmath.inf, mpmath.inf)
    assert not differ(None, None)


def test_a_boundary_with_an_irrational_coefficient_is_passed_by():
    x = sp.Symbol("x", real=True)
    bent = sp.Piecewise((sp.sqrt(2) * x, sp.sqrt(2) * x - 1 > 0), (1, True))
    assert decide(bent, bent + 1).status is Status.REFUTED
    assert decide(bent, bent).status is Status.PROVED
