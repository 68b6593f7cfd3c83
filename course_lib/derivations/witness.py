"""Numbers that refute: the search for a point where two sides of an equality differ."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import mpmath
import sympy as sp
from sympy.core.relational import Relational
from sympy.logic.boolalg import Boolean

from course_lib.derivations.numerics import COSTLY, DIGITS, UnknownError, differ, value

POINTS = 120
COSTLY_POINTS = 8  # where each evaluation is a quadrature
POSITIVE = (2, sp.Rational(1, 2), 1, 3, sp.Rational(1, 3), sp.Rational(7, 5), 5, 9)
GRID = (*(sp.sympify(sign * number) for number in POSITIVE for sign in (-1, 1)), sp.S.Zero)
SIGNS = ("positive", "negative", "nonnegative", "nonpositive", "nonzero", "integer")


@dataclass(frozen=True)
class Witness:
    """A point at which the two sides of an equality differ.

    Attributes
    ----------
    point : dict of str to str
        The symbols' values.
    left, right : str
        The sides' values there; "undefined" where a side has none.
    """

    point: Mapping[str, str]
    left: str
    right: str

    def __str__(self) -> str:
        """The witness in words."""
        where = ", ".join(f"{name} = {number}" for name, number in self.point.items())
        return f"{f'at {where}' if where else 'always'}, left {self.left}, right {self.right}"


def find_witness(left: sp.Expr, right: sp.Expr, where: Iterable[Boolean]) -> Witness | None:
    """A point within `where` and the symbols' assumptions at which the sides differ, if one is met.

    Parameters
    ----------
    left, right : sympy.Expr
        The sides, without defined functions.
    where : iterable of sympy relations
        What holds at every admissible point.

    Returns
    -------
    Witness or None
        None if every point tried agrees, or none could be evaluated. Agreement proves nothing.
    """
    with mpmath.workdps(DIGITS):
        for exact in _points(left, right, list(where)):
            point = {symbol: mpmath.mpmathify(sp.N(v, DIGITS)) for symbol, v in exact.items()}
            try:
                sides = [value(side, point) for side in (left, right)]
            except UnknownError:
                continue
            if differ(*sides):
                shown = {str(symbol): str(number) for symbol, number in exact.items()}
                return Witness(shown, *(_show(side) for side in sides))
    return None


def _points(
    left: sp.Expr, right: sp.Expr, where: list[Boolean]
) -> Iterator[dict[sp.Symbol, sp.Expr]]:
    """Admissible points on a diagonal walk: each symbol goes through its values at its own pace."""
    symbols = sorted(left.free_symbols | right.free_symbols, key=str)
    values = dict.fromkeys([*_special_values(left, right), *GRID])
    axes = [[v for v in values if _admissible(symbol, v)] for symbol in symbols]
    wanted = COSTLY_POINTS if left.has(*COSTLY) or right.has(*COSTLY) else POINTS
    steps = 1
    for axis in axes:
        steps = min(steps * len(axis), 20 * POINTS)
    for step in range(steps):
        pace, point = step, {}
        for symbol, axis in zip(symbols, axes, strict=True):
            point[symbol] = axis[pace % len(axis)]
            pace = step + pace // len(axis)
        if all(condition.subs(point) == sp.true for condition in where):
            yield point
            wanted -= 1
        if not wanted:
            return


def _special_values(left: sp.Expr, right: sp.Expr) -> list[sp.Expr]:
    """Joints of cases and zeros of denominators: where formulas that look equal part."""
    values: list[sp.Expr] = []
    for side in (left, right):
        poles = [power.base for power in side.atoms(sp.Pow) if power.exp.is_negative]
        joints = [relation.lhs - relation.rhs for relation in side.atoms(Relational)]
        for expr in [*joints, *poles]:
            if len(expr.free_symbols) == 1 and expr.is_polynomial(*expr.free_symbols):
                values += sp.real_roots(expr)
    return values


def _admissible(symbol: sp.Symbol, number: sp.Expr) -> bool:
    return all(
        getattr(number, f"is_{name}") == wanted
        for name, wanted in symbol.assumptions0.items()
        if name in SIGNS
    )


def _show(number: mpmath.mpf | None) -> str:
    return "undefined" if number is None else str(mpmath.nstr(number, 6))
