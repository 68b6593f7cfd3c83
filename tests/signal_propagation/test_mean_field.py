"""Fixed points, gradient factors and correlations against closed forms."""

import numpy as np
import pytest

from course_lib.activations import get
from course_lib.activations.self_normalizing import half_line_moment, selu_constants
from course_lib.signal_propagation import (
    correlation_map,
    correlation_path,
    fixed_length,
    gaussian_mean,
    gradient_factor,
)

RELU, SELU, TANH = get("relu"), get("selu"), get("tanh")


def test_selu_holds_1_from_far_away():
    assert fixed_length(SELU.value, start=1.0) == pytest.approx(1, rel=1e-12)
    assert fixed_length(SELU.value, start=1e-4) == pytest.approx(1, rel=1e-11)
    assert fixed_length(SELU.value, start=1e4) == pytest.approx(1, rel=1e-11)


def test_a_line_with_biases():
    """``q = w q + b`` has the solution ``b / (1 - w)``."""
    found = fixed_length(lambda z: z, weight_variance=0.5, bias_variance=0.3)
    assert found == pytest.approx(0.6, rel=1e-9)


def test_the_fixed_point_is_one():
    q = fixed_length(TANH.value, weight_variance=25 / 9, bias_variance=0.1)
    assert 25 / 9 * gaussian_mean(lambda z: TANH.value(z) ** 2, np.sqrt(q)) + 0.1 == pytest.approx(
        q, rel=1e-12
    )


def test_he_keeps_relu_and_lets_selu_explode():
    assert fixed_length(RELU.value, weight_variance=2, start=3.7) == pytest.approx(3.7, rel=1e-9)
    with pytest.raises(ValueError, match="the variance leaves every bound"):
        fixed_length(SELU.value, weight_variance=2)


def test_what_vanishes_is_refused():
    with pytest.raises(ValueError, match="leaves every bound"):
        fixed_length(RELU.value, weight_variance=1)
    with pytest.raises(ValueError, match="has not settled"):
        fixed_length(TANH.value)


def test_gradient_factors():
    assert gradient_factor(RELU.derivative, 4.2, weight_variance=2) == pytest.approx(1, rel=1e-9)
    alpha, scale = selu_constants()
    closed = float(scale**2 * (1 + 2 * alpha**2 * half_line_moment(2)) / 2)
    assert gradient_factor(SELU.derivative) == pytest.approx(closed, rel=1e-10)
    assert closed == pytest.approx(1.0716, abs=5e-5)


@pytest.mark.parametrize("c", [-0.9, -0.3, 0.0, 0.5, 0.99])
def test_relu_against_the_arc_cosine_kernel(c):
    """Cho and Saul (2009): ``(sqrt(1 - c^2) + c (pi - arccos c)) / (2 pi)``."""
    closed = (np.sqrt(1 - c**2) + c * (np.pi - np.arccos(c))) / (2 * np.pi)
    tolerance = 1e-4 if c > 0.9 else 1e-6  # of the sixty terms' rest
    assert correlation_map(RELU.value, c) == pytest.approx(closed, abs=tolerance)


def test_selu_forgets_what_samples_share():
    """No constant term, the squared mean slope as the linear one, all of ``E f^2`` at 1."""
    assert correlation_map(SELU.value, 0.0) == pytest.approx(0, abs=1e-20)
    slope = correlation_map(SELU.value, [1e-6])[0] / 1e-6
    assert slope == pytest.approx(gaussian_mean(SELU.derivative) ** 2, rel=1e-5)
    assert correlation_map(SELU.value, 1.0) == pytest.approx(1, abs=1e-4)


@pytest.mark.parametrize("c", [1.1, -1.0001, np.nan])
def test_a_correlation_is_at_most_1(c):
    with pytest.raises(ValueError, match="expected correlations from -1 to 1"):
        correlation_map(SELU.value, [0.5, c])


def test_a_path_repeats_the_map():
    path = correlation_path(SELU.value, 0.5, 2)
    once = float(correlation_map(SELU.value, 0.5))
    assert path == pytest.approx([0.5, once, float(correlation_map(SELU.value, once))], rel=1e-12)


def test_a_path_needs_lengths_that_stay():
    with pytest.raises(ValueError, match=r"expected E f\^2 = 1, got 0.5"):
        correlation_path(RELU.value, 0.5, 2)
    with pytest.raises(ValueError, match="expected a correlation from -1 to 1, got 2"):
        correlation_path(SELU.value, 2.0, 2)
