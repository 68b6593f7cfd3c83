"""Formats against NumPy's own tables, and error-free transformations against exact rationals."""

from fractions import Fraction

import numpy as np
import pytest
import torch
from array_api_compat import numpy as xnp
from array_api_compat import torch as xtorch
from hypothesis import example, given
from hypothesis import strategies as st
from ml_dtypes import finfo

from course_lib.floats import (
    FORMATS,
    covering_points,
    one_plus,
    quotient,
    scaled_exp,
    two_prod,
    two_sum,
    ulp,
)

each_form = pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS)
moderate = st.floats(-1e100, 1e100).filter(lambda x: x == 0 or abs(x) > 1e-100)


@each_form
def test_constants(form):
    info = finfo(form.dtype)
    assert form.epsilon == float(info.eps)
    assert form.smallest_normal == float(info.smallest_normal)
    assert form.smallest_subnormal == float(info.smallest_subnormal)
    assert form.largest == float(info.max)


@each_form
def test_covering_points_visit_every_binade_once(form):
    points = covering_points(form, 2, np.random.default_rng(0))
    assert points.dtype == form.dtype
    numbers = points.astype(np.float64)
    finite = numbers[np.isfinite(numbers) & (numbers != 0)]
    assert len(np.unique(finite)) == len(finite)
    binades = set(np.frexp(finite[finite > 0])[1] - 1)
    lowest = form.min_exponent - form.precision + 1
    assert binades == set(range(lowest, form.max_exponent + 1))
    assert binades == set(np.frexp(finite[finite < 0])[1] - 1)
    for special in (form.largest, -form.largest, np.inf, -np.inf, form.smallest_subnormal):
        assert special in numbers
    assert np.isnan(numbers).sum() == 1


def test_covering_points_refuse_a_negative_count():
    with pytest.raises(ValueError, match="per_binade must be at least 0, got -1"):
        covering_points(FORMATS["float16"], -1, np.random.default_rng(0))


@given(st.floats(max_value=8e307, min_value=-8e307))  # np.spacing overflows in the last binade
def test_ulp_is_the_spacing_of_float64(x):
    assert ulp(np.array(x), FORMATS["float64"]) == abs(np.spacing(x))


@pytest.mark.parametrize("name", ["float16", "float32"])
def test_ulp_is_the_spacing_of_smaller_formats(name):
    form = FORMATS[name]
    numbers = covering_points(form, 3, np.random.default_rng(1))
    numbers = np.abs(numbers[np.abs(numbers) < form.dtype.type(form.largest / 2)])
    expected = np.spacing(numbers).astype(np.float64)
    np.testing.assert_array_equal(ulp(numbers.astype(np.float64), form), expected)


def test_ulp_at_the_edges():
    form = FORMATS["bfloat16"]
    assert ulp(np.array(0.0), form) == form.smallest_subnormal
    assert ulp(np.array(np.inf), form) == ulp(np.array(form.largest), form)
    assert np.isnan(ulp(np.array(np.nan), form))


@given(moderate, moderate)
def test_two_sum_is_exact(a, b):
    total, error = two_sum(a, b)
    assert Fraction(total) + Fraction(error) == Fraction(a) + Fraction(b)
    assert total == a + b


@given(moderate, moderate)
@example(1 + 2.0**-30, 1 - 2.0**-30)
def test_two_prod_is_exact(a, b):
    for xp, wrap in ((xnp, np.float64), (xtorch, lambda x: torch.tensor(x, dtype=torch.float64))):
        product, error = (float(part) for part in two_prod(xp, wrap(a), wrap(b)))
        assert Fraction(product) + Fraction(error) == Fraction(a) * Fraction(b)


@pytest.mark.parametrize(("a", "b"), [(1e300, 1e300), (1e308, 1.0), (np.inf, 1.0), (np.inf, -2.0)])
def test_two_prod_gives_no_error_where_it_cannot_be_had(a, b):
    with np.errstate(all="ignore"):
        product, error = two_prod(xnp, np.float64(a), np.float64(b))
    assert product == a * b
    assert error == 0


@given(st.floats(0, 1))
def test_one_plus_is_exact(e):
    u, r = one_plus(e)
    assert u == 1 + e
    assert Fraction(r) == pytest.approx((1 + Fraction(e)) / Fraction(u) - 1, rel=1e-12, abs=1e-40)


@given(st.floats(0.01, 100), st.floats(-8e3, 0), st.floats(0.01, 100))
@example(0.1, -7400.0, 10.0)
@example(1.0, -np.inf, 1.0)
def test_scaled_exp_is_within_three_ulp(a, b, scale):
    from mpmath import mp

    with mp.workdps(60), np.errstate(all="ignore"):
        truth = mp.mpf(scale) * mp.exp(mp.mpf(a) * mp.mpf(b))
        inputs = (np.float64(x) for x in (a, b, scale))
        computed = mp.mpf(float(scaled_exp(xnp, *inputs, 1.0)))
        unit = mp.mpf(float(ulp(np.array(float(truth)), FORMATS["float64"])))
        assert abs(computed - truth) <= 3 * unit


@given(moderate, st.floats(1e-20, 1e20), st.floats(-1, 1))
def test_a_quotient_and_what_it_misses(a, b, share):
    low = share * abs(a) * 2.0**-53
    rounded, missed = quotient(xnp, np.float64(a), b, low=low)
    assert rounded == a / b
    rest = (Fraction(a) + Fraction(low)) / Fraction(b) - Fraction(float(rounded))
    assert float(missed) == pytest.approx(float(rest), rel=1e-12, abs=abs(a / b) * 2.0**-100)


def test_an_infinite_quotient_misses_nothing():
    with np.errstate(all="ignore"):
        rounded, missed = quotient(xnp, np.array([np.inf, -np.inf]), 2.0)
    assert rounded.tolist() == [np.inf, -np.inf]
    assert missed.tolist() == [0.0, 0.0]
