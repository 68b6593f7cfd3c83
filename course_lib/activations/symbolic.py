"""Runs a stable form over SymPy's symbols, so that the code itself can be proved."""

from collections.abc import Iterator
from typing import Any

import sympy as sp

from course_lib.activations.definition import Form


class _SymPyNamespace:
    """The functions that forms may call, over symbols whose signs are known.

    A condition that SymPy cannot settle, such as where the deep tail begins, is a fork: the form is
    run once for each answer, since its value must be right on both sides.
    """

    def __init__(self, answers: dict[sp.Basic, bool]) -> None:
        self.answers = answers

    exp, tanh, log, sqrt = sp.exp, sp.tanh, sp.log, sp.sqrt
    abs = sp.Abs

    @staticmethod
    def log1p(x: sp.Expr) -> sp.Expr:
        return sp.log(1 + x)

    @staticmethod
    def expm1(x: sp.Expr) -> sp.Expr:
        return sp.exp(x) - 1

    @staticmethod
    def maximum(x: sp.Expr, y: sp.Expr) -> sp.Expr:
        return sp.Max(x, y)

    @staticmethod
    def minimum(x: sp.Expr, y: sp.Expr) -> sp.Expr:
        return sp.Min(x, y)

    @staticmethod
    def isfinite(x: sp.Expr) -> bool:
        return True

    @staticmethod
    def zeros_like(x: sp.Expr) -> sp.Expr:
        return sp.S.Zero

    @staticmethod
    def ones_like(x: sp.Expr) -> sp.Expr:
        return sp.S.One

    def where(self, condition: Any, x: sp.Expr, y: sp.Expr) -> sp.Expr:
        settled = sp.sympify(condition)
        if settled not in (sp.true, sp.false):
            if settled not in self.answers:
                self.answers[settled] = True
            settled = self.answers[settled]
        return x if settled else y


def branches(form: Form, z: sp.Expr, **parameters: sp.Expr) -> Iterator[sp.Expr]:
    """Every formula that a form may compute at a symbolic point.

    Parameters
    ----------
    form : Form
        The form, whose code is run.
    z : sympy.Expr
        The point. Its sign must be known: a positive symbol, the negative of one, or a number.
    **parameters : sympy.Expr
        The activation's parameters, as symbols of known sign.

    Yields
    ------
    sympy.Expr
        One formula for each way in which the conditions left open may turn out.
    """
    pending: list[dict[sp.Basic, bool]] = [{}]
    while pending:
        answers = pending.pop()
        namespace = _SymPyNamespace(dict(answers))
        yield sp.sympify(form.stable(namespace, sp.sympify(z), **parameters))
        for condition in namespace.answers.keys() - answers.keys():
            pending.append({**answers, condition: False})
