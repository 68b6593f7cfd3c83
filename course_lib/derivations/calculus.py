"""Derivatives, limits, integrals and sums on one region, none taken on SymPy's word alone.

A derivative at a joint exists only where both sides agree. An integral is an antiderivative that
is differentiated back, and whose ends have limits. A finite sum is proved by induction.
"""

from collections.abc import Iterator

import sympy as sp

from course_lib.derivations import antiderivatives, evaluation
from course_lib.derivations.identities import attempt, is_zero
from course_lib.derivations.regions import (
    Region,
    UndecidedError,
    UndefinedError,
    cut,
)
from course_lib.derivations.signs import exponentials, nonzero, sign

CUTS = 12  # of one bound variable's range
Piece = tuple[sp.Expr, sp.Expr, Region, sp.Expr]


def derivative(expr: sp.Derivative, region: Region) -> sp.Expr:
    """The derivative on a region; at a point, only if the sides agree on it."""
    *inner, (v, count) = expr.variable_count
    f = sp.Derivative(expr.expr, *inner) if inner else expr.expr
    if not v.is_Symbol:
        raise UndecidedError(f"a derivative by {v}")
    if (
        v.is_integer
        or v.is_rational
        or (v.is_zero is None and (v.is_nonnegative or v.is_nonpositive))
    ):
        raise UndecidedError(f"a derivative by {v}, around which there is no interval of values")
    if not count.is_Integer:
        raise UndecidedError(f"a derivative of order {count}")
    for w, at in region.points.items():
        if w != v and at.has(v):
            region = _exchanged(region, w, at, v)
    if v in region.points:
        return _at_point(f, v, int(count), region)
    if isinstance(f, sp.Integral) and count == 1 and (ends := _ends(f, v, region)) is not None:
        return ends
    return sp.diff(evaluation.resolve(f, region, smooth=True), v, count)


def _ends(f: sp.Integral, v: sp.Symbol, region: Region) -> sp.Expr | None:
    """The derivative by the bounds of an integral, if it is one of a smooth function of t alone."""
    (t, *bounds), *more = f.limits
    if more or f.function.has(v) or any(bound.is_infinite for bound in bounds):
        return None
    try:
        g = evaluation.resolve(f.function, region.having(t, -sp.oo, sp.oo), smooth=True)
    except (UndecidedError, UndefinedError):
        return None
    low, high = (evaluation.resolve(bound, region, smooth=True) for bound in bounds)
    return g.subs(t, high) * sp.diff(high, v) - g.subs(t, low) * sp.diff(low, v)


def _exchanged(region: Region, w: sp.Symbol, at: sp.Expr, v: sp.Symbol) -> Region:
    """The region ``w = at(v)`` as ``v = ...``: a derivative by v leaves it."""
    solutions = sp.solve(at - w, v)
    others = {s: bounds for s, bounds in region.bounds.items() if s not in (v, w)}
    if len(solutions) != 1 or any(end.has(v, w) for bounds in others.values() for end in bounds):
        raise UndecidedError(f"a derivative by {v} for {region.describe()}")
    return Region({**others, v: (solutions[0], solutions[0])})


def _at_point(f: sp.Expr, v: sp.Symbol, count: int, region: Region) -> sp.Expr:
    at, around = region.points[v], region.without(v)
    right, left = (_beside(f, v, at, side, around, smooth=True) for side in "+-")
    here = evaluation.resolve(f, region).subs(v, at)
    for order in range(count + 1):
        values = [
            one_sided(sp.diff(g, v, order), v, at, side, around)
            for g, side in ((right, "+"), (left, "-"))
        ]
        for value in [*values[1:], *([here] if order == 0 else [])]:
            message = f"the derivative of order {max(order, 1)} at {v} = {at}"
            _require_equal(value, values[0], around, message)
    return values[0]


def _require_equal(left: sp.Expr, right: sp.Expr, region: Region, what: str) -> None:
    if left == right:
        return
    if left.has(*evaluation.INFINITE) or right.has(*evaluation.INFINITE):
        raise UndefinedError(what)
    difference = region.apply(left - right)
    if nonzero(difference):
        raise UndefinedError(f"no value of {what}: {left} is not {right}")
    if not is_zero(difference):
        raise UndecidedError(what)


def limit(expr: sp.Limit, region: Region) -> sp.Expr:
    """The limit, from both sides if the direction says so; it may be infinite."""
    f, v, at, direction = expr.args
    if at not in (sp.oo, -sp.oo):
        at = evaluation.resolve(at, region)
    sides = {sp.oo: "-", -sp.oo: "+"}.get(at, str(direction))
    values = [one_sided(_beside(f, v, at, side, region), v, at, side, region) for side in sides]
    _require_equal(values[-1], values[0], region, f"the limit at {v} = {at}")
    return values[0]


def substituted(expr: sp.Subs, region: Region) -> sp.Expr:
    """What stands at the point of ``Subs``, which SymPy writes for derivatives at an argument."""
    where = dict(zip(expr.variables, expr.point, strict=True))
    points = {v: evaluation.resolve(at, region) for v, at in where.items()}
    there = Region({**region.bounds, **{v: (at, at) for v, at in points.items()}})
    return evaluation.resolve(expr.expr, there).subs(points)


def pieces(
    f: sp.Expr, v: sp.Symbol, low: sp.Expr, high: sp.Expr, region: Region
) -> Iterator[Piece]:
    """The range of a bound variable, cut until `f` has one formula on each piece."""
    waiting = [region.having(v, low, high)]
    for _ in range(CUTS):
        if not waiting:
            return
        part = waiting.pop(0)
        try:
            yield *part.bounds[v], part, evaluation.resolve(f, part)
        except UndecidedError as why:
            if why.relation is None or v not in why.relation.free_symbols:
                raise
            parts = cut(part, why.relation, v)
            waiting = [p for p in parts if v not in p.points] + waiting
    raise UndecidedError(f"{f} falls into too many cases")


def _beside(
    f: sp.Expr, v: sp.Symbol, at: sp.Expr, side: str, region: Region, smooth: bool = False
) -> sp.Expr:
    """The formula of `f` on the piece that touches `at` from one side."""
    part = region.having(v, *((at, sp.oo) if side == "+" else (-sp.oo, at)))
    for _ in range(CUTS):
        try:
            return evaluation.resolve(f, part, smooth)
        except UndecidedError as why:
            if why.relation is None or v not in why.relation.free_symbols:
                raise
            parts = cut(part, why.relation, v)
            part = parts[0 if side == "+" else -1]
    raise UndecidedError(f"which case holds beside {v} = {at}")


def one_sided(g: sp.Expr, v: sp.Symbol, at: sp.Expr, side: str, region: Region) -> sp.Expr:
    """The limit of a formula that holds beside `at`: its value there, or SymPy's limit."""
    if not g.has(v):
        return g
    if g.has(*evaluation.CASES):
        raise UndecidedError(f"the cases of {g} beside {v} = {at}")
    if at not in (sp.oo, -sp.oo):
        try:
            point = region.having(v, at, at)
            value = evaluation.resolve(g, point).subs(v, at)
            if _continuous(g, v, point):
                return value
        except (UndecidedError, UndefinedError):
            pass
    # in the region's symbols, whose signs a limit may depend on
    own, target = region.apply(g), region.apply(at)
    reasons: list[UndecidedError] = []
    for rewrite in (lambda x: x, lambda x: sp.simplify(exponentials(x)), sp.expand):
        try:
            value = attempt(sp.limit, rewrite(own), v, target, side)
        except UndecidedError as why:
            reasons.append(why)
            continue
        if value not in (sp.oo, -sp.oo) and not value.has(sp.Limit, v):
            return region.restore(value)
        if value in (sp.oo, -sp.oo):
            return value
    unsigned = [s for s in own.free_symbols - {v} if sign(s) is None]
    which = min(unsigned, key=str, default=None)
    raise UndecidedError(
        f"the limit of {g} at {v} = {at}: {'; '.join(map(str, reasons))}",
        None if which is None else sp.Gt(which, 0),
    )


def _continuous(g: sp.Expr, v: sp.Symbol, point: Region) -> bool:
    """Whether a formula is continuous where it is defined: all are, but for ``0**v`` at 0."""
    powers = [power for power in g.atoms(sp.Pow) if power.exp.has(v)]
    return all(sign(point.apply(power.base)) == 1 for power in powers)


def integral(expr: sp.Integral, region: Region) -> sp.Expr:
    """The integral over its last variable, piece by piece."""
    *inner, (v, low, high) = expr.limits
    f = sp.Integral(expr.function, *inner) if inner else expr.function
    low, high = (
        end if end in (sp.oo, -sp.oo) else evaluation.resolve(end, region) for end in (low, high)
    )
    order = _order(low, high, region)
    if order == 0:
        return sp.S.Zero
    if order == -1:
        low, high = high, low
    total = sp.S.Zero
    for start, end, part, g in pieces(f, v, low, high, region):
        total += antiderivatives.integrate(g, v, start, end, part, region, one_sided)
    return order * total


def _order(low: sp.Expr, high: sp.Expr, region: Region) -> int:
    if low == high:
        return 0
    if low == -sp.oo or high == sp.oo:
        return 1
    if low == sp.oo or high == -sp.oo:
        return -1
    order = sign(region.apply(high - low))
    if order is None:
        raise UndecidedError(f"the order of the bounds {low}, {high}", sp.Gt(high, low))
    return order
