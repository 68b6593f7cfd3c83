"""Networks whose depth is put to use: exact teeth, exact errors, and what few kinks cannot do."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_lib.approximation import (
    corners,
    most_pieces,
    product_error,
    product_network,
    sawtooth_floor,
    square_error,
    square_network,
    tent_network,
)


@pytest.mark.parametrize("depth", range(1, 12))
def test_teeth_at_the_multiples_of_a_power_of_two(depth):
    network = tent_network(depth)
    found = corners(network, 0.0, 1.0)
    assert np.array_equal(found.x, np.arange(2**depth + 1) / 2**depth)
    assert np.array_equal(found.y, np.arange(2**depth + 1) % 2)
    assert found.pieces == 2**depth
    assert found.crossings(0.5) == 2**depth
    assert network.units == 2 * depth
    assert found.pieces <= most_pieces(network.widths[1:-1]) == 3**depth


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
def test_no_rounding_in_any_format(dtype):
    bits = np.finfo(dtype).nmant + 1
    numbers = np.random.default_rng(0).integers(0, 2**bits, 300)
    tents = numbers.astype(object)
    x = (numbers / 2**bits).astype(dtype)
    for depth in (1, 2, 5, bits):
        tents = [_tent(int(n), depth, bits) for n in numbers]
        assert tent_network(depth, dtype)(x[:, None]).ravel().tolist() == [
            t / 2**bits for t in tents
        ]


def _tent(numerator, depth, bits):
    """The tent map in integers, over the denominator ``2^bits``."""
    for _ in range(depth):
        numerator = min(2 * numerator, 2 ** (bits + 1) - 2 * numerator)
    return numerator


@pytest.mark.parametrize("depth", range(1, 13))
def test_the_square_is_missed_by_exactly_the_bound_at_midpoints_and_met_between(depth):
    cells = 2**depth
    x = np.arange(2 * cells + 1) / (2 * cells)
    network = square_network(depth)
    error = network(x[:, None])[:, 0] - x**2
    assert (error[::2] == 0).all()
    assert (error[1::2] == square_error(depth)).all()
    assert network.units == 3 * depth - 1


@given(x=st.floats(0, 1), depth=st.integers(1, 20))
def test_the_square_lies_above_the_parabola_and_within_the_bound(x, depth):
    value = square_network(depth)(np.array([[x]]))[0, 0]
    assert -1e-15 <= value - x * x <= square_error(depth) + 1e-15  # rounding


@settings(deadline=None)
@given(x=st.floats(0, 1), y=st.floats(0, 1), depth=st.integers(1, 12))
def test_the_product_is_within_its_bound(x, y, depth):
    error = product_network(depth)(np.array([[x, y]]))[0, 0] - x * y
    assert -square_error(depth) - 1e-15 <= error <= product_error(depth) + 1e-15


@pytest.mark.parametrize("depth", range(1, 10))
def test_the_products_bound_is_met(depth):
    x = np.array([[1.0, 2.0]]) / 2**depth
    assert product_network(depth)(x)[0, 0] - x.prod() == product_error(depth)
    assert product_network(depth).units == 3 * (3 * depth - 1)


@settings(deadline=None)
@given(depth=st.integers(2, 6), kinks=st.integers(0, 40), seed=st.integers(0, 10**6))
def test_no_polygon_gets_below_the_floor(depth, kinks, seed):
    rng = np.random.default_rng(seed)
    knots = np.concatenate([[0], np.sort(rng.uniform(size=kinks)), [1]])
    # the teeth themselves where a kink is near one: polygons that do well
    snapped = np.unique(np.where(rng.uniform(size=kinks + 2) < 0.7, _rounded(knots, depth), knots))
    x = (np.arange(2**depth * 64) + 0.5) / (2**depth * 64)
    tooth = tent_network(depth)
    values = (
        tooth(snapped[:, None])[:, 0] if rng.uniform() < 0.5 else rng.uniform(size=len(snapped))
    )
    error = np.abs(np.interp(x, snapped, values) - tooth(x[:, None])[:, 0]).mean()
    assert error >= sawtooth_floor(depth, len(snapped) - 2) - 1e-12


def _rounded(knots, depth):
    return np.round(knots * 2**depth) / 2**depth


def test_the_floor_is_met_without_a_kink_and_gone_with_one_for_each_tooth():
    x = (np.arange(1024) + 0.5) / 1024
    assert np.abs(tent_network(4)(x[:, None]) - 0.5).mean() == sawtooth_floor(4, 0) == 0.25
    assert sawtooth_floor(4, 4) == 0.125
    assert sawtooth_floor(4, 8) == sawtooth_floor(4, 9) == 0


@pytest.mark.parametrize("build", [tent_network, square_network, product_network])
def test_no_depth(build):
    with pytest.raises(ValueError, match="positive depth"):
        build(0)


def test_no_such_floor():
    with pytest.raises(ValueError, match="positive depth"):
        sawtooth_floor(0, 1)
    with pytest.raises(ValueError, match="number of kinks"):
        sawtooth_floor(1, -1)
