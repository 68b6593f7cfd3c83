"""The condition number is the formula's, and the one that samples show."""

import numpy as np
import pytest

from course_lib.activations import get
from course_lib.signal_propagation import condition_number, gaussian_mean

SIGMOID = get("sigmoid").value


@pytest.mark.parametrize("features", [1, 2, 10, 100])
def test_it_is_one_plus_features_times_squared_mean_over_variance(features):
    mean = gaussian_mean(SIGMOID)
    variance = gaussian_mean(lambda z: SIGMOID(z) ** 2) - mean**2
    # a single feature has a single eigenvalue, whatever its mean
    expected = 1 + features * mean**2 / variance if features > 1 else 1
    assert condition_number(SIGMOID, features) == pytest.approx(expected, rel=1e-9)


def test_features_of_mean_zero_and_their_variance_with_a_bias():
    variance = gaussian_mean(lambda z: z**6)
    assert condition_number(lambda z: z**3, 5) == pytest.approx(1)
    assert condition_number(lambda z: z**3, 5, bias=True) == pytest.approx(variance)


@pytest.mark.parametrize("bias", [False, True])
def test_samples_agree(bias):
    rng = np.random.default_rng(0)
    x = SIGMOID(rng.normal(size=(400_000, 3)))
    x = np.hstack([x, np.ones((len(x), 1))]) if bias else x
    measured = np.linalg.cond(x.T @ x / len(x))
    # the eigenvalues of 400,000 samples are off by about one part in four hundred
    assert measured == pytest.approx(condition_number(SIGMOID, 3, bias=bias), rel=0.02)


def test_no_feature_is_refused():
    with pytest.raises(ValueError, match="features must be at least 1, got 0"):
        condition_number(SIGMOID, 0)
