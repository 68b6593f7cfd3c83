"""How fast an error falls with the size of a network."""

import numpy as np
from numpy.typing import ArrayLike


def rate(sizes: ArrayLike, errors: ArrayLike) -> float:
    """The slope of the least-squares line through ``(log size, log error)``.

    An error in proportion to a power of the size has that power as its rate.

    Parameters
    ----------
    sizes, errors : array_like
        Positive, each of shape ``(n,)`` with ``n >= 2``.

    Returns
    -------
    float
        The slope; -2 if doubling the size quarters the error.

    Raises
    ------
    ValueError
        If the shapes differ, there are fewer than two different sizes, or a number is not positive.

    Examples
    --------
    >>> round(rate([1, 2, 4], [0.3, 0.075, 0.01875]), 12)
    -2.0
    """
    x, y = np.asarray(sizes, dtype=np.float64), np.asarray(errors, dtype=np.float64)
    if x.ndim != 1 or x.shape != y.shape or len(np.unique(x)) < 2:
        raise ValueError(f"expected two or more sizes and as many errors, got {x.shape}, {y.shape}")
    if not (np.minimum(x, y) > 0).all():
        raise ValueError("expected positive sizes and errors")
    slope, _ = np.polyfit(np.log(x), np.log(y), 1)
    return float(slope)
