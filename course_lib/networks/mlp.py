"""Multilayer perceptrons: affine layers with an activation after each but the last."""

import itertools
from collections.abc import Sequence

import torch
from torch import nn

from course_lib.activations import Activation, as_module


def mlp(
    widths: Sequence[int],
    activation: Activation,
    generator: torch.Generator,
    *,
    bias_std: float = 0.0,
) -> nn.Sequential:
    """A float64 network with He's initialization, and biases of 0 or normal ones.

    Layer `l` computes ``a = f(W a + b)`` with ``W`` of shape ``(widths[l], widths[l - 1])``, its
    entries normal with variance ``2 / widths[l - 1]``; the last layer has no activation.

    Parameters
    ----------
    widths : sequence of int
        The number of inputs, of units in each hidden layer, and of outputs.
    activation : Activation
        The record that every hidden layer applies.
    generator : torch.Generator
        The source of the weights, and then of the biases.
    bias_std : float
        The standard deviation of the biases.

    Returns
    -------
    torch.nn.Sequential
        Linear layers and activation modules in turn; inputs ``(batch, widths[0])``.

    Raises
    ------
    ValueError
        If there are fewer than two widths, or one is not positive.

    References
    ----------
    He, Zhang, Ren & Sun (2015), arXiv:1502.01852.
    """
    if len(widths) < 2 or min(widths) < 1:
        raise ValueError(f"expected two or more positive widths, got {tuple(widths)}")
    layers: list[nn.Module] = []
    for fan_in, fan_out in itertools.pairwise(widths):
        linear = nn.Linear(fan_in, fan_out, dtype=torch.float64)
        nn.init.kaiming_normal_(linear.weight, nonlinearity="relu", generator=generator)
        nn.init.zeros_(linear.bias)
        layers += [linear, as_module(activation)]
    for layer in layers:
        if bias_std and isinstance(layer, nn.Linear):
            nn.init.normal_(layer.bias, std=bias_std, generator=generator)
    return nn.Sequential(*layers[:-1])
