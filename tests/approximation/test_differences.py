"""Differences of units with tiny weights are powers, up to a remainder of second order."""

import numpy as np
import pytest
from scipy.special import expit

from course_lib.activations import get
from course_lib.approximation import derivative_at, differenced_power, on_line

X = np.linspace(-1, 1, 201)


def test_derivatives_of_the_sigmoid():
    s = expit(1.0)
    slope = s * (1 - s)
    exact = (s, slope, slope * (1 - 2 * s), slope * (1 - 6 * s + 6 * s**2))
    for order, value in enumerate(exact):
        assert derivative_at(get("sigmoid"), order, 1.0) == pytest.approx(value, rel=1e-14)


@pytest.mark.parametrize("name", ["sigmoid", "tanh", "softplus", "gelu"])
@pytest.mark.parametrize("degree", [1, 2, 3])
def test_the_error_is_of_second_order(name, degree):
    errors = [
        np.abs(on_line(differenced_power(degree, weight, get(name), 0.7))(X) - X**degree).max()
        for weight in (0.2, 0.1)
    ]
    assert errors[0] / errors[1] == pytest.approx(4, rel=0.1)
    assert errors[1] < 0.1


def test_the_leading_term_of_the_error():
    record, degree, weight, bias = get("sigmoid"), 2, 0.05, 1.0
    ratio = derivative_at(record, degree + 2, bias) / derivative_at(record, degree, bias)
    expected = degree * weight**2 / 24 * ratio * X ** (degree + 2)
    found = on_line(differenced_power(degree, weight, record, bias))(X) - X**degree
    np.testing.assert_allclose(found, expected, atol=0.01 * np.abs(expected).max())


def test_bad_input():
    with pytest.raises(ValueError, match="positive degree and weight"):
        differenced_power(0, 0.1, get("tanh"), 1.0)
    with pytest.raises(ValueError, match="derivative 2 of sigmoid is 0 at 0"):
        differenced_power(2, 0.1, get("sigmoid"), 0.0)
