"""A softplus unit wakes after exponentially many steps, a ReLU never."""

import numpy as np
import pytest

from course_lib.activations import get
from course_lib.training import steps_to_wake

SOFTPLUS = get("softplus")


def test_small_steps_follow_the_flow():
    starts, rate = np.array([-1.0, -3.0, -5.0]), 1e-3
    steps = steps_to_wake(SOFTPLUS, starts, learning_rate=rate, limit=10**6)
    flow = np.exp(-starts) - starts - 1  # the integral of 1 + exp(-z) from the start to 0
    np.testing.assert_allclose(rate * steps, flow, rtol=5e-3)


def test_relu_never_wakes_and_zero_is_awake():
    steps = steps_to_wake(get("relu"), [-1.0, 0.0], learning_rate=1.0, limit=50)
    assert steps.tolist() == [-1, 0]


def test_bad_input():
    with pytest.raises(ValueError, match=r"starts must be at most 0, got 2\.0"):
        steps_to_wake(SOFTPLUS, [-1.0, 2.0], learning_rate=1.0, limit=5)
    with pytest.raises(ValueError, match="starts must be at most 0, got nan"):
        steps_to_wake(SOFTPLUS, [np.nan], learning_rate=1.0, limit=5)
    for rate in (0.0, -1.0, np.inf, np.nan):
        with pytest.raises(ValueError, match="learning_rate must be positive and finite"):
            steps_to_wake(SOFTPLUS, [-1.0], learning_rate=rate, limit=5)
    with pytest.raises(ValueError, match="limit must be at least 0, got -5"):
        steps_to_wake(SOFTPLUS, [-1.0], learning_rate=1.0, limit=-5)
