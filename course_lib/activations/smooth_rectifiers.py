"""Smooth functions that approach the rectifier on both sides."""

from typing import Any, Final

import sympy as sp

from course_lib.activations.definition import Activation, Form, Parameter, Properties, Z
from course_lib.floats import scaled_exp

BETA: Final = sp.Symbol("beta", positive=True)
"""The sharpness of softplus."""


def _log1p_ratio(xp: Any, e: Any) -> Any:
    """``log(1 + e) / e`` for ``e >= 0``, and its limit 1 where ``1 + e`` rounds to 1.

    The ratio hardly changes with `e`, so the rounding of ``u = 1 + e`` does no harm, and ``u - 1``
    is exact (Kahan's trick). torch's log1p, which would serve too, is off for subnormal `e`.
    """
    u = 1 + e
    grown = u > 1
    one = xp.ones_like(u)
    return xp.where(grown, xp.log(u) / xp.where(grown, u - 1, one), one)


def _value(xp: Any, z: Any, beta: Any) -> Any:
    tail = scaled_exp(xp, beta, -xp.abs(z), 1 / beta)
    return xp.maximum(z, xp.zeros_like(z)) + _log1p_ratio(xp, beta * tail) * tail


def _derivative(xp: Any, z: Any, beta: Any) -> Any:
    e = scaled_exp(xp, beta, -xp.abs(z))
    return xp.where(z < 0, e, 1 + 0 * e) / (1 + e)


def _second_derivative(xp: Any, z: Any, beta: Any) -> Any:
    tail = scaled_exp(xp, beta, -xp.abs(z), beta)
    return tail / (1 + tail / beta) ** 2


def _finite(xp: Any, z: Any, e: Any) -> Any:
    """`z` where ``e = exp(-beta |z|)`` has not underflowed, else 0, so that their product is."""
    return xp.where(e > 0, z, xp.zeros_like(z))


def _by_beta(xp: Any, z: Any, beta: Any) -> Any:
    e = scaled_exp(xp, beta, -xp.abs(z))
    t = beta * xp.abs(_finite(xp, z, e))
    return -(t * e / (1 + e) + xp.log1p(e)) / beta**2


def _by_z_and_beta(xp: Any, z: Any, beta: Any) -> Any:
    e = scaled_exp(xp, beta, -xp.abs(z))
    return _finite(xp, z, e) * e / (1 + e) ** 2


def _by_beta_twice(xp: Any, z: Any, beta: Any) -> Any:
    e = scaled_exp(xp, beta, -xp.abs(z))
    t = beta * xp.abs(_finite(xp, z, e))
    return (2 * (t * e / (1 + e) + xp.log1p(e)) + t**2 * e / (1 + e) ** 2) / beta**3


SOFTPLUS: Final = Activation(
    name="softplus",
    definition=sp.log(1 + sp.exp(BETA * Z)) / BETA,
    forms=(
        Form((), _value),
        Form(("z",), _derivative),
        Form(("beta",), _by_beta),
        Form(("z", "z"), _second_derivative),
        Form(("z", "beta"), _by_z_and_beta),
        Form(("beta", "beta"), _by_beta_twice),
    ),
    parameters=(Parameter(BETA, default=1.0, domain=sp.Interval.open(0, sp.oo), learnable=True),),
    properties=Properties(
        range=sp.Interval.open(0, sp.oo),
        lipschitz=sp.Integer(1),
        monotone="increasing",
        convex=True,
        parity=None,
        smoothness=sp.oo,
    ),
    source="Dugas, Bengio, Belisle, Nadeau & Garcia (2001), NeurIPS 13",
)
