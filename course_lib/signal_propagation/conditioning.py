"""How the mean of its inputs shapes the loss of a linear unit."""

import numpy as np

from course_lib.signal_propagation.gaussian import Function, gaussian_mean


def condition_number(f: Function, features: int, *, bias: bool = False) -> float:
    """The condition number of a linear unit's least-squares problem, over endless data.

    The unit sees features ``x_i = f(z_i)`` of independent ``z_i ~ N(0, 1)``, of mean `mu` and
    variance `v`. Half its mean squared error has the Hessian ``H = E x x^T = v I + mu^2 1 1^T``, so
    the condition number is ``1 + features mu^2 / v``.

    Parameters
    ----------
    f : callable
        The activation that made the features.
    features : int
        How many there are.
    bias : bool
        Whether the unit has a bias too, a further feature that is always 1.

    Returns
    -------
    float
        The ratio of the Hessian's greatest to its least eigenvalue.

    Raises
    ------
    ValueError
        If there is no feature.

    References
    ----------
    LeCun, Bottou, Orr & Müller (1998), "Efficient BackProp", doi:10.1007/3-540-49430-8_2.
    """
    if features < 1:
        raise ValueError(f"features must be at least 1, got {features}")
    mean = gaussian_mean(f)
    variance = gaussian_mean(lambda z: (f(z) - mean) ** 2)
    means = np.full(features + bias, mean)
    variances = np.full(features + bias, variance)
    if bias:
        means[-1], variances[-1] = 1.0, 0.0
    eigenvalues = np.linalg.eigvalsh(np.diag(variances) + np.outer(means, means))
    return float(eigenvalues[-1] / eigenvalues[0])
