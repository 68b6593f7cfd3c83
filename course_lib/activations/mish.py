"""Mish, the input times the tanh of its softplus."""

from typing import Any, Final

import sympy as sp

from course_lib.activations.branchless import rarely_below
from course_lib.activations.definition import Activation, Form, Properties, Z
from course_lib.activations.elementary import exact
from course_lib.activations.exponentials import DEEP, deep_tail

# With x = exp(z) and delta = x^2 + 2x + 2: f = z (delta - 2) / delta, f' = x omega / delta^2 and
# f'' = 4x kappa / delta^3. On the right these are written in exp(-z). Beside the roots of omega and
# kappa each is its value at the float nearest to the root, known to all digits, plus terms that
# hardly cancel.
_LOWEST: Final = sp.Rational(-1.1924312145154952)
_X: Final = sp.exp(_LOWEST)
_OMEGA: Final = (4 * (_LOWEST + 1), (4 * _LOWEST + 6) * _X, 4 * _X**2, _X**3)
"""The terms of `omega` there, by powers of `x`."""
_OMEGA_AT_LOWEST: Final = sum(_OMEGA)
_LEFT_INFLECTION: Final = sp.Rational(-2.256376396360793)
_RIGHT_INFLECTION: Final = sp.Rational(1.4905711794854284)


def _decaying(xp: Any, high: Any, e: Any, factor: Any) -> Any:
    """``factor * e`` with ``e = exp(high)``, also where `e` has lost its digits."""

    def usual(high: Any, e: Any, factor: Any) -> Any:
        return factor * e

    def deep(high: Any, e: Any, factor: Any) -> Any:
        return deep_tail(xp, high, 0, factor)

    return rarely_below(xp, high, DEEP, usual, deep, high, e, factor)


def _delta(xp: Any, z: Any, e: Any) -> tuple[Any, Any]:
    """`delta` on the left, and on the right ``delta exp(-2z)``, for ``e = exp(-|z|)``.

    Rounded, and with the relative error of its sum, which would count as often as it divides.
    """
    base = xp.where(z < 0, 1 + xp.ones_like(e), xp.ones_like(e))
    rest = e * (2 + xp.where(z < 0, e, 2 * e))
    delta = base + rest
    return delta, (rest - (delta - base)) / delta


def _powers(m: Any) -> tuple[Any, Any]:
    """``expm1(2d)`` and ``expm1(3d)`` from ``m = expm1(d)``, without cancellation."""
    return m * (2 + m), m * (3 + m * (3 + m))


def _mish(xp: Any, z: Any) -> Any:
    e = xp.exp(-xp.abs(z))
    delta, _ = _delta(xp, z, e)
    left = _decaying(xp, xp.minimum(z, xp.zeros_like(z)), e, z * (2 + e) / delta)
    return xp.where(z < 0, left, z * ((1 + 2 * e) / delta))


def _omega(xp: Any, z: Any, e: Any) -> Any:
    """``4(z + 1) + (4z + 6) x + 4x^2 + x^3`` for ``z < 0``."""
    d = z - exact(xp, _LOWEST)
    m = xp.expm1(d)
    m2, m3 = _powers(m)
    # where e is 0, so is its product with d, even if d is infinite
    moving = 4 * d + 4 * xp.where(e > 0, d, xp.zeros_like(d)) * e
    moving = moving + exact(xp, _OMEGA[1]) * m
    moving = moving + exact(xp, _OMEGA[2]) * m2 + exact(xp, _OMEGA[3]) * m3
    return moving + exact(xp, _OMEGA_AT_LOWEST)


def _mish_derivative(xp: Any, z: Any) -> Any:
    e = xp.exp(-xp.abs(z))
    delta, r = _delta(xp, z, e)
    inverse = (1 - 2 * r) / (delta * delta)
    left = _decaying(xp, xp.minimum(z, xp.zeros_like(z)), e, _omega(xp, z, e) * inverse)
    near = xp.where(e > 0, z, xp.zeros_like(z))
    right = 1 + e * (4 + e * (4 * near + 6 + 4 * (near + 1) * e))
    return xp.where(z < 0, left, right * inverse)


def _kappa(z: Any, x: Any) -> Any:
    """``(4 + 2z) + (8 + 2z) x + (6 - 3z) x^2 + (2 - 2z) x^3``, where all terms are positive."""
    return 4 + 2 * z + x * (8 + 2 * z + x * (6 - 3 * z + x * (2 - 2 * z)))


def _left_kappa(xp: Any, z: Any, e: Any) -> Any:
    """`kappa` for ``z < 0``."""
    c, x = _LEFT_INFLECTION, sp.exp(_LEFT_INFLECTION)
    d = z - exact(xp, c)
    m = xp.expm1(d)
    m2, m3 = _powers(m)
    near = xp.where(e > 0, d, xp.zeros_like(d))
    moving = 2 * d + near * e * (2 - e * (3 + 2 * e))
    moving = moving + exact(xp, (8 + 2 * c) * x) * m
    moving = moving + exact(xp, (6 - 3 * c) * x**2) * m2 + exact(xp, (2 - 2 * c) * x**3) * m3
    at_root = 4 + 2 * c + (8 + 2 * c) * x + (6 - 3 * c) * x**2 + (2 - 2 * c) * x**3
    return xp.where(z < -1, moving + exact(xp, at_root), _kappa(z, e))


def _right_kappa(xp: Any, z: Any, e: Any) -> Any:
    """`kappa` times ``e^3`` for ``z >= 0``."""
    c, x = _RIGHT_INFLECTION, sp.exp(-_RIGHT_INFLECTION)
    d = z - exact(xp, c)
    m = xp.expm1(-d)
    m2, m3 = _powers(m)
    near = xp.where(e > 0, d, xp.zeros_like(d))
    moving = near * e * (e * (2 + 2 * e) - 3) - 2 * d
    moving = moving + exact(xp, (6 - 3 * c) * x) * m
    moving = moving + exact(xp, (8 + 2 * c) * x**2) * m2 + exact(xp, (4 + 2 * c) * x**3) * m3
    at_root = 2 - 2 * c + (6 - 3 * c) * x + (8 + 2 * c) * x**2 + (4 + 2 * c) * x**3
    direct = 2 - 2 * z + e * (6 - 3 * z + e * (8 + 2 * z + e * (4 + 2 * z)))
    return xp.where(z < 0.75, direct, moving + exact(xp, at_root))


def _mish_second_derivative(xp: Any, z: Any) -> Any:
    size = xp.abs(z)
    e = xp.exp(-size)
    delta, r = _delta(xp, z, e)
    kappa = xp.where(z < 0, _left_kappa(xp, z, e), _right_kappa(xp, z, e))
    high, base = xp.where(z < 0, -size, -2 * size), xp.where(z < 0, e, e * e)
    return _decaying(xp, high, base, 4 * kappa * (1 - 3 * r) / delta / delta / delta)


MISH: Final = Activation(
    name="mish",
    definition=Z * sp.tanh(sp.log(1 + sp.exp(Z))),
    forms=(
        Form((), _mish),
        Form(("z",), _mish_derivative),
        Form(("z", "z"), _mish_second_derivative),
    ),
    properties=Properties(  # the constants have no closed form
        range=sp.Interval(sp.Float("-0.308843413017250406628760229042", 30), sp.oo),
        lipschitz=sp.Float("1.08849816125172786122829362739", 30),
        monotone=None,
        convex=False,
        parity=None,
        smoothness=sp.oo,
    ),
    source="Misra (2019), arXiv:1908.08681",
)
