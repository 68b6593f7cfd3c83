"""Distances with known answers, and constants that no other beats."""

import numpy as np
import pytest
from scipy.special import expit, ndtr

from course_lib.approximation import best_constant, greatest_distance


def test_a_parabola_and_its_chord():
    found = greatest_distance(np.square, lambda x: x, 0, 1)
    assert found.at == pytest.approx(0.5, abs=1e-6)
    assert found.difference == pytest.approx(-0.25, abs=1e-12)
    assert found.size == -found.difference


def test_the_end_of_the_interval_counts():
    assert greatest_distance(np.exp, np.zeros_like, -1, 3) == pytest.approx((3, np.exp(3)))


def test_refined_between_the_points():
    peak = 0.123456
    found = greatest_distance(lambda x: np.cos(x - peak), np.zeros_like, -1, 1.3)
    assert found.at == pytest.approx(peak, abs=1e-7)


@pytest.mark.parametrize(("low", "high"), [(1, 1), (2, 1), (0, np.inf), (np.nan, 1)])
def test_no_interval(low, high):
    with pytest.raises(ValueError, match="finite interval"):
        greatest_distance(np.sin, np.cos, low, high)


def test_a_pole():
    with pytest.raises(ValueError, match="not finite at 0"), np.errstate(divide="ignore"):
        greatest_distance(lambda x: 1 / x, np.cos, -1, 1)


def test_the_best_line_through_zero_meets_its_error_twice():
    best = best_constant(lambda c, x: c * x, np.square, (0, 2), low=0, high=1)
    # Chebyshev: the error at the end and the one between are equal, c^2 / 4 = 1 - c
    assert best.constant == pytest.approx(2 * np.sqrt(2) - 2, abs=1e-4)
    assert best.size == pytest.approx(1 - best.constant, abs=1e-4)


def test_no_other_constant_is_closer():
    best = best_constant(lambda c, x: expit(c * x), ndtr, (1, 2))
    for constant in (0.999 * best.constant, 1.001 * best.constant):
        other = greatest_distance(lambda x, c=constant: expit(c * x), ndtr, -8, 8)
        assert other.size > best.size


def test_a_best_constant_outside_the_bounds():
    with pytest.raises(ValueError, match="lies beyond 1"):
        best_constant(lambda c, x: c * x, lambda x: 3 * x, (0, 1))
