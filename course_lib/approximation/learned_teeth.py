"""Do trained networks use their depth? Fits of a sawtooth, with their pieces counted."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from course_lib.activations import get
from course_lib.approximation.depth import tent_network
from course_lib.approximation.regions import corners
from course_lib.networks import Ensemble, Layer, Network, mlp
from course_lib.training import fit


class Taught(NamedTuple):
    """What became of networks that were fitted to a sawtooth; arrays of shape ``(seeds,)``.

    Attributes
    ----------
    parameters : int
        How many weights and biases each of them has.
    before, after : numpy.ndarray
        Straight pieces on the interval, before and after training.
    error : numpy.ndarray
        The root mean squared error after training.
    """

    parameters: int
    before: NDArray[np.int64]
    after: NDArray[np.int64]
    error: NDArray[np.float64]


def learn_teeth(
    hidden: Sequence[int],
    seeds: Sequence[int],
    *,
    depth: int = 4,
    steps: int = 400,
    prepare: Callable[[nn.Module], None] | None = None,
) -> Taught:
    """Fit ReLU networks to the tent map composed with itself, by Adam.

    The inputs are eight equally spaced points for each piece, moved from [0, 1] to [-1, 1]. Weights
    start as He proposes, biases normal with standard deviation one half.

    Parameters
    ----------
    hidden : sequence of int
        The number of units in each hidden layer.
    seeds : sequence of int
        One network each.
    depth : int
        How often the tent is composed; it has ``2^depth`` pieces.
    steps : int
        The number of updates, of step size 0.01.
    prepare : callable, optional
        Applied to each network before training; a test nudges the weights with it.

    Returns
    -------
    Taught
        Pieces and errors.
    """
    x = torch.linspace(0, 1, 8 * 2**depth + 1, dtype=torch.float64)[:, None]
    y = torch.from_numpy(tent_network(depth)(x.numpy()))
    networks = [
        mlp((1, *hidden, 1), get("relu"), torch.Generator().manual_seed(seed), bias_std=0.5)
        for seed in seeds
    ]
    if prepare is not None:
        for network in networks:
            prepare(network)
    ensemble = Ensemble(networks)
    before = _pieces(ensemble)
    losses = fit(ensemble, 2 * x - 1, y, steps=steps, learning_rate=0.01)
    return Taught(
        parameters=sum(p.numel() for p in networks[0].parameters()),
        before=before,
        after=_pieces(ensemble),
        error=losses[-1].sqrt().numpy(),
    )


@torch.no_grad()
def _pieces(ensemble: Ensemble) -> NDArray[np.int64]:
    """The pieces of each member on [-1, 1]."""
    stacked = [dict(layer.named_parameters()) for layer in ensemble.layers]
    arrays = [(p["weight"].numpy(), p["bias"].numpy()) for p in stacked if p]
    members = (
        Network(tuple(Layer(W[i], b[i]) for W, b in arrays), get("relu"))
        for i in range(ensemble.size)
    )
    return np.array([corners(member, -1.0, 1.0).pieces for member in members])
