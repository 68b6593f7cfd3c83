"""How long a unit with a far negative pre-activation needs to come back."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from course_lib.activations import Activation


def steps_to_wake(
    activation: Activation, starts: ArrayLike, *, learning_rate: float, limit: int
) -> NDArray[np.int64]:
    """The gradient steps that lift a unit's pre-activation to 0.

    The unit is pushed up with a constant error of 1: ``z <- z + learning_rate * f'(z)``.

    Parameters
    ----------
    activation : Activation
        The unit's activation.
    starts : array_like
        Initial pre-activations, each at most 0, shape ``(n,)``.
    learning_rate : float
        The step size, positive.
    limit : int
        The number of steps after which to give up.

    Returns
    -------
    numpy.ndarray
        The number of steps for each start, int64, shape ``(n,)``; -1 where the limit is reached.

    Raises
    ------
    ValueError
        If a start is positive or NaN, `learning_rate` is not positive and finite, or `limit` is
        negative.
    """
    z = np.array(starts, dtype=np.float64)
    if not (z <= 0).all():
        raise ValueError(f"starts must be at most 0, got {z.max()}")
    if not 0 < learning_rate < np.inf:
        raise ValueError(f"learning_rate must be positive and finite, got {learning_rate}")
    if limit < 0:
        raise ValueError(f"limit must be at least 0, got {limit}")
    steps = np.where(z < 0, -1, 0)
    for step in range(1, limit + 1):
        asleep = steps < 0
        if not asleep.any():
            break
        z[asleep] += learning_rate * activation.derivative(z[asleep])
        steps[asleep & (z >= 0)] = step
    return steps.astype(np.int64)
