"""Two units of any activation that bends give exclusive or; affine stacks stay at one quarter."""

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from course_lib.activations import CATALOGUE, get
from course_lib.approximation import (
    CORNERS,
    XOR,
    affine_floor,
    collapse,
    fit_xor,
    rounded_xor,
    run_stack,
    second_difference,
    xor_network,
)
from tests.training.test_training import nudge

LINE = get("leaky_relu", negative_slope=1)


@pytest.fixture(autouse=True, scope="module")
def one_thread():
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.mark.parametrize("record", CATALOGUE, ids=lambda record: record.name)
@pytest.mark.parametrize(("at", "step"), [(1.5, 2.0), (0.25, 3.0)])
def test_two_units_of_every_activation(record, at, step):
    network = xor_network(record, at=at, step=step)
    assert network.units == 2
    bend = abs(second_difference(record, at, step))
    # the outputs are differences of values divided by the bend
    size = np.abs(record.value(np.array([at - step, at, at + step]))).max()
    np.testing.assert_allclose(network(CORNERS)[:, 0], XOR, atol=1e-15 * (4 + 8 * size / bend))


def test_relu_gives_it_exactly():
    network = xor_network(get("relu"))
    np.testing.assert_array_equal(network(CORNERS)[:, 0], XOR)
    x = np.random.default_rng(0).normal(size=(50, 2))
    np.testing.assert_array_equal(network(x)[:, 0], np.abs(x[:, 0] - x[:, 1]))


@given(slope=st.floats(-0.9, 0.9), at=st.floats(-0.5, 0.5))
def test_a_bend_of_any_size_is_enough(slope, at):
    network = xor_network(get("leaky_relu", negative_slope=slope), at=at)
    np.testing.assert_allclose(network(CORNERS)[:, 0], XOR, atol=1e-13)


@pytest.mark.parametrize("at", [0.0, 0.3, 5.0])
def test_a_straight_line_is_refused(at):
    with pytest.raises(ValueError, match=r"leaky_relu does not bend from .* to"):
        xor_network(LINE, at=at)


def test_a_kink_elsewhere_is_refused():
    with pytest.raises(ValueError, match="relu does not bend from 1 to 3"):
        xor_network(get("relu"), at=2)


def test_no_affine_map_is_better_than_one_quarter():
    assert affine_floor(CORNERS, XOR) == pytest.approx(0.25, rel=1e-14)


def test_linear_layers_give_it_in_float16_only():
    layers = rounded_xor()
    assert not any(layer.b.any() for layer in layers)
    outputs = run_stack(layers, CORNERS.astype(np.float16))
    np.testing.assert_array_equal(outputs[:, 0], XOR)
    for dtype in (np.float32, np.float64):
        wide = rounded_xor(dtype)
        for here, there in zip(layers, wide, strict=True):
            np.testing.assert_array_equal(here.W, there.W)
        np.testing.assert_array_equal(run_stack(wide, CORNERS.astype(dtype)), 0)
        np.testing.assert_array_equal(collapse(wide).W, 0)


@pytest.mark.parametrize("hidden", [(), (8, 8)])
def test_stacks_of_affine_layers_train_down_to_one_quarter(hidden):
    losses = fit_xor(LINE, range(10), hidden=hidden)
    assert losses.shape == (401, 10)
    assert losses.min() > 0.25 - 1e-12
    np.testing.assert_allclose(losses[-1], 0.25, atol=1e-6)


def test_where_rectified_networks_end():
    """One corner right and the mean of three, or two and the mean of two, or four at their mean."""
    last = fit_xor(get("relu"), range(40), hidden=(2,), steps=1000)[-1]
    places = np.array([0, 1 / 8, 1 / 6, 1 / 4])
    assert np.abs(last[:, None] - places).min(axis=1).max() < 1e-3
    assert (last < 1e-3).sum() in range(1, 20)


@pytest.mark.parametrize("width", [2, 4, 8])
def test_printed_shares_survive_one_ulp(width):
    still, moved = (
        (fit_xor(get("relu"), range(100), hidden=(width,), prepare=prepare)[-1] < 1e-3).sum()
        for prepare in (None, nudge)
    )
    assert still == moved


@pytest.mark.parametrize("slope", [0.5, 0.9, 0.99])
def test_printed_losses_survive_one_ulp(slope):
    record = get("leaky_relu", negative_slope=slope)
    still, moved = (fit_xor(record, range(20), prepare=prepare)[-1] for prepare in (None, nudge))
    assert (still < 1e-3).sum() == (moved < 1e-3).sum()
    assert f"{np.median(still):.3f}" == f"{np.median(moved):.3f}"
