"""Numbers with a proved error: formulas over complex balls, and means over a standard normal."""

from collections.abc import Callable
from typing import Final

import sympy as sp
from flint import acb, arb, ctx

from course_lib.activations.definition import Z
from course_lib.activations.reference import in_balls
from course_lib.gallery.pieces import Piece

BITS: Final = 80
"""The working precision; ten digits take 34 bits."""

FAR: Final = 16
"""Where the normal density, 1e-56, ends: an integrand would have to be 1e40 to be missed."""

Function = Callable[[acb, bool], acb]
"""From a ball to a ball; the flag asks for NaN where the function is not analytic."""

# erf is entire, and a pole gives NaN by itself: only cuts need the flag
_FUNCTIONS: Final[dict[type[sp.Basic], Function]] = {
    sp.exp: lambda z, _: z.exp(),
    sp.tanh: lambda z, _: z.tanh(),
    sp.erf: lambda z, _: z.erf(),
    sp.log: lambda z, analytic: z.log(analytic=analytic),
}


def over_balls(formula: sp.Expr) -> Function:
    """A formula in `Z` as a function of complex balls.

    Parameters
    ----------
    formula : sympy.Expr
        Sums, products, powers with integers and halves, exp, log, tanh and erf.

    Returns
    -------
    callable
        ``function(z, analytic)``, as `flint.acb.integral` takes it. Constants have the precision
        that holds when this is called.

    Raises
    ------
    TypeError
        If the formula has another function in it.
    """
    if formula == Z:
        return lambda z, _: z
    if not formula.has(Z):
        constant = acb(in_balls((), formula)())
        return lambda z, _: constant
    if formula.is_Pow and formula.exp.is_Rational:
        return _power(over_balls(formula.base), formula.exp)
    parts = [over_balls(part) for part in formula.args]
    if formula.is_Add:
        return lambda z, analytic: sum((part(z, analytic) for part in parts), start=acb(0))
    if formula.is_Mul:
        return _product(parts)
    if formula.func not in _FUNCTIONS:
        raise TypeError(f"expected a formula of exp, log, tanh and erf, got {formula.func}")
    outer, inner = _FUNCTIONS[formula.func], parts[0]
    return lambda z, analytic: outer(inner(z, analytic), analytic)


def _product(parts: list[Function]) -> Function:
    def product(z: acb, analytic: bool) -> acb:
        result = acb(1)
        for part in parts:
            result = result * part(z, analytic)
        return result

    return product


def _power(base: Function, exponent: sp.Rational) -> Function:
    numerator = int(exponent.p)
    if exponent.q == 1:
        return lambda z, analytic: base(z, analytic) ** numerator
    if exponent.q == 2:
        return lambda z, analytic: base(z, analytic).sqrt(analytic=analytic) ** numerator
    raise TypeError(f"expected a whole or half exponent, got {exponent}")


def real_ball(function: Function, z: arb) -> arb:
    """A function's value at a real ball."""
    return function(acb(z), False).real


def gaussian_mean(pieces: tuple[Piece, ...], integrand: Callable[[sp.Expr], sp.Expr]) -> arb:
    """The mean of an integrand for a standard normal variable.

    Parameters
    ----------
    pieces : tuple of Piece
        The smooth pieces of an activation.
    integrand : callable
        From an activation's formula to the integrand, in `Z`.

    Returns
    -------
    flint.arb
        A ball that holds the mean, but for what lies beyond `FAR`.

    References
    ----------
    Johansson (2018), arXiv:1802.07942, for the quadrature and the bound of its error.
    """
    density = sp.exp(-(Z**2) / 2) / sp.sqrt(2 * sp.pi)
    with ctx.workprec(BITS):
        total = arb(0)
        for piece in pieces:
            weighted = sp.expand_mul(integrand(piece.formula)) * density
            if weighted == 0:
                continue
            low, high = sp.Max(piece.low, -FAR), sp.Min(piece.high, FAR)
            start, end = (acb(in_balls((), edge)()) for edge in (low, high))
            total += acb.integral(over_balls(weighted), start, end).real
    return total
