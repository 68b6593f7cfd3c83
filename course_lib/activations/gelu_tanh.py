"""GELU's approximation by tanh, which is a logistic gate of a cubic polynomial."""

from typing import Any, Final

import sympy as sp

from course_lib.activations.definition import Activation, Form, Properties, Z
from course_lib.activations.elementary import exact, exact_pair, heads, two_floats
from course_lib.activations.exponentials import decaying, exp_of_sum, minus_size
from course_lib.activations.gated import gate, mirrored
from course_lib.floats import fast_two_sum, head, two_sum

CUBIC: Final = sp.Rational("0.044715")
"""The coefficient of the cubic term."""

_SCALE: Final = sp.sqrt(8 / sp.pi)
_SCALED_CUBIC: Final = _SCALE * CUBIC
# with x = 2u(z), the gate's argument, the derivatives have the signs of sums that cancel at a root:
# each is its value at a number next to the root, known to all digits, plus terms that hardly cancel
_LOWEST: Final = two_floats("-0.7524614220710162584879544432889160906054")
_INFLECTION: Final = two_floats("1.418504008790828355548033545599642697924")


def _argument(z: sp.Expr) -> sp.Expr:
    return _SCALE * z * (1 + CUBIC * z**2)


_LOWEST_SQUARED: Final = _LOWEST**2
_AT_LOWEST: Final = sp.exp(_argument(_LOWEST))
_REST_AT_LOWEST: Final = 1 + _SCALE * _LOWEST * (1 + 3 * CUBIC * _LOWEST_SQUARED) + _AT_LOWEST


def _size(xp: Any, z: Any) -> Any:
    """``-|z|``, for the gate up to 1e4: beyond, it is shut or open to all digits."""
    return minus_size(xp, z, 1e4)


def _exponent(xp: Any, size: Any) -> tuple[Any, Any]:
    """The gate's argument at ``size = -|z|``, rounded, and its rounding error.

    Products of heads are exact, and the rest needs no more than its leading digits.
    """
    front = head(xp, size)
    rest = size - front
    square = front * front
    square_rest = front + size
    square_rest *= rest
    cubic, cubic_rest = heads(xp, _SCALED_CUBIC)
    square_front = head(xp, square)
    square -= square_front
    square += square_rest
    square *= exact(xp, _SCALED_CUBIC)
    square += cubic_rest * square_front
    square_front *= cubic
    scale, missing = exact_pair(xp, _SCALE)
    factor, error = two_sum(square_front, scale)
    error += square
    error += missing
    factor_front = head(xp, factor)
    rest *= factor + error
    factor -= factor_front
    factor += error
    factor *= front
    factor += rest
    factor_front *= front
    return fast_two_sum(factor_front, factor)


def _distance(xp: Any, z: Any, number: sp.Rational) -> Any:
    nearest, missing = exact_pair(xp, number)
    distance = z - nearest
    distance -= missing
    return distance


def _gelu_tanh(xp: Any, z: Any) -> Any:
    return gate(xp, z, *_exponent(xp, _size(xp, z)))


def _slope_sign(xp: Any, z: Any) -> Any:
    """``1 + z x' + exp(x)`` for ``z < 0``."""
    c, k = _LOWEST, exact(xp, _SCALE)
    distance = _distance(xp, z, c)
    distance *= k
    squares = z + exact(xp, c)
    squares *= z
    squares += exact(xp, _LOWEST_SQUARED)
    squares *= exact(xp, CUBIC)
    change = 1 + squares
    change *= distance
    change = xp.expm1(change)
    change *= exact(xp, _AT_LOWEST)
    squares *= 3
    squares += 1
    squares *= distance
    change += squares
    change += exact(xp, _REST_AT_LOWEST)
    return change


def _gelu_tanh_derivative(xp: Any, z: Any) -> Any:
    size = _size(xp, z)
    return mirrored(xp, z, decaying(xp, *_exponent(xp, size), _slope_sign(xp, size), 2))


def _parts(z: Any, a: Any, k: Any) -> tuple[Any, Any]:
    """``2x' + z x''`` and ``z x'^2``."""
    rate = k * (1 + 3 * a * z * z)
    return k * (2 + 12 * a * z * z), z * rate * rate


def _curvature_sign(xp: Any, size: Any, e: Any) -> Any:
    """``2x' + |z| x'' - |z| x'^2 tanh(x / 2)`` times ``1 + e``."""
    a, k = exact(xp, CUBIC), exact(xp, _SCALE)
    first, second = _parts(size, a, k)
    direct = (first - second) + (first + second) * e
    c, x = _INFLECTION, exact(xp, _INFLECTION)
    d = _distance(xp, size, c)
    squares = size * (size + x) + x * x
    fourths = size * size * (size * (size + x) + x * x) + x * x * x * (size + x)
    square = _SCALE**2
    growth = exact(xp, 12 * _SCALE * CUBIC) * (size + x)
    loss = exact(xp, 6 * CUBIC * square) * squares + exact(xp, 9 * CUBIC**2 * square) * fourths
    loss = exact(xp, square) + loss
    first_there, second_there = _parts(c, CUBIC, _SCALE)
    at_root = sp.exp(-_argument(c))
    residual = (first_there - second_there) + (first_there + second_there) * at_root
    moving = d * ((growth - loss) + (growth + loss) * e)
    change = xp.expm1(-k * d * (1 + a * squares))
    moving = moving + exact(xp, (first_there + second_there) * at_root) * change
    return xp.where(size < 0.8, direct, moving + exact(xp, residual))


def _gelu_tanh_second_derivative(xp: Any, z: Any) -> Any:
    size = _size(xp, z)
    high, low = _exponent(xp, size)
    sign = _curvature_sign(xp, -size, exp_of_sum(xp, high, low))
    return decaying(xp, high, low, sign, 3)


GELU_TANH: Final = Activation(
    name="gelu_tanh",
    definition=Z * (1 + sp.tanh(sp.sqrt(2 / sp.pi) * (Z + CUBIC * Z**3))) / 2,
    forms=(
        Form((), _gelu_tanh),
        Form(("z",), _gelu_tanh_derivative),
        Form(("z", "z"), _gelu_tanh_second_derivative),
    ),
    properties=Properties(  # the constants have no closed form
        range=sp.Interval(sp.Float("-0.170040750571254050639067427988", 30), sp.oo),
        lipschitz=sp.Float("1.1289930686587717654559044704", 29),
        monotone=None,
        convex=False,
        parity=None,
        smoothness=sp.oo,
    ),
    source="Hendrycks & Gimpel (2016), arXiv:1606.08415",
)
