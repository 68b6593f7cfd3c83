"""Runs a stable form over SymPy's symbols, so that the code itself can be proved."""

import itertools
from collections.abc import Iterator
from functools import cmp_to_key
from typing import Any

import sympy as sp

from course_lib.activations.definition import Activation, Form

P = sp.Symbol("p", positive=True)
"""Any positive number: what a piece of the real line is written in."""


def pieces(activation: Activation) -> dict[str, sp.Expr]:
    """The real line in parts, between which the definition or a sign changes.

    Parameters
    ----------
    activation : Activation
        The record. Its joints may depend on its parameters, if their order does not.

    Returns
    -------
    dict of str to sympy.Expr
        The open pieces, each written in `P` so that it is run through once, and the points between
        them; the keys say which.
    """
    joints = _joints(activation)
    step = _unit(activation) * P
    open_pieces = {f"z < {joints[0]}": joints[0] - step, f"z > {joints[-1]}": joints[-1] + step}
    for left, right in itertools.pairwise(joints):
        open_pieces[f"{left} < z < {right}"] = left + (right - left) * P / (1 + P)
    return {**open_pieces, **{f"z = {joint}": joint for joint in joints}}


def branches(form: Form, z: sp.Expr, **parameters: sp.Expr) -> Iterator[sp.Expr]:
    """Every formula that a form may compute at a symbolic point.

    Parameters
    ----------
    form : Form
        The form, whose code is run.
    z : sympy.Expr
        The point, such as one of `pieces`.
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


def settle(condition: Any) -> sp.Basic:
    """A condition in which every inequality of known outcome is replaced by it.

    ``3 p / (1 + p) < 3`` is true for all positive `p`: the difference of its sides, over one
    denominator, has a sign that SymPy knows.
    """
    condition = sp.sympify(condition)
    known = {}
    for relation in condition.atoms(sp.core.relational.Relational):
        sign = _sign(relation.lhs - relation.rhs)
        if sign is not None:
            known[relation] = relation.func(sign, 0)
    return condition.xreplace(known)


class _SymPyNamespace:
    """The functions that forms may call, over symbols.

    A condition that is neither always true nor always false on the piece, such as where the deep
    tail begins, is a fork: the form is run once for each answer, since its value must be right on
    both sides.
    """

    def __init__(self, answers: dict[sp.Basic, bool]) -> None:
        self.answers = answers

    exact = True
    """Says that constants shall stay formulas."""

    exp, tanh, log, sqrt = sp.exp, sp.tanh, sp.log, staticmethod(sp.sqrt)

    @staticmethod
    def log1p(x: sp.Expr) -> sp.Expr:
        return sp.log(1 + x)

    @staticmethod
    def expm1(x: sp.Expr) -> sp.Expr:
        return sp.exp(x) - 1

    @staticmethod
    def hypot(x: sp.Expr, y: sp.Expr) -> sp.Expr:
        return sp.sqrt(x**2 + y**2)

    @staticmethod
    def erfc(x: sp.Expr) -> sp.Expr:
        return 1 - sp.erf(x)

    @staticmethod
    def isfinite(x: sp.Expr) -> bool:
        return True

    @staticmethod
    def zeros_like(x: sp.Expr) -> sp.Expr:
        return sp.S.Zero

    @staticmethod
    def ones_like(x: sp.Expr) -> sp.Expr:
        return sp.S.One

    def abs(self, x: sp.Expr) -> sp.Expr:
        return self.where(x >= 0, x, -x)

    def maximum(self, x: sp.Expr, y: sp.Expr) -> sp.Expr:
        return self.where(x >= y, x, y)

    def minimum(self, x: sp.Expr, y: sp.Expr) -> sp.Expr:
        return self.where(x <= y, x, y)

    def where(self, condition: Any, x: sp.Expr, y: sp.Expr) -> sp.Expr:
        settled = settle(condition)
        if settled not in (sp.true, sp.false):
            if settled not in self.answers:
                self.answers[settled] = True
            settled = self.answers[settled]
        return x if settled else y


def _joints(activation: Activation) -> list[sp.Expr]:
    """Where the definition changes its formula; and 0, if its place among these is known."""
    joints = {
        joint
        for relation in activation.definition.atoms(sp.core.relational.Relational)
        for joint in sp.solve(relation.lhs - relation.rhs, activation.z)
    }
    if all(_sign(joint) is not None for joint in joints):
        joints.add(sp.S.Zero)
    return sorted(joints, key=cmp_to_key(_compare))


def _unit(activation: Activation) -> sp.Expr:
    """A length in which the exponents have integer slopes: SymPy is lost in ``exp(851 p/500)``."""
    exponents = [exponential.args[0] for exponential in activation.definition.atoms(sp.exp)]
    slopes = [sp.diff(exponent, activation.z) for exponent in exponents]
    return next((1 / abs(s) for s in slopes if s.is_Rational and not s.is_Integer), sp.S.One)


def _compare(left: sp.Expr, right: sp.Expr) -> int:
    sign = _sign(left - right)
    if sign is None:
        raise ValueError(f"the order of {left} and {right} depends on the parameters")
    return sign


def _sign(expr: sp.Expr) -> int | None:
    """-1, 0 or 1 where the sign is the same for all values of the symbols, else None."""
    over_one_denominator = sp.factor(sp.together(expr))
    if over_one_denominator.is_zero:
        return 0
    if over_one_denominator.is_positive:
        return 1
    return -1 if over_one_denominator.is_negative else None
