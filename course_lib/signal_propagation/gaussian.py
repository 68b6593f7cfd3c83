"""Expectations over normal pre-activations, by quadrature and by sampling."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

NODES, WEIGHTS = np.polynomial.legendre.leggauss(24)

Function = Callable[[NDArray[np.float64]], NDArray[np.float64]]


def gaussian_mean(f: Function, std: float = 1.0) -> float:
    """The expectation ``E f(z)`` for ``z ~ N(0, std^2)``, by composite Gauss-Legendre quadrature.

    The panels shrink towards 0 by factors of 2, so that features of `f` around 0 are met on any
    scale down to ``std / 2^40``, and a kink at 0 does no harm. Beyond 12 standard deviations the
    normal density is left out.

    Parameters
    ----------
    f : callable
        A function of a float64 array, elementwise, smooth off 0, of at most polynomial growth.
    std : float
        The standard deviation of the pre-activations, positive and finite.

    Returns
    -------
    float
        The expectation, to about ten digits.

    Raises
    ------
    ValueError
        If `std` is not positive and finite.
    """
    if not 0 < std < np.inf:
        raise ValueError(f"std must be positive and finite, got {std}")
    edges = np.concatenate([[0.0], 12.0 * 2.0 ** np.arange(-42, 1)])
    half_width = np.diff(edges)[:, None] / 2
    x = edges[:-1, None] + half_width * (1 + NODES)
    weights = half_width * WEIGHTS * np.exp(-(x**2) / 2) / np.sqrt(2 * np.pi)
    return float(np.sum(weights * (f(std * x) + f(-std * x))))


def sampled_mean(f: Function, std: float, samples: int, rng: np.random.Generator) -> float:
    """The mean of `f` over random pre-activations ``z ~ N(0, std^2)``.

    Parameters
    ----------
    f : callable
        A function of a float64 array, elementwise.
    std : float
        The standard deviation.
    samples : int
        The number of draws.
    rng : numpy.random.Generator
        Their source.

    Returns
    -------
    float
        The sample mean.

    Raises
    ------
    ValueError
        If `samples` is less than 1.
    """
    if samples < 1:
        raise ValueError(f"samples must be at least 1, got {samples}")
    return float(np.mean(f(rng.normal(0.0, std, samples))))
