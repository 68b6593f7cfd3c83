"""Plain gradient descent of a linear unit's weights, step by step."""

import numpy as np
from numpy.typing import ArrayLike, NDArray


def descend(
    features: ArrayLike,
    target: ArrayLike,
    *,
    learning_rate: float,
    steps: int,
    rng: np.random.Generator | None = None,
) -> NDArray[np.float64]:
    """The path of the weights from 0 towards a target, by gradient descent on the squared error.

    The loss is half the mean of ``(x . w - x . target)^2`` over the samples `x`.

    Parameters
    ----------
    features : array_like
        The samples, shape ``(samples, features)``.
    target : array_like
        The weights that fit perfectly, shape ``(features,)``.
    learning_rate : float
        The step size, positive.
    steps : int
        The number of steps.
    rng : numpy.random.Generator, optional
        Draws one sample for each step. Without it every step sees all samples.

    Returns
    -------
    numpy.ndarray
        The weights before the first and after each step, shape ``(steps + 1, features)``.

    Raises
    ------
    ValueError
        If the shapes do not fit, or the step size is not positive.
    """
    x, goal = _checked(features, target, learning_rate)
    path = np.zeros((steps + 1, len(goal)))
    for step in range(steps):
        batch = x if rng is None else x[rng.integers(len(x))][None]
        gradient = batch.T @ (batch @ (path[step] - goal)) / len(batch)
        path[step + 1] = path[step] - learning_rate * gradient
    return path


def steps_to_fit(
    features: ArrayLike,
    target: ArrayLike,
    *,
    learning_rate: float | None = None,
    tolerance: float = 1e-6,
    limit: int = 1_000_000,
) -> int:
    """How many full-batch steps of `descend` bring the weights close to their target.

    Parameters
    ----------
    features, target : array_like
        As for `descend`.
    learning_rate : float, optional
        The step size; if it is left out, the best constant one, ``2 / (least + greatest)`` of the
        Hessian's eigenvalues.
    tolerance : float
        The part of the initial distance that may be left.
    limit : int
        The number of steps after which to give up.

    Returns
    -------
    int
        The steps, at most `limit`.

    Raises
    ------
    ValueError
        If the shapes do not fit, or the step size is not positive.
    """
    x, goal = _checked(features, target, 1.0 if learning_rate is None else learning_rate)
    eigenvalues, directions = np.linalg.eigh(x.T @ x / len(x))
    if learning_rate is None:
        learning_rate = 2 / (eigenvalues[0] + eigenvalues[-1])
    error = directions.T @ goal
    allowed = tolerance * np.linalg.norm(goal)
    factors = 1 - learning_rate * eigenvalues
    for step in range(limit):
        if np.linalg.norm(error) <= allowed:
            return step
        error = error * factors
    return limit


def _checked(
    features: ArrayLike, target: ArrayLike, learning_rate: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    x, goal = np.asarray(features, dtype=np.float64), np.asarray(target, dtype=np.float64)
    if x.ndim != 2 or goal.shape != x.shape[1:]:
        raise ValueError(
            f"expected features (samples, features) and a target (features,), "
            f"got {x.shape} and {goal.shape}"
        )
    if not learning_rate > 0:
        raise ValueError(f"learning_rate must be positive, got {learning_rate}")
    return x, goal
