"""Saturating units with a range bounded on both sides."""

from typing import Any, Final

import sympy as sp

from course_lib.activations.definition import Activation, Form, Properties, Z
from course_lib.floats import one_plus


def _value(xp: Any, z: Any) -> Any:
    e = xp.exp(-xp.abs(z))
    return xp.where(z < 0, e, 1 + 0 * e) / (1 + e)


def _derivative(xp: Any, z: Any) -> Any:
    e = xp.exp(-xp.abs(z))
    u, r = one_plus(e)
    return e / u / u * (1 - 2 * r)


def _second_derivative(xp: Any, z: Any) -> Any:
    return -_derivative(xp, z) * xp.tanh(z / 2)


SIGMOID: Final = Activation(
    name="sigmoid",
    definition=1 / (1 + sp.exp(-Z)),
    forms=(
        Form((), _value),  # torch.sigmoid gives 0 below -709.8, where the truth is subnormal
        Form(("z",), _derivative),
        Form(("z", "z"), _second_derivative),
    ),
    properties=Properties(
        range=sp.Interval.open(0, 1),
        lipschitz=sp.Rational(1, 4),
        monotone="increasing",
        convex=False,
        parity=None,
        smoothness=sp.oo,
    ),
    source="Rumelhart, Hinton & Williams (1986), doi:10.1038/323533a0",
)
