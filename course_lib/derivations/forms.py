"""Lines as the checker reads them: definitions written out, cases explicit, bound names fresh.

A function that is not defined stands for any smooth real function.

Nothing is simplified here. SymPy turns ``z / z`` into 1 as soon as it rebuilds an expression, and
with it would go the knowledge that the line says nothing at 0, so nodes are rebuilt unevaluated.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache

import sympy as sp
from sympy.core.function import AppliedUndef, UndefinedFunction
from sympy.logic.boolalg import Boolean

Definitions = Mapping[AppliedUndef, sp.Expr]
BINDERS = (sp.Integral, sp.Sum, sp.Product, sp.Limit)
SPARSE_REALS = ("integer", "rational", "irrational", "algebraic", "transcendental")
SPARSE_INTEGERS = ("even", "odd", "prime", "composite", "irrational")


def prepare(expr: sp.Expr, definitions: Definitions | None = None) -> sp.Expr:
    """`expr` with definitions expanded, floats exact, cases explicit and bound variables fresh.

    Raises
    ------
    TypeError
        If a number is complex.
    ValueError
        If a definition is circular, or a bound variable is assumed to be what its range is not.
    """
    meanings = {
        function.func: (function.args, _fresh(meaning))
        for function, meaning in (definitions or {}).items()
    }
    expanded = _fresh(expr)
    for _ in range(len(meanings) + 1):
        expanded = transform(expanded, lambda node: _expand(node, meanings))
    if any(node.func in meanings for node in expanded.atoms(AppliedUndef)):
        raise ValueError(f"the definitions go round in a circle at {expr}")
    return _canonical(transform(expanded, _by_cases))


def transform(expr: sp.Basic, rule: Callable[[sp.Basic], sp.Basic]) -> sp.Basic:
    """`expr` with `rule` applied to every node, from the leaves up, and nothing evaluated."""
    if not expr.args:
        return rule(expr)
    arguments = [transform(argument, rule) for argument in expr.args]
    return rule(expr if tuple(arguments) == expr.args else rebuild(expr, arguments))


def rebuild(expr: sp.Basic, arguments: list[sp.Basic]) -> sp.Basic:
    """A node of the kind of `expr` with other arguments, unevaluated."""
    if isinstance(expr, sp.Derivative | sp.Tuple | sp.Subs | sp.Limit | sp.Indexed | AppliedUndef):
        return expr.func(*arguments)
    if isinstance(expr, sp.functions.elementary.piecewise.ExprCondPair):
        return expr.func(*arguments)
    if isinstance(expr, sp.Integral | sp.Sum | sp.Product):
        return expr.func(*arguments)
    return expr.func(*arguments, evaluate=False)


def as_piecewise(expr: sp.Expr) -> sp.Expr:
    """`expr` with absolute values, maxima, signs and steps of real arguments written by cases."""
    return transform(expr, _by_cases)


def exact(node: sp.Basic) -> sp.Basic:
    """A rational number for a float, and every other node as it is."""
    return sp.Rational(node) if isinstance(node, sp.Float) else node


def condition(relation: Boolean) -> Boolean:
    """A condition with exact numbers, and without the absolute value that it is about."""
    relation = transform(relation, exact)
    if isinstance(relation, sp.Lt | sp.Le) and isinstance(relation.lhs, sp.Abs):
        (x,), bound = relation.lhs.args, relation.rhs
        return sp.And(relation.func(x, bound), relation.func(-x, bound))
    if isinstance(relation, sp.Gt | sp.Ge) and isinstance(relation.lhs, sp.Abs):
        (x,), bound = relation.lhs.args, relation.rhs
        return sp.Or(relation.func(x, bound), relation.func(-x, bound))
    return relation


def _by_cases(node: sp.Basic) -> sp.Basic:
    match node:
        case sp.Abs():
            return sp.Piecewise((node.args[0], node.args[0] >= 0), (-node.args[0], True))
        case sp.sign():
            return sp.Piecewise((1, node.args[0] > 0), (-1, node.args[0] < 0), (0, True))
        case sp.Heaviside():
            x, *half = node.args
            return sp.Piecewise((0, x < 0), (1, x > 0), (half[0] if half else sp.S.Half, True))
        case sp.Max() | sp.Min():
            better = sp.Ge if isinstance(node, sp.Max) else sp.Le
            best, *others = node.args
            for other in others:
                best = sp.Piecewise((best, better(best, other)), (other, True))
            return best
        case sp.Float():
            return exact(node)
        case AppliedUndef() if node.is_real is None:
            return sp.Function(node.func.__name__, real=True, **node.func._kwargs)(*node.args)
        case sp.core.numbers.ImaginaryUnit():
            raise TypeError("derivations are about real numbers, got an imaginary unit")
    return node


def _expand(
    node: sp.Basic, meanings: Mapping[UndefinedFunction, tuple[tuple[sp.Symbol, ...], sp.Expr]]
) -> sp.Basic:
    if not isinstance(node, AppliedUndef) or node.func not in meanings:
        return node
    symbols, meaning = meanings[node.func]
    if len(symbols) != len(node.args):
        raise ValueError(f"{node.func} is defined for {len(symbols)} arguments, not as in {node}")
    return _substitute(meaning, dict(zip(symbols, node.args, strict=True)))


def _substitute(expr: sp.Basic, values: Mapping[sp.Symbol, sp.Expr]) -> sp.Basic:
    """Replace free symbols, unevaluated. A derivative by one becomes ``Subs`` as SymPy does it."""
    if isinstance(expr, sp.Derivative):
        variables = [v for v in expr.variables if v in values and not values[v].is_Symbol]
        held = {v: sp.Dummy(v.name, real=True) for v in variables}
        inner = transform(expr, lambda node: held.get(node, values.get(node, node)))
        return sp.Subs(inner, list(held.values()), [values[v] for v in held]) if held else inner
    if not expr.args:
        return values.get(expr, expr)
    arguments = [_substitute(argument, values) for argument in expr.args]
    return expr if tuple(arguments) == expr.args else rebuild(expr, arguments)


def _fresh(expr: sp.Basic) -> sp.Basic:
    """`expr` with a new symbol for each bound variable, so that none shadows a free one."""
    if not expr.args:
        return expr
    arguments = [_fresh(argument) for argument in expr.args]
    node = expr if tuple(arguments) == expr.args else rebuild(expr, arguments)
    if isinstance(node, sp.Subs):
        for v in node.variables:
            node = _renamed(node, v, sp.Dummy(v.name, real=True))
    if isinstance(node, sp.Limit):
        _, v, at, direction = node.args
        low = at if str(direction) == "+" else -sp.oo
        high = at if str(direction) == "-" else sp.oo
        # only what is near the limit matters; a limit along the integers is one along the reals
        low = sp.S.Zero if at.is_extended_positive else low
        high = sp.S.Zero if at.is_extended_negative else high
        if not (at == sp.oo and v.is_integer and v.is_nonpositive is not True):
            _check_range(v, low, high)
        return _renamed(node, v, sp.Dummy(v.name, real=True))
    if isinstance(node, BINDERS):
        summed = not isinstance(node, sp.Integral)
        for v, *ends in node.limits:
            if len(ends) != 2:
                raise ValueError(f"{v} runs without both bounds in {expr}")
            _check_range(v, ends[0], ends[1], summed)
            kind = {"integer": True} if summed else {"real": True}
            node = _renamed(node, v, sp.Dummy(v.name, **kind))
    return node


def _renamed(node: sp.Basic, old: sp.Symbol, new: sp.Symbol) -> sp.Basic:
    """A binder with another bound variable; bounds outside its scope keep the old name."""
    if isinstance(node, sp.Limit):
        f, _, at, direction = node.args
        return sp.Limit(_substitute(f, {old: new}), new, at, str(direction))
    if isinstance(node, sp.Subs):
        names = [new if v == old else v for v in node.variables]
        return sp.Subs(_substitute(node.expr, {old: new}), names, node.point)
    limits, inside = [], True
    for v, low, high in node.limits:
        # bounds before the variable's own are within its scope
        ends = [_substitute(e, {old: new}) if inside else e for e in (low, high)]
        if v == old:
            ends, inside = [low, high], False
        limits.append((new if v == old else v, *ends))
    return node.func(_substitute(node.function, {old: new}), *limits)


def _check_range(v: sp.Symbol, low: sp.Expr, high: sp.Expr, summed: bool = False) -> None:
    fits = {
        "real": True,
        "nonnegative": low.is_extended_nonnegative,
        "positive": low.is_extended_positive or (not summed and low.is_extended_nonnegative),
        "nonpositive": high.is_extended_nonpositive,
        "negative": high.is_extended_negative or (not summed and high.is_extended_nonpositive),
        "nonzero": not summed,
    }
    for name, fit in fits.items():
        if getattr(v, f"is_{name}") and not fit:
            raise ValueError(f"{v} is assumed {name}, but runs from {low} to {high}")
    if any(getattr(v, f"is_{name}") for name in (SPARSE_INTEGERS if summed else SPARSE_REALS)):
        raise ValueError(f"the bound variable {v} has assumptions that its range does not have")
    if v.is_real is False:
        raise ValueError(f"the bound variable {v} is not real")


def _canonical(expr: sp.Basic) -> sp.Basic:
    """`expr` with bound variables named by depth: two lines share what they have in common."""
    if not expr.args:
        return expr
    arguments = [_canonical(argument) for argument in expr.args]
    node = expr if tuple(arguments) == expr.args else rebuild(expr, arguments)
    if isinstance(node, (*BINDERS, sp.Subs)):
        variables = [node.args[1]] if isinstance(node, sp.Limit) else list(node.variables)
        for position, v in enumerate(variables):
            node = _renamed(node, v, _bound(v.name, _depth(node), position, bool(v.is_integer)))
    return node


def _depth(expr: sp.Basic) -> int:
    below = max((_depth(argument) for argument in expr.args), default=0)
    return below + isinstance(expr, (*BINDERS, sp.Subs))


@lru_cache(maxsize=1024)
def _bound(name: str, depth: int, position: int, summed: bool) -> sp.Symbol:
    return sp.Dummy(name, **({"integer": True} if summed else {"real": True}))
