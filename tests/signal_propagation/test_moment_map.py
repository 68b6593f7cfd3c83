"""The map of mean and variance against closed forms, differences, sampling, and SELU's demand."""

import mpmath
import numpy as np
import pytest

from course_lib.activations import get
from course_lib.signal_propagation import (
    gaussian_mean,
    moment_jacobian,
    moment_map,
    moment_path,
)

RELU, SELU, TANH = get("relu"), get("selu"), get("tanh")


@pytest.mark.parametrize("mean", [-1e6, -20.0, -1.0, 0.0, 0.3, 5.0])
@pytest.mark.parametrize("variance", [1e-4, 1.0, 40.0])
def test_closed_forms_of_the_rectified_normal(mean, variance):
    """To digits of the second moment, where the unit is nearly always off too."""
    std = np.sqrt(variance)
    density, share = float(mpmath.npdf(mean / std)), float(mpmath.ncdf(mean / std))
    first = mean * share + std * density
    second = (mean**2 + variance) * share + mean * std * density
    scale = mean**2 + variance
    found = moment_map(RELU.value, mean, variance)
    assert found.mean == pytest.approx(first, abs=1e-12 * np.sqrt(scale))
    assert found.variance == pytest.approx(second - first**2, abs=1e-11 * scale)


@pytest.mark.parametrize("mean", [-3.0, 0.0, 2.0])
def test_the_identity_changes_nothing(mean):
    assert moment_map(lambda z: z, mean, 0.7) == pytest.approx((mean, 0.7), rel=1e-12)


def test_selu_gives_mean_0_and_variance_1_back():
    assert moment_map(SELU.value, 0, 1) == pytest.approx((0, 1), abs=1e-13)
    assert moment_map(get("elu").value, 0, 1).mean > 0.1


def test_sampling_agrees():
    z = np.random.default_rng(0).normal(-0.5, np.sqrt(2), 1_000_000)
    found = moment_map(SELU.value, -0.5, 2)
    assert SELU.value(z).mean() == pytest.approx(found.mean, abs=5e-3)
    assert SELU.value(z).var() == pytest.approx(found.variance, rel=5e-3)


@pytest.mark.parametrize("point", [(0.0, 1.0), (0.4, 0.5), (-1.0, 3.0)])
@pytest.mark.parametrize("omega", [-1.0, 0.0, 0.7])
@pytest.mark.parametrize("f", [SELU.value, TANH.value], ids=["selu", "tanh"])
def test_the_jacobian_is_that_of_the_map(f, omega, point):
    found = moment_jacobian(f, *point, weight_sum=omega)
    step = 1e-5
    for column in (0, 1):
        ends = []
        for sign in (1, -1):
            mean, variance = np.array(point) + sign * step * np.eye(2)[column]
            ends.append(np.array(moment_map(f, omega * mean, variance)))
        difference = (ends[0] - ends[1]) / (2 * step)
        np.testing.assert_allclose(found[:, column], difference, atol=1e-8)


def test_the_jacobian_of_selu_has_the_published_entries():
    """Klambauer et al. (2017) print it for weights of sum 0."""
    np.testing.assert_allclose(
        moment_jacobian(SELU.value), [[0, 0.088834], [0, 0.782648]], atol=1.5e-6
    )


def test_a_sum_of_one_repels_and_a_sum_of_zero_attracts():
    radius = {
        omega: np.abs(np.linalg.eigvals(moment_jacobian(SELU.value, weight_sum=omega))).max()
        for omega in (0, 1)
    }
    assert radius[0] < 0.8
    assert radius[1] > 1.07
    near = moment_path(SELU.value, (0.01, 1), 60, weight_sum=1)
    assert abs(near[-1, 0]) > 0.3
    np.testing.assert_allclose(moment_path(SELU.value, (0.9, 4), 60)[-1], (0, 1), atol=1e-5)


@pytest.mark.parametrize("start", [(0.0, 1e-3), (5.0, 1e-3), (-5.0, 100.0), (0.0, 1e4)])
def test_from_anywhere_a_sum_of_zero_leads_to_the_fixed_point(start):
    np.testing.assert_allclose(moment_path(SELU.value, start, 150)[-1], (0, 1), atol=1e-10)


def test_a_path_repeats_the_map():
    path = moment_path(SELU.value, (0.3, 2.0), 2, weight_sum=0.5)
    assert path.shape == (3, 2)
    assert tuple(path[0]) == (0.3, 2.0)
    assert tuple(path[1]) == moment_map(SELU.value, 0.15, 2.0)
    assert tuple(path[2]) == moment_map(SELU.value, 0.5 * path[1, 0], path[1, 1])


def test_mean_slope_by_parts():
    """With a weight sum of 1 the first entry is ``E f'``."""
    slope = moment_jacobian(SELU.value, weight_sum=1)[0, 0]
    assert slope == pytest.approx(gaussian_mean(SELU.derivative), rel=1e-9)


@pytest.mark.parametrize(("mean", "variance"), [(0, 0), (0, -1), (np.nan, 1), (0, np.inf)])
def test_the_normal_must_be_one(mean, variance):
    with pytest.raises(ValueError, match="expected a finite mean and a positive finite variance"):
        moment_map(RELU.value, mean, variance)
