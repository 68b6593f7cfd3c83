"""The value of an expression on one region, with the proof that it has one.

SymPy's own evaluation looks at generic points: it cancels what vanishes at one of them, and
differentiates a Piecewise branch by branch without a look at the joints. Here a node gets a value
only where its domain is proved to hold and every case is settled; otherwise the error names the
relation by which the region should be cut.
"""

import sympy as sp
from sympy.core.function import AppliedUndef

from course_lib.derivations import calculus, series
from course_lib.derivations.forms import as_piecewise
from course_lib.derivations.identities import attempt
from course_lib.derivations.regions import (
    Region,
    UndecidedError,
    UndefinedError,
    truth,
    undecided,
)
from course_lib.derivations.signs import nonnegative, nonzero, sign

INFINITE = (sp.oo, -sp.oo, sp.zoo, sp.nan, sp.AccumBounds)
CASES = (sp.Abs, sp.sign, sp.Max, sp.Min, sp.Heaviside)
ENTIRE = (
    *(sp.Add, sp.Mul, sp.exp, sp.sin, sp.cos, sp.sinh, sp.cosh, sp.tanh, sp.sech),
    *(sp.atan, sp.asinh, sp.erf, sp.erfc, sp.erfi, AppliedUndef, sp.Subs, sp.Tuple),
)
NONZERO = {  # the function -> what must not be 0
    sp.tan: sp.cos,
    sp.sec: sp.cos,
    sp.cot: sp.sin,
    sp.csc: sp.sin,
    sp.coth: sp.sinh,
    sp.csch: sp.sinh,
}
POSITIVE = {  # the function -> what must be positive
    sp.log: lambda x: x,
    sp.gamma: lambda x: x,
    sp.loggamma: lambda x: x,
    sp.factorial: lambda x: x + 1,
    sp.acosh: lambda x: x - 1,
    sp.atanh: lambda x: 1 - x**2,
    sp.asin: lambda x: 1 - x**2,
    sp.acos: lambda x: 1 - x**2,
}


def resolve(expr: sp.Expr, region: Region, smooth: bool = False) -> sp.Expr:
    """`expr` on a region, in its own variables: cases chosen, calculus done, domains proved.

    Parameters
    ----------
    expr : sympy.Expr
        Prepared: bound variables differ from all others.
    region : Region
        Where it is taken.
    smooth : bool
        Whether it must be differentiable there as well, any number of times.

    Raises
    ------
    UndecidedError
        If a case, a domain, an integral, a limit or a sum is not settled on the region.
    UndefinedError
        If the expression has no value there.
    """
    match expr:
        case sp.Piecewise():
            return resolve(_branch(expr, region), region, smooth)
        case sp.Derivative():
            value = calculus.derivative(expr, region)
        case sp.Integral():
            value = calculus.integral(expr, region)
        case sp.Limit():
            value = calculus.limit(expr, region)
        case sp.Sum() | sp.Product():
            value = series.series(expr, region)
        case sp.Subs():
            value = calculus.substituted(expr, region)
        case _:
            return _node(expr, region, smooth)
    if value.has(*INFINITE):
        raise UndefinedError(f"no finite value of {expr} for {region.describe()}")
    return value


def infinite_limit(expr: sp.Expr, region: Region) -> sp.Expr | None:
    """Plus or minus infinity, if that is what a whole side says; None for everything else."""
    if expr in (sp.oo, -sp.oo):
        return expr
    if isinstance(expr, sp.Limit):
        value = calculus.limit(expr, region)
        return value if value in (sp.oo, -sp.oo) else None
    return None


def _branch(expr: sp.Piecewise, region: Region) -> sp.Expr:
    for value, condition in expr.args:
        for relation in condition.atoms(sp.core.relational.Relational):
            for part in relation.args:
                resolve(part, region)
        holds = truth(region, condition)
        if holds is None:
            raise undecided(condition, region)
        if holds:
            return value
    raise UndefinedError(f"no case applies for {region.describe()}")


def _node(expr: sp.Expr, region: Region, smooth: bool) -> sp.Expr:
    if not expr.args:
        if expr in INFINITE:
            raise UndefinedError(f"{expr} is no number")
        return expr
    arguments = [resolve(argument, region, smooth) for argument in expr.args]
    _in_domain(expr, arguments, region, smooth)
    value = expr.func(*arguments)
    if value.has(*INFINITE):
        raise UndefinedError(f"{expr} for {region.describe()}")
    # SymPy makes an absolute value of a root of a square
    return resolve(attempt(as_piecewise, value), region, smooth) if value.has(*CASES) else value


def _in_domain(expr: sp.Expr, arguments: list[sp.Expr], region: Region, smooth: bool) -> None:
    own = [region.apply(argument) for argument in arguments]
    if isinstance(expr, sp.Pow):
        _power(arguments[0], own[0], own[1], region, smooth)
    elif expr.func in NONZERO:
        _require_nonzero(NONZERO[expr.func](arguments[0]), region)
    elif expr.func in POSITIVE:
        _require_positive(POSITIVE[expr.func](arguments[0]), region)
    elif isinstance(expr, sp.binomial):
        if not all(x.is_integer and nonnegative(x) for x in own):
            raise UndecidedError(f"where {expr} is defined")
    elif not isinstance(expr, ENTIRE):
        raise UndecidedError(f"where {expr.func} is defined")


def _power(base: sp.Expr, b: sp.Expr, e: sp.Expr, region: Region, smooth: bool) -> None:
    if e.is_integer:
        if not nonnegative(e):
            _require_nonzero(base, region)
    elif smooth or not (nonnegative(b) and sign(e) == 1):
        if not smooth and sign(e) == 1:  # asked for the weaker condition, cut at its edge
            _require(sp.Ge(base, 0, evaluate=False), nonnegative(b), sign(b) == -1, region)
        else:
            _require_positive(base, region)


def _require_nonzero(x: sp.Expr, region: Region) -> None:
    own = region.apply(x)
    _require(sp.Ne(x, 0, evaluate=False), nonzero(own), sign(own) == 0, region)


def _require_positive(x: sp.Expr, region: Region) -> None:
    own = region.apply(x)
    fails = sign(own) in (0, -1) or nonnegative(-own)
    _require(sp.Gt(x, 0, evaluate=False), sign(own) == 1, fails, region)


def _require(condition: sp.Basic, holds: bool, fails: bool, region: Region) -> None:
    if fails:
        raise UndefinedError(f"{condition} does not hold for {region.describe()}")
    if not holds:
        raise UndecidedError(f"{condition} for {region.describe()}", condition)
