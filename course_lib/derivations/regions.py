"""The real line cut where a condition changes its truth, each piece with its own symbols.

On a piece a variable is written through a positive symbol, ``z = c + p`` or ``z = c - p``, so that
SymPy's assumptions decide every condition and every absolute value there.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

import sympy as sp
from sympy.core.relational import Relational
from sympy.logic.boolalg import Boolean

PIECEWISE_KINDS = (sp.Abs, sp.Max, sp.Min, sp.sign, sp.Heaviside)


class UndecidedError(Exception):
    """A condition whose truth, or whose change of truth, SymPy cannot settle."""


@dataclass(frozen=True)
class Region:
    """A set of parameter values: an interval for each cut variable, or a point.

    Attributes
    ----------
    bounds : dict
        ``variable -> (lower, upper)``; equal bounds are the point itself. Later variables' bounds
        may contain earlier variables.
    """

    bounds: dict[sp.Symbol, tuple[sp.Expr, sp.Expr]] = field(default_factory=dict)

    @property
    def points(self) -> dict[sp.Symbol, sp.Expr]:
        """The variables held at one value."""
        return {v: low for v, (low, high) in self.bounds.items() if low == high}

    def apply(self, expr: sp.Basic) -> sp.Basic:
        """`expr` in the region's own symbols."""
        for variable, (low, high) in reversed(self.bounds.items()):
            expr = expr.subs(variable, _parametrize(variable, low, high))
        return expr

    def describe(self) -> str:
        """The region in words, such as ``z < 0``."""
        return ", ".join(_words(v, low, high) for v, (low, high) in self.bounds.items()) or "all"


def as_piecewise(expr: sp.Expr) -> sp.Expr:
    """`expr` with absolute values, maxima, signs and steps of real arguments written by cases."""
    if expr.has(sp.Heaviside):
        expr = expr.replace(sp.Heaviside, lambda x, *half: _step(x, *half))
    if expr.has(sp.Max, sp.Min):
        expr = expr.replace(sp.Max, lambda *a: _extremum(sp.Ge, a))
        expr = expr.replace(sp.Min, lambda *a: _extremum(sp.Le, a))
    if expr.has(sp.sign):
        expr = expr.replace(sp.sign, lambda x: sp.Piecewise((1, x > 0), (-1, x < 0), (0, True)))
    return expr.replace(sp.Abs, lambda x: sp.Piecewise((x, x >= 0), (-x, True)))


def conditions(expr: sp.Basic) -> list[Relational]:
    """The relations on which the branches of `expr` depend, bound variables' left out."""
    found = []
    for node in expr.atoms(sp.Piecewise):
        for _, condition in node.args:
            found += [r for r in condition.atoms(Relational) if r.free_symbols <= expr.free_symbols]
    return sorted(set(found), key=sp.default_sort_key)


def regions(
    exprs: Iterable[sp.Expr], where: Iterable[Boolean], start: Region | None = None
) -> list[Region]:
    """Cut the symbols' domain until every condition is settled, and keep what `where` allows.

    Raises
    ------
    UndecidedError
        If a condition cannot be solved for a variable, or its boundary cannot be placed.
    """
    where = list(where)
    pieces = [start or Region()]
    for relation in [*where, *(c for expr in exprs for c in conditions(expr))]:
        pieces = [part for piece in pieces for part in _cut(piece, relation)]
    return [p for p in pieces if all(truth(p, relation) for relation in where)]


def truth(region: Region, relation: Boolean) -> bool | None:
    """Whether a relation holds all over a region, or None if it does not or SymPy cannot tell."""
    value = region.apply(relation)
    if value not in (sp.true, sp.false):
        value = sp.simplify(value)
    return bool(value) if value in (sp.true, sp.false) else None


def _cut(region: Region, relation: Relational) -> list[Region]:
    if truth(region, relation) is not None:
        return [region]
    boundary = relation.lhs - relation.rhs
    for variable in sorted(boundary.free_symbols - set(region.points), key=_preference):
        solutions = sp.solve(boundary, variable, dict=False)
        if len(solutions) == 1 and variable not in solutions[0].free_symbols:
            return _cut_at(region, variable, solutions[0], relation)
    raise UndecidedError(f"where {relation} changes its truth")


def _preference(symbol: sp.Symbol) -> tuple[bool, str]:
    return bool(symbol.is_positive), str(symbol)  # cut a real variable before a parameter


def _cut_at(region: Region, v: sp.Symbol, at: sp.Expr, relation: Relational) -> list[Region]:
    low, high = region.bounds.get(v, (sp.S.Zero if v.is_positive else -sp.oo, sp.oo))
    inside = [(at - bound) * side for bound, side in ((low, 1), (high, -1)) if bound.is_finite]
    if not all(region.apply(distance).is_positive for distance in inside):
        raise UndecidedError(f"on which side of {at} the bounds of {v} lie")
    parts = [(low, at), (at, at), (at, high)]
    cut = [Region({**region.bounds, v: part}) for part in parts]
    if any(truth(part, relation) is None for part in cut):
        raise UndecidedError(f"the truth of {relation} for {v} beside {at}")
    return cut


def _parametrize(v: sp.Symbol, low: sp.Expr, high: sp.Expr) -> sp.Expr:
    if low == high:
        return low
    p = sp.Symbol(f"{v}_positive", positive=True)
    if low == -sp.oo:
        return v if high == sp.oo else high - p
    return low + p if high == sp.oo else low + (high - low) * p / (1 + p)


def _words(v: sp.Symbol, low: sp.Expr, high: sp.Expr) -> str:
    if low == high:
        return f"{v} = {low}"
    if low == -sp.oo:
        return f"{v} < {high}"
    return f"{v} > {low}" if high == sp.oo else f"{low} < {v} < {high}"


def _step(x: sp.Expr, half: sp.Expr = sp.S.Half) -> sp.Expr:
    return sp.Piecewise((0, x < 0), (1, x > 0), (half, True))


def _extremum(relation: type[Relational], arguments: tuple[sp.Expr, ...]) -> sp.Expr:
    best, *others = arguments
    for other in others:
        best = sp.Piecewise((best, relation(best, other)), (other, True))
    return best
