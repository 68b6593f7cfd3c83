"""Functions that no formula computes well in floats, from polynomials fitted to their formula."""

from dataclasses import dataclass
from functools import cache
from typing import Any

import mpmath
import sympy as sp

from course_lib.activations.definition import Z
from course_lib.activations.elementary import exact_pair


@dataclass(frozen=True)
class Fitted:
    """A smooth function on an interval, to the last bits of a float64.

    Under proof it is its formula; what the polynomial misses, no proof can see, and the tests of
    accuracy measure it.

    Attributes
    ----------
    formula : sympy.Expr
        The function, in `Z`.
    low, high : float
        The ends of the interval.
    degree : int
        The degree of the polynomial.
    root : sympy.Rational
        Where the function is 0, to all digits of `two_floats`: the polynomial is fitted to the
        quotient of the function by the distance from there, so that relative errors stay small.
    """

    formula: sp.Expr
    low: float
    high: float
    degree: int
    root: sp.Rational

    def __call__(self, xp: Any, z: Any) -> Any:
        """The function at `z`, which lies in the interval."""
        if hasattr(xp, "exact"):
            return self.formula.subs(Z, z)
        nearest, missing = exact_pair(xp, self.root)
        u = (z - (self.low + self.high) / 2) * (2 / (self.high - self.low))
        *rest, last = _coefficients(self)
        quotient = xp.full_like(u, last)
        for coefficient in reversed(rest):
            quotient *= u
            quotient += coefficient
        quotient *= (z - nearest) - missing
        return quotient


@cache
def _coefficients(fitted: Fitted) -> tuple[float, ...]:
    """Of the polynomial in `u`, -1 to 1 on the interval, from the lowest power on."""
    function = sp.lambdify(Z, fitted.formula, "mpmath")
    middle, radius = (fitted.high + fitted.low) / 2, (fitted.high - fitted.low) / 2
    count = fitted.degree + 1
    with mpmath.workdps(60):
        root = mpmath.mpf(fitted.root.p) / fitted.root.q
        nodes = [mpmath.cos(mpmath.pi * (2 * k + 1) / (2 * count)) for k in range(count)]
        points = [middle + radius * u for u in nodes]
        values = [function(point) / (point - root) for point in points]
        rows = mpmath.matrix([[u**k for k in range(count)] for u in nodes])
        return tuple(float(c) for c in mpmath.lu_solve(rows, mpmath.matrix(values)))
