"""A printed derivation as data: a chain of expressions, each with the reason for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import sympy as sp
from sympy.core.function import AppliedUndef
from sympy.logic.boolalg import Boolean

from course_lib.derivations.forms import prepare


@dataclass(frozen=True)
class Step:
    """One line of a derivation: what the line before it equals, and why.

    Attributes
    ----------
    expr : sympy.Expr
        The right-hand side of the line. Wrap what SymPy would evaluate at once in
        ``sympy.Derivative``, ``Integral``, ``Limit``, ``Sum`` or ``sympy.evaluate(False)``.
    reason : str
        The reason printed beside the line; may contain ``$...$``.
    argument : str
        Empty for an equality that the checker must prove. Otherwise what stands in for a proof: a
        theorem and its citation. It is shown and counted as argued, and only for what SymPy cannot
        hold: an argued step that the checker can prove is an error.
    """

    expr: sp.Expr
    reason: str
    argument: str = ""


@dataclass(frozen=True)
class Derivation:
    """A chain of equalities ``start = step 1 = step 2 = ...`` over real symbols.

    Parameters
    ----------
    start : sympy.Expr
        The left-hand side of the first line.
    *steps : Step or (sympy.Expr, str)
        The lines, each an expression with its reason.
    where : sequence of sympy relations, optional
        Conditions that hold throughout, such as ``z > 0`` or ``Ne(z, 0)``. Assumptions on a symbol
        (``positive=True``) hold as well.
    definitions : mapping, optional
        What the functions in the lines stand for: ``{sigma(z): 1 / (1 + exp(-z))}``.

    Raises
    ------
    TypeError
        If a line is no SymPy expression with a reason, a condition is no relation, or a key of
        `definitions` is no function of symbols.
    ValueError
        If there is no step, a reason is empty, or a free symbol is not real.

    Examples
    --------
    >>> from course_lib.derivations import check
    >>> z = sp.Symbol("z", real=True)
    >>> check(Derivation(sp.sin(z) ** 2, (1 - sp.cos(z) ** 2, "Pythagoras"))).proved
    True
    """

    start: sp.Expr
    steps: tuple[Step, ...]
    where: tuple[Boolean, ...] = ()
    definitions: Mapping[AppliedUndef, sp.Expr] = field(default_factory=dict)

    def __init__(
        self,
        start: sp.Expr,
        *steps: Step | tuple[sp.Expr, str],
        where: Sequence[Boolean] = (),
        definitions: Mapping[AppliedUndef, sp.Expr] | None = None,
    ) -> None:
        lines = tuple(step if isinstance(step, Step) else Step(*step) for step in steps)
        object.__setattr__(self, "start", start)
        object.__setattr__(self, "steps", lines)
        object.__setattr__(self, "where", tuple(where))
        object.__setattr__(self, "definitions", dict(definitions or {}))
        self._validate()

    def _validate(self) -> None:
        if not self.steps:
            raise ValueError("a derivation needs at least one step")
        for expr in (self.start, *(step.expr for step in self.steps)):
            if not isinstance(expr, sp.Expr):
                raise TypeError(f"expected a SymPy expression, got {type(expr).__name__}: {expr!r}")
        for number, step in enumerate(self.steps, start=1):
            if not step.reason.strip():
                raise ValueError(f"step {number} has no reason")
        for condition in self.where:
            if not isinstance(condition, sp.core.relational.Relational):
                raise TypeError(f"expected a relation such as z > 0, got {condition!r}")
        for function in self.definitions:
            arguments = getattr(function, "args", ())
            if not isinstance(function, AppliedUndef) or not all(a.is_Symbol for a in arguments):
                raise TypeError(f"expected a function of symbols such as f(z), got {function!r}")
        require_real(
            *self.where, *(self.expand(e) for e in (self.start, *(s.expr for s in self.steps)))
        )

    @property
    def symbols(self) -> tuple[sp.Symbol, ...]:
        """The free symbols of all lines, by name."""
        lines = (self.expand(expr) for expr in (self.start, *(s.expr for s in self.steps)))
        free = set().union(*(line.free_symbols for line in lines))
        return tuple(sorted(free, key=str))

    def expand(self, expr: sp.Expr) -> sp.Expr:
        """`expr` as the checker reads it: every defined function replaced by its definition."""
        return prepare(expr, self.definitions)


def require_real(*exprs: sp.Basic) -> None:
    """Raise ValueError if a free symbol is not assumed to be real and finite."""
    for symbol in sorted(set().union(*(expr.free_symbols for expr in exprs)), key=str):
        if not symbol.is_real:
            raise ValueError(f"symbol {symbol} must be real: Symbol({str(symbol)!r}, real=True)")
