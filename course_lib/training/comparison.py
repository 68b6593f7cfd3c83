"""What an activation does to a small network, measured over seeds."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from course_lib.activations import Activation
from course_lib.networks import Ensemble, mlp
from course_lib.training.fitting import fit
from course_lib.training.tasks import sine_points

WIDTHS = (1, 32, 32, 1)


class Outcomes(NamedTuple):
    """One value for each seed, float64, shape ``(seeds,)``.

    Attributes
    ----------
    zeros : numpy.ndarray
        The share of hidden activations that are exactly 0 after training.
    flat : numpy.ndarray
        The share of hidden slopes ``f'(z)`` that are exactly 0 after training.
    dead : numpy.ndarray
        The share of hidden units whose slope is exactly 0 on every input.
    loss : numpy.ndarray
        The mean squared error after training.
    """

    zeros: NDArray[np.float64]
    flat: NDArray[np.float64]
    dead: NDArray[np.float64]
    loss: NDArray[np.float64]


def fit_sine(
    activation: Activation,
    seeds: Sequence[int],
    *,
    steps: int = 200,
    learning_rate: float = 1e-2,
    bias_std: float = 0.0,
    prepare: Callable[[nn.Module], None] | None = None,
) -> Outcomes:
    """Fit ``sin(3 x)`` on 32 points of [-2, 2] with a network of two hidden layers of 32 units.

    Parameters
    ----------
    activation : Activation
        The hidden layers' activation.
    seeds : sequence of int
        One training run each; a seed decides the initial weights.
    steps, learning_rate : int, float
        Adam's, on full batches.
    bias_std : float
        The standard deviation of the initial biases. With the default, 0, a network of odd
        activations is an odd function, like the target, and stays one until rounding errors break
        the symmetry; then the outcome depends on the processor.
    prepare : callable, optional
        Applied to each network before training; a test nudges the weights with it.

    Returns
    -------
    Outcomes
        One value for each seed.
    """
    x, y = sine_points()
    networks = [
        mlp(WIDTHS, activation, torch.Generator().manual_seed(seed), bias_std=bias_std)
        for seed in seeds
    ]
    if prepare is not None:
        for network in networks:
            prepare(network)
    ensemble = Ensemble(networks)
    loss = fit(ensemble, x, y, steps=steps, learning_rate=learning_rate)[-1]
    z = _pre_activations(ensemble, x)
    flat = activation.derivative(z) == 0
    return Outcomes(
        zeros=(activation.value(z) == 0).double().mean(dim=(1, 2)).numpy(),
        flat=flat.double().mean(dim=(1, 2)).numpy(),
        dead=flat.all(dim=1).double().mean(dim=1).numpy(),
        loss=loss.numpy(),
    )


@torch.no_grad()
def _pre_activations(ensemble: Ensemble, x: Tensor) -> Tensor:
    """The hidden pre-activations of all layers side by side, ``(members, batch, hidden units)``."""
    outputs = ensemble.through(x)
    return torch.cat(outputs[:-1:2], dim=-1)  # linear layers and activations take turns
