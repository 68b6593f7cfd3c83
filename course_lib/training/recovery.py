"""Who comes back: a layer whose biases are far below 0, under two optimizers."""

from collections.abc import Callable, Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from course_lib.networks import Ensemble
from course_lib.training.fitting import fit, make_optimizer
from course_lib.training.tasks import sine_points


def slope_of(activation: nn.Module, z: float, dtype: torch.dtype = torch.float64) -> float:
    """The slope of an elementwise module at one point, by autograd.

    Parameters
    ----------
    activation : torch.nn.Module
        The module.
    z : float
        The pre-activation.
    dtype : torch.dtype
        The format to compute in.

    Returns
    -------
    float
        The slope.
    """
    at = torch.tensor([z], dtype=dtype, requires_grad=True)
    (slope,) = torch.autograd.grad(activation(at).sum(), at)
    return float(slope)


def recover(
    activation: nn.Module,
    optimizer: str,
    seeds: Sequence[int],
    *,
    bias: float = -10.0,
    units: int = 8,
    steps: int = 400,
    prepare: Callable[[nn.Sequential], None] | None = None,
) -> NDArray[np.float64]:
    """Train a network whose hidden biases start far below 0 to fit ``sin(3 x)`` on [-2, 2].

    The hidden weights are normal with standard deviation 1/2, so that the pre-activations stay
    near `bias`. Adam takes steps of 0.05. Gradient descent takes for each activation about half of
    the greatest step that its output layer bears at the start, ``1 / (2 + 2 E |h|^2)`` for hidden
    outputs `h`.

    Parameters
    ----------
    activation : torch.nn.Module
        The hidden activation, elementwise and without parameters.
    optimizer : {"sgd", "adam"}
        The training rule.
    seeds : sequence of int
        One training run each; a seed decides the initial weights.
    bias : float
        The initial hidden biases.
    units : int
        The number of hidden units.
    steps : int
        The number of updates.
    prepare : callable, optional
        Applied to each network before training; a test nudges the weights with it.

    Returns
    -------
    numpy.ndarray
        The part of the targets' variance that is left as an error: 1 is what the best constant
        leaves. Float64, ``(seeds,)``.
    """
    networks = [_sunken(activation, seed, bias, units) for seed in seeds]
    if prepare is not None:
        for network in networks:
            prepare(network)
    ensemble = Ensemble(networks)
    x, y = sine_points()
    with torch.no_grad():
        size = ensemble.through(x)[1].square().sum(dim=-1).mean().item()
    rate = 0.05 if optimizer == "adam" else 1 / (2 + 2 * size)
    rule = make_optimizer(optimizer, ensemble, rate)
    losses = fit(ensemble, x, y, steps=steps, optimizer=rule)
    left: Tensor = losses[-1] / y.var(correction=0)
    return np.asarray(left.numpy(), dtype=np.float64)


def _sunken(activation: nn.Module, seed: int, bias: float, units: int) -> nn.Sequential:
    generator = torch.Generator().manual_seed(seed)
    hidden, output = (nn.Linear(*ends, dtype=torch.float64) for ends in ((1, units), (units, 1)))
    nn.init.normal_(hidden.weight, std=0.5, generator=generator)
    nn.init.constant_(hidden.bias, bias)
    nn.init.normal_(output.weight, std=(2 / units) ** 0.5, generator=generator)
    nn.init.zeros_(output.bias)
    return nn.Sequential(hidden, activation, output)


def line_error() -> float:
    """The part of the variance that the best straight line leaves in `recover`'s task."""
    x, y = (values[:, 0].numpy() for values in sine_points())
    line = np.polyval(np.polyfit(x, y, 1), x)
    return float(np.mean((y - line) ** 2) / np.var(y))
