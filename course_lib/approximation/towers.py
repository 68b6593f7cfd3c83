"""Towers of sigmoids: a staircase whose steps have slopes, in one hidden layer."""

from collections.abc import Callable
from typing import Final

import numpy as np
from scipy import optimize
from scipy.special import expit

from course_lib.activations import get
from course_lib.approximation.distance import Floats
from course_lib.networks import Network, shallow

_SIGMOID: Final = get("sigmoid")


def towers(
    target: Callable[[Floats], Floats],
    low: float,
    high: float,
    cells: int,
    steepness: float,
    *,
    spare: int = 1,
) -> Network:
    r"""One sigmoid at each edge between cells, as high as the target's change from cell to cell.

    With the middles :math:`m_0, m_1, \dots` of cells of one length, and the edges :math:`e_i`
    between them,

    .. math:: T(x) = g(m_0) + \sum_i \bigl(g(m_i) - g(m_{i-1})\bigr)\, \sigma(k (x - e_i)) .

    Parameters
    ----------
    target : callable
        The function :math:`g`, elementwise; it is asked at the middles, the spare ones included.
    low, high : float
        The interval.
    cells : int
        How many cells it is cut into, at least 1.
    steepness : float
        The :math:`k`, positive.
    spare : int
        How many more cells follow on either side of the interval.

    Returns
    -------
    Network
        With ``cells + 2 * spare - 1`` hidden units.

    Raises
    ------
    ValueError
        If there are fewer than two cells with the spare ones, or the steepness is not positive.
    """
    if cells < 1 or spare < 0 or cells + 2 * spare < 2:
        raise ValueError(f"expected at least two cells, got {cells} and {spare} spare on each side")
    if not 0 < steepness < np.inf:
        raise ValueError(f"expected a positive and finite steepness, got {steepness}")
    length = (high - low) / cells
    edges = low + length * np.arange(1 - spare, cells + spare)
    heights = target(np.append(edges, edges[-1] + length) - length / 2)
    return shallow(
        np.full_like(edges, steepness),
        -steepness * edges,
        np.diff(heights),
        _SIGMOID,
        constant=float(heights[0]),
    )


def tower_bound(
    modulus: Callable[[float], float], oscillation: float, length: float, steepness: float
) -> float:
    r"""How far a tower of sigmoids can be from its target.

    .. math:: \min_{\delta \ge 0} \; \omega(\tfrac12 h + \delta) + 2\, \Omega\, \sigma(-k \delta) .

    Cells that begin more than :math:`\delta` away from a point together have a weight of at most
    :math:`\sigma(-k\delta)` on each side. And no error is greater than :math:`\Omega`, since the
    tower is a mean of values of the target.

    Parameters
    ----------
    modulus : callable
        :math:`\omega(t)`, the most that the target changes over a distance `t`.
    oscillation : float
        :math:`\Omega`, the greatest value of the target minus the least, spare cells included.
    length : float
        The length :math:`h` of a cell.
    steepness : float
        The :math:`k` of the sigmoids.

    Returns
    -------
    float
        The bound, least over :math:`\delta`.
    """

    def bound(u: float) -> float:
        return float(modulus(length / 2 + u / steepness) + 2 * oscillation * expit(-u))

    # delta = u / k; past u = 40 the tail is nothing beside the rounding of the rest
    best = optimize.minimize_scalar(bound, bounds=(0, 40), method="bounded")
    return min(bound(0.0), float(best.fun), oscillation)
