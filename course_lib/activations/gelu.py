"""GELU, the input times the probability that a standard normal falls below it."""

from typing import Any, Final

import sympy as sp

from course_lib.activations.definition import Activation, Form, Properties, Z
from course_lib.activations.elementary import (
    deep_tail,
    erfc,
    erfcx,
    exact,
    exact_pair,
    exp_of_sum,
    is_deep,
    rarely,
    two_floats,
)
from course_lib.activations.fitted import Fitted
from course_lib.floats import two_prod

_PROBABILITY: Final = (1 + sp.erf(Z / sp.sqrt(2))) / 2
_DENSITY_AT_0: Final = 1 / sp.sqrt(2 * sp.pi)
_SLOPE: Final = sp.diff(Z * _PROBABILITY, Z)
# beside its root the slope is a difference that cancels, and erf has no addition theorem
_SLOPE_NEAR_ROOT: Final = Fitted(
    _SLOPE,
    low=-1.4,
    high=-0.35,
    degree=19,
    root=two_floats("-0.7517915246935644574579049467795240396645"),
)


def _probability(xp: Any, z: Any) -> Any:
    """``erfc(-z / sqrt(2)) / 2``, with the rounding of the argument folded in."""
    c, missing = exact_pair(xp, 1 / sp.sqrt(2))
    x, low = two_prod(xp, -z, c)
    low = low - z * missing
    size = xp.maximum(x, xp.zeros_like(x))
    # the relative slope of erfc is nearly -(2 x + x / (x^2 + 1/2)), and hardly counts below 0
    change = low * size * (2 + 1 / (size * size + 0.5))
    return erfc(xp, x) * (0.5 - 0.5 * xp.where(xp.isfinite(low), change, xp.zeros_like(low)))


def _exponent(xp: Any, z: Any) -> tuple[Any, Any]:
    """``-z^2 / 2``, rounded, and its rounding error."""
    return two_prod(xp, z / 2, -z)


def _is_far_left(z: Any) -> Any:
    return z < -36


def _mills(xp: Any, z: Any) -> Any:
    """The probability over the density, for ``z < 0``."""
    return exact(xp, sp.sqrt(sp.pi / 2)) * erfcx(xp, -z * exact(xp, 1 / sp.sqrt(2)))


def _gelu(xp: Any, z: Any) -> Any:
    def usual(z: Any) -> Any:
        return z * _probability(xp, z)

    def far_left(z: Any) -> Any:
        factor = exact(xp, _DENSITY_AT_0) * z * _mills(xp, z)
        return deep_tail(xp, *_exponent(xp, z), factor)

    return rarely(xp, _is_far_left(z), usual, far_left, z)


def _gelu_derivative(xp: Any, z: Any) -> Any:
    def usual(z: Any) -> Any:
        e = exp_of_sum(xp, *_exponent(xp, z))
        # where the density is 0, so is its product, even if z is infinite
        near = xp.where(e > 0, z, xp.zeros_like(z))
        return _probability(xp, z) + exact(xp, _DENSITY_AT_0) * near * e

    def near_root(z: Any) -> Any:
        return _SLOPE_NEAR_ROOT(xp, z)

    def near(z: Any) -> Any:
        return rarely(xp, (z > -1.4) & (z < -0.35), usual, near_root, z)

    def far_left(z: Any) -> Any:
        factor = exact(xp, _DENSITY_AT_0) * (_mills(xp, z) + z)
        return deep_tail(xp, *_exponent(xp, z), factor)

    return rarely(xp, _is_far_left(z), near, far_left, z)


def _gelu_second_derivative(xp: Any, z: Any) -> Any:
    high, low = _exponent(xp, z)
    root, missing = exact_pair(xp, sp.sqrt(2))
    size = xp.abs(z)
    factor = exact(xp, _DENSITY_AT_0) * ((root - size) + missing) * (root + size)

    def usual(high: Any, low: Any, factor: Any) -> Any:
        return factor * exp_of_sum(xp, high, low)

    def deep(high: Any, low: Any, factor: Any) -> Any:
        return deep_tail(xp, high, low, factor)

    return rarely(xp, is_deep(high), usual, deep, high, low, factor)


GELU: Final = Activation(
    name="gelu",
    definition=Z * _PROBABILITY,
    forms=(
        Form((), _gelu),
        Form(("z",), _gelu_derivative),
        Form(("z", "z"), _gelu_second_derivative),
    ),
    properties=Properties(
        range=sp.Interval(sp.Float("-0.169971207479903661693868470982", 30), sp.oo),
        lipschitz=_SLOPE.subs(Z, sp.sqrt(2)),
        monotone=None,
        convex=False,
        parity=None,
        smoothness=sp.oo,
    ),
    source="Hendrycks & Gimpel (2016), arXiv:1606.08415",
)
