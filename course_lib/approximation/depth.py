"""What depth buys: sawteeth, squares and products from few ReLUs, with their exact errors."""

import math
from typing import Any, Final

import numpy as np

from course_lib.activations import get
from course_lib.networks import Layer, Network

DType = type[np.floating[Any]]
_RELU: Final = get("relu")


def tent_network(depth: int, dtype: DType = np.float64) -> Network:
    r"""The tent map, composed with itself by one hidden layer of two ReLUs for each time.

    .. math:: t(x) = 2 \max(x, 0) - 4 \max(x - \tfrac12, 0)

    On [0, 1] the result has :math:`2^k` pieces of slope :math:`\pm 2^k` between 0 and 1.

    Parameters
    ----------
    depth : int
        How many times, :math:`k \ge 1`.
    dtype : type
        The floating type of the weights. The network makes no rounding error on [0, 1].

    Returns
    -------
    Network
        With ``2 k`` hidden units.

    Raises
    ------
    ValueError
        If `depth` is not positive.

    Examples
    --------
    >>> tent_network(3)(np.array([[0.125], [0.25], [0.3125]])).ravel().tolist()
    [1.0, 0.0, 0.5]
    """
    _check(depth)
    first, inner, last = [[1.0], [1.0]], [[2.0, -4.0], [2.0, -4.0]], [[2.0, -4.0]]
    kinks = [0.0, -0.5]
    layers = [_layer(first, kinks, dtype)]
    layers += [_layer(inner, kinks, dtype)] * (depth - 1)
    return Network((*layers, _layer(last, [0], dtype)), _RELU)


def square_network(depth: int, dtype: DType = np.float64) -> Network:
    r"""Yarotsky's approximation of the square on [0, 1].

    .. math:: x - \sum_{j=1}^{m} \frac{t^j(x)}{4^j} ,

    where :math:`t^j` is the tent map composed `j` times. It joins the points of the parabola over
    the multiples of :math:`2^{-m}`, and lies above it by at most :math:`4^{-(m + 1)}`.

    Parameters
    ----------
    depth : int
        How many tents, :math:`m \ge 1`.
    dtype : type
        The floating type of the weights.

    Returns
    -------
    Network
        With ``3 m - 1`` hidden units: two for the tent of each layer, and from the second on one
        that carries the sum so far, which is never negative.

    Raises
    ------
    ValueError
        If `depth` is not positive.

    References
    ----------
    Yarotsky (2017), doi:10.1016/j.neunet.2017.07.002.
    """
    _check(depth)
    layers = [_layer([[1.0], [1.0]], [0.0, -0.5], dtype)]
    before = [1.0, 0.0]  # the sum so far is x, which the first unit holds
    for j in range(1, depth):
        tent = [2.0, -4.0] + [0.0] * (len(before) - 2)
        carried = _less_tent(before, j)
        layers.append(_layer([tent, tent, carried], [0, -0.5, 0], dtype))
        before = [0.0, 0.0, 1.0]
    return Network((*layers, _layer([_less_tent(before, depth)], [0], dtype)), _RELU)


def _less_tent(before: list[float], j: int) -> list[float]:
    """Weights of the sum so far minus ``t^j / 4^j``, from the units of layer `j`."""
    return [before[0] - 2 / 4**j, before[1] + 4 / 4**j, *before[2:]]


def square_error(depth: int) -> float:
    """The greatest error of `square_network` on [0, 1], ``4^-(depth + 1)``, met exactly."""
    return float(0.25 ** (depth + 1))


def product_network(depth: int, dtype: DType = np.float64) -> Network:
    r"""The product of two numbers of [0, 1] from three squares.

    .. math:: x y = 2 \Bigl(\frac{x + y}{2}\Bigr)^2 - \frac{x^2}{2} - \frac{y^2}{2} .

    A square that is at most :math:`\delta` too large leaves an error from :math:`-\delta` to
    :math:`2\delta`.

    Parameters
    ----------
    depth : int
        The depth of each `square_network`.
    dtype : type
        The floating type of the weights.

    Returns
    -------
    Network
        With inputs ``(batch, 2)`` and three times the units of the square.

    Raises
    ------
    ValueError
        If `depth` is not positive.
    """
    square = square_network(depth, dtype)
    mixed = np.array([[0.5, 0.5], [1, 0], [0, 1]], dtype)
    shares = np.array([[2, -0.5, -0.5]], dtype)
    side = [
        Layer(np.kron(np.eye(3, dtype=dtype), layer.W), np.tile(layer.b, 3))
        for layer in square.layers
    ]
    first = Layer(side[0].W @ mixed, side[0].b)
    last = Layer(shares @ side[-1].W, shares @ side[-1].b)
    return Network((first, *side[1:-1], last), _RELU)


def product_error(depth: int) -> float:
    """The greatest error of `product_network` on the unit square, twice `square_error`."""
    return 2 * square_error(depth)


def most_pieces(widths: tuple[int, ...]) -> int:
    r"""The greatest number of pieces that a ReLU network of one input could have.

    Each unit of a layer adds at most one kink inside each piece of its inputs, so a layer of `n`
    units multiplies their number by at most :math:`n + 1`.

    Parameters
    ----------
    widths : tuple of int
        The numbers of units in the hidden layers.

    Returns
    -------
    int
        The product of :math:`n + 1` over the layers.
    """
    return math.prod(width + 1 for width in widths)


def sawtooth_floor(depth: int, kinks: int) -> float:
    r"""How far, on average over [0, 1], few kinks must stay from the tent map composed `k` times.

    .. math:: \int_0^1 |t^k - g| \ge \frac14 \Bigl(1 - \frac{n}{2^{k-1}}\Bigr)

    for every `g` that is affine between `n` kinks.

    Parameters
    ----------
    depth : int
        The :math:`k`, positive.
    kinks : int
        The :math:`n`, not negative.

    Returns
    -------
    float
        The right-hand side, or 0 if it is negative.

    Raises
    ------
    ValueError
        If `depth` is not positive, or `kinks` is negative.
    """
    _check(depth)
    if kinks < 0:
        raise ValueError(f"expected a number of kinks, got {kinks}")
    return max(0.25 * (1 - kinks / (1 << (depth - 1))), 0.0)


def _check(depth: int) -> None:
    if depth < 1:
        raise ValueError(f"expected a positive depth, got {depth}")


def _layer(weights: list[list[float]], biases: list[float], dtype: DType) -> Layer:
    return Layer(np.array(weights, dtype), np.array(biases, dtype))
