"""The learned slope of the parametric ReLU: its gradient by hand, and where training takes it."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from course_lib.training.fitting import fit
from course_lib.training.tasks import sine_points


def prelu_slope_gradient(z: Tensor, upstream: Tensor, *, per_channel: bool = False) -> Tensor:
    """The gradient of a loss by the slopes of a parametric ReLU.

    The slope that is shared by the positions `i` gets ``sum_i upstream_i min(z_i, 0)``.

    Parameters
    ----------
    z : torch.Tensor
        Pre-activations ``(batch, channels, ...)``.
    upstream : torch.Tensor
        The loss's gradient by the outputs, of the same shape.
    per_channel : bool
        One slope for each channel instead of one for the layer.

    Returns
    -------
    torch.Tensor
        Shape ``(1,)``, or ``(channels,)``.

    Raises
    ------
    ValueError
        If the shapes differ, or there is no axis of channels.
    """
    if z.shape != upstream.shape or z.ndim < 2:
        raise ValueError(
            f"expected two tensors (batch, channels, ...), "
            f"got {tuple(z.shape)} and {tuple(upstream.shape)}"
        )
    terms = upstream * z.clamp(max=0)
    shared = [axis for axis in range(z.ndim) if axis != 1] if per_channel else None
    return terms.sum(dim=shared).reshape(-1)


def learn_slopes(
    seeds: Sequence[int],
    *,
    decay: float = 0.0,
    units: int = 16,
    steps: int = 300,
    learning_rate: float = 0.02,
    prepare: Callable[[nn.Sequential], None] | None = None,
) -> NDArray[np.float64]:
    """Fit ``sin(3 x)`` with one layer of parametric ReLUs that share a slope.

    Gradient descent on full batches; the slope starts at torch's 0.25.

    Parameters
    ----------
    seeds : sequence of int
        One training run each; a seed decides the initial weights.
    decay : float
        Weight decay on the slope alone.
    units : int
        The number of hidden units.
    steps : int
        The number of updates.
    learning_rate : float
        The step size.
    prepare : callable, optional
        Applied to each network before training; a test nudges the weights with it.

    Returns
    -------
    numpy.ndarray
        The slope after training, float64, ``(seeds,)``.
    """
    x, y = sine_points()
    slopes = []
    for seed in seeds:
        generator = torch.Generator().manual_seed(seed)
        hidden, rectifier, output = nn.Linear(1, units), nn.PReLU(), nn.Linear(units, 1)
        network = nn.Sequential(hidden, rectifier, output).double()
        for layer, bias in ((hidden, 1.0), (output, 0.0)):
            nn.init.kaiming_normal_(layer.weight, generator=generator)
            nn.init.normal_(layer.bias, std=bias, generator=generator)
        if prepare is not None:
            prepare(network)
        slope = rectifier.weight
        others = [p for p in network.parameters() if p is not slope]
        groups: list[dict[str, Any]] = [
            {"params": others},
            {"params": [slope], "weight_decay": decay},
        ]
        rule = torch.optim.SGD(groups, lr=learning_rate)
        fit(network, x, y, steps=steps, optimizer=rule)
        slopes.append(slope.item())
    return np.array(slopes)
