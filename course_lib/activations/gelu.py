"""GELU, the input times the probability that a standard normal falls below it."""

from typing import Any, Final

import sympy as sp

from course_lib.activations.branchless import bounded, clip, rarely, rarely_below
from course_lib.activations.definition import Activation, Form, Properties, Z
from course_lib.activations.elementary import erfc, erfcx, exact, exact_pair, heads, two_floats
from course_lib.activations.exponentials import DEEP, deep_tail, exp_of_own, exp_of_sum
from course_lib.activations.fitted import Fitted
from course_lib.floats import fast_two_sum, head, square

_PROBABILITY: Final = (1 + sp.erf(Z / sp.sqrt(2))) / 2
_MINUS_ROOT_OF_HALF: Final = -1 / sp.sqrt(2)
_DENSITY_AT_0: Final = 1 / sp.sqrt(2 * sp.pi)
_SLOPE: Final = sp.diff(Z * _PROBABILITY, Z)
# beside its root the slope is a difference that cancels, and erf has no addition theorem
_SLOPE_NEAR_ROOT: Final = Fitted(
    _SLOPE,
    low=-1.2,
    high=-0.52,
    degree=15,
    root=two_floats("-0.7517915246935644574579049467795240396645"),
)


def _argument(xp: Any, z: Any) -> tuple[Any, Any]:
    """``-z / sqrt(2)``, rounded, and its rounding error."""
    c, missing = heads(xp, _MINUS_ROOT_OF_HALF)
    front = head(xp, z)
    low = z - front
    low *= exact(xp, _MINUS_ROOT_OF_HALF)
    low += missing * front
    front *= c
    return fast_two_sum(front, low)


def _probability(xp: Any, z: Any) -> Any:
    """``erfc(-z / sqrt(2)) / 2`` for `z` of moderate size, the argument's rounding folded in."""
    x, low = _argument(xp, z)
    size = clip(xp, x, low=0.0)
    # the relative slope of erfc is nearly -(2 x + x / (x^2 + 1/2)), and hardly counts below 0
    change = size * size
    change += 0.5
    change **= -1
    change += 2
    change *= size
    change *= low
    change -= 1
    change *= -0.5
    change *= erfc(xp, x)
    return change


def _exponent(xp: Any, z: Any) -> tuple[Any, Any]:
    """``-z^2 / 2``, rounded, and its rounding error."""
    high, low = square(xp, z)
    half = -sp.S.Half if hasattr(xp, "exact") else -0.5
    high *= half
    low *= half
    return high, low


_FAR: Final = 1e4
"""Beyond this the probability is 0 or 1, and the density 0, to all digits."""

_FAR_LEFT: Final = -36
"""Below this the probability is a product that would be subnormal."""


def _mills(xp: Any, z: Any) -> Any:
    """The probability over the density, for ``z < 0``."""
    return exact(xp, sp.sqrt(sp.pi / 2)) * erfcx(xp, z * exact(xp, _MINUS_ROOT_OF_HALF))


def _gelu(xp: Any, z: Any) -> Any:
    def usual(z: Any) -> Any:
        result = _probability(xp, bounded(xp, z, _FAR))
        result *= z
        return result

    def far_left(z: Any) -> Any:
        factor = exact(xp, _DENSITY_AT_0) * z * _mills(xp, z)
        return deep_tail(xp, *_exponent(xp, bounded(xp, z, _FAR)), factor)

    return rarely_below(xp, z, _FAR_LEFT, usual, far_left, z)


def _gelu_derivative(xp: Any, z: Any) -> Any:
    def usual(z: Any) -> Any:
        z = bounded(xp, z, _FAR)
        high, low = _exponent(xp, z)
        e = exp_of_own(xp, high)
        low *= e
        e += low
        e *= exact(xp, _DENSITY_AT_0)
        # the density is the slope of the probability: it corrects its argument's rounding
        x, low = _argument(xp, z)
        low /= exact(xp, _MINUS_ROOT_OF_HALF)
        low += z
        e *= low
        probability = erfc(xp, x)
        probability /= 2
        e += probability
        return e

    def near_root(z: Any) -> Any:
        return _SLOPE_NEAR_ROOT(xp, z)

    def near(z: Any) -> Any:
        distance = z + 0.86
        distance *= distance
        return rarely(xp, distance < 0.1156, usual, near_root, z)

    def far_left(z: Any) -> Any:
        factor = exact(xp, _DENSITY_AT_0) * (_mills(xp, z) + z)
        return deep_tail(xp, *_exponent(xp, bounded(xp, z, _FAR)), factor)

    return rarely_below(xp, z, _FAR_LEFT, near, far_left, z)


def _gelu_second_derivative(xp: Any, z: Any) -> Any:
    high, low = _exponent(xp, bounded(xp, z, _FAR))
    root, missing = exact_pair(xp, sp.sqrt(2))
    size = xp.abs(z)
    factor = exact(xp, _DENSITY_AT_0) * ((root - size) + missing) * (root + size)

    def usual(high: Any, low: Any, factor: Any) -> Any:
        return factor * exp_of_sum(xp, high, low)

    def deep(high: Any, low: Any, factor: Any) -> Any:
        return deep_tail(xp, high, low, factor)

    return rarely_below(xp, high, DEEP, usual, deep, high, low, factor)


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
