"""The truth itself: ball arithmetic against mpmath, and its refusal to guess."""

import mpmath
import numpy as np
import pytest
import sympy as sp
from flint import arb, ctx

from course_lib.activations import get
from course_lib.activations.reference import in_balls, nearest, true_values, ulp_errors
from course_lib.floats import FORMATS

X = sp.Symbol("x", real=True)
BINADES = np.ldexp(1.0, np.arange(-1074, 1024, 61))


@pytest.mark.parametrize(
    "record",
    [get("sigmoid"), get("tanh"), get("softplus", beta=5), get("selu"), get("celu", alpha=0.1)],
    ids=str,
)
def test_another_library_at_far_more_digits_agrees(record):
    z = np.concatenate([BINADES, -BINADES, np.random.default_rng(0).normal(0, 20, 20)])
    z = z[np.abs(z) < 200]  # so that a thousand digits outlast every cancellation
    for order, truth in enumerate(true_values(record, z)):
        expr = sp.diff(record.expr, record.z, order)
        function = sp.lambdify(record.z, expr, "mpmath")
        with mpmath.workdps(1000):
            for x, rounded, residual in zip(z, truth.rounded, truth.residual, strict=True):
                exact = function(mpmath.mpf(float(x)))
                missing = (exact - mpmath.mpf(float(rounded))) / mpmath.mpf(np.spacing(rounded))
                assert float(abs(missing)) == pytest.approx(abs(residual), abs=1e-4)
                assert abs(residual) <= 0.5001


@pytest.mark.parametrize(
    ("expr", "x", "expected"),
    [
        (X / 3, 1.0, 1 / 3),
        (sp.sqrt(2) * X, 1.0, np.sqrt(2)),
        (sp.pi * X, 1.0, np.pi),
        (X * sp.E, 1.0, np.e),
        (X ** sp.Rational(3, 2), 2.0, 2 * np.sqrt(2)),
        (sp.erfc(X), 30.0, 2.5646562037561114e-393),
        (sp.exp(X) - 1 - X, 1e-200, 0.0),  # the truth is 5e-401
        (sp.exp(X) - 1 - X - X**2 / 2, 1e-5, 1e-15 / 6 * (1 + 1e-5 / 4 + 1e-10 / 20)),
    ],
    ids=str,
)
def test_exact_numbers_are_not_rounded_on_the_way(expr, x, expected):
    rounded, residual = nearest(in_balls((X,), expr), x)
    assert rounded == pytest.approx(expected, rel=4e-16, abs=0)
    assert abs(residual) <= 0.5


def test_a_third_is_no_float():
    rounded, residual = nearest(in_balls((X,), X / 3), 1.0)
    assert rounded == 1 / 3
    assert residual == pytest.approx(1 / 3, rel=1e-12)  # 1/3 = 0.0101...b: a third of a unit


def test_no_truth_without_a_bound():
    with pytest.raises(ArithmeticError, match="no true value at"):
        nearest(lambda x: x.exp() - x.exp(), 1e5)
    with pytest.raises(ArithmeticError, match="with 20000 bits"):
        nearest(lambda x: arb("nan"), 1.0)


def test_the_working_precision_is_left_as_it_was():
    before = ctx.prec
    nearest(in_balls((X,), sp.exp(X) - 1 - X), 1e-200)
    assert ctx.prec == before


def test_conventions_at_singular_points_and_limits():
    value, first, second = true_values(
        get("elu", alpha=2), np.array([0.0, -np.inf, np.inf, np.nan])
    )
    np.testing.assert_array_equal(value.rounded, [0, -2, np.inf, np.nan])
    np.testing.assert_array_equal(first.rounded, [2, 0, 1, np.nan])
    np.testing.assert_array_equal(second.rounded, [0, 0, 0, np.nan])


def test_errors_are_counted_from_the_truth_and_not_from_its_rounding():
    (truth,) = true_values(get("prelu", a=1 / 3), np.array([-1.0]))[:1]
    (error,) = ulp_errors(truth.rounded, truth, FORMATS["float64"])
    assert error == 0  # the slope is a float
    third = truth._replace(residual=np.array([0.25]))
    assert ulp_errors(truth.rounded, third, FORMATS["float64"]) == 0.25
