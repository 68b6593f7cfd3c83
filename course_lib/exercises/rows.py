"""Answers that are a function of an array whose rows are vectors."""

import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from course_lib.exercises.feedback import Finding, Status, correct, incomplete, wrong
from course_lib.exercises.functions import _is_empty

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Rows:
    """Compares a function of arrays of shape ``(rows, n)`` with a right one, on given arrays.

    Attributes
    ----------
    name : str
        What the exercise calls the function.
    right : callable
        Gives the right array for each of `cases`.
    cases : tuple of (str, numpy.ndarray)
        What an array is like, in words, and the array; the simplest first.
    tolerance : float
        The error allowed, relative to the true entry.
    mistakes : tuple of (callable, str)
        Wrong functions known by name.
    """

    name: str
    right: Callable[[Floats], Floats]
    cases: tuple[tuple[str, Floats], ...]
    tolerance: float = 1e-11
    mistakes: tuple[tuple[Callable[[Floats], Floats], str], ...] = ()

    def judge(self, answer: object) -> Finding:
        """Judge a function, or say why the answer is none."""
        if not callable(answer):
            kind = type(answer).__name__
            return wrong(
                f"it is a {kind}: give the function itself, `{self.name}`, without calling it"
            )
        if _is_empty(answer):
            return Finding(Status.NOT_ATTEMPTED)
        warned = ""
        for words, x in self.cases:
            found = self._run(answer, words, x)
            if isinstance(found, Finding):
                return found
            warned = warned or found
        if warned:
            return incomplete(f"the values are right, but Python warns, {warned}")
        return correct(f"right for {len(self.cases)} arrays")

    def _run(self, answer: Callable[[Floats], Any], words: str, x: Floats) -> Finding | str:
        """What speaks against one result, or what Python warned of."""
        given = x.copy()
        try:
            result, warned = _quietly(answer, given)
        except Exception as error:
            return wrong(f"for {words} it raises {type(error).__name__}: {error}")
        if not isinstance(result, np.ndarray):
            return wrong(f"it returns a {type(result).__name__}: return a NumPy array")
        if result.shape != x.shape:
            return wrong(f"for an array of shape {x.shape} it returns one of shape {result.shape}")
        if not np.array_equal(given, x):
            return wrong("it changes its argument in place")
        true = self.right(x)
        off = ~(np.abs(result - true) <= self.tolerance * np.abs(true))
        if off.any():
            return wrong(self._difference(words, x, result, true, off))
        return f"for {words}: {warned}" if warned else ""

    def _difference(
        self, words: str, x: Floats, result: Floats, true: Floats, off: NDArray[np.bool_]
    ) -> str:
        row = int(np.flatnonzero(off.any(axis=-1))[0])
        said = (
            f"for {words}, of the row {_shown(x[row])} you make {_shown(result[row])}, "
            f"expected {_shown(true[row])}"
        )
        for mistake, message in self.mistakes:
            known, _ = _quietly(mistake, x)
            if np.allclose(result, known, rtol=1e-9, atol=0, equal_nan=True):
                return f"{said}; {message}"
        return said


def _quietly(function: Callable[[Floats], Any], x: Floats) -> tuple[Any, str]:
    """What a function returns, and the first warning on the way."""
    with warnings.catch_warnings(record=True) as caught, np.errstate(all="warn", under="ignore"):
        warnings.simplefilter("always")
        result = function(x)
    return result, str(caught[0].message) if caught else ""


def _shown(row: Floats) -> str:
    return f"({', '.join(f'{number:.4g}' for number in row)})"
