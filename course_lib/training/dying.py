"""Units of a rectifier network that are 0 on every input, step by step through training."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from course_lib.activations import get
from course_lib.networks import Ensemble, mlp
from course_lib.training.fitting import fit, make_optimizer
from course_lib.training.tasks import sine_points

Prepare = Callable[[nn.Sequential], None]


def is_dead(z: Tensor) -> Tensor:
    """Which units are dead on a batch: their pre-activation is positive for no input.

    Parameters
    ----------
    z : torch.Tensor
        Pre-activations ``(..., batch, units)``.

    Returns
    -------
    torch.Tensor
        Bool, ``(..., units)``.
    """
    return (z <= 0).all(dim=-2)


class Watched(NamedTuple):
    """A hidden layer before the first and after each step; ``steps + 1`` entries, float64.

    Attributes
    ----------
    highest : numpy.ndarray
        Each unit's greatest pre-activation over the data, ``(steps + 1, units)``.
    bias : numpy.ndarray
        The hidden biases, ``(steps + 1, units)``.
    outgoing : numpy.ndarray
        The weights from the units to the output, ``(steps + 1, units)``.
    loss : numpy.ndarray
        The mean squared error, ``(steps + 1,)``.
    above : numpy.ndarray
        The share of samples on which the output is above the target, ``(steps + 1,)``.
    """

    highest: NDArray[np.float64]
    bias: NDArray[np.float64]
    outgoing: NDArray[np.float64]
    loss: NDArray[np.float64]
    above: NDArray[np.float64]


def watch_units(
    seed: int,
    *,
    units: int = 8,
    learning_rate: float = 0.2,
    steps: int = 20,
    prepare: Prepare | None = None,
) -> Watched:
    """Fit ``sin(3 x)`` on 32 points of [-2, 2] with one layer of ReLUs, by gradient descent.

    Parameters
    ----------
    seed : int
        Decides the initial weights.
    units : int
        The number of hidden units.
    learning_rate : float
        The step size on the full batch.
    steps : int
        The number of updates.
    prepare : callable, optional
        Applied to the network before training; a test nudges the weights with it.

    Returns
    -------
    Watched
        What the units did.
    """
    x, y = sine_points()
    network = mlp((1, units, 1), get("relu"), torch.Generator().manual_seed(seed))
    if prepare is not None:
        prepare(network)
    hidden, output = (layer for layer in network if isinstance(layer, nn.Linear))
    frames: list[tuple[Tensor, ...]] = []

    def watch(step: int) -> None:
        above = (network(x) > y).double().mean()
        state = hidden(x).amax(dim=0), hidden.bias, output.weight[0], above
        frames.append(tuple(part.clone() for part in state))

    optimizer = make_optimizer("sgd", network, learning_rate)
    loss = fit(network, x, y, steps=steps, optimizer=optimizer, watch=watch)
    highest, bias, outgoing, above = (torch.stack(parts) for parts in zip(*frames, strict=True))
    return Watched(*(part.numpy() for part in (highest, bias, outgoing, loss, above)))


class Runs(NamedTuple):
    """Training runs of networks with two hidden layers.

    Attributes
    ----------
    dead : numpy.ndarray
        Whether a unit is dead before the first and after each step, bool, shape
        ``(steps + 1, 2 layers, seeds, units)``.
    loss : numpy.ndarray
        The mean squared error after the last step, float64, ``(seeds,)``.
    """

    dead: NDArray[np.bool_]
    loss: NDArray[np.float64]

    @property
    def share(self) -> NDArray[np.float64]:
        """The share of hidden units that are dead after the last step, ``(seeds,)``."""
        share: NDArray[np.float64] = self.dead[-1].mean(axis=(0, 2))
        return share

    @property
    def born(self) -> NDArray[np.float64]:
        """The share of hidden units that are dead before the first step, ``(seeds,)``."""
        share: NDArray[np.float64] = self.dead[0].mean(axis=(0, 2))
        return share

    @property
    def died(self) -> NDArray[np.int64]:
        """How many units of each layer were dead at some time, all seeds together, ``(2,)``."""
        return np.asarray(self.dead.any(axis=0).sum(axis=(1, 2)), dtype=np.int64)

    @property
    def revived(self) -> NDArray[np.int64]:
        """How many units of each layer were dead and came back at some time, ``(2,)``."""
        back = (self.dead[:-1] & ~self.dead[1:]).any(axis=0)
        return np.asarray(back.sum(axis=(1, 2)), dtype=np.int64)


def train_rectifiers(
    optimizer: str,
    learning_rate: float,
    seeds: Sequence[int],
    *,
    units: int = 32,
    steps: int = 200,
    offset: float = 0.0,
    prepare: Prepare | None = None,
) -> Runs:
    """Fit ``sin(3 x) + offset`` with two hidden layers of ReLUs, and keep track of the dead.

    Parameters
    ----------
    optimizer : {"sgd", "momentum", "adam"}
        Gradient descent on full batches, the same with momentum 0.9, or Adam.
    learning_rate : float
        Its step size.
    seeds : sequence of int
        One training run each; a seed decides the initial weights.
    units : int
        The number of units in each hidden layer.
    steps : int
        The number of updates.
    offset : float
        Added to every target.
    prepare : callable, optional
        Applied to each network before training; a test nudges the weights with it.

    Returns
    -------
    Runs
        Who was dead when, and the final errors.

    Raises
    ------
    ValueError
        If there is no such optimizer.
    """
    networks = [
        mlp((1, units, units, 1), get("relu"), torch.Generator().manual_seed(seed))
        for seed in seeds
    ]
    if prepare is not None:
        for network in networks:
            prepare(network)
    ensemble = Ensemble(networks)
    x, y = sine_points()
    y = y + offset
    dead: list[Tensor] = []

    def watch(step: int) -> None:
        dead.append(torch.stack([is_dead(z) for z in ensemble.through(x)[:-1:2]]))

    rule = make_optimizer(optimizer, ensemble, learning_rate)
    losses = fit(ensemble, x, y, steps=steps, optimizer=rule, watch=watch)
    return Runs(torch.stack(dead).numpy(), losses[-1].numpy())
