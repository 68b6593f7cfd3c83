"""Answers that are a proof: lines for the checker of derivations."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sympy as sp
from sympy.core.function import AppliedUndef
from sympy.logic.boolalg import Boolean

from course_lib.derivations import Derivation, Status, Step, check
from course_lib.derivations.checker import Verdict
from course_lib.exercises.feedback import Finding, correct, incomplete, wrong
from course_lib.exercises.feedback import Status as Outcome


@dataclass(frozen=True)
class Waypoint:
    """A line that must be met on the way.

    Attributes
    ----------
    met : callable
        Whether a line, a SymPy expression, is one.
    description : str
        What it looks like, as "a line with exponentials only".
    """

    met: Callable[[sp.Expr], bool]
    description: str


@dataclass(frozen=True)
class Chain:
    """Checks a chain of equalities that leads from one expression to another.

    Attributes
    ----------
    start, end : sympy.Expr
        What the chain connects.
    definitions : mapping
        What functions stand for, as in `Derivation`.
    least_steps : int
        The number of lines that the exercise asks for at least.
    waypoints : tuple of Waypoint
        Lines that must be among them.
    """

    start: sp.Expr
    end: sp.Expr
    definitions: Mapping[AppliedUndef, sp.Expr] = field(default_factory=dict)
    least_steps: int = 2
    waypoints: tuple[Waypoint, ...] = ()

    def judge(self, answer: object) -> Finding:
        """Judge a list of (expression, reason), or a whole `Derivation`."""
        if _is_untouched(answer):
            return Finding(Outcome.NOT_ATTEMPTED)
        if isinstance(answer, Derivation):
            if problem := self._foreign_start(answer) or self._foreign_conditions(answer):
                return problem
            steps, extra = answer.steps, answer.definitions
        else:
            read = _steps(answer)
            if isinstance(read, Finding):
                return read
            steps, extra = read, {}
        if problem := self._foreign_symbols(steps, extra):
            return problem
        try:
            derivation = Derivation(
                self.start, *steps, definitions={**extra, **dict(self.definitions)}
            )
            verdicts = check(derivation).verdicts
        except (TypeError, ValueError) as error:
            return wrong(f"the lines cannot be read: {error}")
        return self._judge(derivation, verdicts)

    def _judge(self, derivation: Derivation, verdicts: Sequence[Verdict]) -> Finding:
        lines = [derivation.start, *(step.expr for step in derivation.steps)]
        for status, report in (
            (Status.REFUTED, _refuted),
            (Status.UNDECIDED, _undecided),
            (Status.ARGUED, _argued),
        ):
            for number, verdict in enumerate(verdicts, start=1):
                if verdict.status is status:
                    return report(number, lines[number - 1], lines[number], verdict)
        return self._incomplete(lines) or correct(f"{len(verdicts)} steps, each proved by SymPy")

    def _incomplete(self, lines: list[sp.Expr]) -> Finding | None:
        """What a chain of true equalities still lacks."""
        for number, line in enumerate(lines[1:], start=1):
            if line in lines[:number]:
                return incomplete(
                    f"line {number}, `{line}`, only repeats "
                    f"{'the left-hand side' if line == lines[0] else 'an earlier line'}: "
                    "each line must say something new"
                )
        if sp.expand(lines[-1] - self.end) != 0:
            return incomplete(
                f"every step is proved, but the last line is `{lines[-1]}`; go on to `{self.end}`"
            )
        steps = len(lines) - 1
        if steps < self.least_steps:
            return incomplete(
                f"true, and proved, but in {steps} step{'s' * (steps > 1)}: the exercise asks for "
                f"the lines between, at least {self.least_steps} steps"
            )
        for waypoint in self.waypoints:
            if not any(waypoint.met(line) for line in lines[1:-1]):
                return incomplete(f"proved, but there is no {waypoint.description} on the way")
        return None

    def _foreign_start(self, answer: Derivation) -> Finding | None:
        if answer.start == self.start:
            return None
        return wrong(f"the chain starts at `{answer.start}`; start at `{self.start}`")

    def _foreign_conditions(self, answer: Derivation) -> Finding | None:
        if answer.where:
            conditions = ", ".join(map(str, answer.where))
            return wrong(f"you assume `{conditions}`, and the statement has no such condition")
        for function, meaning in answer.definitions.items():
            for name, stated in self.definitions.items():
                same = function.func == name.func
                if (
                    same
                    and meaning.subs(dict(zip(function.args, name.args, strict=True))) != stated
                ):
                    return wrong(f"you define `{function}` as `{meaning}`; here it is `{stated}`")
        return None

    def _foreign_symbols(
        self, steps: Sequence[Step], extra: Mapping[Any, sp.Expr]
    ) -> Finding | None:
        known = self.start.free_symbols | self.end.free_symbols
        functions = {f.func for f in (*self.definitions, *extra)}
        for number, step in enumerate(steps, start=1):
            if not isinstance(step.expr, sp.Expr):
                continue
            unknown = sorted(step.expr.free_symbols - known, key=str)
            if unknown:
                name = unknown[0]
                twin = next((symbol for symbol in known if str(symbol) == str(name)), None)
                return wrong(
                    f"the `{name}` in line {number} is another symbol of that name: use the "
                    f"chapter's, `sp.Symbol('{name}', real=True)`"
                    if twin is not None
                    else f"line {number} contains `{name}`, which the statement does not"
                )
            calls = sorted(step.expr.atoms(AppliedUndef), key=str)
            for call in calls:
                if call.func not in functions:
                    return wrong(f"line {number} contains `{call}`, which is not defined")
        return None


def _steps(answer: object) -> tuple[Step, ...] | Finding:
    """The lines of a list, or what keeps it from being one."""
    if isinstance(answer, sp.Basic):
        return wrong("it is one expression: give a list of lines, each `(expression, reason)`")
    if not isinstance(answer, list | tuple):
        kind = type(answer).__name__
        return wrong(f"it is a {kind}: give a list of lines, each `(expression, reason)`")
    if len(answer) == 2 and isinstance(answer[0], sp.Basic) and isinstance(answer[1], str):
        answer = [answer]  # a single line without its brackets
    steps = []
    for number, line in enumerate(answer, start=1):
        if isinstance(line, Step):
            steps.append(line)
            continue
        if isinstance(line, sp.Basic):
            return wrong(f'line {number}, `{line}`, has no reason: write `({line}, "...")`')
        if not isinstance(line, tuple | list) or len(line) != 2:
            return wrong(f"line {number} is not of the form `(expression, reason)`: {line!r}")
        expr, reason = line
        if expr is ...:
            return incomplete(f"line {number} still has to be written")
        # SymPy may have turned an equation into True, and its symbols are Boolean as well.
        if isinstance(expr, Boolean) and not isinstance(expr, sp.Expr):
            return wrong(f"line {number} is an equation: give only its right-hand side")
        if isinstance(expr, int):
            expr = sp.Integer(expr)
        if not isinstance(expr, sp.Expr):
            return wrong(f"line {number} is {expr!r}, which is no SymPy expression")
        if not isinstance(reason, str) or not reason.strip(" ."):
            return wrong(f"line {number}, `{expr}`, has no reason")
        steps.append(Step(expr, reason))
    return tuple(steps)


def _refuted(number: int, left: sp.Expr, right: sp.Expr, verdict: Verdict) -> Finding:
    return wrong(f"line {number} is false, `{left}` = `{right}`: {verdict.detail}")


def _undecided(number: int, left: sp.Expr, right: sp.Expr, verdict: Verdict) -> Finding:
    if "drop the argument" in verdict.detail:
        return incomplete(f"line {number} can be proved: leave out its `argument`")
    return incomplete(
        f"line {number} could be neither proved nor refuted, `{left}` = `{right}`: "
        f"{verdict.detail}; put a line between the two, which changes one thing only"
    )


def _argued(number: int, left: sp.Expr, right: sp.Expr, verdict: Verdict) -> Finding:
    return incomplete(
        f'line {number} is argued ("{verdict.detail}"), not proved: '
        "this exercise asks for lines that SymPy can prove"
    )


def _is_untouched(answer: object) -> bool:
    """Whether the lines are those of the stub, with dots for every expression."""
    lines = answer if isinstance(answer, list) else []
    return bool(lines) and all(isinstance(line, tuple) and line[:1] == (...,) for line in lines)
