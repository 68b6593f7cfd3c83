"""Networks of ReLUs through which nothing passes from the start."""

import numpy as np
from numpy.typing import ArrayLike, NDArray


def born_dead_chance(width: ArrayLike, depth: ArrayLike) -> NDArray[np.float64]:
    """The chance that some layer is 0 for one input: ``1 - (1 - 2^-width)^depth``.

    It holds for weights that are independent, symmetric about 0 and continuous, biases of 0, and
    an input other than 0.

    Parameters
    ----------
    width : array_like
        The number of units in each hidden layer.
    depth : array_like
        The number of hidden layers.

    Returns
    -------
    numpy.ndarray
        The chance, float64, of the two shapes broadcast; without cancellation for wide layers.

    References
    ----------
    Lu, Shin, Su & Karniadakis (2020), doi:10.4208/cicp.OA-2020-0165.
    """
    alive = np.log1p(-np.exp2(-np.asarray(width, dtype=np.float64)))
    return np.asarray(-np.expm1(np.asarray(depth) * alive))


def count_born_dead(
    width: int, depth: int, networks: int, rng: np.random.Generator, *, inputs: int = 1
) -> NDArray[np.int64]:
    """Draw networks with normal weights and count those with a dead layer, depth by depth.

    Parameters
    ----------
    width : int
        The number of units in each hidden layer, and of inputs' entries.
    depth : int
        The number of hidden layers.
    networks : int
        The number of networks to draw.
    rng : numpy.random.Generator
        The source of weights and inputs.
    inputs : int
        The number of standard normal inputs for each network. A layer counts as dead if all its
        units are 0 for all of them.

    Returns
    -------
    numpy.ndarray
        How many networks have a dead layer among the first 1, 2, ..., `depth`; int64, ``(depth,)``.

    Raises
    ------
    ValueError
        If a number is less than 1.
    """
    if min(width, depth, networks, inputs) < 1:
        raise ValueError(
            f"width, depth, networks and inputs must be at least 1, "
            f"got {width}, {depth}, {networks} and {inputs}"
        )
    counts = np.zeros(depth, dtype=np.int64)
    signal = rng.standard_normal((networks, inputs, width))
    for layer in range(depth):
        weights = rng.standard_normal((len(signal), width, width))
        signal = np.maximum(signal @ weights, 0)
        size = signal.max(axis=(1, 2), keepdims=True)
        alive = size[:, 0, 0] > 0
        counts[layer] = networks - alive.sum()
        # positive factors pass through every layer: without them the signal would underflow
        signal = signal[alive] / size[alive]
    return counts
