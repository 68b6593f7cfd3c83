"""How often the two weights of a unit are pushed the same way."""

import numpy as np

from course_lib.signal_propagation.gaussian import Function, gaussian_mean


def same_sign_share(f: Function, batch: int, trials: int, rng: np.random.Generator) -> float:
    """The share of gradient steps that move both weights of a unit in the same direction.

    The unit sees two features ``x_i = f(z_i)`` of independent ``z_i ~ N(0, 1)``. The gradient of
    its weight `i` over a batch is ``sum_n delta_n x_(n, i)``, with errors ``delta_n ~ N(0, 1)``.

    Parameters
    ----------
    f : callable
        The activation that made the features.
    batch : int
        Samples in a batch.
    trials : int
        Batches to draw.
    rng : numpy.random.Generator
        The source of pre-activations and errors.

    Returns
    -------
    float
        The share of batches whose two gradients have one sign.

    Raises
    ------
    ValueError
        If `batch` or `trials` is less than 1.
    """
    if min(batch, trials) < 1:
        raise ValueError(f"batch and trials must be at least 1, got {batch} and {trials}")
    features = f(rng.normal(size=(trials, batch, 2)))
    errors = rng.normal(size=(trials, batch, 1))
    first, second = (errors * features).sum(axis=1).T
    return float(np.mean(first * second > 0))


def limiting_same_sign_share(f: Function) -> float:
    """The same share for ever larger batches: ``1/2 + arcsin(rho) / pi``.

    The two gradients become jointly normal with correlation ``rho = (E f)^2 / E f^2``, and normal
    variables of correlation rho share their sign with this probability (Sheppard's formula).

    Parameters
    ----------
    f : callable
        The activation that made the features.

    Returns
    -------
    float
        The limit: 1/2 for features of mean 0.
    """
    mean = gaussian_mean(f)
    correlation = mean**2 / gaussian_mean(lambda z: f(z) ** 2)
    return float(0.5 + np.arcsin(correlation) / np.pi)
