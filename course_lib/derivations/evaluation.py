"""SymPy's calculus on one region, where every case distinction is settled.

SymPy differentiates a Piecewise branch by branch and never looks at the joints: the derivative of a
jump comes out as 0. So derivatives, integrals and limits are taken on regions where only one branch
is left, and a derivative at a joint only where both sides agree.
"""

from collections.abc import Callable

import sympy as sp

from course_lib.derivations.regions import Region, UndecidedError, regions, truth


class UndefinedError(Exception):
    """A side of an equality that has no value somewhere: at a kink, a jump or a pole."""


def resolve(expr: sp.Expr, region: Region) -> sp.Expr:
    """`expr` on a region, in its own variables: cases chosen, calculus done.

    Raises
    ------
    UndecidedError
        If a case, an integral, a limit or a sum resists SymPy.
    UndefinedError
        If a derivative does not exist at the region's point.
    """
    if isinstance(expr, sp.Piecewise):
        return resolve(_branch(expr, region), region)
    if isinstance(expr, sp.Derivative):
        return _derivative(expr, region)
    if isinstance(expr, sp.Integral):
        return _integral(expr, region)
    if isinstance(expr, sp.Limit):
        return _limit(expr, region)
    if isinstance(expr, sp.Sum | sp.Product):
        return _closed(_sympy(expr.doit), region)
    if not expr.args:
        return expr
    return expr.func(*(resolve(argument, region) for argument in expr.args))


def _branch(expr: sp.Piecewise, region: Region) -> sp.Expr:
    for value, condition in expr.args:
        holds = truth(region, condition)
        if holds is None:
            raise UndecidedError(f"{condition} for {region.describe()}")
        if holds:
            return value
    raise UndefinedError(f"no case applies for {region.describe()}")


def _derivative(expr: sp.Derivative, region: Region) -> sp.Expr:
    inner = expr.expr
    for variable, count in expr.variable_count:
        if variable in region.points:
            inner = _derivative_at_point(inner, variable, int(count), region)
        else:
            inner = sp.diff(resolve(inner, region), variable, count)
    return inner.doit()


def _derivative_at_point(f: sp.Expr, v: sp.Symbol, count: int, region: Region) -> sp.Expr:
    at = region.points[v]
    others = Region({s: bounds for s, bounds in region.bounds.items() if s != v})
    right = resolve(f, _beside(f, v, at, "+", others))
    left = resolve(f, _beside(f, v, at, "-", others))
    here = resolve(f, region).subs(v, at)
    for order in range(count + 1):
        sides = [
            _sympy(sp.limit, sp.diff(g, v, order), v, at, side)
            for g, side in ((left, "-"), (right, "+"))
        ]
        values = [region.apply(side) for side in sides]
        if order == 0:
            values.append(region.apply(here))
        if any(sp.simplify(value - values[0]) != 0 for value in values):
            raise UndefinedError(f"no derivative of order {max(order, 1)} at {v} = {at}")
    return sides[0]


def _integral(expr: sp.Integral, region: Region) -> sp.Expr:
    total = expr.function
    for v, low, high in (_bounds(limit) for limit in expr.limits):
        within = [relation for relation in (sp.Gt(v, low), sp.Lt(v, high)) if relation != sp.true]
        parts = [part for part in regions([total], within, region) if v not in part.points]
        total = sp.Add(*(_integrate(total, v, low, high, part) for part in parts))
    return _closed(total, region)


def _bounds(limit: sp.Tuple) -> tuple[sp.Symbol, sp.Expr, sp.Expr]:
    if len(limit) != 3:
        raise UndecidedError(f"an integral over {limit[0]} without both bounds")
    return limit[0], limit[1], limit[2]


def _integrate(f: sp.Expr, v: sp.Symbol, low: sp.Expr, high: sp.Expr, part: Region) -> sp.Expr:
    start, end = part.bounds.get(v, (low, high))
    value = _sympy(sp.integrate, resolve(f, part), (v, start, end))
    outside = Region({s: bounds for s, bounds in part.bounds.items() if s != v})
    return _closed(value, outside)


def _limit(expr: sp.Limit, region: Region) -> sp.Expr:
    f, v, at, direction = expr.args
    sides = ["+", "-"] if str(direction) == "+-" else [str(direction)]
    values = [
        # in the region's symbols, whose signs a limit may depend on
        _sympy(sp.limit, region.apply(resolve(f, _beside(f, v, at, side, region))), v, at, side)
        for side in sides
    ]
    if any(sp.simplify(value - values[0]) != 0 for value in values[1:]):
        raise UndefinedError(f"the limits at {v} = {at} from left and right differ")
    return _closed(values[0], region)


def _beside(f: sp.Expr, v: sp.Symbol, at: sp.Expr, side: str, region: Region) -> Region:
    """The piece of the domain of `f` that touches `at` from one side."""
    if at in (sp.oo, -sp.oo):
        side, within = ("-" if at == sp.oo else "+"), []
    else:
        within = [sp.Gt(v, at) if side == "+" else sp.Lt(v, at)]
    for piece in regions([f], within, region):
        low, high = piece.bounds.get(v, (-sp.oo, sp.oo))
        if low != high and (low if side == "+" else high) == at:
            return piece
    raise UndecidedError(f"which case holds beside {v} = {at}")


def _sympy(function: Callable[..., sp.Expr], *arguments: object) -> sp.Expr:
    try:
        return function(*arguments)
    except (NotImplementedError, ValueError, TypeError, AttributeError, RecursionError) as why:
        raise UndecidedError(f"SymPy gives up: {why}") from why


def _closed(value: sp.Expr, region: Region) -> sp.Expr:
    if value.has(sp.Integral, sp.Sum, sp.Limit, sp.Product):
        raise UndecidedError(f"SymPy finds no closed form of {value}")
    return resolve(value, region) if value.has(sp.Piecewise) else value
