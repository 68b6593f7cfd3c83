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
    fast_two_sum,
    head,
    quotient,
    square,
    two_prod,
    two_prod_within,
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


@given(moderate, st.floats(1e-20, 1e20), st.floats(-1, 1))
def test_a_quotient_and_what_it_misses(a, b, share):
    low = share * abs(a) * 2.0**-53
    rounded, missed = quotient(xnp, np.float64(a), b, low=low)
    assert rounded == a / b
    rest = (Fraction(a) + Fraction(low)) / Fraction(b) - Fraction(float(rounded))
    assert float(missed) == pytest.approx(float(rest), rel=1e-12, abs=abs(a / b) * 2.0**-100)


def test_a_quotient_by_a_power_of_two_misses_nothing():
    assert quotient(xnp, np.float64(3), 0.25) == (12, 0)


def test_an_infinite_quotient_misses_nothing():
    with np.errstate(all="ignore"):
        rounded, missed = quotient(xnp, np.array([np.inf, -np.inf]), 3.0)
    assert rounded.tolist() == [np.inf, -np.inf]
    assert missed.tolist() == [0.0, 0.0]


@given(moderate, moderate)
def test_fast_two_sum_is_exact_for_the_greater_first(a, b):
    a, b = sorted((a, b), key=abs, reverse=True)
    total, error = fast_two_sum(np.array([a]), np.array([b]))
    assert Fraction(total.item()) + Fraction(error.item()) == Fraction(a) + Fraction(b)


@given(st.floats(-1e18, 1e18).filter(lambda x: x == 0 or abs(x) > 1e-18))
def test_a_square_and_what_it_misses(x):
    for xp, array in ((xnp, np.array([x])), (xtorch, torch.tensor([x], dtype=torch.float64))):
        front = head(xp, array)
        assert Fraction(front.item()) ** 2 == Fraction((front * front).item())
        rounded, missed = square(xp, array)
        rest = Fraction(x) ** 2 - Fraction(rounded.item())
        assert float(missed.item()) == pytest.approx(float(rest), rel=1e-7, abs=x * x * 2.0**-76)
        assert array.item() == x


@given(moderate, st.sampled_from([1, 2, 0.25, -4.0]))
def test_a_product_by_a_power_of_two_misses_nothing(a, factor):
    assert two_prod_within(a, factor) == (a * factor, 0)
