"""Building blocks of stable forms: what several families share."""

from collections.abc import Callable
from functools import cache
from typing import Any, Final

import numpy as np
import sympy as sp
import torch

from course_lib.floats import quotient, scaled_exp

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


def exact_pair(xp: Any, number: sp.Expr) -> tuple[Any, Any]:
    """A number given by a formula, as the nearest float and what that one misses.

    Under proof, the number itself and 0.
    """
    if hasattr(xp, "exact"):
        return number, sp.S.Zero
    nearest = _nearest_float(number)
    return nearest, _nearest_float(number - sp.Rational(nearest))


def two_floats(digits: str) -> sp.Rational:
    """The sum of two floats next to a number with some 32 digits: what `exact_pair` takes apart."""
    number = sp.Rational(digits)
    nearest = sp.Rational(float(number))
    return nearest + sp.Rational(float(number - nearest))


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


def diagonal(xp: Any, x: Any) -> Any:
    """A mask ``(n, n)`` for the `n` places of the last axis of `x`, True where both agree."""
    places = xp.arange(x.shape[-1], device=getattr(x, "device", None))
    return places[:, None] == places


def exp_of_quotient(xp: Any, z: Any, alpha: Any, denominator: Any = 1) -> Any:
    """``exp(z / alpha) / denominator`` for ``z <= 0``, with the quotient's rounding folded in.

    The error of ``z / alpha`` would be magnified by its size.
    """
    rounded, missed = quotient(xp, z, alpha)
    return scaled_exp(xp, 1, rounded, numerator=1 + missed, denominator=denominator)


def rarely(
    xp: Any, condition: Any, usual: Callable[..., Any], rare: Callable[..., Any], *arrays: Any
) -> Any:
    """``where(condition, rare(*arrays), usual(*arrays))``, with `rare` run only where it is needed.

    `usual` returns an array of its own; `arrays` have the shape of `condition`, or are numbers.
    """
    if hasattr(xp, "exact"):
        return (rare if xp.where(condition, True, False) else usual)(*arrays)
    if not condition.ndim:
        return (rare if condition else usual)(*arrays)
    result = usual(*arrays)
    if condition.any():
        result[condition] = rare(*(a[condition] if getattr(a, "ndim", 0) else a for a in arrays))
    return result


def size_below_infinity(xp: Any, z: Any) -> Any:
    """``|z|``, and the largest number for infinity: 0 times it is 0."""
    return xp.where(xp.isfinite(z), xp.abs(z), constant(xp, z, np.finfo(np.float64).max))


def exp_of_sum(xp: Any, high: Any, low: Any) -> Any:
    """``exp(high + low)`` for a `low` that is the rounding error of `high`, or the number 0."""
    e = xp.exp(high)
    return e if isinstance(low, int) else e + e * low


def is_deep(high: Any) -> Any:
    """Where ``exp(high)`` times a factor may be subnormal although its digits matter."""
    return high < -640


def deep_tail(xp: Any, high: Any, low: Any, factor: Any) -> Any:
    """``factor * exp(high + low)`` for `high` below -640, and 0 where that is -inf.

    The exponential is computed ``e^64`` times too large, so that only the last step rounds to a
    subnormal number. It decides where it is 0 itself, even if the factor is infinite.
    """
    e = exp_of_sum(xp, high + 64, low)
    return xp.where(e > 0, factor, xp.zeros_like(e)) * e * xp.exp(-64 * xp.ones_like(high))


def erfc(xp: Any, x: Any) -> Any:
    """The complementary error function, by torch: SciPy's is off by up to 32 ULP."""
    if hasattr(xp, "exact"):
        return xp.erfc(x)
    if isinstance(x, torch.Tensor):
        return torch.erfc(x)
    return torch.erfc(torch.from_numpy(np.asarray(x))).numpy()


def erfcx(xp: Any, x: Any) -> Any:
    """``exp(x^2) erfc(x)`` for ``x > 20``, by its continued fraction."""
    if hasattr(xp, "exact"):
        return xp.exp(x * x) * xp.erfc(x)
    tail = x
    for k in range(12, 0, -1):
        tail = x + (k / 2) / tail
    return 1 / (exact(xp, sp.sqrt(sp.pi)) * tail)
