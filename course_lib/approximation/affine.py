"""Stacks of affine layers without an activation: the one layer they are, and what rounding adds."""

from collections.abc import Sequence
from functools import reduce
from typing import Any

import numpy as np

from course_lib.approximation.distance import Floats
from course_lib.floats import FORMATS
from course_lib.networks import Layer
from course_lib.networks.explicit import Array


def run_stack(layers: Sequence[Layer], x: Array) -> Array:
    """The outputs of affine layers in turn, with nothing between them.

    Parameters
    ----------
    layers : sequence of Layer
        From the inputs to the outputs.
    x : numpy.ndarray
        Inputs ``(batch, inputs)``, of the layers' dtype.

    Returns
    -------
    numpy.ndarray
        Outputs ``(batch, outputs)``.
    """
    return reduce(lambda a, layer: layer(a), layers, x)


def collapse(layers: Sequence[Layer]) -> Layer:
    r"""The one affine layer that a stack of them is.

    Its weights are :math:`W^L \cdots W^1`; its biases are what the stack makes of the input 0.

    Parameters
    ----------
    layers : sequence of Layer
        From the inputs to the outputs, at least one.

    Returns
    -------
    Layer
        The same map, up to rounding in the layers' dtype.

    Raises
    ------
    ValueError
        If there is no layer, or a layer does not take what the one before gives.
    """
    if not layers:
        raise ValueError("a stack needs at least one layer")
    return reduce(_compose, layers)


def _compose(first: Layer, second: Layer) -> Layer:
    if second.W.shape[1] != len(first.b):
        raise ValueError(
            f"a layer of {second.W.shape[1]} inputs follows one of {len(first.b)} outputs"
        )
    return Layer(second.W @ first.W, second.W @ first.b + second.b)


def orthogonal_stack(
    depth: int, width: int, rng: np.random.Generator, dtype: type[np.floating[Any]] = np.float64
) -> tuple[Layer, ...]:
    """Random layers that keep every length: orthogonal weights, biases of 0.

    Parameters
    ----------
    depth, width : int
        The number of layers, and of units in each.
    rng : numpy.random.Generator
        The source of the weights.
    dtype : type
        The format to which they are rounded.

    Returns
    -------
    tuple of Layer
        Layers of shape ``(width, width)``.
    """
    weights, _ = np.linalg.qr(rng.normal(size=(depth, width, width)))
    return tuple(Layer(W.astype(dtype), np.zeros(width, dtype)) for W in weights)


def collapse_error(
    depth: int, seed: int, *, width: int = 8, stacks: int = 20, samples: int = 50
) -> float:
    """How far a stack and its collapse are apart, for stacks that keep every length.

    Each layer adds rounding errors of one size and hands the earlier ones on unchanged, so the
    difference is expected to grow like the square root of the depth.

    Parameters
    ----------
    depth, width : int
        The shape of the stacks.
    seed : int
        Decides weights and inputs.
    stacks, samples : int
        The number of stacks, and of standard normal inputs to each.

    Returns
    -------
    float
        The root mean square of the difference over that of the outputs, in units of the distance
        from 1 to the next float64.
    """
    rng = np.random.default_rng(seed)
    missed = size = 0.0
    for _ in range(stacks):
        layers = orthogonal_stack(depth, width, rng)
        x = rng.normal(size=(samples, width))
        outputs = run_stack(layers, x)
        missed += float(np.square(outputs - collapse(layers)(x)).sum())
        size += float(np.square(outputs).sum())
    return float(np.sqrt(missed / size)) / FORMATS["float64"].epsilon


def superposition_error(layers: Sequence[Layer], x: Array, y: Array) -> Floats:
    r"""What a stack makes of a sum, minus the sum of what it makes: :math:`F(x+y) - F(x) - F(y)`.

    For a linear map it is 0, for an affine one minus its bias.

    Parameters
    ----------
    layers : sequence of Layer
        From the inputs to the outputs.
    x, y : numpy.ndarray
        Inputs ``(batch, inputs)``, of the layers' dtype.

    Returns
    -------
    numpy.ndarray
        The differences ``(batch, outputs)``, taken in float64.
    """
    outputs = (run_stack(layers, inputs).astype(np.float64) for inputs in (x + y, x, y))
    of_sum, of_x, of_y = outputs
    return np.asarray(of_sum - of_x - of_y, dtype=np.float64)


def affine_floor(x: Array, y: Array) -> float:
    """The least mean squared error of any affine map on some samples.

    Parameters
    ----------
    x : numpy.ndarray
        Inputs ``(samples, inputs)``, or the activations that a last layer reads.
    y : numpy.ndarray
        Targets ``(samples,)``.

    Returns
    -------
    float
        The error of the least-squares fit with a constant.
    """
    columns = np.column_stack([x, np.ones(len(x))])
    solution = np.linalg.lstsq(columns, y)[0]
    return float(np.mean((columns @ solution - y) ** 2))
