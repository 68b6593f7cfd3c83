"""A side of an equality at a witness, by SymPy's evalf and SciPy: none of the checker's code."""

import math
from collections.abc import Mapping

import scipy.integrate
import sympy as sp

from tests.derivations.symbols import Line

FAR = 40.0  # for infinity: the integrands of the tables have vanished there


def at_witness(line: Line, side: sp.Expr, point: Mapping[str, str]) -> float | None:
    """The value of a side, nan where it has none, None where this simple way does not tell."""
    for call, meaning in line.definitions.items():
        if side.atoms(sp.Symbol) & meaning.free_symbols - side.free_symbols:
            return None  # SymPy would take a bound variable for a free one
        side = _defined(side, call.func, call.args, meaning)
    for name, text in point.items():
        if "(" in name:
            call = sp.sympify(name, locals={name[0]: sp.Function(name[0])})
            side = _defined(side, call.func, call.args, sp.sympify(text))
    names = {str(symbol): symbol for symbol in side.free_symbols}
    values = {names[name]: sp.sympify(text) for name, text in point.items() if name in names}
    if isinstance(side, sp.Integral):
        return _quadrature(side, values)
    if isinstance(side, sp.Limit):
        side = side.subs(values)  # SymPy's limits need to know the parameters
    try:
        number = sp.N(side.doit().subs(values))
    except (NotImplementedError, ValueError, TypeError):
        return None
    if number.is_Number and number.is_extended_real:
        return float(number)
    return math.nan if number.is_number else None


def _defined(
    side: sp.Expr, function: type[sp.Function], symbols: tuple[sp.Symbol, ...], meaning: sp.Expr
) -> sp.Expr:
    return side.replace(function, sp.Lambda(symbols, meaning)).doit()


def _quadrature(side: sp.Integral, values: Mapping[sp.Symbol, sp.Expr]) -> float:
    ((variable, low, high),) = side.limits
    integrand = sp.lambdify(variable, side.function.subs(values), "math")
    start, end = (max(-FAR, min(FAR, float(bound.subs(values)))) for bound in (low, high))
    kink = [0] if start < 0 < end else None
    return float(scipy.integrate.quad(integrand, start, end, points=kink)[0])
