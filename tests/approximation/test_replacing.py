"""What looks like ReLU from far away does its work, within a bound."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_lib.activations import get
from course_lib.approximation import (
    greatest_distance,
    interpolant,
    on_line,
    random_waves,
    replace_relu,
    replacement_bound,
)
from course_lib.networks import Layer, Network

KNOTS = np.linspace(-1, 1, 17)


@given(
    st.integers(0, 2**32 - 1), st.floats(0.5, 1e4), st.sampled_from(["softplus", "gelu", "silu"])
)
def test_the_change_is_within_the_bound(seed, scale, name):
    network = interpolant(KNOTS, random_waves(np.random.default_rng(seed))(KNOTS))
    record = get(name)
    gap = greatest_distance(record.value, get("relu").value, -30, 30).size
    other = replace_relu(network, record, scale)
    change = greatest_distance(on_line(network), on_line(other), -1, 1).size
    assert change <= replacement_bound(network, gap, scale) * (1 + 1e-6) + 1e-12


def test_a_scale_outside_is_softplus_with_a_beta():
    network = interpolant(KNOTS, np.sin(KNOTS))
    hidden, output = network.layers
    beta = Network((hidden, output), get("softplus", beta=30.0))
    x = np.linspace(-1, 1, 101)
    np.testing.assert_allclose(
        on_line(replace_relu(network, get("softplus"), 30.0))(x), on_line(beta)(x), atol=1e-13
    )


def test_relu_in_its_own_place_changes_nothing():
    network = interpolant(KNOTS, np.sin(KNOTS))
    x = np.linspace(-1, 1, 101)
    np.testing.assert_allclose(
        on_line(replace_relu(network, get("relu"), 8.0))(x), on_line(network)(x), atol=1e-14
    )


def test_bad_input():
    network = interpolant(KNOTS, KNOTS)
    with pytest.raises(ValueError, match="positive and finite scale"):
        replace_relu(network, get("gelu"), 0.0)
    with pytest.raises(ValueError, match="one hidden layer of ReLUs"):
        replace_relu(replace_relu(network, get("gelu"), 2.0), get("silu"), 2.0)
    flat = Network((Layer(np.ones((1, 1)), np.zeros(1)),), get("relu"))
    with pytest.raises(ValueError, match="one hidden layer"):
        replace_relu(flat, get("gelu"), 2.0)
