"""One hidden layer learns a sine, and the sharpness of its Swish units with it."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from course_lib.activations import Activation, get
from course_lib.activations.torch_function import partial_derivative
from course_lib.networks import Ensemble, mlp
from course_lib.training.fitting import fit
from course_lib.training.tasks import sine_points

UNITS = 16
STEPS = 300
LEARNING_RATE = 0.03
Prepare = Callable[[nn.Module], None] | None


class Sharpened(NamedTuple):
    """Training runs, one for each seed.

    Attributes
    ----------
    betas : numpy.ndarray
        The sharpness before the first and after each step, float64, ``(steps + 1, seeds)``.
    loss : numpy.ndarray
        The mean squared error after the last step, float64, ``(seeds,)``.
    """

    betas: NDArray[np.float64]
    loss: NDArray[np.float64]


def fit_one_layer(
    activation: Activation,
    seeds: Sequence[int],
    *,
    learning_rate: float = LEARNING_RATE,
    prepare: Prepare = None,
) -> NDArray[np.float64]:
    """Fit ``sin(3 x)`` with one hidden layer of 16 units, 300 steps of Adam on full batches.

    Parameters
    ----------
    activation : Activation
        The hidden units' activation.
    seeds : sequence of int
        One training run each; a seed decides the initial weights.
    learning_rate : float
        Adam's step size.
    prepare : callable, optional
        Applied to each network before training; a test nudges the weights with it.

    Returns
    -------
    numpy.ndarray
        The mean squared error after the last step, float64, ``(seeds,)``.
    """
    ensemble = Ensemble(_networks(activation, seeds, prepare))
    losses = fit(ensemble, *sine_points(), steps=STEPS, learning_rate=learning_rate)
    return losses[-1].numpy()


def learn_sharpness(
    seeds: Sequence[int],
    *,
    start: float = 1.0,
    learning_rate: float = LEARNING_RATE,
    prepare: Prepare = None,
) -> Sharpened:
    """Do as `fit_one_layer` with Swish, and train the sharpness that the units share as well.

    Parameters
    ----------
    seeds, learning_rate, prepare
        As for `fit_one_layer`; a seed gives the same initial weights.
    start : float
        The sharpness at the start. One that a step takes below 0 is put back to 0.

    Returns
    -------
    Sharpened
        The path of the sharpness, and the errors at the end.
    """
    swish = get("swish", beta=start)
    model = _SharedSharpness(Ensemble(_networks(swish, seeds, prepare)), swish)
    path: list[Tensor] = []

    def keep_in_domain(step: int) -> None:
        path.append(model.beta.clamp_(min=0).clone())

    losses = fit(
        model, *sine_points(), steps=STEPS, learning_rate=learning_rate, watch=keep_in_domain
    )
    return Sharpened(torch.stack(path).numpy(), losses[-1].numpy())


class _SharedSharpness(nn.Module):
    """An ensemble of one-layer networks whose members learn a sharpness each."""

    def __init__(self, ensemble: Ensemble, swish: Activation) -> None:
        super().__init__()
        self.hidden, _, self.output = ensemble.layers
        self.swish, self.size = swish, ensemble.size
        start = torch.full((ensemble.size,), swish.keywords["beta"], dtype=torch.float64)
        self.beta = nn.Parameter(start)

    def forward(self, x: Tensor) -> Tensor:
        z = self.hidden(x.expand(self.size, *x.shape))
        beta = self.beta[:, None, None].expand_as(z)
        outputs: Tensor = self.output(partial_derivative(self.swish, (), z, beta=beta))
        return outputs


@torch.no_grad()
def _networks(
    activation: Activation, seeds: Sequence[int], prepare: Prepare
) -> list[nn.Sequential]:
    networks = []
    for seed in seeds:
        generator = torch.Generator().manual_seed(seed)
        network = mlp((1, UNITS, 1), activation, generator)
        hidden = network[0]
        assert isinstance(hidden, nn.Linear)  # as `mlp` makes it
        nn.init.normal_(hidden.bias, generator=generator)
        if prepare is not None:
            prepare(network)
        networks.append(network)
    return networks
