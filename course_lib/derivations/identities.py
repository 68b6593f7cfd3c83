"""Symbolic identities that turn a difference into 0. None of them is numerical agreement."""

from collections.abc import Callable, Iterator

import sympy as sp

from course_lib.derivations.regions import UndecidedError
from course_lib.derivations.signs import exponentials

LARGE = 400  # operations, beyond which SymPy may take minutes to simplify


def is_zero(expr: sp.Expr) -> bool:
    """Whether an identity of SymPy's turns `expr` into 0.

    Parameters
    ----------
    expr : sympy.Expr
        Proved to be defined for all values of its symbols, and real.

    Returns
    -------
    bool
        False says nothing.
    """
    return any(form == 0 for form in _rewritings(expr))


def _rewritings(expr: sp.Expr) -> Iterator[sp.Expr]:
    yield expr
    yield sp.expand(expr)
    if expr.count_ops() > LARGE:
        return
    exponential = exponentials(expr)
    expanded = sp.expand(exponential, power_exp=True)
    yield sp.cancel(sp.together(expanded))
    yield sp.simplify(exponential)
    yield sp.simplify(sp.expand_log(exponential))
    yield sp.simplify(sp.logcombine(expr))
    yield sp.simplify(expr)
    yield from _exponentiated(expr)


def _exponentiated(expr: sp.Expr) -> Iterator[sp.Expr]:
    """``exp(expr / c) - 1`` for the coefficient c of each logarithm: a sum of logs, as a product.

    The exponential is one-to-one on the reals, and logarithms of positive numbers are real.
    """
    logarithms = expr.atoms(sp.log)
    if logarithms and all(log.args[0].is_positive for log in logarithms):
        expanded = sp.expand(expr)
        for log in sorted(logarithms, key=sp.default_sort_key):
            coefficient = expanded.coeff(log)
            if coefficient.is_nonzero and coefficient.is_real:
                yield sp.simplify(sp.exp(sp.expand(expr / coefficient)) - 1)


def attempt(function: Callable[..., sp.Expr], *arguments: object) -> sp.Expr:
    """What SymPy answers; whatever goes wrong inside it leaves the step undecided."""
    try:
        return function(*arguments)
    except Exception as why:
        raise UndecidedError(f"SymPy gives up: {why}") from why
