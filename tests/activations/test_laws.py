"""What every record states about its function, proved by SymPy or tried on many points."""

import itertools

import numpy as np
import pytest
import sympy as sp

from course_lib.activations.definition import limit_at_infinity
from course_lib.derivations import Status, decide
from tests.activations.records import each_default, each_record
from tests.activations.reference import critical_points, joints, number

GRID = np.concatenate([np.linspace(-400, 400, 8001), np.linspace(-1e-3, 1e-3, 201)])


def grid(record):
    corners = np.array([number(joint) for joint in joints(record)])
    beside = [np.nextafter(corners, side) for side in (-np.inf, np.inf)]
    return np.concatenate([GRID, critical_points(record), *beside])


@each_default
def test_forms_are_complete_to_second_order(record):
    names = ["z", *(p.name for p in record.parameters if p.learnable)]
    for order in range(3):
        for variables in itertools.combinations_with_replacement(names, order):
            assert record.form(variables) is not None
            assert record.form(variables[::-1]) is record.form(variables)


@each_record
def test_derivative_expr_is_the_diff_of_expr(record):
    assert record.derivative_expr == sp.diff(record.expr, record.z)
    assert record.expr.free_symbols == {record.z}
    for name, derivative in record.parameter_derivatives.items():
        (symbol,) = (p.symbol for p in record.parameters if p.name == name)
        assert derivative == sp.diff(record.definition, symbol)


@each_record
def test_values_at_infinity_are_the_limits(record):
    limits = [number(limit) for limit in record.limits]
    assert list(record.value(np.array([-np.inf, np.inf]))) == limits
    assert np.isnan(record.value(np.nan))
    assert np.isnan(record.derivative(np.nan))
    assert np.isnan(record.second_derivative(np.nan))


@each_default
def test_range_is_what_values_fill(record):
    values = np.append(record.value(grid(record)), [number(limit) for limit in record.limits])
    reals = record.properties.range
    assert values.min() == pytest.approx(number(reals.inf), abs=1e-12)
    assert values.max() == number(reals.sup)
    for value in values[np.isfinite(values)][::40]:  # rounding may reach the end of an open range
        assert sp.Rational(value) in reals.closure
    fine = record.value(np.linspace(-600, 600, 1_200_001))
    for target in np.linspace(-5, 5, 101):  # no gap: slopes are below 5 where values are
        if sp.Rational(target) in reals:
            assert np.abs(fine - target).min() < 5e-3
    for limit in record.limits:  # a limit belongs to the range exactly if a finite z attains it
        attained = bool((record.value(grid(record)) == number(limit)).any()) and not reals.is_open
        assert (limit in reals) == attained


@each_default
def test_lipschitz_constant_is_the_largest_slope(record):
    constant = record.properties.lipschitz
    if constant == sp.oo:
        slopes = [limit_at_infinity(record.derivative_expr, sign) for sign in (1, -1)]
        assert sp.oo in map(abs, slopes) or record.properties.smoothness == -1
    else:
        # Some slopes reach their supremum only in the limit, and slowly.
        slopes = np.abs(record.derivative(np.concatenate([grid(record), [-1e9, 1e9]])))
        assert slopes.max() == pytest.approx(number(constant), rel=1e-9)
        assert slopes.max() <= number(constant) * (1 + 6 * 2**-52)  # their accuracy
        assert record.properties.smoothness >= 0


@each_default
def test_monotonicity(record):
    z = np.linspace(-4, 4, 1001)
    slopes, steps = record.derivative(z), np.diff(record.value(z))
    if (slopes < 0).any() or (steps < 0).any():
        assert record.properties.monotone is None
    else:
        rising = (steps > 0).all()  # the slope may be 0 at one point
        assert record.properties.monotone == ("increasing" if rising else "nondecreasing")


@each_default
def test_convexity_is_growth_of_the_slope(record):
    growing = (np.diff(record.derivative(np.sort(grid(record)))) >= -1e-16).all()
    assert record.properties.convex == (growing and record.properties.smoothness >= 0)


@each_default
def test_parity(record):
    even, odd = (
        decide(record.expr.subs(record.z, -record.z), sign * record.expr).status is Status.PROVED
        for sign in (1, -1)
    )
    assert record.properties.parity == ("even" if even else "odd" if odd else None)


@each_default
def test_sources_can_be_looked_up(record):
    assert any(mark in record.source for mark in ("doi:", "arXiv:", "PMLR", "NeurIPS"))
