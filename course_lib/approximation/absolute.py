"""The best polygon with given knots, if best means the least mean absolute error."""

from typing import NamedTuple

import numpy as np
from scipy import optimize, sparse

from course_lib.approximation.distance import Floats


class BestPolygon(NamedTuple):
    """A polygon with given knots.

    Attributes
    ----------
    heights : numpy.ndarray
        Its values at the knots.
    error : float
        Its mean absolute error.
    """

    heights: Floats
    error: float


def best_polygon(x: Floats, y: Floats, knots: Floats) -> BestPolygon:
    """The polygon with the least mean absolute error on points, by a linear program.

    Parameters
    ----------
    x, y : numpy.ndarray
        Points from the first to the last knot, and the values to meet, each of shape ``(m,)``.
    knots : numpy.ndarray
        Rising, shape ``(n + 2,)``: `n` kinks and both ends.

    Returns
    -------
    BestPolygon
        A global optimum; its error is that of no other polygon with these knots undercut.

    Raises
    ------
    ValueError
        If the knots do not rise, or a point lies outside.
    """
    if not (np.diff(knots) > 0).all() or x.min() < knots[0] or x.max() > knots[-1]:
        raise ValueError("expected knots that rise, and points between the first and the last")
    rows = _interpolation(x, knots)
    slack = sparse.identity(len(x), format="csr")
    above = sparse.vstack(
        [sparse.hstack([rows, -slack]), sparse.hstack([-rows, -slack])], format="csr"
    )
    cost = np.concatenate([np.zeros(len(knots)), np.full(len(x), 1 / len(x))])
    free = [(None, None)] * len(knots) + [(0, None)] * len(x)
    found = optimize.linprog(cost, A_ub=above, b_ub=np.concatenate([y, -y]), bounds=free)
    heights = found.x[: len(knots)]
    return BestPolygon(heights, float(np.abs(rows @ heights - y).mean()))


def _interpolation(x: Floats, knots: Floats) -> sparse.csr_array:
    """The matrix that takes heights at the knots to heights at the points."""
    cell = np.clip(np.searchsorted(knots, x, side="right") - 1, 0, len(knots) - 2)
    share = (x - knots[cell]) / (knots[cell + 1] - knots[cell])
    row = np.arange(len(x))
    return sparse.csr_array(
        (
            np.concatenate([1 - share, share]),
            (np.concatenate([row, row]), np.concatenate([cell, cell + 1])),
        ),
        shape=(len(x), len(knots)),
    )
