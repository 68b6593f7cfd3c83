"""Expectations over normal pre-activations, by quadrature and by sampling."""

import itertools
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy import integrate, stats

Function = Callable[[NDArray[np.float64]], NDArray[np.float64]]


def gaussian_mean(f: Function, std: float = 1.0) -> float:
    """The expectation ``E f(z)`` for ``z ~ N(0, std^2)``, by adaptive quadrature.

    Parameters
    ----------
    f : callable
        A function of a float64 array, elementwise, of at most polynomial growth.
    std : float
        The standard deviation of the pre-activations, positive.

    Returns
    -------
    float
        The expectation, to about ten digits.

    Raises
    ------
    ValueError
        If `std` is not positive.
    """
    if not std > 0:
        raise ValueError(f"std must be positive, got {std}")

    def integrand(z: float) -> float:
        return float(f(np.array(z))) * float(stats.norm.pdf(z, scale=std))

    # f varies around 0 on a scale of its own: meet it with break points
    reach = 12 * std
    breaks = [b for b in (-20.0, -5.0, -1.0, 0.0, 1.0, 5.0, 20.0) if abs(b) < reach]
    ends = [-reach, *breaks, reach]
    parts = (
        integrate.quad(integrand, a, b, epsabs=1e-13, epsrel=1e-11, limit=200)[0]
        for a, b in itertools.pairwise(ends)
    )
    return float(sum(parts))


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
    """
    return float(np.mean(f(rng.normal(0.0, std, samples))))
