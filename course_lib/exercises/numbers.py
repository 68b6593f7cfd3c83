"""Answers that are one number."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from numbers import Real

import numpy as np
import sympy as sp

from course_lib.exercises.feedback import Finding, Mistake, correct, incomplete, wrong

SLIPS: tuple[tuple[Callable[[float], float], str], ...] = (
    (lambda x: -x, "the sign is wrong"),
    (lambda x: 2 * x, "it is twice what it should be"),
    (lambda x: x / 2, "it is half of what it should be"),
    (lambda x: 1 / x, "it is the reciprocal of what it should be"),
    (lambda x: 100 * x, "it is a hundred times too large: a percentage?"),
    (lambda x: x / 100, "it is a hundred times too small: a percentage?"),
    (lambda x: 1 - x, "it is one minus what it should be"),
    (lambda x: x**2, "it is the square of what it should be"),
    (lambda x: x / math.log(10), "it was probably taken with logarithms to base 10"),
    (lambda x: x / math.log(2), "it was probably taken with logarithms to base 2"),
)


@dataclass(frozen=True)
class Number:
    """Compares a number with an exact one.

    Attributes
    ----------
    expected : sympy.Expr
        The answer.
    tolerance : float
        How far off an answer may be, relative to the expected one; from 0 if that is 0.
    test : callable, optional
        Says what an answer leads to, such as "the output is 0.73 then, not 0.9", so that a wrong
        one is refuted without giving the right one away.
    mistakes : tuple of Mistake
        Wrong answers known by name.
    """

    expected: sp.Expr
    tolerance: float = 1e-3
    test: Callable[[float], str] | None = None
    mistakes: tuple[Mistake, ...] = ()

    def judge(self, answer: object) -> Finding:
        """Judge a number, or say why the answer is none."""
        number = _number(answer)
        if isinstance(number, str):
            return wrong(number)
        if self._near(number, float(self.expected)):
            return correct()
        if not math.isfinite(number):
            return wrong(f"it is {number}; a division by 0, or an overflow?")
        if reason := self._reason(number):
            return wrong(f"{reason}{self._consequence(number)}")
        if digits := _rounded_to(number, float(self.expected)):
            return incomplete(
                f"right to {digits} digit{'s' * (digits > 1)}; give it to a relative error "
                f"of {self.tolerance:g}, and round last"
            )
        size = "large" if number > float(self.expected) else "small"
        return wrong(f"{number:.6g} is too {size}{self._consequence(number)}")

    def _reason(self, number: float) -> str:
        """Which known mistake gives this number; nothing if several do, or none does."""
        for mistake in self.mistakes:
            if self._near(number, float(mistake.value())):  # type: ignore[arg-type]
                return mistake.message
        expected = float(self.expected)
        if expected == 0:
            return ""
        fits = [text for slip, text in SLIPS if self._near(number, slip(expected))]
        return fits[0] if len(fits) == 1 else ""

    def _consequence(self, number: float) -> str:
        return f": {self.test(number)}" if self.test else ""

    def _near(self, number: float, target: float) -> bool:
        return abs(number - target) <= self.tolerance * (abs(target) or 1.0)


def _number(answer: object) -> float | str:
    """The answer as a float, or what keeps it from being one."""
    if isinstance(answer, bool | np.bool_):
        return f"it is {answer}, and a number is asked for"
    if isinstance(answer, str):
        return f"it is the text '{answer}': leave out the quotation marks"
    if isinstance(answer, list | tuple | set | dict):
        return f"it is a {type(answer).__name__}: give the number itself"
    if callable(answer) and not isinstance(answer, sp.Basic):
        return "it is a function: call it, and give the number"
    if isinstance(answer, sp.Basic):
        if answer.free_symbols:
            names = ", ".join(sorted(map(str, answer.free_symbols)))
            return f"it still contains {names}: insert the value"
        if not isinstance(answer, sp.Expr) or not answer.is_number:
            return f"it is {answer}, and a number is asked for"
    shape = getattr(answer, "shape", ())
    if tuple(shape) != ():
        return f"it is an array of shape {tuple(shape)}: give the number itself"
    if isinstance(answer, complex | np.complexfloating):
        return f"it is the complex number {answer}: the logarithm of a negative number?"
    if not isinstance(answer, Real | sp.Expr) and not hasattr(answer, "item"):
        return f"it is of type {type(answer).__name__}, and a number is asked for"
    try:
        return float(answer.item() if hasattr(answer, "item") else answer)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        return f"it is {answer}, which is no real number in the range of floats"


def _rounded_to(number: float, expected: float) -> int:
    """To how many significant digits the number is the expected one rounded; 0 if it is not."""
    return next((d for d in (1, 2, 3) if expected and number == float(f"{expected:.{d}g}")), 0)
