"""One hidden layer learns the cube: ``yhat = w1 f(w0 x + b0) + b1`` on [-1, 1]."""

from collections.abc import Callable, Sequence
from typing import Final, Literal, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from course_lib.activations import Activation, as_module, get
from course_lib.networks import Ensemble
from course_lib.training.fitting import fit
from course_lib.training.history import fit_recorded
from course_lib.training.kinks import default_units

POINTS: Final = 51
STEPS: Final = 2000
LEARNING_RATE: Final = 1e-2
Start = Literal["wide", "torch"]
Floats = NDArray[np.float64]


class CubicFits(NamedTuple):
    """Mean squared errors, one for each seed, float64, shape ``(seeds,)``.

    Attributes
    ----------
    last : numpy.ndarray
        After the last step.
    least : numpy.ndarray
        The least on the way, which a spike of the last steps does not touch.
    """

    last: Floats
    least: Floats


class Frames(NamedTuple):
    """A network of ReLUs at several steps of its training, by the points that determine it.

    Attributes
    ----------
    steps : numpy.ndarray
        The numbers of updates, shape ``(frames,)``.
    kinks : numpy.ndarray
        Where each unit bends, ``-b0 / w0``, kept within [-1, 1]; ``(frames, units)``.
    parts : numpy.ndarray
        What each unit adds to the output, ``w1 relu(w0 x + b0)``, at -1, at its kink and at 1:
        ``(frames, units, 3)``.
    corners : numpy.ndarray
        The ends -1 and 1 and all kinks between them, rising; ``(frames, units + 2)``.
    outputs : numpy.ndarray
        The network's output there; ``(frames, units + 2)``.
    loss : numpy.ndarray
        The mean squared error, ``(frames,)``.
    """

    steps: NDArray[np.int64]
    kinks: Floats
    parts: Floats
    corners: Floats
    outputs: Floats
    loss: Floats


def cubic_network(
    activation: Activation, seed: int, *, units: int = 10, start: Start = "wide"
) -> nn.Sequential:
    """A float64 network of one hidden layer with one input and one output.

    Parameters
    ----------
    activation : Activation
        The hidden units' activation.
    seed : int
        Decides the weights.
    units : int
        The number of hidden units, positive.
    start : {"wide", "torch"}
        ``"wide"`` draws the first weights from a normal distribution with standard deviation 2 and
        takes 0 for the biases; ``"torch"`` draws both as `torch.nn.Linear` does. The second layer
        is the same: weights uniform within ``1 / sqrt(units)``, bias 0.

    Returns
    -------
    torch.nn.Sequential
        The linear layer, the activation, the linear layer.

    Raises
    ------
    ValueError
        If `units` is not positive, or `start` is another word.
    """
    if units < 1:
        raise ValueError(f"units must be positive, got {units}")
    if start not in ("wide", "torch"):
        raise ValueError(f'start must be "wide" or "torch", got {start!r}')
    generator = torch.Generator().manual_seed(seed)
    hidden = nn.Linear(1, units, dtype=torch.float64)
    output = nn.Linear(units, 1, dtype=torch.float64)
    nn.init.zeros_(hidden.bias)
    nn.init.zeros_(output.bias)
    bound = units**-0.5
    nn.init.uniform_(output.weight, -bound, bound, generator=generator)
    if start == "wide":
        nn.init.normal_(hidden.weight, 0.0, 2.0, generator=generator)
    else:
        w, b = default_units(units, generator)
        with torch.no_grad():
            hidden.weight.copy_(torch.from_numpy(w)[:, None])
            hidden.bias.copy_(torch.from_numpy(b))
    return nn.Sequential(hidden, as_module(activation), output)


def cubic_points() -> tuple[Tensor, Tensor]:
    """The inputs, 51 points from -1 to 1, and their cubes, each of shape ``(51, 1)``."""
    x = torch.linspace(-1, 1, POINTS, dtype=torch.float64)[:, None]
    return x, x**3


def fit_cubic(
    activation: Activation,
    seeds: Sequence[int],
    *,
    units: int = 10,
    steps: int = STEPS,
    start: Start = "wide",
    prepare: Callable[[nn.Module], None] | None = None,
) -> CubicFits:
    """Fit the cube, once for each seed, side by side.

    Parameters
    ----------
    activation : Activation
        The hidden units' activation.
    seeds : sequence of int
        One training run each; a seed decides the initial weights.
    units, start
        As in `cubic_network`.
    steps : int
        The number of updates, by Adam with step size 1/100 on all points.
    prepare : callable, optional
        Applied to each network before training; a test nudges the weights with it.

    Returns
    -------
    CubicFits
        The errors at the end, and the least ones.
    """
    networks = [cubic_network(activation, seed, units=units, start=start) for seed in seeds]
    if prepare is not None:
        for network in networks:
            prepare(network)
    x, y = cubic_points()
    losses = fit(Ensemble(networks), x, y, steps=steps, learning_rate=LEARNING_RATE).numpy()
    return CubicFits(losses[-1], losses.min(axis=0))


def watch_cubic(
    seed: int,
    at: Sequence[int],
    *,
    units: int = 10,
    prepare: Callable[[nn.Module], None] | None = None,
) -> Frames:
    """Fit the cube with ReLUs, and keep what a picture of it needs at the steps `at`.

    Parameters
    ----------
    seed, units, prepare
        As in `fit_cubic`.
    at : sequence of int
        Rising numbers of updates; the last one ends the training.

    Returns
    -------
    Frames
        One picture for each step in `at`.
    """
    network = cubic_network(get("relu"), seed, units=units)
    if prepare is not None:
        prepare(network)
    x, y = cubic_points()
    history = fit_recorded(network, x, y, at=at, learning_rate=LEARNING_RATE)
    pictures = [_picture(*(kept[name].numpy() for name in kept)) for kept in history.snapshots]
    kinks, parts, corners, outputs = (np.array(part) for part in zip(*pictures, strict=True))
    loss = history.losses[list(at)].numpy()
    return Frames(np.array(at), kinks, parts, corners, outputs, loss)


def _picture(w0: Floats, b0: Floats, w1: Floats, b1: Floats) -> tuple[Floats, ...]:
    w0 = w0[:, 0]
    kinks = np.clip(-b0 / w0, -1, 1)
    corners = np.sort([-1, *kinks, 1])
    there = np.stack([np.full_like(kinks, -1), kinks, np.full_like(kinks, 1)], axis=-1)
    parts = w1.T * np.maximum(w0[:, None] * there + b0[:, None], 0)
    outputs = np.maximum(np.multiply.outer(corners, w0) + b0, 0) @ w1[0] + b1
    return kinks, parts, corners, outputs
