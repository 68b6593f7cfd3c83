"""Knots where a function needs them, for targets that are not smooth everywhere."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from course_lib.approximation.distance import Floats, Function
from course_lib.approximation.targets import TrigonometricPolynomial, random_waves

_INSIDE: Final = np.arange(1, 10) / 10
"""Where an error is looked at between two knots, as shares of the piece."""

_MOST: Final = 60
"""How often a piece may be halved; then its ends are neighbors in float64, or nearly."""


@dataclass(frozen=True)
class Cusp:
    r"""Waves with one sharp point, :math:`g(x) + |x - c|^\alpha`.

    Attributes
    ----------
    waves : TrigonometricPolynomial
        The smooth part `g`.
    at : float
        Where the point is, `c`.
    power : float
        The exponent, positive.
    """

    waves: TrigonometricPolynomial
    at: float
    power: float

    def __call__(self, x: Floats) -> Floats:
        """Values at `x`, of the same shape."""
        total: Floats = self.waves(x) + np.abs(x - self.at) ** self.power
        return total


def random_cusp(rng: np.random.Generator, power: float) -> Cusp:
    """Draw waves, and a place in [-0.9, 0.9] for the sharp point.

    Parameters
    ----------
    rng : numpy.random.Generator
        The source.
    power : float
        The exponent.

    Returns
    -------
    Cusp
        The target.
    """
    return Cusp(random_waves(rng), float(rng.uniform(-0.9, 0.9)), power)


def chord_errors(f: Function, knots: Floats) -> Floats:
    """How far a function is from the straight line between its values at two neighboring knots.

    Parameters
    ----------
    f : callable
        Elementwise.
    knots : numpy.ndarray
        Rising, shape ``(n + 1,)``.

    Returns
    -------
    numpy.ndarray
        The greatest of nine distances inside each piece, shape ``(n,)``.
    """
    return _errors(f, knots[:-1], knots[1:])


def polygon_error(target: Cusp, knots: Floats) -> float:
    """The greatest distance of a target from the polygon through its values at the knots.

    Parameters
    ----------
    target : Cusp
        The target.
    knots : numpy.ndarray
        From one side of the sharp point to the other, rising.

    Returns
    -------
    float
        The greatest of `chord_errors`, and of the distance at the sharp point itself.
    """
    at = np.array([target.at])
    there = np.abs(target(at) - np.interp(at, knots, target(knots)))
    return float(max(chord_errors(target, knots).max(), there[0]))


def _errors(f: Function, left: Floats, right: Floats) -> Floats:
    x = left[:, None] + (right - left)[:, None] * _INSIDE
    start, end = f(left), f(right)
    chord = start[:, None] + (end - start)[:, None] * _INSIDE
    greatest: Floats = np.abs(f(x) - chord).max(axis=1)
    return greatest


def adaptive_knots(f: Function, low: float, high: float, tolerance: float) -> Floats:
    """Halve every piece on which the chord is off by more than a tolerance, until none is left.

    Parameters
    ----------
    f : callable
        Elementwise, continuous.
    low, high : float
        The first and the last knot.
    tolerance : float
        The error that `chord_errors` may show, positive.

    Returns
    -------
    numpy.ndarray
        The knots, rising.

    Raises
    ------
    ValueError
        If the interval is empty, the tolerance is not positive, or halving does not help.
    """
    if not (low < high and tolerance > 0):
        raise ValueError(f"expected low < high and a tolerance, got {low}, {high}, {tolerance}")
    left, right = np.array([low]), np.array([high])
    done = [np.array([low, high])]
    for _ in range(_MOST):
        bad = _errors(f, left, right) > tolerance
        if not bad.any():
            return np.sort(np.concatenate(done))
        left, right = left[bad], right[bad]
        middle = (left + right) / 2
        done.append(middle)
        left, right = np.concatenate([left, middle]), np.concatenate([middle, right])
    raise ValueError("a jump, or a point too sharp: no number of halvings meets the tolerance")
