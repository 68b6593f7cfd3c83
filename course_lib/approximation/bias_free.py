"""What a hidden layer without biases cannot do, read off the activation's symmetry."""

from collections.abc import Mapping
from functools import cache
from typing import Final, Literal, NamedTuple

import numpy as np
import sympy as sp
from torch import nn

from course_lib.activations import Activation
from course_lib.approximation.floors import Witness
from course_lib.derivations import Status, decide

Symmetry = Literal["odd", "odd up to a constant", "linear odd part", "zero at zero"]

WITNESSES: Final[Mapping[Symmetry, Witness]] = {
    "odd": Witness(np.array([-1.0, 1.0]), np.array([1.0, 1.0])),
    "odd up to a constant": Witness(np.array([-1.0, 0.0, 1.0]), np.array([1.0, -2.0, 1.0])),
    "linear odd part": Witness(np.array([-1.0, -0.5, 0.5, 1.0]), np.array([-1.0, 2.0, -2.0, 1.0])),
    "zero at zero": Witness(np.array([0.0]), np.array([1.0])),
}
"""For each symmetry a witness on [-1, 1] that ignores every bias-free network with it."""


@cache
def symmetries(activation: Activation) -> tuple[Symmetry, ...]:
    r"""The symmetries that every bias-free network of an activation inherits.

    - *odd*: :math:`f(z) + f(-z) = 0`.
    - *odd up to a constant*: :math:`f(z) + f(-z) = 2 f(0)`.
    - *linear odd part*: :math:`f(z) - f(-z) = \lambda z` with some constant.
    - *zero at zero*: :math:`f(0) = 0`.

    Each is proved or refuted by the checker of derivations.

    Parameters
    ----------
    activation : Activation
        A record.

    Returns
    -------
    tuple of str
        The symmetries that hold.

    Raises
    ------
    ArithmeticError
        If one can be neither proved nor refuted.
    """
    f, z = activation.expr, activation.z
    mirrored, at_zero = f.subs(z, -z), f.subs(z, 0)
    sides: dict[Symmetry, tuple[sp.Expr, sp.Expr]] = {
        "odd": (f + mirrored, sp.Integer(0)),
        "odd up to a constant": (f + mirrored, 2 * at_zero),
        "linear odd part": (f - mirrored, odd_slope(activation) * z),
        "zero at zero": (at_zero, sp.Integer(0)),
    }
    return tuple(name for name, (left, right) in sides.items() if _holds(left, right))


def odd_slope(activation: Activation) -> sp.Expr:
    r""":math:`f(1) - f(-1)`: the only slope that :math:`f(z) - f(-z) = \lambda z` can have."""
    f, z = activation.expr, activation.z
    return sp.simplify(f.subs(z, 1) - f.subs(z, -1))


def _holds(left: sp.Expr, right: sp.Expr) -> bool:
    status = decide(left, right).status
    if status not in (Status.PROVED, Status.REFUTED):
        raise ArithmeticError(f"{left} = {right} is {status.value}")
    return status is Status.PROVED


class Missed(NamedTuple):
    """A power of `x` that no bias-free network comes close to on [-1, 1].

    Attributes
    ----------
    power : int
        Which one, from 0 to 3.
    floor : float
        The least error that is possible, or less.
    symmetry : str
        The reason.
    """

    power: int
    floor: float
    symmetry: Symmetry


def missed_power(activation: Activation) -> Missed | None:
    """The power of `x`, up to the third, of which bias-free networks are shown to miss most.

    Parameters
    ----------
    activation : Activation
        A record.

    Returns
    -------
    Missed or None
        None if the activation has none of the `symmetries`.
    """
    found = [
        Missed(power, WITNESSES[name].floor(lambda x, power=power: x**power), name)  # type: ignore[misc]
        for name in symmetries(activation)
        for power in range(4)
    ]
    return max(found, key=lambda missed: missed.floor, default=None)


def without_biases(network: nn.Sequential) -> nn.Sequential:
    """Take the biases from a network's linear layers, in place.

    Parameters
    ----------
    network : torch.nn.Sequential
        Such as `course_lib.networks.mlp` makes.

    Returns
    -------
    torch.nn.Sequential
        The same network.
    """
    for layer in network:
        if isinstance(layer, nn.Linear):
            layer.register_parameter("bias", None)
    return network
