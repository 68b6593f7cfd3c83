"""Each step of the tent map eats one bit of its start."""

import numpy as np
import pytest

from course_lib.approximation import steps_to_zero, surviving_share, uniform_floats
from course_lib.floats import FORMATS

each_format = pytest.mark.parametrize("name", ["float16", "float32", "float64"])


@pytest.mark.parametrize("bits", range(1, 11))
@each_format
def test_an_odd_multiple_takes_as_many_steps_as_its_bits_and_one_more(name, bits):
    odd = np.arange(1, 2**bits, 2)
    starts = (odd / 2**bits).astype(FORMATS[name].dtype)
    assert (steps_to_zero(starts) == bits + 1).all()


def test_ends_and_a_number_that_only_looks_endless():
    # 2/3 is a fixed point of the tent map, and no float
    assert steps_to_zero(np.array([0.0, 1.0, 0.5])).tolist() == [0, 1, 2]
    assert steps_to_zero(np.array([2 / 3])).tolist() == [54]


@each_format
def test_floats_drawn_uniformly(name):
    x = uniform_floats(100_000, FORMATS[name], np.random.default_rng(0))
    assert x.dtype == FORMATS[name].dtype
    assert ((x > 0) & (x < 1)).all()
    quantiles = np.quantile(x.astype(float), [0.1, 0.5, 0.9])
    np.testing.assert_allclose(quantiles, [0.1, 0.5, 0.9], atol=0.01)
    # small numbers keep their bits: half of all have an odd significand, near 0 as well
    small = np.abs(np.frexp(x[x < 0.1].astype(float))[0]) * 2.0 ** FORMATS[name].precision
    assert (small % 2).mean() == pytest.approx(0.5, abs=0.02)


@each_format
def test_the_share_that_survives(name):
    form = FORMATS[name]
    steps = steps_to_zero(uniform_floats(100_000, form, np.random.default_rng(1)))
    assert np.median(steps) == form.precision + 1
    at = np.arange(form.precision - 3, form.precision + 6)
    seen = (steps[:, None] > at).mean(axis=0)
    np.testing.assert_allclose(seen, surviving_share(at, form.precision), atol=0.006)


def test_shares_fall_from_one_to_none_and_are_symmetric():
    at = np.arange(0, 120)
    shares = surviving_share(at, 53)
    assert (np.diff(shares) <= 0).all()
    assert shares[0] == pytest.approx(1)
    assert shares[-1] == pytest.approx(0)
    assert surviving_share(53 + 4, 53) == pytest.approx(1 - surviving_share(53 - 3, 53))
    assert surviving_share([53, 54], 53).tolist() == pytest.approx([2 / 3, 1 / 3])


@pytest.mark.parametrize("start", [-0.1, 1.5, np.nan])
def test_starts(start):
    with pytest.raises(ValueError, match=r"in \[0, 1\]"):
        steps_to_zero(np.array([start]))
