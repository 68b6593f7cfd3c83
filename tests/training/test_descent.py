"""Gradient descent of a linear unit obeys the theory of quadratic losses."""

import numpy as np
import pytest

from course_lib.training import descend, steps_to_fit

RNG = np.random.default_rng(5)
FEATURES = RNG.normal(size=(50, 3)) + 0.5
TARGET = np.array([1.0, -2.0, 0.5])
EIGENVALUES = np.linalg.eigvalsh(FEATURES.T @ FEATURES / 50)


def test_a_step_is_the_gradient_of_half_the_mean_squared_error():
    path = descend(FEATURES, TARGET, learning_rate=0.1, steps=1)
    errors = FEATURES @ TARGET
    np.testing.assert_allclose(path[1], 0.1 * (errors[:, None] * FEATURES).mean(axis=0))
    assert not path[0].any()


@pytest.mark.parametrize("learning_rate", [0.05, 0.3, None])
def test_counted_steps_are_those_of_the_path(learning_rate):
    best = 2 / (EIGENVALUES[0] + EIGENVALUES[-1])
    steps = steps_to_fit(FEATURES, TARGET, learning_rate=learning_rate, tolerance=1e-3)
    path = descend(FEATURES, TARGET, learning_rate=learning_rate or best, steps=steps)
    left = np.linalg.norm(path - TARGET, axis=1) / np.linalg.norm(TARGET)
    assert left[-1] <= 1e-3 < left[-2]


def test_no_constant_step_size_has_a_better_rate_than_the_best_one():
    best = 2 / (EIGENVALUES[0] + EIGENVALUES[-1])
    rates = [np.abs(1 - rate * EIGENVALUES).max() for rate in best * np.array([0.9, 1, 1.1])]
    assert min(rates) == rates[1]
    kappa = EIGENVALUES[-1] / EIGENVALUES[0]
    assert rates[1] == pytest.approx((kappa - 1) / (kappa + 1))


def test_single_samples_are_drawn_by_the_generator():
    paths = [
        descend(FEATURES, TARGET, learning_rate=0.1, steps=5, rng=np.random.default_rng(seed))
        for seed in (1, 1, 2)
    ]
    assert (paths[0] == paths[1]).all()
    assert (paths[0] != paths[2]).any()
    for step in np.diff(paths[0], axis=0):  # each lies along one of the samples
        cosines = FEATURES @ step / np.linalg.norm(FEATURES, axis=1) / np.linalg.norm(step)
        assert np.abs(cosines).max() == pytest.approx(1)


def test_too_large_a_step_size_never_arrives():
    assert steps_to_fit(FEATURES, TARGET, learning_rate=2.1 / EIGENVALUES[-1], limit=500) == 500


@pytest.mark.parametrize("call", [lambda *a, **k: descend(*a, steps=3, **k), steps_to_fit])
def test_bad_input_is_refused(call):
    with pytest.raises(ValueError, match=r"got \(50, 3\) and \(2,\)"):
        call(FEATURES, TARGET[:2], learning_rate=0.1)
    with pytest.raises(ValueError, match="learning_rate must be positive, got 0"):
        call(FEATURES, TARGET, learning_rate=0)
