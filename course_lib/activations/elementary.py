"""Building blocks of stable forms: what several families share."""

from functools import cache
from typing import Any, Final

import numpy as np
import sympy as sp
import torch

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


def heads(xp: Any, number: sp.Expr) -> tuple[Any, Any]:
    """A number given by a formula, as its leading 24 bits and the float nearest to the rest."""
    if hasattr(xp, "exact"):
        return number, sp.S.Zero
    leading = float(np.float32(_nearest_float(number)))
    return leading, _nearest_float(number - sp.Rational(leading))


def two_floats(digits: str) -> sp.Rational:
    """The sum of two floats next to a number with some 32 digits: what `exact_pair` takes apart."""
    number = sp.Rational(digits)
    nearest = sp.Rational(float(number))
    return nearest + sp.Rational(float(number - nearest))


def scaled(xp: Any, slope: Any, z: Any) -> Any:
    """``slope z``, also 0 for slope 0 at infinity, where the product would be NaN."""
    if isinstance(slope, float):
        return slope * z if slope else constant(xp, z, 0)
    return xp.where((slope == 0) & (z == z), xp.zeros_like(z), slope * z)


def diagonal(xp: Any, x: Any) -> Any:
    """A mask ``(n, n)`` for the `n` places of the last axis of `x`, True where both agree."""
    places = xp.arange(x.shape[-1], device=getattr(x, "device", None))
    return places[:, None] == places


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
