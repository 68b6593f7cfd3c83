"""Exponentials that decay: of rounded exponents, beside 1, and where they become subnormal.

An array of a function's own is changed in place (``e *= 2``): a new one costs twice the time.
"""

from typing import Any

import numpy as np
import torch

from course_lib.activations.branchless import FAR, bounded, rarely_below
from course_lib.floats import quotient, two_prod, two_prod_within

DEEP = -640
"""Below this exponent an exponential times a factor may be subnormal although its digits matter."""


def exp_of_own(xp: Any, x: Any) -> Any:
    """``exp(x)``, computed in place of an `x` that nothing else needs."""
    if isinstance(x, torch.Tensor):
        return x.exp_()
    return np.exp(x, out=x) if isinstance(x, np.ndarray) else xp.exp(x)


def minus_size(xp: Any, z: Any, by: float | None = None) -> Any:
    """``-|z|`` in a new array, `bounded` if a bound is given."""
    size = xp.abs(z) if by is None else abs_of_own(xp, bounded(xp, z, by))
    size *= -1
    return size


def abs_of_own(xp: Any, x: Any) -> Any:
    """``|x|``, computed in place of an `x` that nothing else needs."""
    if isinstance(x, torch.Tensor):
        return x.abs_()
    return np.abs(x, out=x) if isinstance(x, np.ndarray) else xp.abs(x)


def decay(xp: Any, z: Any) -> Any:
    """``exp(-|z|)`` in a new array."""
    return exp_of_own(xp, minus_size(xp, z))


def minus_size_times(xp: Any, scale: Any, z: Any) -> tuple[Any, Any]:
    """``-scale |z|`` for ``0 <= scale <= 1e20``, rounded, and its rounding error.

    Infinity counts as `FAR`, so that 0 times it is 0.
    """
    return two_prod_within(minus_size(xp, z, FAR), scale)


def exp_of_sum(xp: Any, high: Any, low: Any) -> Any:
    """``exp(high + low)`` for a `low` that is the rounding error of `high`, or the number 0."""
    e = xp.exp(high)
    if not isinstance(low, int):
        e += e * low
    return e


def deep_tail(xp: Any, high: Any, low: Any, factor: Any) -> Any:
    """``factor * exp(high + low)`` for `high` below `DEEP`, and 0 where that is -inf.

    The exponential is computed ``e^64`` times too large, so that only the last step rounds to a
    subnormal number. It decides where it is 0 itself, even if the factor is infinite.
    """
    e = exp_of_sum(xp, high + 64, low)
    return xp.where(e > 0, factor, xp.zeros_like(e)) * e * xp.exp(-64 * xp.ones_like(high))


def exp_times(xp: Any, high: Any, low: Any, factor: Any) -> Any:
    """``factor * exp(high + low)``, in full precision down to the subnormal numbers."""

    def usual(high: Any, low: Any, factor: Any) -> Any:
        e = exp_of_sum(xp, high, low)
        if not (isinstance(factor, int) and factor == 1):
            e *= factor
        return e

    def deep(high: Any, low: Any, factor: Any) -> Any:
        return deep_tail(xp, high, low, factor)

    return rarely_below(xp, high, DEEP, usual, deep, high, low, factor)


def scaled_exp(xp: Any, a: Any, b: Any, factor: Any = 1) -> Any:
    """``factor * exp(a * b)`` for ``a * b <= 0``, without the two usual losses.

    The rounding of ``a * b`` would be magnified by ``|a * b|``: its error `l` is folded back in as
    ``exp(h + l) = exp(h) + l exp(h)``. Where ``exp(h)`` would be subnormal, it is computed ``e^64``
    times too large and brought down by the last multiplication, so that only that one rounds.

    Parameters
    ----------
    xp : namespace
        The arrays' namespace.
    a, b, factor : array or float
        Broadcastable float64 arrays; the factor may be a number, between 1e-20 and 1e20 in size.

    Returns
    -------
    array
        The scaled exponential, within about 2 ULP.
    """
    high, low = two_prod(xp, a, b)
    return exp_times(xp, high, low, factor)


def exp_of_quotient(xp: Any, z: Any, alpha: Any, factor: Any = 1) -> Any:
    """``factor * exp(z / alpha)`` for ``z <= 0``, with the quotient's rounding folded in.

    The error of ``z / alpha`` would be magnified by its size.
    """
    rounded, missed = quotient(xp, z, alpha)
    return exp_times(xp, rounded, missed, factor)


def log_one_plus(xp: Any, e: Any) -> Any:
    """``log(1 + e)`` for ``e >= 0``, by the logarithm of the rounded sum and what that one misses.

    torch's log1p, which would serve too, is off for subnormal `e`.
    """
    u = 1 + e
    missed = u - 1
    missed = e - missed
    missed /= u
    missed += xp.log(u)
    return missed


def decaying(xp: Any, high: Any, low: Any, factor: Any, power: int) -> Any:
    """``factor * e / (1 + e)^power`` with ``e = exp(high + low)``, for power 2 or 3."""

    def usual(high: Any, low: Any, factor: Any) -> Any:
        e = xp.exp(high)
        u = 1 + e
        # what u misses would count as often as it divides: it joins what the exponent misses
        missed = u - 1
        missed -= e
        if not isinstance(low, int):
            missed -= e * low
        missed /= u
        missed *= power
        missed += low
        missed += 1
        e *= missed
        e *= factor
        if power == 3:
            e /= u
        u *= u
        e /= u
        return e

    def deep(high: Any, low: Any, factor: Any) -> Any:
        return deep_tail(xp, high, low, factor) / (1 + exp_of_sum(xp, high, low)) ** power

    return rarely_below(xp, high, DEEP, usual, deep, high, low, factor)
