"""Knots that find a sharp point by themselves, and the rates that follow."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_lib.approximation import adaptive_knots, chord_errors, polygon_error, random_cusp, rate


def test_the_error_of_a_parabola_is_the_same_on_equal_pieces():
    knots = np.linspace(-1, 2, 7)
    np.testing.assert_allclose(chord_errors(np.square, knots), 0.25**2, rtol=1e-12)


@settings(deadline=None, max_examples=30)
@given(seed=st.integers(0, 10**6), power=st.floats(0.3, 1.5), tolerance=st.floats(1e-3, 0.3))
def test_no_piece_is_off_by_more_and_none_was_halved_in_vain(seed, power, tolerance):
    target = random_cusp(np.random.default_rng(seed), power)
    knots = adaptive_knots(target, -1, 1, tolerance)
    assert (np.diff(knots) > 0).all()
    assert knots[[0, -1]].tolist() == [-1, 1]
    assert chord_errors(target, knots).max() <= tolerance
    if len(knots) > 2:
        assert chord_errors(target, _a_parent(knots)).max() > tolerance


def _a_parent(knots):
    """The ends of a piece whose two halves are both pieces."""
    widths = np.diff(knots)
    i = int(widths.argmin())
    left = i if np.isclose((knots[i] + 1) / (2 * widths[i]) % 1, 0) else i - 1
    return knots[[left, left + 2]]


def test_small_pieces_stand_at_the_sharp_point():
    target = random_cusp(np.random.default_rng(1), 0.5)
    knots = adaptive_knots(target, -1, 1, 1e-3)
    smallest = int(np.diff(knots).argmin())
    assert abs(knots[smallest] - target.at) < 1e-4


def test_the_sharp_point_itself_counts():
    target = random_cusp(np.random.default_rng(4), 0.3)
    knots = np.array([-1, target.at - 1e-3, target.at + 1e-3, 1])
    grid = np.concatenate([np.linspace(-1, 1, 20_001), [target.at]])
    greatest = np.abs(target(grid) - np.interp(grid, knots, target(knots))).max()
    assert polygon_error(target, knots) == pytest.approx(greatest, rel=0.02)
    off = np.array([target.at - 0.96e-3, target.at + 1.04e-3])  # between two of the nine points
    assert chord_errors(target, off).max() < 0.95 * polygon_error(target, off)


@pytest.mark.parametrize("power", [0.4, 0.8, 2])
def test_rates_with_and_without_freedom(power):
    equal, free = [], []
    for seed in range(6):
        target = random_cusp(np.random.default_rng(seed), power)
        sizes = [32, 128, 512]
        errors = [polygon_error(target, np.linspace(-1, 1, n + 1)) for n in sizes]
        equal.append(rate(sizes, errors))
        knots = [adaptive_knots(target, -1, 1, tolerance) for tolerance in (1e-2, 1e-3, 1e-4)]
        free.append(rate([len(k) - 1 for k in knots], [1e-2, 1e-3, 1e-4]))
    assert np.mean(equal) == pytest.approx(-power, abs=0.2)
    assert np.mean(free) == pytest.approx(-2, abs=0.2)


def test_a_jump():
    with pytest.raises(ValueError, match="a jump"):
        adaptive_knots(lambda x: np.where(x > 0.3, 1.0, 0.0), -1, 1, 0.1)


@pytest.mark.parametrize(("low", "high", "tolerance"), [(1, 1, 0.1), (0, 1, 0), (0, 1, np.nan)])
def test_arguments(low, high, tolerance):
    with pytest.raises(ValueError, match="expected low < high"):
        adaptive_knots(np.sin, low, high, tolerance)
