"""Units that multiply their input by a gate: SiLU, Swish, the quick GELU and the hard Swish."""

from dataclasses import replace
from functools import partial
from typing import Any, Final

import sympy as sp
import torch
from array_api_compat import torch as xtorch

from course_lib.activations.branchless import between, bounded, clip, rarely_below, step
from course_lib.activations.definition import (
    Activation,
    Form,
    Properties,
    SingularPoint,
    Z,
)
from course_lib.activations.elementary import SCALES, exact, exact_pair, two_floats
from course_lib.activations.exponentials import (
    DEEP,
    decaying,
    deep_tail,
    exp_of_sum,
    minus_size,
    minus_size_times,
)
from course_lib.activations.parameters import Parameter

# With x = beta z, the slope has the sign of 1 + x + exp(x) on the left, and the second derivative
# that of (2 - |x|) + (2 + |x|) exp(-|x|). Each is computed as its value at a number next to its
# root, known to all digits, plus terms that have one sign beside the root: nothing cancels.
_LOWEST: Final = two_floats("-1.278464542761073795109358739022980155439")
_AT_LOWEST: Final = sp.exp(_LOWEST)
_REST_AT_LOWEST: Final = 1 + _LOWEST + _AT_LOWEST
_INFLECTION: Final = two_floats("2.399357280515467667832739697282283888523")


def gate(xp: Any, z: Any, high: Any, low: Any) -> Any:
    """``z`` times the sigmoid of z's sign and of ``-(high + low)``'s size."""

    def usual(z: Any, high: Any, low: Any) -> Any:
        e = exp_of_sum(xp, high, low)
        u = 1 + e
        e *= clip(xp, z, high=0.0)
        e += clip(xp, z, low=0.0)
        e /= u
        return e

    def deep(z: Any, high: Any, low: Any) -> Any:
        tail = deep_tail(xp, high, low, z)
        return xp.where(z < 0, tail, z) / (1 + exp_of_sum(xp, high, low))

    return rarely_below(xp, high, DEEP, usual, deep, z, high, low)


def mirrored(xp: Any, z: Any, left: Any) -> Any:
    """The slope at `z` from the one at ``-|z|``: they add up to 1, as ``f(z) - f(-z) = z``.

    The array `left` is used up.
    """
    change = -2 * left
    change += 1
    change *= step(xp, z)
    left += change
    return left


def _distance(xp: Any, high: Any, low: Any, number: sp.Rational) -> Any:
    nearest, missing = exact_pair(xp, number)
    distance = high - nearest  # exact beside the number
    if not isinstance(low, int):
        distance += low
    distance -= missing
    return distance


def _gate_slope(xp: Any, z: Any, high: Any, low: Any) -> Any:
    d = _distance(xp, high, low, _LOWEST)
    sign = xp.expm1(d)
    sign *= exact(xp, _AT_LOWEST)
    sign += d
    sign += exact(xp, _REST_AT_LOWEST)
    return mirrored(xp, z, decaying(xp, high, low, sign, 2))


def _gate_curvature(xp: Any, high: Any, low: Any, factor: Any) -> Any:
    """`factor` times the second derivative of ``x sigma(x)`` at ``|x| = -(high + low)``."""
    inflection = (2 + _INFLECTION) * sp.exp(-_INFLECTION)
    d = _distance(xp, -high, -low, _INFLECTION)
    e = exp_of_sum(xp, high, low)
    sign = exact(xp, inflection) * xp.expm1(-d) + d * (e - 1)
    sign = sign + exact(xp, 2 - _INFLECTION + inflection)
    sign = xp.where(high > -1, (2 + high) + (2 - high) * e, sign)  # far from the root, directly
    return decaying(xp, high, low, factor * sign, 3)


def _silu(xp: Any, z: Any) -> Any:
    return gate(xp, z, *minus_size_times(xp, 1, z))


def _silu_by_torch(z: torch.Tensor) -> torch.Tensor:
    """Torch's kernel, which loses the left tail from -709.8 on."""
    result: torch.Tensor = rarely_below(
        xtorch, z, -700.0, torch.nn.functional.silu, partial(_silu, xtorch), z
    )
    return result


def _silu_derivative(xp: Any, z: Any) -> Any:
    return _gate_slope(xp, z, minus_size(xp, z), 0)


def _silu_second_derivative(xp: Any, z: Any) -> Any:
    return _gate_curvature(xp, *minus_size_times(xp, 1, z), 1)


SILU: Final = Activation(
    name="silu",
    definition=Z / (1 + sp.exp(-Z)),
    forms=(
        Form((), _silu, torch_kernel=_silu_by_torch),
        Form(("z",), _silu_derivative),
        Form(("z", "z"), _silu_second_derivative),
    ),
    properties=Properties(
        range=sp.Interval(-sp.LambertW(sp.exp(-1)), sp.oo),
        lipschitz=sp.Float("1.09983932012886691695818492432", 30),  # no closed form
        monotone=None,
        convex=False,
        parity=None,
        smoothness=sp.oo,
    ),
    source=(
        "Elfwing, Uchibe & Doya (2018), arXiv:1702.03118; "
        "Hendrycks & Gimpel (2016), arXiv:1606.08415"
    ),
)

BETA: Final = sp.Symbol("beta", nonnegative=True)
"""The sharpness of Swish's gate; at 0 the gate is half open everywhere."""


def _swish(xp: Any, z: Any, beta: Any) -> Any:
    return gate(xp, z, *minus_size_times(xp, beta, z))


def _swish_derivative(xp: Any, z: Any, beta: Any) -> Any:
    return _gate_slope(xp, z, *minus_size_times(xp, beta, z))


def _swish_second_derivative(xp: Any, z: Any, beta: Any) -> Any:
    return _gate_curvature(xp, *minus_size_times(xp, beta, z), beta)


def _swish_by_beta(xp: Any, z: Any, beta: Any) -> Any:
    return decaying(xp, *minus_size_times(xp, beta, z), z * z, 2)


def _swish_by_z_and_beta(xp: Any, z: Any, beta: Any) -> Any:
    return _gate_curvature(xp, *minus_size_times(xp, beta, z), z)


def _swish_by_beta_twice(xp: Any, z: Any, beta: Any) -> Any:
    high, low = minus_size_times(xp, beta, z)
    return decaying(xp, high, low, z * z * xp.abs(z) * xp.tanh(high / 2), 2)


SWISH: Final = Activation(
    name="swish",
    definition=Z / (1 + sp.exp(-BETA * Z)),
    forms=(
        Form((), _swish),
        Form(("z",), _swish_derivative),
        Form(("beta",), _swish_by_beta),
        Form(("z", "z"), _swish_second_derivative),
        Form(("z", "beta"), _swish_by_z_and_beta),
        Form(("beta", "beta"), _swish_by_beta_twice),
    ),
    parameters=(Parameter(BETA, default=1.0, domain=sp.Interval(0, SCALES.sup), learnable=True),),
    properties=SILU.properties,
    source="Ramachandran, Zoph & Le (2017), arXiv:1710.05941",
)

QUICK_SHARPNESS: Final = sp.Rational("1.702")
"""The sharpness that brings Swish close to GELU."""


def _quick_exponent(xp: Any, z: Any) -> tuple[Any, Any]:
    sharpness, missing = exact_pair(xp, QUICK_SHARPNESS)
    high, low = minus_size_times(xp, sharpness, z)
    low += missing / sharpness * high
    return high, low


def _quick_gelu(xp: Any, z: Any) -> Any:
    return gate(xp, z, *_quick_exponent(xp, z))


def _quick_gelu_derivative(xp: Any, z: Any) -> Any:
    return _gate_slope(xp, z, *_quick_exponent(xp, z))


def _quick_gelu_second_derivative(xp: Any, z: Any) -> Any:
    return _gate_curvature(xp, *_quick_exponent(xp, z), exact(xp, QUICK_SHARPNESS))


QUICK_GELU: Final = Activation(
    name="quick_gelu",
    definition=Z / (1 + sp.exp(-QUICK_SHARPNESS * Z)),
    forms=(
        Form((), _quick_gelu),
        Form(("z",), _quick_gelu_derivative),
        Form(("z", "z"), _quick_gelu_second_derivative),
    ),
    properties=replace(
        SILU.properties,
        range=sp.Interval(-sp.LambertW(sp.exp(-1)) / QUICK_SHARPNESS, sp.oo),
    ),
    source="Hendrycks & Gimpel (2016), arXiv:1606.08415",
)


def _hardswish(xp: Any, z: Any) -> Any:
    result = clip(xp, z + 3, 0.0, 6.0)
    result /= 6
    result *= clip(xp, z, low=-3.0)
    return result


def _hardswish_derivative(xp: Any, z: Any) -> Any:
    inner = bounded(xp, z) + 1.5
    inner /= 3
    inner *= between(xp, z, -3, 3)
    inner += 1 - step(xp, 3 - z)
    return inner


def _hardswish_second_derivative(xp: Any, z: Any) -> Any:
    return between(xp, z, -3, 3) / 3


HARDSWISH: Final = Activation(
    name="hardswish",
    definition=sp.Piecewise((0, Z <= -3), (Z, Z >= 3), (Z * (Z + 3) / 6, True)),
    forms=(
        Form((), _hardswish),
        Form(("z",), _hardswish_derivative),
        Form(("z", "z"), _hardswish_second_derivative),
    ),
    properties=Properties(
        range=sp.Interval(-sp.Rational(3, 8), sp.oo),
        lipschitz=sp.Rational(3, 2),
        monotone=None,
        convex=False,
        parity=None,
        smoothness=0,
    ),
    singularities=tuple(
        SingularPoint(
            at=sp.Integer(at),
            kind="kink",
            convention=sp.Integer(slope),
            citation=f"{slope}, as the gradient of torch.nn.functional.hardswish takes it",
        )
        for at, slope in ((-3, 0), (3, 1))
    ),
    source="Howard et al. (2019), arXiv:1905.02244",
)
