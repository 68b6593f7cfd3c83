"""Random targets have the derivatives that they say."""

import numpy as np
import pytest

from course_lib.approximation import TrigonometricPolynomial, random_waves

X = np.linspace(-1, 1, 101)


def test_one_wave():
    wave = TrigonometricPolynomial(np.array([0.0, 3.0]), np.array([0.0, 0.0]))
    np.testing.assert_allclose(wave(X), 3 * np.cos(2 * np.pi * X), atol=1e-13)
    assert wave.greatest_curvature() == pytest.approx(12 * np.pi**2)


@pytest.mark.parametrize("seed", range(3))
def test_derivatives_agree_with_differences(seed):
    target, step = random_waves(np.random.default_rng(seed)), 1e-5
    for order in range(3):
        slope = (target.derivative(X + step, order) - target.derivative(X - step, order)) / 2 / step
        exact = target.derivative(X, order + 1)
        np.testing.assert_allclose(slope, exact, atol=1e-4 * np.abs(exact).max())


def test_no_point_is_curved_more():
    target = random_waves(np.random.default_rng(1), 6)
    assert np.abs(target.derivative(X, 2)).max() <= target.greatest_curvature()


def test_the_generator_decides():
    one, same, other = (random_waves(np.random.default_rng(seed)) for seed in (1, 1, 2))
    np.testing.assert_array_equal(one(X), same(X))
    assert not np.allclose(one(X), other(X))


def test_no_wave():
    with pytest.raises(ValueError, match="at least 1, got 0"):
        random_waves(np.random.default_rng(0), 0)
