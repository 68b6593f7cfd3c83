"""Hats and polygons from ReLUs: one hidden layer whose weights are written down."""

from typing import Any, Final

import numpy as np

from course_lib.activations import get
from course_lib.approximation.distance import Floats, Function
from course_lib.networks import Network, shallow

_RELU: Final = get("relu")


def interpolant(
    knots: Floats, values: Floats, dtype: type[np.floating[Any]] = np.float64
) -> Network:
    r"""One hidden layer of ReLUs that joins given points by straight lines.

    With the slope :math:`s_i` on the piece from knot `i` to the next, and :math:`s_{-1} = 0`,

    .. math:: p(x) = y_0 + \sum_{i=0}^{n-1} (s_i - s_{i-1}) \max(x - x_i, 0) .

    To the left of the first knot it is constant; to the right of the last it goes on straight.

    Parameters
    ----------
    knots : numpy.ndarray
        The :math:`x_i`, rising, shape ``(n + 1,)`` with ``n >= 1``.
    values : numpy.ndarray
        The :math:`y_i`, of that shape.
    dtype : type
        The floating type to which the weights are rounded, once, after their computation.

    Returns
    -------
    Network
        With `n` hidden units for `n` pieces.

    Raises
    ------
    ValueError
        If the shapes do not fit, or the knots do not rise.

    Examples
    --------
    >>> network = interpolant(np.array([0.0, 1.0, 2.0]), np.array([0.0, 3.0, 2.0]))
    >>> float(network(np.array([[1.5]]))[0, 0])
    2.5
    """
    if knots.ndim != 1 or len(knots) < 2 or values.shape != knots.shape:
        raise ValueError(
            f"expected two or more knots and as many values, got {knots.shape} and {values.shape}"
        )
    if not (np.diff(knots) > 0).all():
        raise ValueError("expected knots that rise")
    slopes = np.diff(values) / np.diff(knots)
    bends = np.diff(slopes, prepend=0.0)
    return shallow(
        np.ones(len(bends), dtype),
        -knots[:-1].astype(dtype),
        bends.astype(dtype),
        _RELU,
        constant=float(values[0]),
    )


def hat(left: float, peak: float, right: float) -> Network:
    """Three ReLUs that make a hat: 1 at the peak, 0 outside, straight between.

    Parameters
    ----------
    left, peak, right : float
        Where it starts to rise, is 1, and is back at 0; rising.

    Returns
    -------
    Network
        One hidden layer of three units.

    Raises
    ------
    ValueError
        If the three do not rise.
    """
    if not left < peak < right:
        raise ValueError(f"expected three points that rise, got {left:g}, {peak:g}, {right:g}")
    corners = np.array([left, peak, right, right + 1])  # the last only ends the flat part
    return interpolant(corners, np.array([0.0, 1.0, 0.0, 0.0]))


def interpolation_bound(knots: Floats, curvature: float) -> float:
    r"""How far a polygon through points of a smooth function can be from it.

    .. math:: \tfrac18 h^2 \max |g''| , \qquad h = \max_i (x_{i+1} - x_i) .

    Parameters
    ----------
    knots : numpy.ndarray
        Where the two agree, rising.
    curvature : float
        The greatest size of the second derivative between the first and the last knot.

    Returns
    -------
    float
        The bound.
    """
    return float(np.diff(knots).max() ** 2 * curvature / 8)


def middle_error(knots: Floats, second: Function, fourth: Function) -> float:
    r"""The error of a polygon for a smooth function, from derivatives in the middle of each piece.

    .. math:: \max_i \tfrac18 h_i^2 \left| g^{(2)}(m_i) + \tfrac1{48} h_i^2\, g^{(4)}(m_i) \right|

    From the expansion of :math:`\frac12 g(m - \frac h2) + \frac12 g(m + \frac h2) - g(m)` in powers
    of :math:`h`.

    Parameters
    ----------
    knots : numpy.ndarray
        Where the two agree, rising.
    second, fourth : callable
        Derivatives of the function, elementwise.

    Returns
    -------
    float
        The greatest error, but for terms of order :math:`h^6`, among them how far a piece's
        greatest error is from its middle.
    """
    h, middle = np.diff(knots), (knots[1:] + knots[:-1]) / 2
    errors = h**2 / 8 * np.abs(second(middle) + h**2 / 48 * fourth(middle))
    return float(errors.max())


def balanced_knots(weight: Floats, grid: Floats, pieces: int) -> Floats:
    r"""Knots that give every piece the same share of the integral of a weight.

    With the weight :math:`\sqrt{|g''|}` the error of each piece is nearly the same, and the
    greatest of them nearly the least that interpolation with so many pieces can have.

    Parameters
    ----------
    weight : numpy.ndarray
        Positive, at the points of `grid`, between which it is taken to be straight.
    grid : numpy.ndarray
        Rising, of the same shape.
    pieces : int
        How many, positive.

    Returns
    -------
    numpy.ndarray
        ``pieces + 1`` knots from the first to the last point of `grid`.

    Raises
    ------
    ValueError
        If a weight is not positive, or there is no piece.
    """
    if pieces < 1 or not (weight > 0).all():
        raise ValueError("expected at least one piece and weights greater than 0")
    steps = np.diff(grid) * (weight[1:] + weight[:-1]) / 2
    mass = np.concatenate([[0.0], np.cumsum(steps)])
    knots = np.interp(np.linspace(0, mass[-1], pieces + 1), mass, grid)
    knots[[0, -1]] = grid[[0, -1]]
    return knots
