"""Numerical derivatives, integrals, sums and limits that say so when they are not to be believed.

Each is computed twice, with other steps or other cuts; where the two disagree the value is unknown.
"""

from collections.abc import Callable
from functools import cache
from itertools import pairwise

import mpmath
import sympy as sp
from sympy.core.relational import Relational

from course_lib.derivations import numerics
from course_lib.derivations.points import Function, Point, UnknownError
from course_lib.derivations.regions import UndefinedError

TRUSTED = mpmath.mpf("1e-13")  # two computations that differ by more are not believed
NEAR = mpmath.mpf("1e-12")  # of a joint or an end, where an integrand need not be defined
FAR = ((50, 200, 1000), (10**14, 10**16, 10**18))


def settled(values: list[mpmath.mpf]) -> bool:
    """Whether successive approximations agree."""
    return all(abs(a - b) <= TRUSTED * (1 + abs(b)) for a, b in pairwise(values))


def difference(expr: sp.Derivative) -> Function:
    """One-sided differences of two step sizes, which must agree."""
    *inner, (variable, count) = expr.variable_count
    order = int(count)
    f = numerics.compiled(sp.Derivative(expr.expr, *inner) if inner else expr.expr)
    at_edge = variable.is_nonnegative or variable.is_nonpositive

    def derivative(point: Point) -> mpmath.mpf:
        digits = mpmath.mp.dps
        with mpmath.workdps(digits * (order + 1) + 10):
            x = point.numbers[variable]
            if at_edge and x == 0:
                raise UnknownError(f"a derivative at the edge of {variable}")

            @cache
            def along(step: mpmath.mpf) -> mpmath.mpf:
                return f(point.at(variable, x + step, scaled=True) if step else point)

            steps = [mpmath.mpf(10) ** -digits, -(mpmath.mpf(10) ** -digits)]
            for step in steps:
                along(step)  # undefined beside the point means that there is no derivative
            sides = [_side(along, order, step) for step in steps]
            if numerics.differ(*sides):
                raise UndefinedError(f"the derivatives by {variable} from left and right differ")
        return +sides[0]

    return derivative


def _side(along: Callable[[mpmath.mpf], mpmath.mpf], order: int, step: mpmath.mpf) -> mpmath.mpf:
    here, near = along(mpmath.mpf(0)), along(step / 1000)
    if abs(near - here) > NEAR * (1 + abs(here)) and settled([near, along(step / 100)]):
        raise UndefinedError("a jump has no derivative")
    estimates = [
        mpmath.fsum(
            (-1) ** (order - i) * mpmath.binomial(order, i) * along(i * h) for i in range(order + 1)
        )
        / h**order
        for h in (step, step / 1000)
    ]
    if not settled(estimates):
        raise UnknownError("the differences do not settle")
    return estimates[1]


def quadrature(expr: sp.Integral) -> Function:
    """Quadrature with two sets of cuts, which must agree."""
    *inner, (variable, *ends) = expr.limits
    integrand = sp.Integral(expr.function, *inner) if inner else expr.function
    f, low, high = (numerics.compiled(part) for part in (integrand, *ends))
    joints = [
        numerics.compiled(root)
        for relation in integrand.atoms(Relational)
        if relation.has(variable)
        for root in _roots(relation.lhs - relation.rhs, variable)
    ]

    def integrate(point: Point) -> mpmath.mpf:
        start, end = low(point), high(point)
        sign = 1 if start <= end else -1
        start, end = min(start, end), max(start, end)
        marks = {joint(point) for joint in joints} | {mpmath.mpf(k) for k in (-8, -1, 0, 1, 8)}
        finer = marks | {mark + side for mark in marks for side in (-0.5, 0.5)}

        def inside(x: mpmath.mpf) -> mpmath.mpf:
            try:
                return f(point.at(variable, x))
            except (UndefinedError, ZeroDivisionError):
                if any(abs(x - mark) < NEAR for mark in (*marks, start, end)):
                    return mpmath.mpf(0)
                raise UnknownError(f"{integrand} is undefined at {x}") from None

        values = [
            mpmath.quad(inside, [start, *sorted(m for m in cuts if start < m < end), end])
            for cuts in (marks, finer)
        ]
        if not settled(values):
            raise UnknownError(f"the quadrature of {expr} does not settle")
        return sign * values[1]

    return integrate


def _roots(boundary: sp.Expr, variable: sp.Symbol) -> list[sp.Expr]:
    try:
        return [root for root in sp.solve(boundary, variable) if root.is_real]
    except NotImplementedError:
        return []


def addition(expr: sp.Sum | sp.Product) -> Function:
    """A sum or product, term by term; an infinite sum by extrapolation."""
    *inner, (index, *ends) = expr.limits
    f, low, high = (
        numerics.compiled(part)
        for part in (expr.func(expr.function, *inner) if inner else expr.function, *ends)
    )
    fold = mpmath.fsum if isinstance(expr, sp.Sum) else mpmath.fprod

    def add(point: Point) -> mpmath.mpf:
        start, end = low(point), high(point)
        if start == -mpmath.inf:
            raise UnknownError(f"a sum from {start}")
        if mpmath.isinf(end):
            if fold is not mpmath.fsum:
                raise UnknownError(f"the infinite product {expr}")
            early, late = (abs(f(point.at(index, start + mpmath.mpf(10) ** k))) for k in (3, 4))
            if late >= early > TRUSTED:
                raise UndefinedError(f"the terms of {expr} do not vanish")
            if late > early / 15:  # no faster than those of a divergent series
                raise UnknownError(f"whether {expr} converges")
            return mpmath.nsum(lambda k: f(point.at(index, k)), [start, end])
        if start != int(start) or end != int(end):
            raise UndefinedError(f"{expr} between bounds that are no integers")
        if end < start - 1:  # 0 for some, minus the terms between for others
            raise UnknownError(f"the convention for {expr}")
        if end - start > 10**4:
            raise UnknownError(f"{expr} has too many terms")
        return fold([f(point.at(index, mpmath.mpf(k))) for k in range(int(start), int(end) + 1)])

    return add


def limit(expr: sp.Limit) -> Function:
    """Values ever nearer to the limit, which must agree, or grow beyond all bounds."""
    inner, variable, at, direction = expr.args
    f = numerics.compiled(inner)
    sides = {sp.oo: "-", -sp.oo: "+"}.get(at, str(direction))

    def approach(point: Point) -> mpmath.mpf:
        with mpmath.workdps(5 * mpmath.mp.dps):
            values = [_towards(f, variable, at, side, point) for side in sides]
        if numerics.differ(values[0], values[-1]):
            raise UndefinedError(f"the limits from left and right differ at {variable} = {at}")
        return values[0]

    return approach


def _towards(f: Function, v: sp.Symbol, at: sp.Expr, side: str, point: Point) -> mpmath.mpf:
    for steps in FAR:
        if at in (sp.oo, -sp.oo):
            places = [mpmath.mpf(step) * (1 if at == sp.oo else -1) for step in steps]
        else:
            here = numerics.compiled(at)(point)
            tiny = [mpmath.mpf(10) ** -(12 if step > 1000 else 5) / step for step in steps]
            places = [here + (step if side == "+" else -step) for step in tiny]
        values = [f(point.at(v, place)) for place in places]
        if settled(values):
            return values[-1]
        growth = [b / a if a else mpmath.mpf(0) for a, b in pairwise(values)]
        if all(factor > 1.5 for factor in growth) and abs(values[-1]) > 100:
            return mpmath.sign(values[-1]) * mpmath.inf
    raise UnknownError(f"the limit of {f} does not settle")
