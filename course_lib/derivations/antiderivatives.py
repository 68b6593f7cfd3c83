"""Integrals of one formula: an antiderivative that is differentiated back, then its ends."""

from collections.abc import Callable

import sympy as sp

from course_lib.derivations import evaluation
from course_lib.derivations.forms import as_piecewise
from course_lib.derivations.identities import is_zero
from course_lib.derivations.regions import Region, UndecidedError, UndefinedError
from course_lib.derivations.signs import exponentials, sign

Limit = Callable[[sp.Expr, sp.Symbol, sp.Expr, str, Region], sp.Expr]


def integrate(
    g: sp.Expr,
    v: sp.Symbol,
    low: sp.Expr,
    high: sp.Expr,
    part: Region,
    region: Region,
    limit: Limit,
) -> sp.Expr:
    """The integral of a formula over a piece on which it is continuous.

    Raises
    ------
    UndecidedError
        If SymPy finds no antiderivative that can be proved to be one.
    UndefinedError
        If the integral diverges.
    """
    if g == 0:
        return sp.S.Zero
    if not g.has(v) and not (high - low).is_infinite:
        return g * (high - low)
    primitive = antiderivative(g, v, part, region)
    ends = [limit(primitive, v, high, "-", region), limit(primitive, v, low, "+", region)]
    if any(end.has(*evaluation.INFINITE) for end in ends):
        raise UndefinedError(f"the integral of {g} from {low} to {high} diverges")
    return ends[0] - ends[1]


def antiderivative(g: sp.Expr, v: sp.Symbol, part: Region, region: Region) -> sp.Expr:
    """An antiderivative on a piece, proved by differentiation and continuous there."""
    own = region.apply(g)
    reason = UndecidedError(f"an antiderivative of {g}")
    for form in (own, sp.expand(own), sp.simplify(exponentials(own))):
        try:
            guess = sp.integrate(form, v)
        except Exception as why:
            reason = UndecidedError(f"SymPy gives up on an antiderivative of {g}: {why}")
            continue
        if guess.has(sp.Integral):
            continue
        try:
            guess = as_piecewise(region.restore(_real(guess, part)))
            primitive = evaluation.resolve(guess, part, smooth=True)
        except (UndefinedError, TypeError):
            continue
        if is_zero(part.apply(sp.diff(primitive, v) - g)):
            return primitive
    raise reason


def _real(guess: sp.Expr, part: Region) -> sp.Expr:
    """Logarithms of the absolute value, which differ by a constant on an interval."""
    return guess.replace(sp.log, lambda x: sp.log(-x if sign(part.apply(x)) == -1 else x))
