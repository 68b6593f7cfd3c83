"""Exponentials against mpmath, down to the subnormal numbers."""

import numpy as np
import torch
from array_api_compat import numpy as xnp
from array_api_compat import torch as xtorch
from hypothesis import example, given
from hypothesis import strategies as st
from mpmath import mp

from course_lib.activations.exponentials import decaying, log_one_plus, scaled_exp
from course_lib.floats import FORMATS, ulp

ARRAYS = [(xnp, np.asarray), (xtorch, lambda x: torch.tensor(x, dtype=torch.float64))]


def errors(computed, truths):
    units = [mp.mpf(float(ulp(np.array(float(t)), FORMATS["float64"]))) for t in truths]
    pairs = zip(computed, truths, units, strict=True)
    return [abs(mp.mpf(float(c)) - t) / unit for c, t, unit in pairs]


@given(st.floats(0.01, 100), st.floats(-8e3, 0), st.floats(0.01, 100))
@example(0.1, -7400.0, 10.0)
@example(1.0, -np.inf, 1.0)
def test_scaled_exp_is_within_three_ulp(a, b, scale):
    with mp.workdps(60), np.errstate(all="ignore"):
        truth = mp.mpf(scale) * mp.exp(mp.mpf(a) * mp.mpf(b))
        for xp, array in ARRAYS:
            assert max(errors(scaled_exp(xp, array([a]), array([b]), scale), [truth])) <= 3


@given(st.floats(0, 1))
@example(5e-324)
@example(1e-17)
def test_log_one_plus_is_within_two_ulp(e):
    with mp.workdps(60):
        truth = mp.log1p(mp.mpf(e))
        for xp, array in ARRAYS:
            assert max(errors(log_one_plus(xp, array([e])), [truth])) <= 2


@given(st.floats(-8e3, 0), st.sampled_from([2, 3]))
@example(-700.0, 2)
@example(-745.0, 3)
def test_decaying_is_within_four_ulp(high, power):
    with mp.workdps(60), np.errstate(all="ignore"):
        e = mp.exp(mp.mpf(high))
        truth = 3 * e / (1 + e) ** power
        for xp, array in ARRAYS:
            assert max(errors(decaying(xp, array([high]), 0, 3, power), [truth])) <= 4
