"""Networks born dead: the formula lies within the simulation's interval."""

import numpy as np
import pytest
from scipy import stats

from course_lib.signal_propagation import born_dead_chance, count_born_dead

DEPTHS = np.array([1, 5, 20, 50])


@pytest.mark.parametrize("width", [1, 2, 3, 5, 8])
def test_the_formula_lies_within_the_interval(width):
    counts = count_born_dead(width, 50, 4000, np.random.default_rng(width))
    for depth, chance in zip(DEPTHS, born_dead_chance(width, DEPTHS), strict=True):
        test = stats.binomtest(int(counts[depth - 1]), 4000)
        low, high = test.proportion_ci(0.999, method="wilson")  # 20 intervals: all should hold
        assert low <= chance <= high, (width, depth)


@pytest.mark.parametrize("wrong", [lambda n, d: born_dead_chance(n - 1, d),
                                   lambda n, d: born_dead_chance(n, d + 3),
                                   lambda n, d: d * 2.0**-n])  # fmt: skip
def test_the_interval_tells_wrong_formulas_apart(wrong):
    counts = count_born_dead(3, 50, 4000, np.random.default_rng(3))
    low, high = stats.binomtest(int(counts[4]), 4000).proportion_ci(0.999, method="wilson")
    assert not low <= wrong(3, 5) <= high


def test_more_inputs_keep_more_networks_alive():
    one, many = (
        count_born_dead(5, 50, 1000, np.random.default_rng(0), inputs=inputs) for inputs in (1, 20)
    )
    assert (np.diff(one) >= 0).all()
    assert many[0] == 0 < one[0]
    assert many[9] < one[9] / 2


def test_the_chance_is_accurate_for_wide_layers():
    assert born_dead_chance(100, 10) == pytest.approx(10 * 2.0**-100, rel=1e-15)
    assert born_dead_chance(1, 2) == pytest.approx(0.75, rel=1e-15)
    np.testing.assert_allclose(born_dead_chance([2, 4], [[1], [2]])[1], [7 / 16, 31 / 256])


@pytest.mark.parametrize("numbers", [(0, 1, 1), (1, 0, 1), (1, 1, 0)])
def test_bad_numbers(numbers):
    with pytest.raises(ValueError, match="must be at least 1"):
        count_born_dead(*numbers, np.random.default_rng(0))
    with pytest.raises(ValueError, match="got 1, 1, 1 and 0"):
        count_born_dead(1, 1, 1, np.random.default_rng(0), inputs=0)
