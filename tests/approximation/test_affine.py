"""A stack of affine layers is one affine layer, up to rounding; what affine maps leave over."""

import itertools

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import nn

from course_lib.approximation import (
    affine_floor,
    collapse,
    collapse_error,
    orthogonal_stack,
    run_stack,
    superposition_error,
)
from course_lib.networks import Layer
from course_lib.statistics import mean_interval

RNG = np.random.default_rng(0)


def stack(*widths):
    return tuple(
        Layer(RNG.standard_normal((n, m)), RNG.standard_normal(n))
        for m, n in itertools.pairwise(widths)
    )


@given(widths=st.lists(st.integers(1, 6), min_size=2, max_size=7))
def test_a_stack_is_the_layer_it_collapses_to(widths):
    layers = stack(*widths)
    x = RNG.standard_normal((20, widths[0]))
    single = collapse(layers)
    assert single.W.shape == (widths[-1], widths[0])
    scale = np.prod([1 + np.linalg.norm(layer.W) + np.linalg.norm(layer.b) for layer in layers])
    # each operation is right to a unit roundoff, and no number on the way exceeds the scale
    np.testing.assert_allclose(single(x), run_stack(layers, x), rtol=0, atol=1e-13 * scale)


def test_whole_numbers_collapse_exactly():
    """And the order of the product is from the last layer to the first."""
    first = Layer(np.array([[1.0, 2.0], [0.0, 1.0], [3.0, 0.0]]), np.array([1.0, 0.0, -1.0]))
    second = Layer(np.array([[1.0, -1.0, 2.0]]), np.array([5.0]))
    single = collapse((first, second))
    np.testing.assert_array_equal(single.W, [[7, 1]])
    np.testing.assert_array_equal(single.b, [4])


def test_torch_stacks_collapse_too():
    torch.manual_seed(0)
    linear = [nn.Linear(m, n, dtype=torch.float64) for m, n in ((3, 5), (5, 4), (4, 2))]
    layers = [Layer(part.weight.detach().numpy(), part.bias.detach().numpy()) for part in linear]
    x = torch.randn(7, 3, dtype=torch.float64)
    expected = nn.Sequential(*linear)(x).detach().numpy()
    np.testing.assert_allclose(collapse(layers)(x.numpy()), expected, atol=1e-14)


@pytest.mark.parametrize("narrow", [1, 2, 5])
def test_the_narrowest_layer_limits_the_rank(narrow):
    assert np.linalg.matrix_rank(collapse(stack(8, 8, narrow, 8, 8)).W) == narrow


def test_orthogonal_stacks_keep_every_length():
    layers = orthogonal_stack(10, 6, np.random.default_rng(1))
    x = RNG.standard_normal((5, 6))
    lengths = np.linalg.norm(run_stack(layers, x), axis=1)
    np.testing.assert_allclose(lengths, np.linalg.norm(x, axis=1), rtol=1e-13)
    halves = orthogonal_stack(2, 3, np.random.default_rng(1), np.float16)
    assert run_stack(halves, np.ones((1, 3), np.float16)).dtype == np.float16


def test_rounding_adds_up_like_the_square_root_of_the_depth():
    depths = np.array([4, 16, 64])
    slopes = [
        np.polyfit(np.log(depths), np.log([collapse_error(d, seed) for d in depths]), 1)[0]
        for seed in range(5)
    ]
    mean, low, high = mean_interval(slopes)
    assert 0.45 < low < mean < high < 0.55
    assert 1 < collapse_error(64, 5) < 10


def test_superposition_fails_by_the_bias():
    layers = stack(3, 4, 2)
    x, y = RNG.standard_normal((2, 10, 3))
    expected = np.broadcast_to(-collapse(layers).b, (10, 2))
    np.testing.assert_allclose(superposition_error(layers, x, y), expected, atol=1e-13)
    without = [Layer(layer.W, 0 * layer.b) for layer in layers]
    np.testing.assert_allclose(superposition_error(without, x, y), 0, atol=1e-13)


def test_what_is_affine_leaves_nothing_and_a_product_one_sixteenth():
    x = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]])
    assert affine_floor(x, 3 * x[:, 0] - x[:, 1] + 2) < 1e-28
    assert affine_floor(x, x[:, 0] * x[:, 1]) == pytest.approx(1 / 16, rel=1e-13)


@given(seed=st.integers(0, 1000))
def test_no_affine_map_is_below_the_floor(seed):
    rng = np.random.default_rng(seed)
    x, y = rng.standard_normal((12, 3)), rng.standard_normal(12)
    outputs = Layer(rng.standard_normal((1, 3)), rng.standard_normal(1))(x)[:, 0]
    assert affine_floor(x, y) <= np.mean((outputs - y) ** 2)
    assert affine_floor(x, y) <= y.var()


def test_bad_input():
    with pytest.raises(ValueError, match="at least one layer"):
        collapse(())
    with pytest.raises(ValueError, match="2 inputs follows one of 4 outputs"):
        collapse((*stack(3, 4), *stack(2, 1)))
