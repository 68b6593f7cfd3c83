"""The value of an expression at a point, by mpmath alone: it shares no code with the proofs.

Everything is real: a logarithm or a root of a negative number is undefined, as in the course.
"""

import operator
from collections.abc import Callable
from functools import lru_cache
from typing import TypeAlias

import mpmath
import sympy as sp
from sympy.logic.boolalg import Boolean

from course_lib.derivations import quadrature
from course_lib.derivations.points import Function, Point, UnknownError
from course_lib.derivations.regions import UndefinedError

DIGITS = 30
TOLERANCE = mpmath.mpf("1e-9")  # far above what trusted differences and quadratures err by
TINY = mpmath.mpf("1e-18")  # may be 0, if the numbers behind it are rounded
COSTLY = (sp.Integral, sp.Sum, sp.Product, sp.Limit)
Number: TypeAlias = mpmath.mpf | None


NAMES = (
    "exp sin cos tan cot sec csc asin acos atan sinh cosh tanh coth sech csch asinh acosh atanh "
    "erf erfc erfi gamma loggamma factorial binomial"
)
FUNCTIONS = {getattr(sp, name): getattr(mpmath, name) for name in NAMES.split()}
RELATIONS = {sp.Eq: operator.eq, sp.Ne: operator.ne, sp.Gt: operator.gt, sp.Ge: operator.ge} | {
    sp.Lt: operator.lt,
    sp.Le: operator.le,
}


def value(expr: sp.Expr, point: dict[sp.Symbol, sp.Expr], scale: list[int] | None = None) -> Number:
    """The value of `expr` at an exact point, or None where it is undefined.

    Parameters
    ----------
    expr : sympy.Expr
        Prepared.
    point : dict
        The symbols' values.
    scale : list of int, optional
        Takes down the bits by which a number in between differed most from 1.

    Raises
    ------
    UnknownError
        If it cannot be told.
    """
    numbers = {symbol: mpmath.mpmathify(sp.N(v, mpmath.mp.dps)) for symbol, v in point.items()}
    try:
        number = compiled(expr)(Point(numbers, point, [0] if scale is None else scale))
    except (UndefinedError, ZeroDivisionError):
        return None
    except UnknownError:
        raise
    except Exception as why:  # whatever goes wrong inside mpmath tells nothing
        raise UnknownError(str(why)) from why
    if mpmath.isnan(number) or isinstance(number, mpmath.mpc):
        raise UnknownError(f"{number} is no real number")
    return +number


def differ(left: Number, right: Number) -> bool:
    """Whether two values differ beyond all numerical error, or only one of them exists."""
    if left is None or right is None:
        return (left is None) != (right is None)
    if mpmath.isinf(left) or mpmath.isinf(right):
        return bool(left != right)
    return bool(abs(left - right) > TOLERANCE * (1 + abs(left) + abs(right)))


@lru_cache(maxsize=4096)
def compiled(expr: sp.Expr) -> Function:
    """`expr` as a function of a point."""
    match expr:
        case sp.Symbol():
            return lambda point: point.numbers[expr]
        case sp.Integer():
            return lambda point: mpmath.mpf(int(expr))
        case sp.Rational():
            return lambda point: mpmath.mpf(int(expr.p)) / int(expr.q)
        case sp.core.numbers.Infinity() | sp.core.numbers.NegativeInfinity():
            infinity = mpmath.mpf("inf") if expr == sp.oo else mpmath.mpf("-inf")
            return lambda point: infinity
        case sp.NumberSymbol():
            return lambda point: mpmath.mpmathify(expr.evalf(mpmath.mp.dps + 5))
        case sp.Add() | sp.Mul():
            return _folded(expr)
        case sp.Pow():
            return _power(expr)
        case sp.Piecewise():
            return _cases(expr)
        case sp.log():
            return _logarithm(expr)
        case sp.Derivative():
            return quadrature.difference(expr)
        case sp.Integral():
            return quadrature.quadrature(expr)
        case sp.Sum() | sp.Product():
            return quadrature.addition(expr)
        case sp.Limit():
            return quadrature.limit(expr)
        case sp.Subs():
            return _substitution(expr)
    if expr.func not in FUNCTIONS:
        return _unknown(f"no numerical value of {expr.func}")
    parts, function = [compiled(argument) for argument in expr.args], FUNCTIONS[expr.func]
    return lambda point: point.note(_real(function(*(_finite(part(point)) for part in parts))))


def _unknown(message: str) -> Function:
    def fail(point: Point) -> mpmath.mpf:
        raise UnknownError(message)

    return fail


def _finite(number: mpmath.mpf) -> mpmath.mpf:
    if not mpmath.isfinite(number):
        raise UndefinedError("infinity is no number")
    return number


def _real(number: mpmath.mpf | mpmath.mpc) -> mpmath.mpf:
    if isinstance(number, mpmath.mpc):
        raise UndefinedError(f"{number} is not real")
    return _finite(number)


def _folded(expr: sp.Add | sp.Mul) -> Function:
    parts = [compiled(argument) for argument in expr.args]
    fold = mpmath.fsum if isinstance(expr, sp.Add) else mpmath.fprod
    return lambda point: fold([_finite(part(point)) for part in parts])


def is_zero_at(expr: sp.Expr, number: mpmath.mpf, point: Point) -> bool:
    """Whether `expr`, of which `number` is a rounded value, is exactly 0 at a point."""
    if number == 0 or abs(number) > TINY:
        return bool(number == 0)
    if expr.free_symbols <= set(point.exact):
        return bool(sp.simplify(expr.subs(point.exact)) == 0)
    return False


def _power(expr: sp.Pow) -> Function:
    base, exponent = compiled(expr.base), compiled(expr.exp)

    def power(point: Point) -> mpmath.mpf:
        b, e = _finite(base(point)), _finite(exponent(point))
        if is_zero_at(expr.base, b, point):
            if e < 0:
                raise UndefinedError(f"{expr.base} is 0 in a denominator")
            return mpmath.mpf(e == 0)
        if e == int(e):
            return point.note(b ** int(e))
        if b < 0:
            if abs(e - mpmath.nint(e)) < TINY:
                raise UnknownError(f"whether {expr.exp} is an integer")
            raise UndefinedError(f"a root of {expr.base} < 0")
        return point.note(b**e)

    return power


def _logarithm(expr: sp.log) -> Function:
    inner = compiled(expr.args[0])

    def logarithm(point: Point) -> mpmath.mpf:
        x = _finite(inner(point))
        if x <= 0 or is_zero_at(expr.args[0], x, point):
            raise UndefinedError(f"a logarithm of {expr.args[0]} <= 0")
        return mpmath.log(x)

    return logarithm


def _cases(expr: sp.Piecewise) -> Function:
    cases = [(compiled(branch), _condition(condition)) for branch, condition in expr.args]

    def choose(point: Point) -> mpmath.mpf:
        for branch, holds in cases:
            if holds(point):
                return branch(point)
        raise UndefinedError(f"no case of {expr} applies")

    return choose


def _condition(condition: Boolean) -> Callable[[Point], bool]:
    if condition in (sp.true, sp.false):
        return lambda point: bool(condition)
    if isinstance(condition, sp.ITE):
        first, then, otherwise = (_condition(part) for part in condition.args)
        return lambda point: then(point) if first(point) else otherwise(point)
    if isinstance(condition, sp.And | sp.Or | sp.Not):
        parts = [_condition(part) for part in condition.args]
        if isinstance(condition, sp.Not):
            return lambda point: not parts[0](point)
        decide = all if isinstance(condition, sp.And) else any
        return lambda point: decide(part(point) for part in parts)
    left, right = compiled(condition.lhs), compiled(condition.rhs)
    holds = RELATIONS[condition.func]
    boundary = sp.Add(condition.lhs, -condition.rhs, evaluate=False)

    def compare(point: Point) -> bool:
        difference = left(point) - right(point)
        if is_zero_at(boundary, difference, point):
            difference = mpmath.mpf(0)
        return bool(holds(difference, 0))

    return compare


def _substitution(expr: sp.Subs) -> Function:
    inner = compiled(expr.expr)
    where = [(v, compiled(at)) for v, at in zip(expr.variables, expr.point, strict=True)]

    def substituted(point: Point) -> mpmath.mpf:
        there = point
        for v, at in where:
            there = there.at(v, at(point))
        return inner(there)

    return substituted
