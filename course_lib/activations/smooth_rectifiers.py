"""Smooth functions that approach the rectifier on both sides."""

from typing import Any, Final

import sympy as sp

from course_lib.activations.branchless import clip, rarely_below, step
from course_lib.activations.definition import Activation, Form, Properties, Z
from course_lib.activations.elementary import SCALES
from course_lib.activations.exponentials import (
    DEEP,
    decaying,
    deep_tail,
    exp_of_sum,
    exp_times,
    log_one_plus,
    minus_size_times,
)
from course_lib.activations.parameters import Parameter
from course_lib.floats import two_prod

BETA: Final = sp.Symbol("beta", positive=True)
"""The sharpness of softplus."""


def _gap(xp: Any, z: Any, beta: Any) -> Any:
    """``log(1 + exp(-beta |z|)) / beta``, what softplus adds to the rectifier."""

    def usual(high: Any, low: Any, beta: Any) -> Any:
        gap = log_one_plus(xp, exp_of_sum(xp, high, low))
        gap /= beta
        return gap

    def deep(high: Any, low: Any, beta: Any) -> Any:
        e = exp_of_sum(xp, high, low)
        ratio = xp.where(e > 0, log_one_plus(xp, e) / e, xp.ones_like(e))  # 1 where e is 0
        return deep_tail(xp, high, low, ratio / beta)

    high, low = minus_size_times(xp, beta, z)
    return rarely_below(xp, high, DEEP, usual, deep, high, low, beta)


def _decay(xp: Any, z: Any, beta: Any, factor: Any = 1) -> Any:
    """``factor exp(-beta |z|)``."""
    return exp_times(xp, *minus_size_times(xp, beta, z), factor)


def _value(xp: Any, z: Any, beta: Any) -> Any:
    result = clip(xp, z, low=0.0)
    result += _gap(xp, z, beta)
    return result


def _derivative(xp: Any, z: Any, beta: Any) -> Any:
    e = _decay(xp, z, beta)
    u = 1 + e
    right = step(xp, z)
    # e on the left, 1 on the right
    e += right * (1 - e)
    e /= u
    return e


def _second_derivative(xp: Any, z: Any, beta: Any) -> Any:
    return decaying(xp, *minus_size_times(xp, beta, z), beta, 2)


def _moment(xp: Any, z: Any, beta: Any, power: int) -> Any:
    """``z (beta z)^(power - 1) e / (1 + e)^power``, ``e = exp(-beta |z|)``, for power 1 or 2."""
    # past this the moment is 0 in float64, but the product of its factors would be inf * 0
    near = xp.where(_decay(xp, z, beta / 2) > 0, z, xp.zeros_like(z))
    factor = near * (beta * near) ** (power - 1)
    return _decay(xp, z, beta, factor) / (1 + _decay(xp, z, beta)) ** power


def _by_beta(xp: Any, z: Any, beta: Any) -> Any:
    return -(xp.abs(_moment(xp, z, beta, 1)) + _gap(xp, z, beta)) / beta


def _by_z_and_beta(xp: Any, z: Any, beta: Any) -> Any:
    return _moment(xp, z, beta, 1) / (1 + _decay(xp, z, beta))


def _by_beta_twice(xp: Any, z: Any, beta: Any) -> Any:
    first = xp.abs(_moment(xp, z, beta, 1)) + _gap(xp, z, beta)
    return (2 * first + _moment(xp, z, beta, 2)) / beta / beta


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
    parameters=(Parameter(BETA, default=1.0, domain=SCALES, learnable=True),),
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

B: Final = sp.Symbol("b", positive=True)
"""How far squareplus is from the rectifier: at 0 it is half of the root of `b`."""


def _hypotenuse(xp: Any, z: Any, b: Any) -> tuple[Any, Any]:
    """``sqrt(z^2 + b)``, and its relative error from the rounding of the root of `b`."""
    root = xp.sqrt(b * xp.ones_like(z))
    product, error = two_prod(xp, root, root)
    h = xp.hypot(z, root)
    share = root / h
    return h, ((b - product) - error) / (2 * b) * share * share


def _squareplus(xp: Any, z: Any, b: Any) -> Any:
    h, _ = _hypotenuse(xp, z, b)
    half_sum = h / 2 + xp.abs(z) / 2  # halves, so that the sum does not overflow
    return xp.where(z < 0, (b / 4) / half_sum, half_sum)


def _squareplus_derivative(xp: Any, z: Any, b: Any) -> Any:
    h, r = _hypotenuse(xp, z, b)
    left = (b / 2) / h / (h + xp.abs(z)) * (1 - 2 * r)
    return xp.where(z < 0, left, 1 - left)


def _squareplus_second_derivative(xp: Any, z: Any, b: Any) -> Any:
    h, r = _hypotenuse(xp, z, b)
    return (b / 2) / h / h / h * (1 - 3 * r)


SQUAREPLUS: Final = Activation(
    name="squareplus",
    definition=(Z + sp.sqrt(Z**2 + B)) / 2,
    forms=(
        Form((), _squareplus),
        Form(("z",), _squareplus_derivative),
        Form(("z", "z"), _squareplus_second_derivative),
    ),
    parameters=(Parameter(B, default=4.0, domain=SCALES),),
    properties=SOFTPLUS.properties,
    source="Barron (2021), arXiv:2112.11687",
)
