"""The error that training leaves, beside the one that a construction has."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
import torch
from torch import nn

from course_lib.activations import get
from course_lib.approximation.distance import Floats
from course_lib.networks import Ensemble
from course_lib.training import cubic_network, fit

POINTS = 101


class Learned(NamedTuple):
    """What networks of one hidden layer have learned.

    Attributes
    ----------
    x : numpy.ndarray
        Inputs on [-1, 1], finer than those of the training, shape ``(points,)``.
    outputs : numpy.ndarray
        The networks' outputs there, shape ``(seeds, points)``.
    errors : numpy.ndarray
        The greatest distance from the target among them, shape ``(seeds,)``.
    """

    x: Floats
    outputs: Floats
    errors: Floats


def learn(
    target: Callable[[Floats], Floats],
    seeds: Sequence[int],
    *,
    units: int,
    steps: int,
    learning_rate: float = 1e-2,
    prepare: Callable[[nn.Module], None] | None = None,
) -> Learned:
    """Fit ReLUs to 101 points of a function on [-1, 1], starting as torch does.

    Parameters
    ----------
    target : callable
        The function, elementwise.
    seeds : sequence of int
        One training run each; a seed decides the initial weights.
    units : int
        The number of hidden units.
    steps, learning_rate : int, float
        Adam's, on full batches.
    prepare : callable, optional
        Applied to each network before training; a test nudges the weights with it.

    Returns
    -------
    Learned
        What the networks say after the last step.
    """
    relu = get("relu")
    networks = [cubic_network(relu, seed, units=units, start="torch") for seed in seeds]
    if prepare is not None:
        for network in networks:
            prepare(network)
    ensemble = Ensemble(networks)
    points = np.linspace(-1, 1, POINTS)
    fit(
        ensemble, _column(points), _column(target(points)), steps=steps, learning_rate=learning_rate
    )
    x = np.linspace(-1, 1, 20 * (POINTS - 1) + 1)
    with torch.no_grad():
        outputs = ensemble(_column(x))[..., 0].numpy()
    return Learned(x, outputs, np.abs(outputs - target(x)).max(axis=1))


def _column(values: Floats) -> torch.Tensor:
    return torch.from_numpy(values)[:, None]
