"""Errors of computed shares are those that higher precision finds."""

import mpmath
import numpy as np
import pytest

from course_lib.activations import get_vector
from course_lib.approximation import softmax_errors
from course_lib.floats import FORMATS, ulp

SCORES = 100 * np.random.default_rng(0).standard_normal((3, 20))
SOFTMAX, LOG_SOFTMAX = get_vector("softmax"), get_vector("log_softmax")


@pytest.mark.parametrize("log", [False, True])
def test_it_agrees_with_another_library_at_many_digits(log):
    computed = (LOG_SOFTMAX if log else SOFTMAX).value(SCORES)
    errors = softmax_errors(computed, SCORES, log=log)
    with mpmath.workdps(400):
        for row, x, found in zip(computed, SCORES, errors, strict=True):
            sizes = [mpmath.exp(mpmath.mpf(score)) for score in x]
            for number, size, error in zip(row, sizes, found, strict=True):
                true = size / mpmath.fsum(sizes)
                true = mpmath.log(true) if log else true
                unit = float(ulp(np.float64(float(true)), FORMATS["float64"]))
                expected = float(abs(mpmath.mpf(float(number)) - true) / unit)
                assert error == pytest.approx(expected, rel=1e-9, abs=1e-12)


def test_a_step_of_one_float_is_one_unit():
    exact = np.array([[0.5, 0.5]])
    same = np.zeros((1, 2))
    np.testing.assert_array_equal(softmax_errors(exact, same), 0)
    np.testing.assert_allclose(softmax_errors(exact + 3 * 2.0**-53, same), 3)


def test_what_is_no_number_is_infinitely_wrong():
    errors = softmax_errors(np.array([[np.nan, -np.inf]]), np.zeros((1, 2)), log=True)
    np.testing.assert_array_equal(errors, np.inf)


def test_shapes_must_agree():
    with pytest.raises(ValueError, match=r"expected two arrays \(rows, n\), got \(2,\), \(1, 2\)"):
        softmax_errors(np.ones(2), np.ones((1, 2)))
