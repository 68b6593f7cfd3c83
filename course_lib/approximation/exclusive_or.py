"""Exclusive or: 1 if exactly one of two inputs is 1, the least task that no affine map does."""

from collections.abc import Callable, Sequence
from typing import Any, Final

import numpy as np
import torch
from torch import nn

from course_lib.activations import Activation
from course_lib.approximation.distance import Floats
from course_lib.networks import Ensemble, Layer, Network, mlp
from course_lib.training import fit

CORNERS: Final[Floats] = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
"""The four inputs, shape ``(4, 2)``."""

XOR: Final[Floats] = np.array([0.0, 1.0, 1.0, 0.0])
"""What is wanted at each."""


def second_difference(activation: Activation, at: float, step: float) -> float:
    """How far an activation bends: ``f(at + step) - 2 f(at) + f(at - step)``.

    Parameters
    ----------
    activation : Activation
        The record `f`.
    at, step : float
        The middle, and the distance of the two points beside it.

    Returns
    -------
    float
        The second difference; 0 everywhere if `f` is affine.
    """
    left, middle, right = activation.value(
        np.array([at - step, at, at + step], np.float64)
    ).tolist()
    return float(left - 2 * middle + right)


def xor_network(activation: Activation, *, at: float = 0.0, step: float = 1.0) -> Network:
    r"""Two hidden units of any activation that bends, and exclusive or comes out.

    With the second difference :math:`D` at `t` with step `h`,

    .. math:: \frac{f(t + h(x_1 - x_2)) + f(t - h(x_1 - x_2)) - 2 f(t)}{D}

    is 0 where the inputs are equal and 1 at the other two corners.

    Parameters
    ----------
    activation : Activation
        The record `f`.
    at, step : float
        The point `t` and the step `h`, such that `f` bends between `t - h` and `t + h`.

    Returns
    -------
    Network
        Two inputs, two hidden units, one output.

    Raises
    ------
    ValueError
        If the second difference is 0, or no more than rounding errors.
    """
    bend = second_difference(activation, at, step)
    middle = float(activation.value(np.array([at], np.float64))[0])
    if abs(bend) < 1e-12 * (1 + abs(middle)):
        raise ValueError(f"{activation.name} does not bend from {at - step:g} to {at + step:g}")
    hidden = Layer(step * np.array([[1.0, -1.0], [-1.0, 1.0]]), np.array([at, at], np.float64))
    output = Layer(np.array([[1.0, 1.0]]) / bend, np.array([-2 * middle / bend]))
    return Network((hidden, output), activation)


def rounded_xor(dtype: type[np.floating[Any]] = np.float16) -> tuple[Layer, ...]:
    """Four linear layers that are the zero map on paper, and exclusive or in float16.

    They compute ``s - 2 s / 2`` with ``s = x_1 + x_2``. The half is taken at the bottom of the
    format's range, where it is rounded to an even multiple of the least positive number.

    Parameters
    ----------
    dtype : type
        The format; in float32 and float64 nothing is rounded.

    Returns
    -------
    tuple of Layer
        From two inputs to one output, without biases.
    """
    weights = (
        [[2.0**-12, 2.0**-12], [1.0, 1.0]],
        [[2.0**-13, 0.0], [0.0, 1.0]],
        [[2.0**12, 0.0], [0.0, 1.0]],
        [[-(2.0**13), 1.0]],
    )
    return tuple(Layer(np.array(W, dtype), np.zeros(len(W), dtype)) for W in weights)


def fit_xor(
    activation: Activation,
    seeds: Sequence[int],
    *,
    hidden: Sequence[int] = (8,),
    steps: int = 400,
    learning_rate: float = 0.05,
    prepare: Callable[[nn.Module], None] | None = None,
) -> Floats:
    """Train networks on the four corners with Adam.

    Parameters
    ----------
    activation : Activation
        The hidden layers' activation.
    seeds : sequence of int
        One training run each; a seed decides the initial weights and biases.
    hidden : sequence of int
        The widths of the hidden layers.
    steps, learning_rate : int, float
        Adam's, on all four corners.
    prepare : callable, optional
        Applied to each network before training; a test nudges the weights with it.

    Returns
    -------
    numpy.ndarray
        The mean squared error before each step, and after the last: ``(steps + 1, seeds)``.
    """
    # with biases of 0 a corner would sit at every kink
    networks = [
        mlp((2, *hidden, 1), activation, torch.Generator().manual_seed(seed), bias_std=1)
        for seed in seeds
    ]
    if prepare is not None:
        for network in networks:
            prepare(network)
    x, y = torch.from_numpy(CORNERS), torch.from_numpy(XOR)[:, None]
    losses = fit(Ensemble(networks), x, y, steps=steps, learning_rate=learning_rate)
    return np.asarray(losses.numpy(), dtype=np.float64)
