"""The greatest distance between two functions, and the constant that makes it least."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import optimize

Floats = NDArray[np.float64]
Function = Callable[[Floats], Floats]

POINTS = 4001
"""How many points are looked at first; features narrower than their spacing are missed."""


class Distance(NamedTuple):
    """The greatest distance between two functions.

    Attributes
    ----------
    at : float
        Where it is taken.
    difference : float
        The first function minus the second there.
    """

    at: float
    difference: float

    @property
    def size(self) -> float:
        """The distance, without its sign."""
        return abs(self.difference)


class Best(NamedTuple):
    """The member of a family that comes closest to a function.

    Attributes
    ----------
    constant : float
        Which one.
    size : float
        Its greatest distance.
    """

    constant: float
    size: float


def greatest_distance(f: Function, g: Function, low: float, high: float) -> Distance:
    """Where ``|f - g|`` is greatest on an interval.

    The best of 4,001 equally spaced points is refined between its neighbors.

    Parameters
    ----------
    f, g : callable
        Functions of a float64 array, elementwise, continuous.
    low, high : float
        The interval.

    Returns
    -------
    Distance
        The point, to about eight digits, and the difference there.

    Raises
    ------
    ValueError
        If the interval is empty or endless, or a difference is not finite.
    """
    if not -np.inf < low < high < np.inf:
        raise ValueError(f"expected a finite interval, got {low} to {high}")
    x = np.linspace(low, high, POINTS)
    difference = f(x) - g(x)
    if not np.isfinite(difference).all():
        raise ValueError(f"the difference is not finite at {x[~np.isfinite(difference)][0]:g}")
    best = int(np.abs(difference).argmax())
    around = x[max(best - 1, 0)], x[min(best + 1, POINTS - 1)]

    def closeness(point: float) -> float:
        here = np.array([point])
        return -abs(float((f(here) - g(here))[0]))

    refined = optimize.minimize_scalar(
        closeness, bounds=around, method="bounded", options={"xatol": 1e-10}
    )
    at = float(refined.x) if -refined.fun > abs(difference[best]) else float(x[best])
    here = np.array([at])
    return Distance(at, float((f(here) - g(here))[0]))


def best_constant(
    family: Callable[[float, Floats], Floats],
    target: Function,
    bounds: tuple[float, float],
    *,
    low: float = -8.0,
    high: float = 8.0,
) -> Best:
    """The constant with which a family of functions comes closest to a target.

    Closest means the least greatest distance. As a function of the constant that distance is taken
    to fall first and rise then; on 4,001 points, its minimum is found by golden sections.

    Parameters
    ----------
    family : callable
        ``family(constant, x)``, elementwise in `x`.
    target : callable
        What it should come close to.
    bounds : tuple of float
        Between which constants to search.
    low, high : float
        The interval on which the distance counts.

    Returns
    -------
    Best
        The constant, to about six digits, and its greatest distance.

    Raises
    ------
    ValueError
        If the least distance is met at a bound: then the best constant lies elsewhere.
    """
    x = np.linspace(low, high, POINTS)
    wanted = target(x)

    def size(constant: float) -> float:
        return float(np.abs(family(constant, x) - wanted).max())

    found = optimize.minimize_scalar(size, bounds=bounds, method="bounded", options={"xatol": 1e-9})
    constant = float(found.x)
    if min(constant - bounds[0], bounds[1] - constant) < 1e-6 * (bounds[1] - bounds[0]):
        raise ValueError(f"the best constant lies beyond {constant:.6g}")
    return Best(constant, float(found.fun))
