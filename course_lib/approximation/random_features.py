"""Units drawn at random: averaged, as in Barron's argument, or weighted by least squares."""

from typing import Final, NamedTuple

import numpy as np
from scipy.special import erf

from course_lib.activations import get
from course_lib.approximation.distance import Floats

RADIUS: Final = 3.0
"""How far from the origin inputs lie at most."""

_RELU: Final = get("relu")


def spread_points(count: int, inputs: int, rng: np.random.Generator) -> Floats:
    """Draw points whose direction is uniform, and whose distance from 0 is uniform up to `RADIUS`.

    Parameters
    ----------
    count, inputs : int
        How many points, and of how many dimensions.
    rng : numpy.random.Generator
        The source.

    Returns
    -------
    numpy.ndarray
        Shape ``(count, inputs)``.
    """
    directions = rng.normal(size=(count, inputs))
    directions /= np.linalg.norm(directions, axis=1, keepdims=True)
    return directions * rng.uniform(0, RADIUS, size=(count, 1))


def bell(x: Floats) -> Floats:
    r"""The mean of infinitely many cosines, :math:`\E \cos(w \cdot x) = e^{-|x|^2/2}`, normal `w`.

    Parameters
    ----------
    x : numpy.ndarray
        Points, shape ``(count, inputs)``.

    Returns
    -------
    numpy.ndarray
        Shape ``(count,)``.
    """
    values: Floats = np.exp(-np.square(x).sum(axis=1) / 2)
    return values


def expected_error(units: int) -> float:
    r"""The root of the expected squared error of a mean of cosines, in any dimension.

    .. math:: \sqrt{\frac1n \E_r \tfrac12 \bigl(1 - e^{-r^2}\bigr)^2}

    for the distances `r` of `spread_points`, so at most :math:`1/\sqrt{2 n}`.

    Parameters
    ----------
    units : int
        How many cosines are averaged.

    Returns
    -------
    float
        The root.
    """
    once = np.sqrt(np.pi) * erf(RADIUS)
    twice = np.sqrt(np.pi / 8) * erf(np.sqrt(2) * RADIUS)
    return float(np.sqrt((RADIUS - once + twice) / (2 * RADIUS * units)))


def root_mean_square(values: Floats) -> float:
    """The root of the mean of the squares."""
    return float(np.sqrt(np.mean(np.square(values))))


def cosine_errors(
    units: int, inputs: int, rng: np.random.Generator, points: int = 2000
) -> tuple[float, float]:
    """How far random cosines are from `bell`: averaged, and weighted by least squares.

    The weights are fitted on eight points for each unit; both errors are measured on new points.

    Parameters
    ----------
    units, inputs : int
        The number of cosines, and of inputs.
    rng : numpy.random.Generator
        The source of the frequencies and of all points.
    points : int
        How many new points.

    Returns
    -------
    tuple of float
        Both root mean squares.
    """
    w = rng.normal(size=(inputs, units))
    new, seen = spread_points(points, inputs, rng), spread_points(8 * units, inputs, rng)
    features = np.cos(new @ w)
    weights, *_ = np.linalg.lstsq(np.cos(seen @ w), bell(seen))
    averaged = features.mean(axis=1) - bell(new)
    fitted = features @ weights - bell(new)
    return root_mean_square(averaged), root_mean_square(fitted)


class Fit(NamedTuple):
    """Root mean squared errors of a fit.

    Attributes
    ----------
    seen : float
        On the points that it was fitted to.
    new : float
        On others.
    """

    seen: float
    new: float


def fit_random_relus(
    units: int,
    rng: np.random.Generator,
    *,
    samples: int = 64,
    inputs: int = 10,
    ridge: float = 0.0,
) -> Fit:
    r"""Fit the output weights of random ReLUs to values of `bell` by least squares.

    Without a ridge, of all weights that fit equally well, the least ones.

    Parameters
    ----------
    units : int
        How many; weights and biases are standard normal, outputs divided by the root of the number.
    rng : numpy.random.Generator
        The source of the points first, and of the units then.
    samples, inputs : int
        The number of points that are seen, and of inputs.
    ridge : float
        The factor :math:`\lambda \ge 0` of the squared length of the weights, which is added to the
        mean squared error.

    Returns
    -------
    Fit
        The errors; on 2,000 new points.
    """
    seen, new = spread_points(samples, inputs, rng), spread_points(2000, inputs, rng)
    w, b = rng.normal(size=(inputs, units)), rng.normal(size=units)
    on_seen, on_new = (_RELU.value(x @ w + b) / np.sqrt(units) for x in (seen, new))
    rows, values = on_seen, bell(seen)
    if ridge:
        rows = np.concatenate([rows, np.sqrt(ridge * samples) * np.eye(units)])
        values = np.concatenate([values, np.zeros(units)])
    weights, *_ = np.linalg.lstsq(rows, values)
    return Fit(
        root_mean_square(on_seen @ weights - bell(seen)),
        root_mean_square(on_new @ weights - bell(new)),
    )
