"""Quadrature against closed forms, sampling against quadrature."""

import numpy as np
import pytest

from course_lib.activations import get
from course_lib.signal_propagation import (
    gaussian_mean,
    limiting_same_sign_share,
    same_sign_share,
    sampled_mean,
)

SIGMOID, RELU = get("sigmoid"), get("relu")


@pytest.mark.parametrize("std", [0.01, 1.0, 7.0, 300.0])
def test_closed_forms(std):
    assert gaussian_mean(np.ones_like, std) == pytest.approx(1, rel=1e-10)
    assert gaussian_mean(np.square, std) == pytest.approx(std**2, rel=1e-10)
    assert gaussian_mean(RELU.value, std) == pytest.approx(std / np.sqrt(2 * np.pi), rel=1e-10)
    assert gaussian_mean(SIGMOID.value, std) == pytest.approx(0.5, rel=1e-10)


@pytest.mark.parametrize("sharpness", [1e-3, 1.0, 100.0, 1e6])
def test_features_of_any_scale_around_zero(sharpness):
    """E f' = 1/2 by symmetry, and E f by parts: E z f = E f' for a standard normal."""
    softplus = get("softplus", beta=sharpness)
    assert gaussian_mean(softplus.derivative) == pytest.approx(0.5, rel=1e-10)
    moment = gaussian_mean(lambda z: z * softplus.value(z))
    assert moment == pytest.approx(0.5, rel=1e-9)
    curvature = gaussian_mean(lambda z: z * softplus.derivative(z))
    assert gaussian_mean(softplus.second_derivative) == pytest.approx(curvature, rel=1e-9)


def test_equal_signs_of_rectified_features():
    expected = 0.5 + np.arcsin(1 / np.pi) / np.pi  # (E f)^2 / E f^2 = (1 / 2 pi) / (1 / 2)
    assert limiting_same_sign_share(RELU.value) == pytest.approx(expected, rel=1e-10)


@pytest.mark.parametrize("std", [0.3, 1.0, 3.0, 30.0])
def test_mean_slope_of_the_sigmoid_stays_below_its_bound(std):
    mean = gaussian_mean(SIGMOID.derivative, std)
    assert mean < min(0.25, 1 / (std * np.sqrt(2 * np.pi)))


def test_sampling_agrees_with_quadrature():
    rng = np.random.default_rng(0)
    means = [sampled_mean(SIGMOID.derivative, 2.0, 10_000, rng) for _ in range(20)]
    error = np.std(means, ddof=1) / np.sqrt(20)
    assert abs(np.mean(means) - gaussian_mean(SIGMOID.derivative, 2.0)) < 4 * error


@pytest.mark.parametrize("std", [0.0, -1.0, float("nan"), float("inf")])
def test_std_must_be_positive(std):
    with pytest.raises(ValueError, match="std must be positive"):
        gaussian_mean(np.square, std)


def test_counts_must_be_positive():
    rng = np.random.default_rng(0)
    with pytest.raises(ValueError, match="samples must be at least 1, got 0"):
        sampled_mean(np.square, 1.0, 0, rng)
    with pytest.raises(ValueError, match="batch and trials must be at least 1, got 4 and 0"):
        same_sign_share(np.square, 4, 0, rng)


def test_positive_features_lock_the_signs_of_one_sample():
    rng = np.random.default_rng(1)
    assert same_sign_share(SIGMOID.value, 1, 1000, rng) == 1.0


def test_large_batches_reach_the_limit():
    rng = np.random.default_rng(2)
    share = same_sign_share(SIGMOID.value, 256, 4000, rng)
    assert share == pytest.approx(limiting_same_sign_share(SIGMOID.value), abs=0.03)
    centered = same_sign_share(lambda z: SIGMOID.value(z) - 0.5, 256, 4000, rng)
    assert centered == pytest.approx(0.5, abs=0.03)
    assert limiting_same_sign_share(lambda z: SIGMOID.value(z) - 0.5) == pytest.approx(0.5)
