"""The best continuous piecewise linear fit when its knots may stand anywhere."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import least_squares

Floats = NDArray[np.float64]


class FreeKnots(NamedTuple):
    """A piecewise linear fit.

    Attributes
    ----------
    knots : numpy.ndarray
        Where its slope changes, rising, shape ``(count,)``.
    error : float
        Its mean squared error.
    """

    knots: Floats
    error: float


def fit_free_knots(x: ArrayLike, y: ArrayLike, start: ArrayLike) -> FreeKnots:
    """Move the knots of a continuous piecewise linear function until its squared error is least.

    For given knots the best heights are a linear least-squares problem; what is left of `y` is a
    function of the knots alone, and its squares are made small. The result is a local optimum.

    Parameters
    ----------
    x, y : array_like
        Points in any order, and the values to fit, of shape ``(n,)``.
    start : array_like
        Where the knots start, strictly between the least and the greatest of `x`.

    Returns
    -------
    FreeKnots
        The knots found, and the error.

    Raises
    ------
    ValueError
        If a knot starts outside.
    """
    points, values = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
    first = np.sort(np.asarray(start, dtype=np.float64))
    low, high = points.min(), points.max()
    if not (first.size and low < first[0] and first[-1] < high):
        raise ValueError(f"expected knots inside ({low}, {high}), got {first}")
    found = least_squares(
        lambda knots: _left_over(knots, points, values), first, bounds=(low, high)
    )
    return FreeKnots(np.sort(found.x), float(np.mean(found.fun**2)))


def _left_over(knots: Floats, x: Floats, y: Floats) -> Floats:
    features = np.column_stack([np.ones_like(x), x, *(np.maximum(x - knot, 0) for knot in knots)])
    weights, *_ = np.linalg.lstsq(features, y)
    rest: Floats = y - features @ weights
    return rest
