"""The linear program finds polygons that no other one beats."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_lib.approximation import best_polygon, sawtooth_floor, tent_network

X = (np.arange(512) + 0.5) / 512


def sawtooth(depth):
    return tent_network(depth)(X[:, None])[:, 0]


def test_a_polygon_is_met():
    knots = np.array([0.0, 0.2, 0.25, 0.9, 1.0])
    heights = np.array([1.0, -1.0, 3.0, 0.0, 0.5])
    found = best_polygon(X, np.interp(X, knots, heights), knots)
    np.testing.assert_allclose(found.heights, heights, atol=1e-9)
    assert found.error < 1e-10


def test_without_kinks_a_sawtooth_is_met_by_one_half():
    found = best_polygon(X, sawtooth(4), np.array([0.0, 1.0]))
    assert found.error == pytest.approx(0.25, abs=1e-12)
    assert found.error == pytest.approx(sawtooth_floor(4, 0), abs=1e-12)


@settings(deadline=None, max_examples=25)
@given(seed=st.integers(0, 10**6), kinks=st.integers(0, 8))
def test_no_other_heights_do_better_and_the_floor_holds(seed, kinks):
    rng = np.random.default_rng(seed)
    knots = np.concatenate([[0], np.sort(rng.uniform(0.01, 0.99, kinks)), [1]])
    y = sawtooth(5)
    found = best_polygon(X, y, knots)
    assert found.error >= sawtooth_floor(5, kinks) - 1e-12
    for _ in range(5):
        moved = found.heights + rng.normal(scale=0.05, size=kinks + 2)
        assert np.abs(np.interp(X, knots, moved) - y).mean() >= found.error - 1e-12


def test_a_line_through_most_points():
    # least squares would follow the outlier; absolute errors do not
    y = np.where(np.arange(512) == 100, 50.0, X)
    found = best_polygon(X, y, np.array([0.0, 1.0]))
    np.testing.assert_allclose(found.heights, [0, 1], atol=1e-9)


@pytest.mark.parametrize("knots", [[0, 0, 1], [0.5, 1], [0, 0.5]])
def test_knots(knots):
    with pytest.raises(ValueError, match="knots that rise"):
        best_polygon(X, X, np.array(knots, dtype=float))
