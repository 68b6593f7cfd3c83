"""The checker: every line of a derivation is proved, refuted, argued, or left undecided."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import sympy as sp
from sympy.logic.boolalg import Boolean

from course_lib.derivations.derivation import Derivation, Step
from course_lib.derivations.evaluation import UndefinedError, resolve
from course_lib.derivations.regions import UndecidedError, as_piecewise, regions
from course_lib.derivations.witness import Witness, find_witness


class Status(StrEnum):
    """What became of one step."""

    PROVED = "proved"
    REFUTED = "refuted"
    UNDECIDED = "undecided"
    ARGUED = "argued"


@dataclass(frozen=True)
class Verdict:
    """The status of one step, with what decided it.

    Attributes
    ----------
    status : Status
        Proved by SymPy, refuted by a point, undecided, or argued.
    detail : str
        The witness in words, or what could not be decided; empty when proved.
    witness : Witness or None
        The point that refutes.
    """

    status: Status
    detail: str = ""
    witness: Witness | None = None


class NotProvedError(Exception):
    """A derivation with a step that is refuted or undecided."""


def verdicts(derivation: Derivation) -> list[Verdict]:
    """Check each step of a derivation against the line before it."""
    lines = [derivation.start, *(step.expr for step in derivation.steps)]
    expanded = [as_piecewise(derivation.expand(line)) for line in lines]
    return [
        _judge(step, left, right, derivation.where)
        for step, left, right in zip(derivation.steps, expanded, expanded[1:], strict=False)
    ]


def _judge(step: Step, left: sp.Expr, right: sp.Expr, where: tuple[Boolean, ...]) -> Verdict:
    verdict = decide(left, right, where)
    if not step.argument or verdict.status is Status.REFUTED:
        return verdict
    if verdict.status is Status.PROVED:
        return Verdict(Status.UNDECIDED, "argued, although it can be proved: drop the argument")
    return Verdict(Status.ARGUED, step.argument)


def decide(left: sp.Expr, right: sp.Expr, where: tuple[Boolean, ...] = ()) -> Verdict:
    """Prove or refute ``left == right`` for all admissible values of the symbols.

    A proof is symbolic: the difference simplifies to 0 on every region where the cases are settled,
    joints included. Numbers only refute, a symbolic proof too: a bug of SymPy would show there.

    Parameters
    ----------
    left, right : sympy.Expr
        The sides; their symbols are real.
    where : tuple of sympy relations
        What holds throughout.

    Returns
    -------
    Verdict
        Proved, refuted with a witness, or undecided.
    """
    witness = find_witness(left, right, where)
    if witness is not None:
        return Verdict(Status.REFUTED, str(witness), witness)
    try:
        pieces = regions([left, right], where)
    except UndecidedError as why:
        return Verdict(Status.UNDECIDED, f"cannot decide {why}")
    if not pieces:
        return Verdict(Status.UNDECIDED, "the conditions contradict each other")
    for piece in pieces:
        try:
            difference = _difference(resolve(left, piece), resolve(right, piece))
        except (UndecidedError, UndefinedError) as why:
            return Verdict(Status.UNDECIDED, f"cannot decide {why}")
        if not _is_zero(piece.apply(difference)):
            return Verdict(Status.UNDECIDED, f"SymPy does not prove it for {piece.describe()}")
    return Verdict(Status.PROVED)


def _difference(left: sp.Expr, right: sp.Expr) -> sp.Expr:
    return sp.S.Zero if left == right else left - right  # oo - oo would be nan


def _is_zero(expr: sp.Expr) -> bool:
    """Whether an identity of SymPy's turns `expr` into 0. Only symbolic identities are tried."""
    return any(form == 0 for form in _rewritings(expr))


def _rewritings(expr: sp.Expr) -> Iterator[sp.Expr]:
    yield expr
    yield sp.expand(expr)
    exponential = expr.rewrite(sp.exp)
    yield sp.cancel(sp.together(sp.expand(exponential, power_exp=True)))
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
    if all(log.args[0].is_positive for log in logarithms):
        for log in sorted(logarithms, key=sp.default_sort_key):
            coefficient = sp.expand(expr).coeff(log)
            if coefficient.is_nonzero and coefficient.is_real:
                yield sp.simplify(sp.exp(sp.expand(expr / coefficient)) - 1)
