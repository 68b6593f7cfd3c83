"""Turning a wrong answer round takes as long as the solved differential equation says."""

import numpy as np
import pytest
import torch

from course_lib.training import turning_times

MARGINS = np.array([0.5, 2.0, 5.0])
THEORY = {
    "cross-entropy": (MARGINS + 1 - np.exp(-MARGINS)) / 2,
    "squared error": (
        3 * MARGINS
        + np.expm1(MARGINS)
        - 3 * np.expm1(-MARGINS)
        - np.expm1(-2 * MARGINS) / 2
    )
    / 4,
}  # fmt: skip


@pytest.mark.parametrize("loss", THEORY)
def test_small_steps_follow_the_flow(loss):
    times = turning_times(MARGINS, loss, learning_rate=0.01)
    np.testing.assert_allclose(times, THEORY[loss], atol=0.03)


@pytest.mark.parametrize("loss", THEORY)
def test_each_step_is_one_of_gradient_descent(loss):
    x = torch.tensor([1.0, 0.0], dtype=torch.float64, requires_grad=True)
    steps = 0
    while x[1] < x[0]:
        if loss == "cross-entropy":
            error = torch.nn.functional.cross_entropy(x[None], torch.tensor([1]))
        else:
            error = ((torch.softmax(x, 0) - torch.tensor([0.0, 1.0])) ** 2).sum() / 2
        (gradient,) = torch.autograd.grad(error, x)
        x = (x - 0.3 * gradient).detach().requires_grad_()
        steps += 1
    np.testing.assert_allclose(turning_times([1.0], loss, learning_rate=0.3), [0.3 * steps])


def test_who_does_not_catch_up_in_time():
    times = turning_times([1.0, 30.0], "squared error", most_steps=100)
    assert np.isfinite(times).tolist() == [True, False]


def test_bad_input():
    with pytest.raises(ValueError, match="expected a loss of cross-entropy, squared error, got"):
        turning_times([1.0], "hinge")
    with pytest.raises(ValueError, match="expected positive margins, got -1"):
        turning_times([1.0, -1.0], "cross-entropy")
