"""Derivations as aligned LaTeX, written the way a person would write them."""

import sympy as sp
from sympy.core.function import AppliedUndef
from sympy.printing.latex import LatexPrinter

from course_lib.derivations.derivation import Derivation


def to_latex(derivation: Derivation) -> str:
    r"""Write a derivation as an ``aligned`` environment.

    Parameters
    ----------
    derivation : Derivation
        The lines with their reasons.

    Returns
    -------
    str
        One row for each step: relation signs in one column, ``\text`` reasons in another.
    """
    printer = _Printer({"order": "none", "inv_trig_style": "full"})
    start = printer.doprint(derivation.start)
    rows = [
        f"{start if number == 0 else ''} &= {printer.doprint(step.expr)} && \\text{{{step.reason}}}"
        for number, step in enumerate(derivation.steps)
    ]
    return "\\begin{aligned}\n" + " \\\\\n".join(rows) + "\n\\end{aligned}"


class _Printer(LatexPrinter):  # type: ignore[misc] # SymPy has no types
    """SymPy's printer, with sums and products in the order of a textbook.

    A sum starts with its number and ends with what is subtracted; a product ends with its sums and
    logarithms; the derivative of a function of one variable has primes.
    """

    def _print_Add(self, expr: sp.Add, order: None = None) -> str:  # noqa: N802 (SymPy's naming)
        terms = sorted(
            expr.as_ordered_terms(),
            key=lambda term: (term.could_extract_minus_sign(), not term.is_Number),
        )
        return str(super()._print_Add(sp.Add(*terms, evaluate=False), order="none"))

    def _print_Mul(self, expr: sp.Expr) -> str:  # noqa: N802
        if expr.could_extract_minus_sign():
            opposite = -expr
            inner = self._print(opposite)
            return f"- \\left({inner}\\right)" if opposite.is_Add else f"- {inner}"
        numerator, denominator = sp.fraction(expr, exact=True)
        if denominator != 1:
            return f"\\frac{{{self._print(numerator)}}}{{{self._print(denominator)}}}"
        factors = sorted(expr.as_ordered_factors(), key=_place)
        return str(super()._print_Mul(sp.Mul(*factors, evaluate=False)))

    def _print_Function(self, expr: sp.Function, exp: str | None = None) -> str:  # noqa: N802
        if not isinstance(expr, AppliedUndef):
            return str(super()._print_Function(expr, exp))
        name = self._print(sp.Symbol(expr.func.__name__))
        power = f"^{{{exp}}}" if exp else ""
        if all(argument.is_Symbol and argument.is_integer for argument in expr.args):
            return f"{name}_{{{', '.join(map(str, expr.args))}}}{power}"  # an entry of a vector
        return f"{name}{self._arguments(expr)}{power}"

    def _print_Indexed(self, expr: sp.Indexed) -> str:  # noqa: N802
        indices = ", ".join(self._print(index) for index in expr.indices)
        return f"{self._print(expr.base)}_{{{indices}}}"

    def _print_Derivative(self, expr: sp.Derivative) -> str:  # noqa: N802
        function, ((variable, count), *more) = expr.expr, expr.variable_count
        plain = isinstance(function, AppliedUndef) and function.args == (variable,)
        if more or (plain and count > 2):
            return str(super()._print_Derivative(expr))
        if not plain:
            alone = expr.expr.free_symbols == {variable}
            d = "d" if alone else "\\partial"
            power = f"^{{{count}}}" if count > 1 else ""
            inner = self._print(function)
            if function.is_Mul or function.is_Add:
                inner = f"\\left({inner}\\right)"
            return f"\\frac{{{d}{power}}}{{{d} {self._print(variable)}{power}}} {inner}"
        name = self._print(sp.Symbol(function.func.__name__))
        return f"{name}{chr(39) * int(count)}{self._arguments(function)}"

    def _needs_mul_brackets(self, expr: sp.Expr, first: bool = False, last: bool = False) -> bool:
        if isinstance(expr, sp.Derivative) and isinstance(expr.variables[0], sp.Indexed):
            return not last
        # the base of a power has brackets of its own
        return not isinstance(expr, sp.Pow) and bool(
            super()._needs_mul_brackets(expr, first=first, last=last)
        )

    def _print_Max(self, expr: sp.Max) -> str:  # noqa: N802
        arguments = sorted(expr.args, key=lambda argument: bool(argument.is_Number))
        return f"\\max({', '.join(self._print(argument) for argument in arguments)})"

    def _arguments(self, expr: AppliedUndef) -> str:
        inner = ", ".join(self._print(argument) for argument in expr.args)
        return f"\\left({inner}\\right)" if "\\frac" in inner else f"({inner})"


def _place(factor: sp.Expr) -> int:
    """Where a factor stands in a product: sums late, logarithms and their like last."""
    named = isinstance(factor, sp.Function) and not isinstance(factor, AppliedUndef | sp.exp)
    return 2 if named else int(bool(factor.is_Add))
