"""The checker: every line of a derivation is proved, refuted, argued, or left undecided."""

from dataclasses import dataclass
from enum import StrEnum

import sympy as sp
from sympy.logic.boolalg import Boolean

from course_lib.derivations.derivation import Derivation, Step, require_real
from course_lib.derivations.entries import Separation
from course_lib.derivations.evaluation import infinite_limit, resolve
from course_lib.derivations.forms import condition, prepare
from course_lib.derivations.identities import is_zero
from course_lib.derivations.regions import (
    Region,
    UndecidedError,
    UndefinedError,
    cut,
    truth,
    undecided,
)
from course_lib.derivations.witness import Witness, find_witness

CUTS = 60  # of the free variables' values, over all regions


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
    separation = Separation([prepare(line, derivation.definitions) for line in lines])
    prepared = separation.separated()
    return [
        _judge(step, left, right, derivation.where, separation.realizable)
        for step, left, right in zip(derivation.steps, prepared, prepared[1:], strict=False)
    ]


def _judge(
    step: Step, left: sp.Expr, right: sp.Expr, where: tuple[Boolean, ...], realizable: bool
) -> Verdict:
    verdict = _decide(left, right, where)
    if verdict.status is Status.REFUTED and not realizable:
        doubt = f"sums over a vector may not take these values: {verdict.detail}"
        verdict = Verdict(Status.UNDECIDED, doubt)
    if not step.argument or verdict.status is Status.REFUTED:
        return verdict
    if verdict.status is Status.PROVED:
        return Verdict(Status.UNDECIDED, "argued, although it can be proved: drop the argument")
    return Verdict(Status.ARGUED, step.argument)


def decide(left: sp.Expr, right: sp.Expr, where: tuple[Boolean, ...] = ()) -> Verdict:
    """Prove or refute ``left == right`` for all admissible values of the symbols.

    A proof is symbolic: on every region where the cases are settled, joints included, both sides
    are defined and their difference simplifies to 0. Numbers only refute, a symbolic proof too: a
    bug of SymPy would show there.

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
    require_real(left, right)
    return _decide(prepare(left), prepare(right), where)


def _decide(left: sp.Expr, right: sp.Expr, where: tuple[Boolean, ...]) -> Verdict:
    where = tuple(condition(relation) for relation in where)
    witness = find_witness(left, right, where)
    if witness is not None:
        return Verdict(Status.REFUTED, str(witness), witness)
    waiting, settled, cuts = [Region()], 0, 0
    while waiting:
        region = waiting.pop(0)
        try:
            if not _within(region, where):
                continue
            _prove(left, right, region)
            settled += 1
        except UndefinedError as why:
            return Verdict(Status.UNDECIDED, f"a side is undefined: {why}")
        except UndecidedError as why:
            cuts += 1
            try:
                if why.relation is None or cuts > CUTS:
                    raise
                waiting = _parts(region, why.relation) + waiting
            except UndecidedError:
                return Verdict(Status.UNDECIDED, f"cannot decide {why}")
    if not settled:
        return Verdict(Status.UNDECIDED, "the conditions contradict each other")
    return Verdict(Status.PROVED)


def _parts(region: Region, relation: Boolean, depth: int = 3) -> list[Region]:
    """The region cut by a relation, or by one that is needed to place the cut."""
    try:
        return cut(region, relation)
    except UndecidedError as why:
        if why.relation is None or not depth:
            raise
        return _parts(region, why.relation, depth - 1)


def _within(region: Region, where: tuple[Boolean, ...]) -> bool:
    """Whether a region lies within `where`; an error that asks for a cut if it straddles it."""
    for relation in where:
        holds = truth(region, relation)
        if holds is None:
            raise undecided(relation, region)
        if not holds:
            return False
    return True


def _prove(left: sp.Expr, right: sp.Expr, region: Region) -> None:
    infinite = [infinite_limit(side, region) for side in (left, right)]
    if None not in infinite and infinite[0] == infinite[1]:
        return
    sides = [resolve(side, region) for side in (left, right)]
    if sides[0] != sides[1] and not is_zero(region.apply(sides[0] - sides[1])):
        raise UndecidedError(f"a proof for {region.describe()}")
