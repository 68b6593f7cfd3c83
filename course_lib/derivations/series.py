"""Sums on one region: written out, proved by induction, or their limit."""

import sympy as sp

from course_lib.derivations import evaluation
from course_lib.derivations.calculus import one_sided
from course_lib.derivations.forms import as_piecewise
from course_lib.derivations.identities import attempt, is_zero
from course_lib.derivations.regions import Region, UndecidedError, UndefinedError
from course_lib.derivations.signs import nonnegative, sign

TERMS = 30  # sums this short are written out


def series(expr: sp.Sum | sp.Product, region: Region) -> sp.Expr:
    """A short sum or product written out, or a sum proved by induction."""
    *inner, (k, low, high) = expr.limits
    f = expr.func(expr.function, *inner) if inner else expr.function
    low = evaluation.resolve(low, region)
    if high != sp.oo:
        high = evaluation.resolve(high, region)
    length = region.apply(high - low + 1)
    if not low.is_integer or not (high.is_integer or high == sp.oo):
        raise UndefinedError(f"{expr} between bounds that are no integers")
    if length.is_Integer and length <= TERMS:
        terms = [evaluation.resolve(f.subs(k, low + j), region) for j in range(int(length))]
        return (sp.Add if isinstance(expr, sp.Sum) else sp.Mul)(*terms)
    if isinstance(expr, sp.Product):
        raise UndecidedError(f"a product of {length} factors")
    if high != sp.oo and not nonnegative(length):
        raise UndecidedError(f"whether {expr} is empty", sp.Ge(high, low - 1))
    j = sp.Dummy(k.name, integer=True, nonnegative=True)
    term = evaluation.resolve(f.subs(k, low + j), region)
    if high == sp.oo:
        return _infinite(f, k, low, term, j, region)
    return _partial(term, j, region).subs(j, high - low) if length != 0 else sp.S.Zero


def _partial(term: sp.Expr, j: sp.Symbol, region: Region) -> sp.Expr:
    """The sum of the terms up to j: SymPy guesses it, induction proves it."""
    n = sp.Dummy("n", integer=True, nonnegative=True)
    for form in dict.fromkeys((term, region.apply(term))):
        guess = attempt(sp.summation, form, (j, 0, n)).subs(n, j)
        if guess.has(sp.Sum):
            continue
        total = evaluation.resolve(attempt(as_piecewise, region.restore(guess)), region)
        start = (total - term).subs(j, 0)
        step = total.subs(j, j + 1) - total - term.subs(j, j + 1)
        if all(is_zero(x) or is_zero(region.apply(x)) for x in (start, step)):
            return total
    raise UndecidedError(f"the sum of {term} by induction")


def _infinite(
    f: sp.Expr, k: sp.Symbol, low: sp.Expr, term: sp.Expr, j: sp.Symbol, region: Region
) -> sp.Expr:
    try:
        total = _without_vanishing(_partial(term, j, region), j, region)
        value = one_sided(total, j, sp.oo, "-", region)
        if not value.has(*evaluation.INFINITE):
            return value
    except UndecidedError:
        pass
    own = sp.Sum(region.apply(f), (k, low, sp.oo))
    if attempt(own.is_convergent) != sp.true:
        raise UndecidedError(f"whether the sum of {f} converges")
    value = attempt(own.doit)
    if value.has(sp.Sum):
        raise UndecidedError(f"SymPy finds no closed form of the sum of {f}")
    return evaluation.resolve(attempt(as_piecewise, region.restore(value)), region)


def _without_vanishing(total: sp.Expr, j: sp.Symbol, region: Region) -> sp.Expr:
    """The terms of a sum without multiples of ``r**j`` for abs(r) < 1, which vanish for large j."""
    kept = []
    for term in sp.Add.make_args(sp.expand(total, power_exp=True)):
        factor, power = term.as_independent(j, as_Add=False)
        ratio = power.base if isinstance(power, sp.Pow) and power.exp == j else sp.oo
        within = ratio.is_finite and not ratio.has(j)
        if not (within and all(sign(region.apply(1 + s * ratio)) == 1 for s in (1, -1))):
            kept.append(factor * power)
    return sp.Add(*kept)
