"""Building blocks of stable forms: what several families share."""

from functools import cache
from typing import Any, Final

import sympy as sp

from course_lib.floats import scaled_exp, two_prod

SCALES: Final = sp.Interval(sp.Rational(1, 10**20), 10**20)
"""Domain of parameters that multiply or divide an exponent or an exponential.

Beyond it the products in the stable forms leave float64's range.
"""


def constant(xp: Any, z: Any, number: Any) -> Any:
    """The same number at every `z`, but NaN where `z` is NaN."""
    return xp.where(z == z, number * xp.ones_like(z), z)


def exact(xp: Any, number: sp.Expr) -> Any:
    """A number given by a formula: itself under proof, else the nearest float."""
    return number if hasattr(xp, "exact") else _nearest_float(number)


@cache
def _nearest_float(number: sp.Expr) -> float:
    return float(number.evalf(40))


def scaled(xp: Any, slope: Any, z: Any) -> Any:
    """``slope z``, also 0 for slope 0 at infinity, where the product would be NaN."""
    return xp.where((slope == 0) & (z == z), xp.zeros_like(z), slope * z)


def log1p_ratio(xp: Any, e: Any) -> Any:
    """``log(1 + e) / e`` for ``e >= 0``, and its limit 1 where ``1 + e`` rounds to 1.

    The ratio hardly changes with `e`, so the rounding of ``u = 1 + e`` does no harm, and ``u - 1``
    is exact (Kahan's trick). torch's log1p, which would serve too, is off for subnormal `e`.
    """
    u = 1 + e
    grown = u > 1
    one = xp.ones_like(u)
    return xp.where(grown, xp.log(u) / xp.where(grown, u - 1, one), one)


def exp_of_quotient(xp: Any, z: Any, alpha: Any, denominator: Any = 1) -> Any:
    """``exp(z / alpha) / denominator`` for ``z <= 0``, with the quotient's rounding folded in.

    The error of ``q = z / alpha`` would be magnified by ``|q|``: what the quotient misses is found
    from the exact product ``q alpha``, as for `course_lib.floats.scaled_exp`.
    """
    quotient = z / alpha
    product, error = two_prod(xp, quotient, alpha)
    missing = ((z - product) - error) / alpha
    missing = xp.where(xp.isfinite(missing), missing, xp.zeros_like(missing))
    return scaled_exp(xp, 1, quotient, numerator=1 + missing, denominator=denominator)
