"""Ranks of power layers are the numbers of monomials, by another count."""

import itertools

import numpy as np
import pytest

from course_lib.approximation import monomials, power_rank


@pytest.mark.parametrize("variables", range(1, 5))
@pytest.mark.parametrize("degree", range(6))
def test_monomials_are_counted(variables, degree):
    exponents = list(itertools.product(range(degree + 1), repeat=variables))
    assert monomials(variables, degree) == sum(sum(e) <= degree for e in exponents)
    exact = sum(sum(e) == degree for e in exponents)
    assert monomials(variables, degree, biases=False) == exact


@pytest.mark.parametrize("biases", [True, False])
@pytest.mark.parametrize(("variables", "degree"), [(1, 1), (1, 5), (2, 3), (3, 2), (4, 3)])
def test_no_width_exceeds_the_count(variables, degree, biases):
    count = monomials(variables, degree, biases=biases)
    for width in (count // 2, count + 5, 3 * count):
        rng = np.random.default_rng(width)
        rank = power_rank(variables, degree, width, rng, biases=biases)
        assert rank == min(width, count)


def test_few_samples_bound_the_rank():
    assert power_rank(2, 3, 50, np.random.default_rng(0), samples=4) == 4


def test_large_powers_do_not_overflow():
    assert power_rank(1, 20, 40, np.random.default_rng(1), samples=200) <= 19  # 19 inputs differ
