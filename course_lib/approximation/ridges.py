"""A bump on the plane as a sum of ridges: functions that change in one direction only."""

import numpy as np
from scipy.special import dawsn

from course_lib.approximation.distance import Floats
from course_lib.approximation.hats import interpolant, interpolation_bound
from course_lib.networks import Layer, Network


def ridge_profile(t: Floats) -> Floats:
    r"""The function whose ridges in all directions average to the bump :math:`e^{-|x|^2/2}`.

    .. math:: \psi(t) = 1 - \sqrt2\, t\, D(t / \sqrt2) = \sum_k \frac{(-2)^k k!}{(2k)!}\, t^{2k},

    with Dawson's function `D`: the mean of :math:`\cos^{2k}` over all angles is
    :math:`\binom{2k}{k} / 4^k`.

    Parameters
    ----------
    t : numpy.ndarray
        Distances from the ridge, with a sign.

    Returns
    -------
    numpy.ndarray
        The values, of the same shape.
    """
    value: Floats = 1 - np.sqrt(2) * t * dawsn(t / np.sqrt(2))
    return value


def directions(count: int) -> Floats:
    """Unit vectors in the plane, at equal angles over half a turn, shape ``(count, 2)``.

    Parameters
    ----------
    count : int
        How many, at least 1.

    Returns
    -------
    numpy.ndarray
        The vectors, the first along the first axis.
    """
    angles = np.pi * np.arange(count) / count
    return np.stack([np.cos(angles), np.sin(angles)], axis=1)


def mean_of_ridges(x: Floats, count: int) -> Floats:
    """The mean of the exact ridges in so many directions, which tends to the bump.

    Parameters
    ----------
    x : numpy.ndarray
        Points of the plane, shape ``(batch, 2)``.
    count : int
        The number of directions.

    Returns
    -------
    numpy.ndarray
        Shape ``(batch,)``.
    """
    mean: Floats = ridge_profile(x @ directions(count).T).mean(axis=1)
    return mean


def plane_bump(count: int, pieces: int, radius: float) -> Network:
    r"""One hidden layer of ReLUs over the plane that is nearly :math:`e^{-|x|^2/2}` on a disk.

    Each ridge of `mean_of_ridges` is a polygon of ReLUs over ``[-radius, radius]``.

    Parameters
    ----------
    count : int
        The number of directions.
    pieces : int
        The number of pieces of each polygon, and so of units in each direction.
    radius : float
        The radius of the disk.

    Returns
    -------
    Network
        With two inputs and ``count * pieces`` hidden units.
    """
    knots = np.linspace(-radius, radius, pieces + 1)
    ridge = interpolant(knots, ridge_profile(knots))
    hidden, output = ridge.layers
    return Network(
        (
            Layer(np.repeat(directions(count), pieces, axis=0), np.tile(hidden.b, count)),
            Layer(np.tile(output.W, count) / count, output.b),
        ),
        ridge.activation,
    )


def bump_bound(pieces: int, radius: float) -> float:
    r"""How far `plane_bump` can be from `mean_of_ridges` on its disk.

    The polygon's bound, :math:`\frac18 h^2 \max |\psi''|`, where the greatest curvature is that at
    0, of size 2.

    Parameters
    ----------
    pieces, radius : int, float
        As for `plane_bump`.

    Returns
    -------
    float
        The bound.
    """
    return interpolation_bound(np.linspace(-radius, radius, pieces + 1), 2.0)
