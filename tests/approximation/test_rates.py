"""A power law has its exponent as its rate."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_lib.approximation import rate


@given(power=st.floats(-4, 4), factor=st.floats(1e-3, 1e3))
def test_the_power_of_a_power_law(power, factor):
    sizes = np.array([3, 5, 10, 40])
    assert rate(sizes, factor * sizes**power) == pytest.approx(power, abs=1e-9)


def test_units_of_either_axis_do_not_matter():
    rng = np.random.default_rng(0)
    sizes, errors = rng.uniform(1, 9, (2, 12))
    assert rate(7 * sizes, errors / 3) == pytest.approx(rate(sizes, errors), rel=1e-9)


@pytest.mark.parametrize(
    ("sizes", "errors", "message"),
    [
        ([1, 2], [1, 2, 3], "as many errors"),
        ([2, 2], [1, 2], "two or more sizes"),
        ([1, 2], [1, 0], "positive"),
        ([-1, 2], [1, 1], "positive"),
        ([1, 2], [1, np.nan], "positive"),
    ],
)
def test_what_has_no_rate(sizes, errors, message):
    with pytest.raises(ValueError, match=message):
        rate(sizes, errors)
