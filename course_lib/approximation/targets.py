"""Smooth functions to approximate, drawn at random, with derivatives that are known."""

from dataclasses import dataclass

import numpy as np

from course_lib.approximation.distance import Floats, greatest_distance


@dataclass(frozen=True)
class TrigonometricPolynomial:
    r"""A sum of waves.

    .. math:: g(x) = \sum_k a_k \cos(\pi k x) + b_k \sin(\pi k x)

    Attributes
    ----------
    cosines, sines : numpy.ndarray
        The :math:`a_k` and :math:`b_k` for `k` from 1 on, each of shape ``(degree,)``.
    """

    cosines: Floats
    sines: Floats

    def __call__(self, x: Floats) -> Floats:
        """Values at `x`, of the same shape."""
        return self.derivative(x, 0)

    def derivative(self, x: Floats, order: int) -> Floats:
        """The derivative of an order, at `x`, of the same shape."""
        k = np.pi * np.arange(1, len(self.cosines) + 1)
        phase = np.asarray(x)[..., None] * k + order * np.pi / 2
        waves = self.cosines * np.cos(phase) + self.sines * np.sin(phase)
        total: Floats = (waves * k**order).sum(axis=-1)
        return total

    def greatest_curvature(self) -> float:
        """The greatest size of the second derivative, over a whole period, [-1, 1]."""
        return greatest_distance(lambda x: self.derivative(x, 2), np.zeros_like, -1, 1).size


def random_waves(rng: np.random.Generator, degree: int = 4) -> TrigonometricPolynomial:
    """Draw a trigonometric polynomial with normal coefficients of standard deviation ``1 / k``.

    Parameters
    ----------
    rng : numpy.random.Generator
        The source.
    degree : int
        The number of frequencies, at least 1.

    Returns
    -------
    TrigonometricPolynomial
        The target.

    Raises
    ------
    ValueError
        If the degree is not positive.
    """
    if degree < 1:
        raise ValueError(f"expected a degree of at least 1, got {degree}")
    cosines, sines = rng.standard_normal((2, degree)) / np.arange(1, degree + 1)
    return TrigonometricPolynomial(cosines, sines)
