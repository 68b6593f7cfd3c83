"""Numbers that refute: the search for a point where two sides of an equality differ."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product

import mpmath
import sympy as sp
from sympy.core.function import AppliedUndef
from sympy.core.relational import Relational
from sympy.logic.boolalg import Boolean

from course_lib.derivations.forms import BINDERS, transform
from course_lib.derivations.numerics import COSTLY, DIGITS, Number, differ, value
from course_lib.derivations.points import UnknownError

POINTS = 120
COSTLY_POINTS = 8  # where each evaluation is a quadrature
DEAREST_POINTS = 3  # where quadratures are subtracted, with many digits
MOST_DIGITS = 1500
SPECIAL_POINTS = 24  # on the boundaries, for each of them
POSITIVE = (2, sp.Rational(1, 2), 1, 3, sp.Rational(1, 3), sp.Rational(7, 5), 5, 9)
GRID = (*(sp.sympify(sign * number) for number in POSITIVE for sign in (-1, 1)), sp.S.Zero)
Exact = dict[sp.Symbol, sp.Expr]


@dataclass(frozen=True)
class Witness:
    """A point at which the two sides of an equality differ.

    Attributes
    ----------
    point : dict of str to str
        The symbols' values, and what stands for a function that is not defined.
    left, right : str
        The sides' values there; "undefined" where a side has none.
    """

    point: Mapping[str, str]
    left: str
    right: str

    def __str__(self) -> str:
        """The witness in words."""
        where = ", ".join(f"{name} = {number}" for name, number in self.point.items())
        return f"{f'at {where}' if where else 'always'}, left {self.left}, right {self.right}"


def find_witness(left: sp.Expr, right: sp.Expr, where: Iterable[Boolean]) -> Witness | None:
    """A point within `where` and the symbols' assumptions at which the sides differ, if one is met.

    Parameters
    ----------
    left, right : sympy.Expr
        The sides, prepared.
    where : iterable of sympy relations
        What holds at every admissible point.

    Returns
    -------
    Witness or None
        None if every point tried agrees, or none could be evaluated. Agreement proves nothing.
    """
    examples = _examples([left, right, *where])
    if examples is None:
        return None
    left, right, *conditions = (_instance(part, examples) for part in (left, right, *where))
    for point in _points(left, right, conditions):
        scale = [0]
        sides = _sides(left, right, point, DIGITS, scale)
        if sides and differ(*sides) and _confirmed(sides, left, right, point, scale[0]):
            shown = {str(call): str(meaning) for call, meaning in examples.items()}
            shown |= {str(symbol): str(number) for symbol, number in point.items()}
            return Witness(shown, *(_show(side) for side in sides))
    return None


def _sides(
    left: sp.Expr, right: sp.Expr, point: Exact, digits: int, scale: list[int]
) -> tuple[Number, Number] | None:
    with mpmath.workdps(digits):
        try:
            return value(left, point, scale), value(right, point, scale)
        except UnknownError:
            return None


def _confirmed(
    sides: tuple[Number, Number], left: sp.Expr, right: sp.Expr, point: Exact, bits: int
) -> bool:
    """Whether the sides stay as they are with so many digits that nothing can cancel."""
    digits = 2 * DIGITS + bits
    if digits > MOST_DIGITS:
        return False
    again = _sides(left, right, point, digits, [0])
    return again is not None and not any(map(differ, sides, again))


def _examples(parts: list[sp.Basic]) -> dict[AppliedUndef, sp.Expr] | None:
    """A smooth positive function for each undefined one: what holds for all holds for these."""
    functions = sorted({f.func for part in parts for f in part.atoms(AppliedUndef)}, key=str)
    examples = {}
    for number, function in enumerate(functions, start=1):
        calls = [f for part in parts for f in part.atoms(AppliedUndef) if f.func == function]
        symbols = [sp.Symbol(f"x{i}", real=True) for i in range(len(calls[0].args))]
        call = function(*symbols)
        if call.is_negative or call.is_nonpositive or call.is_rational or call.is_irrational:
            return None
        inner = sp.Add(*(symbol / (i + 1) for i, symbol in enumerate(symbols)))
        examples[call] = sp.Rational(3, 2) + sp.sin(inner + number)
    return examples


def _instance(expr: sp.Basic, examples: Mapping[AppliedUndef, sp.Expr]) -> sp.Basic:
    meanings = {call.func: (call.args, meaning) for call, meaning in examples.items()}

    def instantiate(node: sp.Basic) -> sp.Basic:
        if not isinstance(node, AppliedUndef):
            return node
        symbols, meaning = meanings[node.func]
        return meaning.xreplace(dict(zip(symbols, node.args, strict=True)))

    return transform(expr, instantiate) if examples else expr


def _points(left: sp.Expr, right: sp.Expr, where: list[Boolean]) -> Iterator[Exact]:
    free = set().union(*(part.free_symbols for part in (left, right, *where)))
    symbols = sorted(free, key=str)
    wanted = min(_affordable(side) for side in (left, right))
    seen = []
    for candidates, limit in (
        (_on_boundaries([left, right], symbols), wanted // 2),
        (_walk([left, right], symbols), wanted),
    ):
        count = 0
        for point in candidates:
            if count < limit and point not in seen and _admitted(point, where):
                seen.append(point)
                count += 1
                yield point


def _affordable(side: sp.Expr) -> int:
    if any(node.has(*COSTLY) for node in side.atoms(sp.Derivative)):
        return DEAREST_POINTS
    return COSTLY_POINTS if side.has(*COSTLY) else POINTS


def _admitted(point: Exact, where: list[Boolean]) -> bool:
    fits = all(_admissible(symbol, number) for symbol, number in point.items())
    return fits and all(condition.subs(point) == sp.true for condition in where)


def _walk(sides: list[sp.Expr], symbols: list[sp.Symbol]) -> Iterator[Exact]:
    """A diagonal walk: each symbol goes through its values at its own pace."""
    roots = [root for boundary in _boundaries(sides) for root in _real_roots(boundary)]
    values = dict.fromkeys([*roots, *GRID])
    axes = [[v for v in values if _admissible(symbol, v)] for symbol in symbols]
    steps = 1
    for axis in axes:
        steps = min(steps * len(axis), 20 * POINTS)
    for step in range(steps):
        pace, point = step, {}
        for symbol, axis in zip(symbols, axes, strict=True):
            point[symbol] = axis[pace % len(axis)]
            pace = step + pace // len(axis)
        yield point


def _on_boundaries(sides: list[sp.Expr], symbols: list[sp.Symbol]) -> Iterator[Exact]:
    """Points where a denominator or a logarithm's argument is 0, or a case changes."""
    for boundary in _boundaries(sides):
        for symbol in symbols:
            others = [s for s in symbols if s != symbol]
            for root in _roots(boundary, symbol):
                places = product(*([v for v in GRID if _admissible(s, v)] for s in others))
                for _, place in zip(range(SPECIAL_POINTS), places, strict=False):
                    point = dict(zip(others, place, strict=True))
                    at = root.subs(point)
                    if at.is_real and at.is_finite:
                        yield {**point, symbol: at}


def _boundaries(sides: list[sp.Expr]) -> list[sp.Expr]:
    found: dict[sp.Expr, None] = {}
    for side in sides:
        for node in sp.preorder_traversal(side):
            if isinstance(node, sp.Pow) and node.exp.is_positive is not True:
                found[node.base] = None
            elif isinstance(node, sp.log):
                found[node.args[0]] = None
            elif isinstance(node, Relational):
                found[node.lhs - node.rhs] = None
    known = set().union(*(side.free_symbols for side in sides))
    return [
        boundary
        for boundary in found
        if boundary.free_symbols and boundary.free_symbols <= known and not boundary.has(*BINDERS)
    ]


def _real_roots(boundary: sp.Expr) -> list[sp.Expr]:
    if len(boundary.free_symbols) != 1 or not boundary.is_polynomial(*boundary.free_symbols):
        return []
    try:
        return list(sp.real_roots(boundary))
    except NotImplementedError:  # irrational coefficients
        return []


def _roots(boundary: sp.Expr, symbol: sp.Symbol) -> list[sp.Expr]:
    if not boundary.has(symbol) or boundary.is_positive or boundary.is_negative:
        return []
    try:
        found = sp.solve(boundary, symbol)
    except (NotImplementedError, ValueError, TypeError, AttributeError):
        return []
    return [root for root in found if isinstance(root, sp.Expr) and not root.has(sp.I)]


def _admissible(symbol: sp.Symbol, number: sp.Expr) -> bool:
    return all(
        getattr(number, f"is_{name}") == wanted
        for name, wanted in symbol.assumptions0.items()
        if name != "commutative"
    )


def _show(number: Number) -> str:
    return "undefined" if number is None else str(mpmath.nstr(number, 6))
