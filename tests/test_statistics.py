"""Student's interval: its closed form, its coverage, its refusals."""

import numpy as np
import pytest
from scipy import stats

from course_lib.statistics import mean_interval


def test_agrees_with_scipy():
    values = [1.0, 2.5, 0.3, 1.9]
    interval = mean_interval(values, level=0.9)
    result = stats.ttest_1samp(values, 0).confidence_interval(0.9)
    assert (interval.low, interval.high) == pytest.approx((result.low, result.high))
    assert interval.mean == pytest.approx(np.mean(values))
    assert str(mean_interval([1.0, 3.0])) == "2 (-10.7 to 14.7)"


def test_covers_the_true_mean_as_often_as_it_says():
    rng = np.random.default_rng(0)
    intervals = [mean_interval(rng.normal(5, 2, 6)) for _ in range(2000)]
    covered = np.mean([i.low < 5 < i.high for i in intervals])
    assert covered == pytest.approx(0.95, abs=0.02)


@pytest.mark.parametrize("values", [[], [1.0], [[1.0, 2.0]], [1.0, np.nan], [np.inf, 1.0]])
def test_bad_values(values):
    with pytest.raises(ValueError, match="expected"):
        mean_interval(values)


@pytest.mark.parametrize("level", [0, 1, -0.5, 2])
def test_bad_level(level):
    with pytest.raises(ValueError, match="level must lie in"):
        mean_interval([1.0, 2.0], level)
