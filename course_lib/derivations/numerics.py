"""The value of an expression at a point, by mpmath alone: it shares no code with the proofs.

Derivatives are one-sided differences, integrals quadrature done twice, sums are added up. Only
limits are left to SymPy.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

import mpmath
import sympy as sp
from sympy.core.relational import Relational

from course_lib.derivations.evaluation import UndefinedError, resolve
from course_lib.derivations.regions import Region, UndecidedError

Point = Mapping[sp.Symbol, mpmath.mpf]
Function = Callable[[Point], mpmath.mpf]

DIGITS = 30
TRUSTED = mpmath.mpf("1e-15")  # two quadratures that differ by more are not believed
TOLERANCE = mpmath.mpf("1e-9")  # far above what differences and trusted quadratures err by
COSTLY = (sp.Integral, sp.Sum, sp.Product, sp.Limit)


class UnknownError(Exception):
    """A value that numerical evaluation cannot tell."""


def value(expr: sp.Expr, point: Point) -> mpmath.mpf | None:
    """The value of `expr` at a point, or None where it is undefined.

    Raises
    ------
    UnknownError
        If it cannot be told.
    """
    try:
        number = compiled(expr)(point)
    except (UndefinedError, ZeroDivisionError):
        return None
    except (
        UndecidedError,
        ArithmeticError,
        NotImplementedError,
        TypeError,
        ValueError,
        mpmath.libmp.NoConvergence,
    ) as why:
        raise UnknownError(str(why)) from why
    return number if mpmath.isfinite(number) else None


def differ(left: mpmath.mpf | None, right: mpmath.mpf | None) -> bool:
    """Whether two values differ beyond all numerical error, or only one of them exists."""
    if left is None or right is None:
        return (left is None) != (right is None)
    return bool(abs(left - right) > TOLERANCE * (1 + abs(left) + abs(right)))


@lru_cache(maxsize=1024)
def compiled(expr: sp.Expr) -> Function:
    """`expr` as a function of a point."""
    match expr:
        case sp.Derivative():
            return _difference(expr)
        case sp.Integral():
            return _quadrature(expr)
        case sp.Sum() | sp.Product():
            return _addition(expr)
        case sp.Limit():
            return _limit(expr)
        case sp.Piecewise():
            return _cases(expr)
    inner = {node: sp.Dummy() for node in _outermost(expr)}
    plain = expr.xreplace(inner)
    symbols = sorted(plain.free_symbols - set(inner.values()), key=str)
    evaluate = sp.lambdify([*symbols, *inner.values()], plain, "mpmath")
    parts = [compiled(node) for node in inner]
    return lambda point: mpmath.mpmathify(
        evaluate(*(point[s] for s in symbols), *(part(point) for part in parts))
    )


def _outermost(expr: sp.Basic) -> Iterator[sp.Expr]:
    if isinstance(expr, (*COSTLY, sp.Derivative, sp.Piecewise)):
        yield expr
    else:
        for argument in expr.args:
            yield from _outermost(argument)


def _cases(expr: sp.Piecewise) -> Function:
    cases = []
    for branch, condition in expr.args:
        symbols = sorted(condition.free_symbols, key=str)
        cases.append((compiled(branch), sp.lambdify(symbols, condition, "mpmath"), symbols))

    def choose(point: Point) -> mpmath.mpf:
        for branch, holds, symbols in cases:
            if holds(*(point[s] for s in symbols)):
                return branch(point)
        raise UndefinedError(f"no case of {expr} applies")

    return choose


def _difference(expr: sp.Derivative) -> Function:
    (variable, count), *rest = expr.variable_count
    inner = compiled(sp.Derivative(expr.expr, *rest) if rest else expr.expr)

    def difference(point: Point) -> mpmath.mpf:
        def along(x: mpmath.mpf) -> mpmath.mpf:
            return inner({**point, variable: x})

        left, right = (
            mpmath.diff(along, point[variable], int(count), direction=side) for side in (-1, 1)
        )
        if differ(left, right):
            raise UndefinedError(f"the derivatives from left and right differ at {variable}")
        return right

    return difference


def _quadrature(expr: sp.Integral) -> Function:
    (variable, *ends), *rest = expr.limits
    if rest or len(ends) != 2:
        raise NotImplementedError(f"numerical value of {expr}")
    inner, low, high = compiled(expr.function), compiled(ends[0]), compiled(ends[1])
    joints = [
        compiled(root)
        for relation in expr.function.atoms(Relational)
        for root in sp.solve(relation.lhs - relation.rhs, variable)
    ]

    def quadrature(point: Point) -> mpmath.mpf:
        start, end = low(point), high(point)
        sign = 1 if start <= end else -1
        start, end = min(start, end), max(start, end)
        marks = {joint(point) for joint in joints} | {mpmath.mpf(k) for k in (-8, -1, 0, 1, 8)}
        finer = marks | {mark + side for mark in marks for side in (-0.5, 0.5)}
        first, second = (
            mpmath.quad(
                lambda x: inner({**point, variable: x}),
                [start, *sorted(mark for mark in cuts if start < mark < end), end],
            )
            for cuts in (marks, finer)
        )
        if abs(first - second) > TRUSTED * (1 + abs(first)):
            raise UnknownError(f"quadrature of {expr} does not settle")
        return sign * second

    return quadrature


def _addition(expr: sp.Sum) -> Function:
    (index, *ends), *rest = expr.limits
    if rest or not isinstance(expr, sp.Sum):
        raise NotImplementedError(f"numerical value of {expr}")
    inner, low, high = compiled(expr.function), compiled(ends[0]), compiled(ends[1])

    def addition(point: Point) -> mpmath.mpf:
        start, end = low(point), high(point)
        if not mpmath.isinf(end):
            return mpmath.fsum(
                inner({**point, index: mpmath.mpf(k)}) for k in range(int(start), int(end) + 1)
            )
        return mpmath.nsum(lambda k: inner({**point, index: k}), [start, end])

    return addition


def _limit(expr: sp.Limit) -> Function:
    def limit(point: Point) -> mpmath.mpf:
        exact = {
            symbol: sp.nsimplify(sp.Float(point[symbol], DIGITS), rational=True)
            for symbol in expr.free_symbols
        }
        return compiled(resolve(expr.subs(exact), Region()))({})

    return limit
