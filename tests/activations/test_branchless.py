"""Arithmetic instead of conditions: the same numbers, also at the ends, at infinity and at NaN."""

import numpy as np
import pytest
import torch
from array_api_compat import numpy as xnp
from array_api_compat import torch as xtorch
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from course_lib.activations.branchless import between, bounded, clip, rarely_below, step

doubles = hnp.arrays(np.float64, st.integers(0, 6), elements=st.floats(width=32))
each_kind = pytest.mark.parametrize(
    ("xp", "array"), [(xnp, np.array), (xtorch, torch.from_numpy)], ids=["numpy", "torch"]
)


@each_kind
@given(doubles)
def test_steps_and_spans(xp, array, z):
    expected = np.where(np.isnan(z), np.nan, z > 0)
    np.testing.assert_array_equal(step(xp, array(z)), expected)
    inside = np.where(np.isnan(z), np.nan, (z > -1) & (z < 2))
    np.testing.assert_array_equal(between(xp, array(z), -1, 2), inside)
    np.testing.assert_array_equal(clip(xp, array(z), -1.0, 2.0), np.clip(z, -1, 2))
    np.testing.assert_array_equal(bounded(xp, array(z), 3.0), np.clip(z, -3, 3))


@each_kind
@given(doubles)
def test_what_is_rare_is_computed_where_it_must_be(xp, array, z):
    before = z.copy()
    with np.errstate(invalid="ignore"):  # inf - inf
        expected = np.where(before < 1, z - z + 5, 2 * z)
        computed = rarely_below(xp, array(z), 1, lambda x: 2 * x, lambda x: x - x + 5, array(z))
    np.testing.assert_array_equal(computed, expected)
    np.testing.assert_array_equal(z, before)


@each_kind
def test_what_is_rare_is_not_computed_elsewhere(xp, array):
    def fail(x):
        raise AssertionError("nothing is below the bound")

    z = array(np.array([1.0, 2.0, np.inf]))
    np.testing.assert_array_equal(rarely_below(xp, z, 1, lambda x: x + 1, fail, z), z + 1)
