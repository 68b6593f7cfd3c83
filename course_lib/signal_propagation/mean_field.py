"""Wide random networks in theory: lengths, gradients and correlations from layer to layer."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from course_lib.signal_propagation.gaussian import Function, gaussian_mean

ITERATIONS = 20_000


def fixed_length(
    f: Function, *, weight_variance: float = 1.0, bias_variance: float = 0.0, start: float = 1.0
) -> float:
    """The variance of pre-activations that a layer of random weights gives back.

    With weights of variance ``weight_variance / width`` and biases of `bias_variance`, a wide layer
    takes pre-activations of variance `q` to ``weight_variance E f(sqrt(q) Z)^2 + bias_variance``.
    The map is repeated until it stands still.

    Parameters
    ----------
    f : callable
        The activation.
    weight_variance : float
        The variance of a weight, times the number of inputs.
    bias_variance : float
        The variance of a bias.
    start : float
        The variance to begin with, positive.

    Returns
    -------
    float
        The fixed point.

    Raises
    ------
    ValueError
        If the repetition does not settle on a positive number.

    References
    ----------
    Poole, Lahiri, Raghu, Sohl-Dickstein & Ganguli (2016), arXiv:1606.05340.
    """
    q = start
    for _ in range(ITERATIONS):
        before = q
        q = weight_variance * _mean_square(f, q) + bias_variance
        if not 1e-9 < q < 1e9:
            raise ValueError(f"the variance leaves every bound: {q:.3g}")
        if abs(q - before) < 1e-13 * q:
            return q
    raise ValueError(f"the variance has not settled after {ITERATIONS} layers: {q:.3g}")


def gradient_factor(slope: Function, length: float = 1.0, *, weight_variance: float = 1.0) -> float:
    """What one layer multiplies the mean square of a gradient by: ``weight_variance E f'(z)^2``.

    Parameters
    ----------
    slope : callable
        The activation's derivative.
    length : float
        The variance of the pre-activations.
    weight_variance : float
        The variance of a weight, times the number of inputs.

    Returns
    -------
    float
        The factor, usually called chi.

    References
    ----------
    Schoenholz, Gilmer, Ganguli & Sohl-Dickstein (2017), arXiv:1611.01232.
    """
    return weight_variance * _mean_square(slope, length)


def correlation_map(
    f: Function, correlations: ArrayLike, *, terms: int = 60
) -> NDArray[np.float64]:
    """The products ``E f(x) f(y)`` for standard normal `x` and `y` of given correlations.

    They are ``sum_k a_k^2 c^k``, where ``a_k = E f(z) h_k(z)`` with the normalized Hermite
    polynomials ``h_k`` (Mehler's formula).

    Parameters
    ----------
    f : callable
        The activation.
    correlations : array_like
        Numbers `c` in [-1, 1].
    terms : int
        The terms to add up; those left out are at most the rest of ``E f^2`` times ``|c|^terms``.

    Returns
    -------
    numpy.ndarray
        The sums, in the shape of `correlations`.

    Raises
    ------
    ValueError
        If a correlation lies outside [-1, 1].
    """
    c = np.asarray(correlations, dtype=np.float64)
    if not (np.abs(c) <= 1).all():
        raise ValueError("expected correlations from -1 to 1")
    return np.asarray(np.polynomial.polynomial.polyval(c, _squares(f, terms)))


def correlation_path(f: Function, start: float, layers: int) -> NDArray[np.float64]:
    """What two samples share from layer to layer, where ``E f^2 = 1`` keeps the lengths at 1.

    Parameters
    ----------
    f : callable
        The activation, with ``E f(z)^2 = 1`` for a standard normal `z`.
    start : float
        The correlation of the inputs.
    layers : int
        How many layers to follow.

    Returns
    -------
    numpy.ndarray
        `start` and what `correlation_map` makes of it again and again, shape ``(layers + 1,)``.

    Raises
    ------
    ValueError
        If `f` does not keep the length, or `start` is no correlation.
    """
    if abs(_mean_square(f, 1.0) - 1) > 1e-9:
        raise ValueError(f"expected E f^2 = 1, got {_mean_square(f, 1.0):.4g}")
    if not abs(start) <= 1:
        raise ValueError(f"expected a correlation from -1 to 1, got {start}")
    squares, path = _squares(f, 60), [start]
    for _ in range(layers):
        path.append(float(np.polynomial.polynomial.polyval(path[-1], squares)))
    return np.array(path)


def _squares(f: Function, terms: int) -> NDArray[np.float64]:
    return np.square([_coefficient(f, k) for k in range(terms)])


def _coefficient(f: Function, k: int) -> float:
    return gaussian_mean(lambda z: f(z) * _hermite(k, z))


def _mean_square(f: Function, variance: float) -> float:
    return gaussian_mean(lambda z: f(z) ** 2, np.sqrt(variance))


def _hermite(k: int, z: NDArray[np.float64]) -> NDArray[np.float64]:
    """The k-th Hermite polynomial of unit mean square, by its recurrence."""
    before, now = np.zeros_like(z), np.ones_like(z)
    for j in range(k):
        before, now = now, (z * now - np.sqrt(j) * before) / np.sqrt(j + 1)
    return now
