"""Choices between two sides of a point, made by arithmetic: `where` waits at every number.

A processor guesses which way a condition goes, and on random signs it guesses wrong every other
time. Clipping and rounding up need no guess, and take a tenth of the time.
"""

from collections.abc import Callable
from typing import Any, Final

import numpy as np
import sympy as sp
import torch
from array_api_compat import size

FAR: Final = 1e287
"""In place of infinity: its product with the greatest scale, 1e20, is finite still."""


def clip(xp: Any, z: Any, low: float | None = None, high: float | None = None) -> Any:
    """``min(max(z, low), high)`` in a new array; NaN at NaN.

    Parameters
    ----------
    xp : namespace
        The arrays' namespace.
    z : array
        Float64.
    low, high : float, optional
        The ends; one may be missing.

    Returns
    -------
    array
        Of `z`'s shape.
    """
    if hasattr(xp, "exact"):
        z = z if low is None else xp.maximum(z, sp.Rational(low))
        return z if high is None else xp.minimum(z, sp.Rational(high))
    if isinstance(z, torch.Tensor):
        return torch.clamp(z, low, high)
    return np.clip(z, low, high)


def bounded(xp: Any, z: Any, by: float = FAR) -> Any:
    """`z`, but no greater than a bound in size, in a new array; `z` itself under proof.

    Beyond the bound a function has reached its limits, and its form would meet ``inf * 0``.
    """
    return 1 * z if hasattr(xp, "exact") else clip(xp, z, -by, by)


def step(xp: Any, z: Any) -> Any:
    """1 where ``z > 0``, elsewhere 0, and NaN at NaN."""
    if hasattr(xp, "exact"):
        return xp.where(z > 0, sp.S.One, sp.S.Zero)
    inside = clip(xp, z, 0.0, 1.0)
    return inside.ceil_() if isinstance(inside, torch.Tensor) else xp.ceil(inside)


def between(xp: Any, z: Any, low: Any, high: Any) -> Any:
    """1 where ``low < z < high``, elsewhere 0, and NaN at NaN."""
    return step(xp, xp.minimum(z - low, high - z))


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
    where = _places(xp, condition)
    if len(where[0]):
        result[where] = rare(*(a[where] if getattr(a, "ndim", 0) else a for a in arrays))
    return result


def _places(xp: Any, condition: Any) -> Any:
    """Where a condition holds: by NumPy on a processor, since torch takes three times as long."""
    if isinstance(condition, torch.Tensor) and condition.device.type == "cpu":
        return tuple(torch.from_numpy(places) for places in np.nonzero(condition.numpy()))
    return xp.nonzero(condition)


def rarely_below(
    xp: Any, z: Any, bound: Any, usual: Callable[..., Any], rare: Callable[..., Any], *arrays: Any
) -> Any:
    """`rarely` with the condition ``z < bound``, which is first asked of the least `z` only."""
    if not hasattr(xp, "exact") and z.ndim and size(z) and xp.min(z) >= bound:
        return usual(*arrays)  # a NaN would be the least, and not get here
    return rarely(xp, z < bound, usual, rare, *arrays)
