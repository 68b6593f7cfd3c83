"""Corners found by following every unit agree with what the network computes."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_lib.activations import get
from course_lib.approximation import (
    Polygon,
    along,
    corners,
    most_pieces,
    perturbed,
    random_relus,
    tent_network,
)
from course_lib.networks import Layer, Network, shallow

RELU = get("relu")


@settings(deadline=None)
@given(hidden=st.lists(st.integers(1, 6), min_size=1, max_size=5), seed=st.integers(0, 10**6))
def test_the_polygon_is_the_network(hidden, seed):
    rng = np.random.default_rng(seed)
    network = random_relus((1, *hidden, 1), rng)
    found = corners(network, -3.0, 2.0)
    assert (np.diff(found.x) > 0).all()
    assert found.x[[0, -1]].tolist() == [-3, 2]
    x = rng.uniform(-3, 2, 200)
    scale = 1 + np.abs(found.y).max()
    np.testing.assert_allclose(
        np.interp(x, found.x, found.y), network(x[:, None])[:, 0], rtol=0, atol=1e-9 * scale
    )
    assert found.pieces <= most_pieces(tuple(hidden))


@pytest.mark.parametrize("units", [1, 2, 7, 30])
def test_one_hidden_layer_has_a_piece_for_each_unit_and_one_more(units):
    rng = np.random.default_rng(units)
    w, b, v = rng.normal(size=(3, units))
    found = corners(shallow(w, b, v, RELU), -1e4, 1e4)
    assert found.pieces == units + 1
    np.testing.assert_allclose(found.x[1:-1], np.sort(-b / w), rtol=1e-9, atol=1e-9)


def test_corners_that_the_output_does_not_show_are_not_pieces():
    # relu(x) - relu(-x) is x, and a unit with outgoing weight 0 shows nothing
    units = shallow(np.array([1.0, -1, 1]), np.array([0.0, 0, 0.5]), np.array([1.0, -1, 0]), RELU)
    found = corners(units, -1.0, 1.0)
    assert len(found.x) == 4
    assert found.pieces == 1


def test_units_that_are_zero_all_along_add_no_corner():
    still = Layer(np.zeros((2, 1)), np.zeros(2))
    out = Layer(np.ones((1, 2)), np.array([0.5]))
    found = corners(Network((still, out), RELU), 0.0, 1.0)
    assert found.x.tolist() == [0, 1]
    assert found.y.tolist() == [0.5, 0.5]
    assert found.pieces == 1


def test_on_a_line_through_many_inputs():
    rng = np.random.default_rng(3)
    network = random_relus((5, 8, 8, 1), rng)
    start, end = rng.normal(size=(2, 5))
    line = along(network, start, end)
    t = np.linspace(-2, 3, 50)[:, None]
    np.testing.assert_allclose(line(t), network(start + t * (end - start)), atol=1e-12)
    assert line.units == network.units


def test_crossings_count_sides_and_not_touches():
    wave = Polygon(np.arange(6.0), np.array([0.0, 1, 0.5, 1, 0.5, 0]))
    assert wave.crossings(0.5) == 2
    assert wave.crossings(0.75) == 4
    assert wave.crossings(2) == 0


def test_perturbed_by_nothing_and_by_something():
    network = tent_network(3)
    rng = np.random.default_rng(0)
    x = np.linspace(0, 1, 33)[:, None]
    assert np.array_equal(perturbed(network, 0.0, rng)(x), network(x))
    moved = perturbed(network, 0.01, rng)
    pairs = zip(moved.layers, network.layers, strict=True)
    ratios = np.concatenate([(new.W / old.W).ravel() for new, old in pairs])
    assert 0.001 < ratios.std() < 0.1
    assert network.layers[0].W.tolist() == [[1.0], [1.0]]


def test_initialization():
    network = random_relus((200, 300, 1), np.random.default_rng(0), bias_std=0.5)
    assert network.layers[0].W.std() == pytest.approx(0.1, rel=0.02)
    assert network.layers[0].b.std() == pytest.approx(0.5, rel=0.15)


@pytest.mark.parametrize(
    ("network", "message"),
    [
        (random_relus((2, 3, 1), np.random.default_rng(0)), "one input"),
        (random_relus((1, 3, 2), np.random.default_rng(0)), "one output"),
        (tent_network(2, np.float32), "float64"),
        (Network((Layer(np.ones((1, 1)), np.ones(1)),) * 2, get("tanh")), "ReLUs"),
    ],
)
def test_networks_of_another_kind(network, message):
    with pytest.raises(ValueError, match=message):
        corners(network, 0.0, 1.0)


def test_no_interval():
    with pytest.raises(ValueError, match="expected an interval"):
        corners(tent_network(1), 1.0, 1.0)
