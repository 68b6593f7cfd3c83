"""Proofs that an expression is positive, negative or zero, by SymPy's assumptions and monotony.

None of it is numerical, but for the sign of a constant, which SymPy computes to proven digits.
"""

from collections.abc import Iterator
from functools import lru_cache

import sympy as sp

LARGE = 200  # operations, and an integer that may be an exponent, beyond which factoring is slow
HIGH = 30
DEPTH = 2  # how many derivatives are taken to see that an expression is monotone
CONTINUOUS = (sp.Add, sp.Mul, sp.exp, sp.sinh, sp.cosh, sp.tanh, sp.atan, sp.erf, sp.sin, sp.cos)
HYPERBOLIC = (sp.sinh, sp.cosh, sp.tanh, sp.coth, sp.sech, sp.csch)


@lru_cache(maxsize=4096)
def sign(expr: sp.Expr, depth: int = DEPTH) -> int | None:
    """1, -1 or 0 where `expr` is proved positive, negative or zero for all values of its symbols.

    Parameters
    ----------
    expr : sympy.Expr
        Its symbols carry what is known of them as assumptions.
    depth : int
        How many derivatives may be taken.

    Returns
    -------
    int or None
        None if the sign changes or cannot be proved.
    """
    if expr.has(sp.nan, sp.zoo, sp.I, sp.oo, -sp.oo):
        return None
    for form in _forms(expr):
        known = _assumed(form)
        if known is None and isinstance(form, sp.Mul):
            known = _product([sign(factor, depth) for factor in form.args])
        if known is not None:
            return known
    if depth:
        for form in _forms(expr):
            for symbol in sorted(form.free_symbols, key=sp.default_sort_key):
                if symbol.is_positive and (known := _monotone(form, symbol, depth)):
                    return known
    return None


def nonnegative(expr: sp.Expr) -> bool:
    """Whether `expr` is proved not to be negative."""
    return any(form.is_nonnegative for form in _forms(expr)) or sign(expr) in (0, 1)


def nonzero(expr: sp.Expr) -> bool:
    """Whether `expr` is proved not to be 0."""
    if sign(expr) in (1, -1):
        return True
    return any(
        form.is_nonzero
        or (isinstance(form, sp.Mul) and all(f.is_nonzero or sign(f) for f in form.args))
        for form in _forms(expr)
    )


def exponentials(expr: sp.Expr) -> sp.Expr:
    """`expr` with hyperbolic functions written as exponentials; powers stay powers."""
    return expr.rewrite(HYPERBOLIC, sp.exp) if expr.has(*HYPERBOLIC) else expr


def _forms(expr: sp.Expr) -> Iterator[sp.Expr]:
    yield expr
    if expr.is_number and expr.is_comparable and not expr.is_Atom:
        yield sp.simplify(expr)
    if expr.is_Atom:
        return
    yield sp.expand(expr)
    if expr.count_ops() > LARGE or any(abs(i) > HIGH for i in expr.atoms(sp.Integer)):
        return
    factored = sp.factor_terms(sp.factor(expr))
    yield factored
    exponential = exponentials(expr)
    if exponential != expr:
        yield sp.factor(sp.together(exponential))


def _assumed(expr: sp.Expr) -> int | None:
    if expr.is_positive:
        return 1
    if expr.is_negative:
        return -1
    return 0 if expr.is_zero else None


def _product(signs: list[int | None]) -> int | None:
    result = 1
    for one in signs:
        if one is None:
            return None
        result *= one
    return result


def _monotone(expr: sp.Expr, p: sp.Symbol, depth: int) -> int | None:
    """The sign on p > 0 of what starts there at 0 or beyond it, and moves away."""
    from_zero = sp.Dummy(p.name, nonnegative=True)
    if not _continuous(expr.xreplace({p: from_zero})):
        return None
    start = sign(expr.subs(p, 0), depth - 1)
    slope = sign(sp.diff(expr, p), depth - 1)
    if slope and start is not None and start in (0, slope):
        return slope
    return None


def _continuous(expr: sp.Expr) -> bool:
    if not expr.args:
        return bool(expr.is_real)
    if isinstance(expr, sp.Pow):
        whole = expr.exp.is_integer and expr.exp.is_nonnegative
        fits = whole or expr.base.is_positive
    elif isinstance(expr, sp.log):
        fits = expr.args[0].is_positive
    else:
        fits = isinstance(expr, CONTINUOUS)
    return bool(fits) and all(_continuous(argument) for argument in expr.args)
