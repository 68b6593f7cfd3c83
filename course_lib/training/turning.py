"""How long gradient descent takes to turn a confident wrong answer round."""

from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

LOSSES: Final = ("cross-entropy", "squared error")


def turning_times(
    margins: ArrayLike, loss: str, *, learning_rate: float = 0.1, most_steps: int = 100_000
) -> NDArray[np.float64]:
    r"""Times until the right one of two scores has caught up, by gradient descent on the scores.

    The losses are :math:`-\log s_2` and :math:`\frac12 \lVert s - y \rVert^2` with
    :math:`s = \operatorname{softmax}(x)`, :math:`y = (0, 1)`, started at :math:`x = (m, 0)`.

    Parameters
    ----------
    margins : array_like
        By how much :math:`m > 0` the wrong score leads at first, shape ``(n,)``.
    loss : str
        One of `LOSSES`.
    learning_rate : float
        The step size.
    most_steps : int
        When to give up.

    Returns
    -------
    numpy.ndarray
        Steps times the step size, shape ``(n,)``; inf where the right score did not catch up.

    Raises
    ------
    ValueError
        If there is no such loss, or a margin is not positive.
    """
    if loss not in LOSSES:
        raise ValueError(f"expected a loss of {', '.join(LOSSES)}, got {loss!r}")
    ahead = np.asarray(margins, dtype=np.float64)
    if not (ahead > 0).all():
        raise ValueError(f"expected positive margins, got {ahead.min():g}")
    x = np.stack([ahead, np.zeros_like(ahead)], axis=-1)
    times, waiting = np.full(len(x), np.inf), np.arange(len(x))
    for step in range(1, most_steps + 1):
        sizes = np.exp(x - x.max(axis=-1, keepdims=True))
        shares = sizes / sizes.sum(axis=-1, keepdims=True)
        gradient = shares - np.array([0.0, 1.0])
        if loss == "squared error":
            gradient = shares * (gradient - (shares * gradient).sum(axis=-1, keepdims=True))
        x = x - learning_rate * gradient
        done = x[:, 1] >= x[:, 0]
        times[waiting[done]] = step * learning_rate
        x, waiting = x[~done], waiting[~done]
        if not len(waiting):
            break
    return times
