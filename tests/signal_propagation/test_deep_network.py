"""A measured network against autograd, torch's dropouts, and the theory of wide layers."""

import numpy as np
import pytest
import torch
from torch import nn

from course_lib.activations import get
from course_lib.signal_propagation import (
    correlation_path,
    expected_signals,
    fixed_length,
    gradient_factor,
    propagate,
)

RELU, SELU, TANH = get("relu"), get("selu"), get("tanh")


@pytest.fixture(autouse=True, scope="module")
def one_thread():
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


def normal(samples=64, width=256, seed=0):
    return np.random.default_rng(seed).standard_normal((samples, width))


def test_the_same_as_by_hand_with_autograd():
    inputs = normal(3, 5)
    seen = propagate(
        TANH, inputs, 2, np.random.default_rng(1), weight_variance=2.0, bias_variance=0.25
    )
    rng = np.random.default_rng(1)
    a = torch.tensor(inputs, requires_grad=True)
    layers = [a]
    for _ in range(2):
        weight = np.sqrt(2 / 5) * rng.standard_normal((5, 5))
        bias = 0.5 * rng.standard_normal(5)
        layers.append(torch.tanh(layers[-1] @ torch.tensor(weight) + torch.tensor(bias)))
    delta = torch.tensor(rng.standard_normal((3, 5)))
    gradients = torch.autograd.grad(layers[-1], layers, delta)
    squares = np.array([g.square().mean().item() for g in gradients])
    np.testing.assert_allclose(seen.gradient, squares / squares[-1], rtol=1e-12)
    np.testing.assert_allclose(seen.mean, [x.mean().item() for x in layers], rtol=1e-11)
    np.testing.assert_allclose(seen.variance, [x.detach().numpy().var() for x in layers])
    pairs = [(i, j) for i in range(3) for j in range(3) if i != j]
    for shared, x in zip(seen.shared, layers, strict=True):
        products = [(x[i] * x[j]).mean().item() for i, j in pairs]
        assert shared == pytest.approx(np.mean(products), rel=1e-11)
    assert seen.growth == pytest.approx((squares[0] / squares[-1]) ** 0.25, rel=1e-12)


def test_selu_normalizes_itself():
    seen = propagate(SELU, 3 * normal(), 60, np.random.default_rng(1))
    assert seen.variance[0] > 8
    assert abs(seen.mean[-1]) < 0.1
    assert 0.85 < seen.variance[-1] < 1.15


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_the_gradient_grows_as_the_theory_says(seed):
    seen = propagate(SELU, normal(seed=seed), 60, np.random.default_rng(seed + 10))
    assert seen.growth**2 == pytest.approx(gradient_factor(SELU.derivative), rel=0.015)


@pytest.mark.parametrize("distribution", ["normal", "uniform"])
def test_other_weights_have_another_fixed_point(distribution):
    seen = propagate(
        TANH, normal(), 50, np.random.default_rng(1), weight_variance=25 / 9,
        distribution=distribution,
    )  # fmt: skip
    length = fixed_length(TANH.value, weight_variance=25 / 9)
    assert 25 / 9 * (seen.variance[-1] + seen.mean[-1] ** 2) == pytest.approx(length, rel=0.06)
    factor = gradient_factor(TANH.derivative, length, weight_variance=25 / 9)
    assert seen.growth == pytest.approx(np.sqrt(factor), rel=0.015)


def test_what_samples_share_follows_the_correlation_map():
    inputs = np.sqrt(0.5) * (normal() + normal(1, seed=5))
    seen = propagate(SELU, inputs, 20, np.random.default_rng(2))
    np.testing.assert_allclose(seen.shared, correlation_path(SELU.value, 0.5, 20), atol=0.12)


@pytest.mark.parametrize("name", ["dropout", "alpha_dropout"])
def test_dropouts_are_torch_s(name):
    """One layer without weights to speak of: the same share, the same two values."""
    inputs = normal(200, 200)
    seen = propagate(SELU, inputs, 1, np.random.default_rng(0), **{name: 0.3})
    rng = np.random.default_rng(0)
    weight = np.sqrt(1 / 200) * rng.standard_normal((200, 200))
    a = torch.tensor(SELU.value(inputs @ weight))
    module = nn.Dropout(0.3) if name == "dropout" else nn.AlphaDropout(0.3)
    torch.manual_seed(0)
    theirs = module(a)
    assert seen.mean[-1] == pytest.approx(theirs.mean().item(), abs=0.02)
    assert seen.variance[-1] == pytest.approx(theirs.var().item(), rel=0.02)


def test_alpha_dropout_keeps_mean_and_variance_and_shrinks_the_gradient():
    kept = propagate(SELU, normal(), 40, np.random.default_rng(0), alpha_dropout=0.1)
    assert abs(kept.mean[-1]) < 0.05
    assert kept.variance[-1] == pytest.approx(1, abs=0.1)
    floor = SELU.value(-np.inf)
    scale = 1 / (0.9 * (1 + 0.1 * floor**2))
    factor = 0.9 * scale * gradient_factor(SELU.derivative)
    assert kept.growth == pytest.approx(np.sqrt(factor), rel=0.01)
    plain = propagate(SELU, normal(), 40, np.random.default_rng(0), dropout=0.1)
    assert plain.variance[-1] > 1.4


@pytest.mark.parametrize(
    "setting",
    [
        {},
        {"weight_variance": 1 / 3, "bias_variance": 1 / 768},
        {"weight_variance": 9 / 16},
        {"dropout": 0.1},
        {"alpha_dropout": 0.2},
    ],
    ids=str,
)
def test_the_limit_of_wide_layers(setting):
    theory = expected_signals(SELU, 12, **setting)
    runs = [
        propagate(SELU, normal(32, 400, seed), 12, np.random.default_rng(seed + 9), **setting)
        for seed in range(3)
    ]
    squares = [run.mean[-1] ** 2 + run.variance[-1] for run in runs]
    assert np.mean(squares) == pytest.approx(theory.mean_square, rel=0.07)
    assert np.mean([run.growth for run in runs]) == pytest.approx(theory.growth, rel=0.01)


def test_selu_in_the_limit():
    theory = expected_signals(SELU, 30)
    assert theory.mean_square == pytest.approx(1, rel=1e-9)
    assert theory.growth**2 == pytest.approx(gradient_factor(SELU.derivative), rel=1e-9)
    kept = expected_signals(SELU, 30, alpha_dropout=0.3)
    assert kept.mean_square == pytest.approx(1, rel=1e-9)


def test_the_generator_decides():
    first, twin, other = (
        propagate(SELU, normal(4, 8), 3, np.random.default_rng(seed)) for seed in (0, 0, 1)
    )
    np.testing.assert_array_equal(first.gradient, twin.gradient)
    assert first.variance[-1] != other.variance[-1]


def test_refusals():
    rng = np.random.default_rng(0)
    with pytest.raises(ValueError, match="expected 2 samples and a layer or more, got 1 and 3"):
        propagate(SELU, normal(1, 8), 3, rng)
    with pytest.raises(ValueError, match="expected one kind of dropout"):
        propagate(SELU, normal(4, 8), 3, rng, dropout=0.1, alpha_dropout=0.1)
    with pytest.raises(ValueError, match=r"a probability in \(0, 1\), got 1"):
        propagate(SELU, normal(4, 8), 3, rng, dropout=1)
    with pytest.raises(ValueError, match="leaky_relu has no limit on the left"):
        propagate(get("leaky_relu"), normal(4, 8), 3, rng, alpha_dropout=0.1)
