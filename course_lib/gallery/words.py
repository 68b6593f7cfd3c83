"""What is said of an activation in words and in formulas, from its record."""

import html
from typing import Final

import sympy as sp
from sympy.core.relational import Relational
from sympy.printing.mathml import MathMLPresentationPrinter

from course_lib.activations.definition import Activation, Z

_SIGNS: Final = {"<=": "≤", ">=": "≥"}
LONGEST_CONSTANT: Final = 12
"""The operations up to which a constant in a formula is written out, and not as a decimal."""


def shape(activation: Activation) -> str:
    """Whether it rises: increasing, nondecreasing, or not monotone."""
    return activation.properties.monotone or "not monotone"


def bounds(activation: Activation) -> str:
    """On which sides its values are bounded."""
    low, high = (end.is_finite for end in (_range(activation).inf, _range(activation).sup))
    if low and high:
        return "bounded"
    return "bounded below" if low else "bounded above" if high else "unbounded"


def smoothness(activation: Activation) -> str:
    """How often it is continuously differentiable, in a word."""
    order = activation.properties.smoothness
    if order == sp.oo:
        return "smooth"
    return {-1: "jumps", 0: "kinks"}.get(int(order), "bends")


def singular_points(activation: Activation) -> str:
    """How often it is continuously differentiable, and where no more often."""
    order = activation.properties.smoothness
    if order == sp.oo:
        return "all derivatives"
    points = activation.singular_points
    kinds = {-1: "not continuous, jump", 0: "continuous, kink", 1: "one derivative, bend"}
    kind = kinds.get(int(order), f"{order} derivatives, break")
    places = " and ".join(_decimal(point.at) for point in points)
    return f"{kind}{'s' if len(points) > 1 else ''} at {places}"


def value_range(activation: Activation) -> str:
    """Its range as an interval."""
    return _set(_range(activation))


def _range(activation: Activation) -> sp.Set:
    return activation.properties.range


def _set(values: sp.Set) -> str:
    if isinstance(values, sp.Union):
        return " ∪ ".join(_set(part) for part in sorted(values.args, key=lambda part: part.inf))
    if isinstance(values, sp.FiniteSet):
        return "{" + ", ".join(_decimal(value) for value in values.args) + "}"
    left = "(" if values.left_open else "["
    right = ")" if values.right_open else "]"
    return f"{left}{_decimal(values.start)}, {_decimal(values.end)}{right}"


def _decimal(number: sp.Expr) -> str:
    if not number.is_finite:
        return "∞" if number == sp.oo else "−∞"
    return f"{float(number):.4g}".replace("-", "−")


def formula(expr: sp.Expr) -> str:
    """A formula as MathML, in which long constants are decimals.

    Parameters
    ----------
    expr : sympy.Expr
        The formula.

    Returns
    -------
    str
        A ``math`` element.
    """
    shown = _shortened(sp.sympify(expr))
    inner = _Printer({"mul_symbol": "None"})._print(shown).toxml()
    inner = inner.replace("&amp;", "&").replace("&ExponentialE;", "e").replace("&pi;", "π")
    return f"<math>{inner}</math>"


def _shortened(expr: sp.Expr) -> sp.Expr:
    if not expr.free_symbols:
        return sp.N(expr, 5) if expr.count_ops() > LONGEST_CONSTANT else expr
    if expr.is_Mul and Z in expr.free_symbols:
        constant, rest = expr.as_independent(*expr.free_symbols, as_Add=False)
        if constant.count_ops() > LONGEST_CONSTANT:
            return sp.N(constant, 5) * _shortened(rest)
    return expr.func(*(_shortened(part) for part in expr.args)) if expr.args else expr


class _Printer(MathMLPresentationPrinter):  # type: ignore[misc]
    """SymPy's, with cases beneath each other and names of several words."""

    def _words(self, text: str, tag: str = "mtext") -> object:
        element = self.dom.createElement(tag)
        element.appendChild(self.dom.createTextNode(html.escape(text)))
        return element

    def _row(self, *children: object, tag: str = "mrow") -> object:
        element = self.dom.createElement(tag)
        for child in children:
            element.appendChild(child)
        return element

    def _print_Symbol(self, expr: sp.Symbol, style: str = "plain") -> object:  # noqa: N802
        if "_" in expr.name or expr.name in {"threshold", "value", "lower", "upper"}:
            return self._words(expr.name.replace("_", " "))
        if expr.name == "lambd":
            return self._words("λ", "mi")
        return super()._print_Symbol(expr, style)

    def _print_Piecewise(self, expr: sp.Piecewise) -> object:  # noqa: N802
        rows = []
        for value, condition in expr.args:
            when = (
                [self._words("otherwise")]
                if condition == sp.true
                else [self._words("if\xa0"), self._print(condition)]
            )
            cells = (self._print(value), self._row(*when))
            rows.append(self._row(*(self._row(cell, tag="mtd") for cell in cells), tag="mtr"))
        return self._row(*rows, tag="mtable")

    def _print_Relational(self, expr: Relational) -> object:  # noqa: N802
        if Z in expr.rhs.free_symbols and Z not in expr.lhs.free_symbols:
            expr = expr.reversed
        sign = self._words(_SIGNS.get(expr.rel_op, expr.rel_op), "mo")
        return self._row(self._print(expr.lhs), sign, self._print(expr.rhs))

    def _print_Or(self, expr: sp.Or) -> object:  # noqa: N802
        parts = [self._print(part) for part in expr.args]
        joined = [parts[0]]
        for part in parts[1:]:
            joined += [self._words("\xa0or\xa0"), part]
        return self._row(*joined)
