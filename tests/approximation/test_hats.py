"""Polygons of ReLUs pass through their points and stay within their bounds."""

from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_lib.approximation import (
    balanced_knots,
    greatest_distance,
    hat,
    interpolant,
    interpolation_bound,
    middle_error,
    on_line,
    random_waves,
    unit_by_unit,
)

X = np.linspace(-1, 1, 401)


@given(st.lists(st.floats(-10, 10), min_size=2, max_size=30), st.integers(0, 2**32 - 1))
def test_a_polygon_is_numpys_interpolation(values, seed):
    steps = np.random.default_rng(seed).uniform(0.1, 1, len(values))
    knots, heights = np.cumsum(steps), np.array(values)
    x = np.linspace(knots[0], knots[-1], 97)
    network = interpolant(knots, heights)
    assert network.units == len(values) - 1
    np.testing.assert_allclose(
        on_line(network)(x), np.interp(x, knots, heights), rtol=1e-9, atol=1e-9
    )


def test_a_hat():
    network = hat(-1.0, 0.0, 3.0)
    assert network.units == 3
    x = np.array([-9.0, -1.0, -0.5, 0.0, 1.5, 3.0, 4.0, 9.0])
    np.testing.assert_allclose(on_line(network)(x), [0, 0, 0.5, 1, 0.5, 0, 0, 0], atol=1e-14)


@given(st.integers(0, 2**32 - 1), st.integers(1, 6), st.integers(2, 60))
def test_the_error_is_within_the_bound(seed, degree, pieces):
    target = random_waves(np.random.default_rng(seed), degree)
    knots = np.linspace(-1, 1, pieces + 1)
    error = greatest_distance(target, on_line(interpolant(knots, target(knots))), -1, 1).size
    assert error <= interpolation_bound(knots, target.greatest_curvature()) * (1 + 1e-6) + 1e-12


@given(st.integers(0, 2**32 - 1), st.integers(2, 60))
def test_the_bound_holds_for_uneven_knots(seed, pieces):
    rng = np.random.default_rng(seed)
    target, inner = random_waves(rng), np.sort(rng.uniform(-0.99, 0.99, pieces - 1))
    knots = np.unique([-1, *inner, 1])
    error = greatest_distance(target, on_line(interpolant(knots, target(knots))), -1, 1).size
    assert error <= interpolation_bound(knots, target.greatest_curvature()) * (1 + 1e-6) + 1e-9


@given(st.integers(0, 2**32 - 1))
def test_the_middle_error_is_the_error_of_short_pieces(seed):
    waves = random_waves(np.random.default_rng(seed))
    second, fourth = (partial(waves.derivative, order=order) for order in (2, 4))
    for pieces in (125, 250):  # the middle of each is among the points that are looked at
        knots = np.linspace(-1, 1, pieces + 1)
        error = greatest_distance(waves, on_line(interpolant(knots, waves(knots))), -1, 1).size
        # what is left out is of order h^4 in proportion
        assert error == pytest.approx(middle_error(knots, second, fourth), rel=1e-4)


def test_a_parabola_meets_the_bound():
    knots = np.linspace(-1, 1, 9)
    error = greatest_distance(np.square, on_line(interpolant(knots, knots**2)), -1, 1).size
    assert error == pytest.approx(interpolation_bound(knots, 2.0), rel=1e-9)


def test_balanced_knots_give_every_piece_the_same_error():
    grid = np.linspace(0, 1, 10_001)
    knots = balanced_knots(np.sqrt(np.exp(5 * grid)), grid, 64)
    assert (knots[0], knots[-1], len(knots)) == (0, 1, 65)
    middles = (knots[1:] + knots[:-1]) / 2
    chords = (np.exp(5 * knots[1:]) + np.exp(5 * knots[:-1])) / 2
    errors = chords - np.exp(5 * middles)
    assert np.ptp(errors) < 0.01 * errors.mean()


def test_an_even_weight_gives_even_knots():
    grid = np.linspace(2, 4, 11)
    np.testing.assert_allclose(balanced_knots(np.full(11, 3.0), grid, 4), [2, 2.5, 3, 3.5, 4])


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
def test_unit_by_unit_is_the_network_but_for_rounding(dtype):
    knots = np.linspace(-1, 1, 17)
    network = interpolant(knots, np.sin(knots), dtype)
    x = np.linspace(-1, 1, 33).astype(dtype)
    found = unit_by_unit(network, x)
    assert found.dtype == dtype
    # 16 sums of terms of at most 2
    np.testing.assert_allclose(found, network(x[:, None])[:, 0], atol=32 * np.finfo(dtype).eps)


def test_units_are_added_in_their_order():
    """In float16, 1 is lost beside 4096 if it comes after, and is not if it comes last but one."""
    knots = np.array([0.0, 1.0, 2.0, 3.0])
    network = interpolant(knots, np.array([0.0, 4096.0, 8193.0, 0.0]), np.float16)
    x = np.array([2.0], np.float16)
    assert unit_by_unit(network, x)[0] == 8192


def test_bad_input():
    rising = np.array([0.0, 1.0])
    with pytest.raises(ValueError, match="knots that rise"):
        interpolant(rising[::-1], rising)
    with pytest.raises(ValueError, match="as many values"):
        interpolant(rising, np.zeros(3))
    with pytest.raises(ValueError, match="points that rise, got 0, 0, 1"):
        hat(0, 0, 1)
    with pytest.raises(ValueError, match="greater than 0"):
        balanced_knots(np.zeros(2), rising, 3)
    with pytest.raises(ValueError, match="dtype float64, got float32"):
        unit_by_unit(interpolant(rising, rising), np.zeros(2, np.float32))
