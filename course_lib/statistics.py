"""Intervals over seeds."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats


class Interval(NamedTuple):
    """A mean with a confidence interval for it."""

    mean: float
    low: float
    high: float

    def __str__(self) -> str:
        """The mean and the ends, each to three significant digits."""
        return f"{self.mean:.3g} ({self.low:.3g} to {self.high:.3g})"


def mean_interval(values: ArrayLike, level: float = 0.95) -> Interval:
    """The mean of independent measurements with Student's confidence interval.

    The interval is ``mean -+ t s / sqrt(n)``, with `s` the sample's standard deviation and `t` the
    quantile of Student's distribution with ``n - 1`` degrees of freedom.

    Parameters
    ----------
    values : array_like
        One measurement for each seed, shape ``(n,)`` with ``n >= 2``.
    level : float
        The probability that such an interval covers the true mean, in (0, 1).

    Returns
    -------
    Interval
        The mean, and the interval's ends.

    Raises
    ------
    ValueError
        If there are fewer than two values, they are not one-dimensional or not all finite, or
        `level` is outside (0, 1).

    References
    ----------
    Student (1908), "The probable error of a mean", doi:10.1093/biomet/6.1.1.
    """
    sample = np.asarray(values, dtype=np.float64)
    if sample.ndim != 1 or len(sample) < 2:
        raise ValueError(f"expected at least two values in one dimension, got shape {sample.shape}")
    if not np.isfinite(sample).all():
        raise ValueError("expected finite values, got NaN or infinity among them")
    if not 0 < level < 1:
        raise ValueError(f"level must lie in (0, 1), got {level}")
    mean = float(sample.mean())
    margin = float(stats.t.ppf((1 + level) / 2, len(sample) - 1) * stats.sem(sample))
    return Interval(mean, mean - margin, mean + margin)
