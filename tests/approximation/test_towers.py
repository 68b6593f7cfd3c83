"""Towers of sigmoids: staircases when steep, within their bound at any steepness."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_lib.approximation import (
    greatest_distance,
    on_line,
    random_waves,
    tower_bound,
    towers,
)


def test_a_steep_tower_is_a_staircase():
    network = towers(np.exp, 0, 1, 4, 1e6, spare=0)
    assert network.units == 3
    x = np.linspace(0.01, 0.99, 50)
    middles = (np.floor(4 * x) + 0.5) / 4
    away = np.abs(x * 4 - np.round(x * 4)) > 0.01
    np.testing.assert_allclose(on_line(network)(x)[away], np.exp(middles[away]), rtol=1e-12)


@given(
    st.integers(0, 2**32 - 1), st.integers(2, 40), st.floats(0.1, 1000), st.sampled_from([0, 1, 2])
)
def test_the_error_is_within_the_bound(seed, cells, steepness, spare):
    target = random_waves(np.random.default_rng(seed))
    slope = greatest_distance(lambda x: target.derivative(x, 1), np.zeros_like, -1, 1).size
    values = target(np.linspace(-1, 1, 4001))
    network = towers(target, -1, 1, cells, steepness, spare=spare)
    error = greatest_distance(target, on_line(network), -1, 1).size
    bound = tower_bound(lambda t: slope * t, float(np.ptp(values)), 2 / cells, steepness)
    assert error <= bound * (1 + 1e-6)


def test_the_bound_of_a_staircase_is_half_a_cell():
    assert tower_bound(lambda t: 3 * t, 1.0, 0.1, 1e9) == pytest.approx(0.15, rel=1e-6)


def test_no_other_delta_is_better():
    bound = tower_bound(lambda t: 3 * t, 2.0, 0.1, 50)
    deltas = np.linspace(0, 1, 10_001)
    every = 3 * (0.05 + deltas) + 4 / (1 + np.exp(50 * deltas))
    assert bound == pytest.approx(every.min(), rel=1e-6)


def test_flat_sigmoids_err_by_the_oscillation_at_most():
    assert tower_bound(lambda t: 3 * t, 2.0, 0.1, 1e-3) == 2.0


def test_one_slope_between_flat_and_steep_is_best():
    """With spare cells; without them the ends lose more than the middle wins."""
    target = random_waves(np.random.default_rng(0), 1)
    errors = {
        (steepness, spare): greatest_distance(
            target, on_line(towers(target, -1, 1, 32, steepness, spare=spare)), -1, 1
        ).size
        for steepness in (8, 64, 4096)
        for spare in (0, 2)
    }
    assert errors[64, 2] < errors[4096, 2] / 5
    assert errors[64, 2] < errors[8, 2] / 5
    assert errors[64, 0] > errors[64, 2] * 2


@pytest.mark.parametrize(
    ("cells", "steepness", "spare", "message"),
    [(1, 5, 0, "two cells"), (4, 0, 1, "positive and finite"), (4, np.inf, 1, "positive")],
)
def test_bad_input(cells, steepness, spare, message):
    with pytest.raises(ValueError, match=message):
        towers(np.sin, 0, 1, cells, steepness, spare=spare)
