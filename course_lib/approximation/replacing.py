"""ReLU networks with another activation in its place, one that looks like ReLU from far away."""

from dataclasses import replace

import numpy as np

from course_lib.activations import Activation
from course_lib.networks import Layer, Network


def replace_relu(network: Network, activation: Activation, scale: float) -> Network:
    r"""Put :math:`f(s z)/s` in the place of every ReLU of one hidden layer.

    The factors go into the weights: the hidden ones times `s`, those of the output by `s`.

    Parameters
    ----------
    network : Network
        With one hidden layer of ReLUs.
    activation : Activation
        The record :math:`f`.
    scale : float
        The :math:`s`, positive.

    Returns
    -------
    Network
        Of the same widths.

    Raises
    ------
    ValueError
        If there is not one hidden layer of ReLUs, or the scale is not positive.
    """
    if len(network.layers) != 2 or network.activation.name != "relu":
        raise ValueError("expected one hidden layer of ReLUs")
    if not 0 < scale < np.inf:
        raise ValueError(f"expected a positive and finite scale, got {scale}")
    hidden, output = network.layers
    wider = Layer(scale * hidden.W, scale * hidden.b)
    return Network((wider, replace(output, W=output.W / scale)), activation)


def replacement_bound(network: Network, gap: float, scale: float) -> float:
    r"""How far the outputs of `replace_relu` can be from those of the network it was given.

    .. math:: \tfrac1s \sup_z |f(z) - \max(z, 0)| \; \sum_i |v_i| .

    Parameters
    ----------
    network : Network
        The one with ReLUs, with one output.
    gap : float
        The supremum: ``log(2)`` for softplus.
    scale : float
        The :math:`s`.

    Returns
    -------
    float
        The bound.
    """
    return float(gap / scale * np.abs(network.layers[-1].W).sum())
