"""The straight pieces of a ReLU network along a line, found exactly, without sampling."""

import itertools
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from course_lib.activations import get
from course_lib.approximation.distance import Floats
from course_lib.networks import Layer, Network

_RELU: Final = get("relu")
_SAME: Final = 1e-9  # slopes that differ by less, relative to the greatest, are one slope


class Polygon(NamedTuple):
    """A continuous piecewise linear function of one variable.

    Attributes
    ----------
    x : numpy.ndarray
        Its corners and both ends, rising, shape ``(n + 1,)``.
    y : numpy.ndarray
        Its values there.
    """

    x: Floats
    y: Floats

    @property
    def pieces(self) -> int:
        """How many straight pieces it has; corners where the slope stays do not count."""
        slopes = np.diff(self.y) / np.diff(self.x)
        turns = np.abs(np.diff(slopes)) > _SAME * np.abs(slopes).max()
        return 1 + int(turns.sum())

    def crossings(self, level: float) -> int:
        """How often it passes from one side of a level to the other."""
        sides = np.sign(self.y - level)
        sides = sides[sides != 0]
        return int((sides[1:] != sides[:-1]).sum())


def corners(network: Network, low: float, high: float) -> Polygon:
    """The function that a ReLU network computes on an interval, corner by corner.

    Layer by layer, every pre-activation is a straight line between the corners so far. Where it
    changes its sign, its ReLU adds a corner.

    Parameters
    ----------
    network : Network
        With ReLUs, one input and one output, in float64.
    low, high : float
        The interval.

    Returns
    -------
    Polygon
        The output with the corners of all hidden units, those included that it does not show.

    Raises
    ------
    ValueError
        If the network is of another kind, or the interval is empty.
    """
    if network.activation.name != "relu" or network.layers[0].W.dtype != np.float64:
        raise ValueError("expected ReLUs and weights in float64")
    if network.widths[0] != 1 or network.widths[-1] != 1:
        raise ValueError(f"expected one input and one output, got widths {network.widths}")
    if not low < high:
        raise ValueError(f"expected an interval, got {low} to {high}")
    x = np.array([low, high])
    a = x[:, None]
    for layer in network.layers[:-1]:
        x, z = _with_roots(x, layer(a).astype(np.float64))
        a = _RELU.value(z)
    return Polygon(x, network.layers[-1](a)[:, 0].astype(np.float64))


def _with_roots(x: Floats, z: Floats) -> tuple[Floats, Floats]:
    """Add the points between corners where a pre-activation, shape ``(corners, units)``, is 0."""
    cell, unit = np.nonzero(z[:-1] * z[1:] < 0)
    left, right = z[cell, unit], z[cell + 1, unit]
    share = left / (left - right)
    roots = x[cell] + share * (x[cell + 1] - x[cell])
    at_roots = z[cell] + share[:, None] * (z[cell + 1] - z[cell])
    x, first = np.unique(np.concatenate([x, roots]), return_index=True)
    return x, np.concatenate([z, at_roots])[first]


def along(network: Network, start: Floats, end: Floats) -> Network:
    """A network on the straight line through two inputs, as a network of one input.

    Parameters
    ----------
    network : Network
        With inputs of any number.
    start, end : numpy.ndarray
        The inputs that 0 and 1 stand for, each of shape ``(inputs,)``.

    Returns
    -------
    Network
        The same units, with another first layer.
    """
    first = network.layers[0]
    line = Layer((first.W @ (end - start))[:, None], first(start[None, :])[0])
    return Network((line, *network.layers[1:]), network.activation)


def random_relus(
    widths: tuple[int, ...], rng: np.random.Generator, *, bias_std: float = 1.0
) -> Network:
    """A ReLU network with He's initialization and normal biases.

    Parameters
    ----------
    widths : tuple of int
        The numbers of inputs, of units in each hidden layer, and of outputs.
    rng : numpy.random.Generator
        The source of the weights.
    bias_std : float
        The standard deviation of the biases.

    Returns
    -------
    Network
        In float64; weights have variance ``2 / inputs`` of their layer.
    """
    layers = (
        Layer(
            rng.normal(scale=np.sqrt(2 / inputs), size=(outputs, inputs)),
            rng.normal(scale=bias_std, size=outputs),
        )
        for inputs, outputs in itertools.pairwise(widths)
    )
    return Network(tuple(layers), _RELU)


def perturbed(network: Network, size: float, rng: np.random.Generator) -> Network:
    """A network with every weight and bias multiplied by ``1 + size Z``, Z standard normal.

    Parameters
    ----------
    network : Network
        The network, which stays as it is.
    size : float
        The standard deviation of the relative change.
    rng : numpy.random.Generator
        The source.

    Returns
    -------
    Network
        The changed one.
    """

    def changed(array: NDArray[np.floating[Any]]) -> NDArray[np.floating[Any]]:
        factors = 1 + size * rng.standard_normal(array.shape)
        return (array * factors).astype(array.dtype)

    layers = tuple(Layer(changed(layer.W), changed(layer.b)) for layer in network.layers)
    return Network(layers, network.activation)
