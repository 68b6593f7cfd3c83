"""What one layer does to the mean and the variance of its inputs, for normal pre-activations."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from course_lib.signal_propagation.gaussian import NODES, WEIGHTS, Function

Floats = NDArray[np.float64]


class Moments(NamedTuple):
    """Mean and variance of a unit's output."""

    mean: float
    variance: float


def _pre_activations(mean: float, variance: float) -> tuple[Floats, Floats]:
    """Nodes and weights for ``E h(z)``, ``z ~ N(mean, variance)``; panels shrink towards z = 0."""
    if not (np.isfinite(mean) and 0 < variance < np.inf):
        raise ValueError(
            f"expected a finite mean and a positive finite variance, got {mean} and {variance}"
        )
    std = np.sqrt(variance)
    fine = np.append(0.0, std * 2.0 ** np.arange(-30, 1))
    edges = np.concatenate([mean + std * np.arange(-12, 13), fine, -fine])
    edges = np.unique(edges[np.abs(edges - mean) <= 12 * std])
    half_width = np.diff(edges)[:, None] / 2
    z = (edges[:-1, None] + half_width * (1 + NODES)).ravel()
    measure = (half_width * WEIGHTS).ravel()
    density = np.exp(-(((z - mean) / std) ** 2) / 2) / (std * np.sqrt(2 * np.pi))
    return z, measure * density


def moment_map(f: Function, mean: float, variance: float) -> Moments:
    """Mean and variance of ``f(z)`` for ``z ~ N(mean, variance)``, by quadrature.

    Parameters
    ----------
    f : callable
        A function of a float64 array, elementwise, smooth off 0, of at most polynomial growth.
    mean, variance : float
        Those of the pre-activations.

    Returns
    -------
    Moments
        Both to about ten digits.

    Raises
    ------
    ValueError
        If `mean` is not finite, or `variance` not positive and finite.
    """
    z, weights = _pre_activations(mean, variance)
    outputs = f(z)
    center = float(weights @ outputs)
    return Moments(center, float(weights @ (outputs - center) ** 2))


def moment_path(
    f: Function, start: tuple[float, float], layers: int, *, weight_sum: float = 0.0
) -> Floats:
    """Mean and variance from layer to layer, as Klambauer et al. follow them.

    A unit sees independent inputs of mean `mu` and variance `nu` through weights of sum `omega` and
    square sum 1, so its pre-activation has mean ``omega mu`` and variance `nu`, and is taken for
    normal. All units of all layers have the same `omega`.

    Parameters
    ----------
    f : callable
        The activation.
    start : tuple of float
        Mean and variance of the inputs.
    layers : int
        How many layers to follow.
    weight_sum : float
        The sum `omega` of a unit's weights.

    Returns
    -------
    numpy.ndarray
        Means and variances, the inputs' first, shape ``(layers + 1, 2)``.

    Raises
    ------
    ValueError
        If the variance of `start` is not positive, or one of its numbers not finite.

    References
    ----------
    Klambauer, Unterthiner, Mayr & Hochreiter (2017), arXiv:1706.02515.
    """
    path = [start]
    for _ in range(layers):
        mean, variance = path[-1]
        path.append(moment_map(f, weight_sum * mean, variance))
    return np.array(path, dtype=np.float64)


def moment_jacobian(
    f: Function, mean: float = 0.0, variance: float = 1.0, *, weight_sum: float = 0.0
) -> Floats:
    """The Jacobian of one layer's map of `(mu, nu)`, the map that `moment_path` repeats.

    Derivatives of ``E h(z)`` by the mean and the variance of `z` are ``E h(z) Z / std`` and
    ``E h(z) (Z^2 - 1) / (2 variance)``, with the standardized `Z`: no derivative of `f` is needed.

    Parameters
    ----------
    f : callable
        The activation.
    mean, variance : float
        Where: the mean and the variance of the inputs.
    weight_sum : float
        The sum `omega` of a unit's weights; their square sum is 1.

    Returns
    -------
    numpy.ndarray
        Rows for the new mean and variance, columns for the old ones, shape ``(2, 2)``.
    """
    center = weight_sum * mean
    z, weights = _pre_activations(center, variance)
    standard = (z - center) / np.sqrt(variance)
    by_mean = weight_sum * standard / np.sqrt(variance)
    by_variance = (standard**2 - 1) / (2 * variance)
    outputs = f(z)
    deviation = (outputs - weights @ outputs) ** 2
    return np.array(
        [[weights @ (h * score) for score in (by_mean, by_variance)] for h in (outputs, deviation)]
    )
