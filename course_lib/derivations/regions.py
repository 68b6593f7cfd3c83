"""The real line cut where a condition changes its truth, each piece with its own symbols.

On a piece a variable is written through a positive symbol, ``z = c + p`` or ``z = c - p``, so that
SymPy's assumptions decide every condition and every absolute value there.
"""

from dataclasses import dataclass, field
from functools import lru_cache

import sympy as sp
from sympy.core.relational import Relational
from sympy.logic.boolalg import Boolean

from course_lib.derivations.signs import nonnegative, nonzero, sign

Bounds = dict[sp.Symbol, tuple[sp.Expr, sp.Expr]]


class UndecidedError(Exception):
    """What SymPy cannot settle; with the relation that would settle it, if there is one."""

    def __init__(self, message: str, relation: Boolean | None = None) -> None:
        super().__init__(message)
        self.relation = relation if isinstance(relation, Relational) else None


class UndefinedError(Exception):
    """A side of an equality that has no value somewhere: at a kink, a jump or a pole."""


@dataclass(frozen=True)
class Region:
    """A set of parameter values: an open interval for each cut variable, or a point.

    Attributes
    ----------
    bounds : dict
        ``variable -> (lower, upper)``; equal bounds are the point itself. Later variables' bounds
        may contain earlier variables, never the other way round.
    """

    bounds: Bounds = field(default_factory=dict)

    @property
    def points(self) -> dict[sp.Symbol, sp.Expr]:
        """The variables held at one value."""
        return {v: low for v, (low, high) in self.bounds.items() if low == high}

    def apply(self, expr: sp.Basic) -> sp.Basic:
        """`expr` in the region's own symbols."""
        for variable, (low, high) in reversed(self.bounds.items()):
            expr = expr.subs(variable, _parametrize(variable, low, high))
        return expr

    def restore(self, expr: sp.Basic) -> sp.Basic:
        """`expr` in the variables again."""
        for variable, (low, high) in self.bounds.items():
            if low != high and (low, high) != (-sp.oo, sp.oo):
                expr = expr.subs(_own(variable), _position(variable, low, high))
        return expr

    def having(self, variable: sp.Symbol, low: sp.Expr, high: sp.Expr) -> "Region":
        """The region with a variable between other bounds."""
        if self.before(variable) == list(self.bounds) or variable in self.bounds:
            return Region({**self.bounds, variable: (low, high)})
        return Region({variable: (low, high), **self.bounds})

    def before(self, variable: sp.Symbol) -> list[sp.Symbol]:
        """The variables that may appear in the bounds of `variable`."""
        if variable in self.bounds:
            return list(self.bounds)[: list(self.bounds).index(variable)]
        used = any(bound.has(variable) for pair in self.bounds.values() for bound in pair)
        return [] if used else list(self.bounds)

    def without(self, variable: sp.Symbol) -> "Region":
        """The region with a point's variable put in, and forgotten."""
        at = self.points.get(variable, variable)
        return Region(
            {
                v: (low.subs(variable, at), high.subs(variable, at))
                for v, (low, high) in self.bounds.items()
                if v != variable
            }
        )

    def describe(self) -> str:
        """The region in words, such as ``z < 0``."""
        return ", ".join(_words(v, low, high) for v, (low, high) in self.bounds.items()) or "all"


def truth(region: Region, condition: Boolean) -> bool | None:
    """Whether a condition holds all over a region, or None if it does not or it is not proved."""
    if condition in (sp.true, sp.false):
        return bool(condition)
    if isinstance(condition, sp.And | sp.Or):
        values = [truth(region, part) for part in condition.args]
        decisive = isinstance(condition, sp.Or)
        if decisive in values:
            return decisive
        return None if None in values else not decisive
    if isinstance(condition, sp.ITE):
        return truth(region, _without_ite(condition))
    if isinstance(condition, sp.Not):
        value = truth(region, condition.args[0])
        return None if value is None else not value
    if not isinstance(condition, Relational):
        return None
    return _compare(condition, region.apply(condition.lhs - condition.rhs))


def _without_ite(condition: sp.ITE) -> Boolean:
    # SymPy writes a Piecewise within a condition like that
    first, then, otherwise = condition.args
    return sp.Or(sp.And(first, then), sp.And(sp.Not(first), otherwise))


def _compare(relation: Relational, difference: sp.Expr) -> bool | None:
    if isinstance(relation, sp.Lt | sp.Le):
        relation, difference = relation.reversed, -difference
    known = sign(difference)
    match relation:
        case sp.Eq():
            return known == 0 if known is not None else (False if nonzero(difference) else None)
        case sp.Ne():
            return known != 0 if known is not None else (True if nonzero(difference) else None)
        case sp.Gt():
            return (
                known == 1 if known is not None else (False if nonnegative(-difference) else None)
            )
        case sp.Ge():
            return known != -1 if known is not None else (True if nonnegative(difference) else None)
    return None


def undecided(condition: Boolean, region: Region) -> UndecidedError:
    """The error that asks for the region to be cut by the first open part of a condition."""
    relations = sorted(condition.atoms(Relational), key=sp.default_sort_key)
    unsettled = [r for r in relations if truth(region, r) is None]
    return UndecidedError(f"{condition} for {region.describe()}", next(iter(unsettled), None))


def cut(region: Region, relation: Relational, variable: sp.Symbol | None = None) -> list[Region]:
    """The region in two or three parts, cut where `relation` changes its truth.

    Parameters
    ----------
    region : Region
        What is cut.
    relation : sympy relation
        Settled nowhere yet.
    variable : sympy.Symbol, optional
        Which one to cut; without it, the first in which the boundary can be placed.

    Raises
    ------
    UndecidedError
        If the boundary cannot be solved for a variable, or placed within its bounds.
    """
    boundary = relation.lhs - relation.rhs
    free = boundary.free_symbols - set(region.points)
    reason = UndecidedError(f"where {relation} changes its truth")
    for v in [variable] if variable else sorted(free, key=_preference):
        for at in _solutions(boundary, v):
            try:
                return _cut_at(region, v, at)
            except UndecidedError as why:
                reason = why
    raise reason


def _solutions(boundary: sp.Expr, v: sp.Symbol) -> list[sp.Expr]:
    # a lost solution does no harm: what is still unsettled on a part is cut again, or undecided
    try:
        found = sp.solve(boundary, v)
    except (NotImplementedError, ValueError, TypeError, AttributeError):
        return []
    return [at for at in found if isinstance(at, sp.Expr) and at.is_real and not at.has(v)]


def _preference(symbol: sp.Symbol) -> tuple[bool, str]:
    return bool(symbol.is_positive), str(symbol)  # cut a real variable before a parameter


def _cut_at(region: Region, v: sp.Symbol, at: sp.Expr) -> list[Region]:
    low, high = region.bounds.get(v, _domain(v))
    if v.is_integer and not (at.is_integer and (low.is_infinite or high.is_infinite)):
        raise UndecidedError(f"a condition on the integer {v}")
    if at.free_symbols & set(region.bounds) - set(region.before(v)):
        raise UndecidedError(f"bounds of {v} that depend on a later variable")
    for bound, side in ((low, 1), (high, -1)):
        if not bound.is_infinite and sign(region.apply((at - bound) * side)) != 1:
            relation = sp.Gt(at, bound) if side == 1 else sp.Lt(at, bound)
            message = f"on which side of {at} the bounds of {v} lie"
            raise UndecidedError(message, relation)
    parts = [region.having(v, *part) for part in ((low, at), (at, at), (at, high))]
    assumed = (v.is_nonnegative, v.is_nonzero, v.is_nonpositive) if at == 0 else (None,) * 3
    return [part for part, empty in zip(parts, assumed, strict=True) if not empty]


def _domain(v: sp.Symbol) -> tuple[sp.Expr, sp.Expr]:
    return sp.S.Zero if v.is_positive else -sp.oo, sp.S.Zero if v.is_negative else sp.oo


@lru_cache(maxsize=1024)
def _own(v: sp.Symbol) -> sp.Symbol:
    return sp.Dummy(f"{v.name}_positive", positive=True, integer=v.is_integer or None)


def _parametrize(v: sp.Symbol, low: sp.Expr, high: sp.Expr) -> sp.Expr:
    if low == high:
        return low
    if low == -sp.oo:
        return v if high == sp.oo else high - _own(v)
    if high == sp.oo:
        return v if low == 0 and v.is_positive else low + _own(v)
    return low + (high - low) * _own(v) / (1 + _own(v))


def _position(v: sp.Symbol, low: sp.Expr, high: sp.Expr) -> sp.Expr:
    if low == -sp.oo:
        return high - v
    return v - low if high == sp.oo else (v - low) / (high - v)


def _words(v: sp.Symbol, low: sp.Expr, high: sp.Expr) -> str:
    if low == high:
        return f"{v} = {low}"
    if low == -sp.oo:
        return f"{v} < {high}" if high != sp.oo else f"{v}"
    return f"{v} > {low}" if high == sp.oo else f"{low} < {v} < {high}"
