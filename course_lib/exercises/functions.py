"""Answers that are a function of one variable, written for NumPy arrays."""

import dis
import sys
import warnings
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from types import FrameType
from typing import Any

import mpmath
import numpy as np
import sympy as sp
from numpy.typing import NDArray

from course_lib.exercises.feedback import Finding, Status, correct, incomplete, wrong
from course_lib.floats import FORMATS, ulp

Floats = NDArray[np.float64]
DIGITS = 1200  # more than the logarithm of any float64, subtracted from 1, can cancel
FLOAT32 = 2.0**-30, 2.0**-22  # the relative errors of a calculation in float32
MOST = 0.75  # of the points; where an overflow is in the way, a known mistake may look different
EMPTY = {"RESUME", "NOP", "LOAD_CONST", "RETURN_VALUE", "RETURN_CONST"}


@dataclass(frozen=True)
class Function:
    """Compares a function with a formula, at the points where it matters.

    Attributes
    ----------
    name : str
        What the exercise calls the function.
    expr : sympy.Expr
        The formula, with one free symbol.
    points : tuple of float
        Arguments, the simplest first: the first at which the function is wrong is shown.
    ulps : float
        The error allowed, in units in the last place of the true value.
    scale : sympy.Expr or None
        Where this is larger than the true value, its units count: for an argument whose own
        rounding does not let the function be more accurate.
    mistakes : tuple of (sympy.Expr, str)
        Wrong formulas known by name: the function agrees with them and not with `expr`.
    """

    name: str
    expr: sp.Expr
    points: tuple[float, ...]
    ulps: float = 4.0
    scale: sp.Expr | None = None
    mistakes: tuple[tuple[sp.Expr, str], ...] = ()

    def judge(self, answer: object) -> Finding:
        """Judge a function, or say why the answer is none."""
        if not callable(answer):
            return wrong(
                f"it is {_kind(answer)}: give the function itself, "
                f"`{self.name}`, without calling it"
            )
        if _is_empty(answer):
            return Finding(Status.NOT_ATTEMPTED)
        z = np.array(self.points)
        run = _Run.of(answer, z.copy())
        if run.error is not None:
            return self._failed(answer, run.error)
        return (
            self._wrong_kind(run.result, z)
            or self._changed_input(answer, z)
            or self._wrong_value(run, z)
            or self._wrong_shape(answer, z)
            or self._warned(answer, run)
            or self._slow(answer, z)
            or correct(f"within {self.ulps:g} ULP at all {len(z)} points tried")
        )

    @property
    def variable(self) -> str:
        """The name of the argument."""
        (symbol,) = self.expr.free_symbols
        return str(symbol)

    @cached_property
    def _true(self) -> list[Any]:
        return evaluate(self.expr, self.points)

    @cached_property
    def _units(self) -> Floats:
        size = np.abs([float(true) for true in self._true])
        if self.scale is not None:
            scales = [float(s) for s in evaluate(self.scale, self.points)]
            size = np.maximum(size, np.abs(scales))
        return ulp(size, FORMATS["float64"])

    def _at(self, point: float) -> str:
        return f"at {self.variable} = {shown(point)}"

    def _failed(self, answer: Callable[..., Any], error: Exception) -> Finding:
        kind = type(error).__name__
        if isinstance(error, NotImplementedError):
            return Finding(Status.NOT_ATTEMPTED)
        for point in self.points:
            alone = _Run.of(answer, np.array([point]))
            if alone.error is not None:
                if isinstance(alone.error, TypeError) and "positional argument" in str(alone.error):
                    return wrong(f"call it as `{self.name}({self.variable})`: {alone.error}")
                kind = type(alone.error).__name__
                return wrong(f"{self._at(point)} it raises {kind}: {alone.error}")
        if "ambiguous" in str(error):
            return wrong(
                "it works for one number, but `if` cannot decide for an array of them: "
                "use `np.where`, `np.minimum` or `np.maximum`"
            )
        return wrong(f"it works for one number, but for an array it raises {kind}: {error}")

    def _wrong_kind(self, result: Any, z: Floats) -> Finding | None:
        if result is None or result is ...:
            return wrong(f"it returns {result}: is the `return` missing?")
        if not isinstance(result, np.ndarray):
            if np.ndim(result) == 0 and not isinstance(result, str):
                return wrong(
                    f"for an array of shape {z.shape} it returns one number, {result}: "
                    "return one value for each entry"
                )
            return wrong(
                f"it returns {_kind(result)}: return a NumPy array; NumPy's functions take "
                "whole arrays and return them"
            )
        if result.shape != z.shape:
            return wrong(f"for an array of shape {z.shape} it returns one of shape {result.shape}")
        if result.dtype != np.float64:
            return wrong(
                f"for a float64 array it returns {result.dtype}, which holds fewer digits"
                if result.dtype.kind == "f"
                else f"for a float64 array it returns an array of {result.dtype}"
            )
        return None

    def _changed_input(self, answer: Callable[..., Any], z: Floats) -> Finding | None:
        given = z.copy()
        _Run.of(answer, given)
        changed = np.flatnonzero(given != z)
        if not len(changed):
            return None
        first = changed[0]
        return wrong(
            f"it changes its argument in place: the entry {shown(z[first])} of the caller's "
            f"array became {shown(given[first])}"
        )

    def _wrong_value(self, run: "_Run", z: Floats) -> Finding | None:
        errors = self._errors(run.result)
        bad = np.flatnonzero(~(errors <= self.ulps))
        if not len(bad):
            return None
        first = bad[0]
        got, true = float(run.result[first]), float(self._true[first])
        if np.isfinite(got):
            left, right = apart(got, true)
        else:
            left, right = str(got), f"{true:.4g}"
        said = f"{self._at(z[first])} you return {left}, expected {right}"
        return wrong(f"{said}{self._explanation(run.result, errors, bad)}")

    def _errors(self, result: Floats) -> Floats:
        with mpmath.workdps(DIGITS), np.errstate(all="ignore"):
            missed = [
                float(abs(mpmath.mpf(float(got)) - true) / unit) if np.isfinite(got) else np.inf
                for got, true, unit in zip(result, self._true, self._units.tolist(), strict=True)
            ]
        return np.array(missed)

    def _explanation(self, result: Floats, errors: Floats, bad: NDArray[np.intp]) -> str:
        """What the error looks like, where that can be said."""
        true = np.array([float(value) for value in self._true])
        first = bad[0]
        got = result[first]
        if not np.isfinite(got):
            return "; " + (
                "an exponential overflowed, or a logarithm met 0"
                if np.isinf(got)
                else "a logarithm of a negative number, or inf - inf?"
            )
        for expr, message in self.mistakes:
            values = np.array([float(value) for value in evaluate(expr, self.points)])
            agree = np.isclose(result, values, rtol=1e-6, atol=0)
            if agree[first] and agree.mean() >= MOST:
                return f"; {message}"
        with np.errstate(all="ignore"):
            ratio = result[true != 0] / true[true != 0]
            common = float(np.median(ratio))
            lost = abs(got - true[first]) / max(abs(true[first]), float(self._units[first]) * 2**52)
        if np.isclose(ratio, common, rtol=1e-9).mean() >= MOST and abs(common - 1) > 1e-6:
            if np.isclose(common, -1):
                return "; the sign is wrong everywhere"
            return f"; it is {common:.4g} times the expected value everywhere"
        if not 0 < lost < 1e-3:
            return ""
        said = f"; {_digits(lost)}"
        if len(bad) > len(true) / 2 and FLOAT32[0] < lost < FLOAT32[1]:
            return f"{said}, as if float32 were used"
        worst = bad[np.argmax(errors[bad])]
        said += f", an error of {errors[first]:.2g} ULP where {self.ulps:g} are allowed"
        if errors[worst] < 100 * errors[first]:
            return said
        got, true_value = float(result[worst]), float(true[worst])
        shares = f"{got:.4g} for {true_value:.4g}"
        return f"{said}; it is worst {self._at(self.points[worst])}: {shares}"

    def _wrong_shape(self, answer: Callable[..., Any], z: Floats) -> Finding | None:
        few = np.resize(z, (2, 3))
        run = _Run.of(answer, few.copy())
        if run.error is not None:
            kind = type(run.error).__name__
            return wrong(f"for an array of shape (2, 3) it raises {kind}: {run.error}")
        shape = np.shape(run.result)
        if shape != few.shape:
            return wrong(f"for an array of shape (2, 3) it returns shape {shape}: keep the shape")
        again = _Run.of(answer, few.ravel())
        if not np.array_equal(run.result.ravel(), again.result):
            return wrong("for an array of shape (2, 3) other values come out than entry by entry")
        return None

    def _warned(self, answer: Callable[..., Any], run: "_Run") -> Finding | None:
        if not run.warning:
            return None
        for point in self.points:
            alone = _Run.of(answer, np.array([point]))
            if alone.warning:
                return incomplete(
                    f"the values are right, but {self._at(point)} Python warns: {alone.warning}; "
                    "`np.where` computes both of its branches: keep their arguments in range, "
                    "with `np.minimum` or `np.maximum`"
                )
        return incomplete(f"the values are right, but Python warns: {run.warning}")

    def _slow(self, answer: Callable[..., Any], z: Floats) -> Finding | None:
        few, many = (_opcodes(answer, np.resize(z, size)) for size in (32, 96))
        if many - few < 64:  # one for each further entry
            return None
        return incomplete(
            "the values are right, but Python goes through the entries one by one: "
            f"64 more of them took {many - few} more steps of the interpreter; "
            "compute with whole arrays"
        )


@dataclass(frozen=True)
class _Run:
    """One call: what came back, what was raised, what was warned of."""

    result: Any = None
    error: Exception | None = None
    warning: str = ""

    @classmethod
    def of(cls, function: Callable[..., Any], z: Floats) -> "_Run":
        with (
            warnings.catch_warnings(record=True) as caught,
            np.errstate(all="warn", under="ignore"),
        ):
            warnings.simplefilter("always")
            try:
                result = function(z)
            except Exception as error:
                return cls(error=error)
        return cls(result, warning=str(caught[0].message) if caught else "")


def evaluate(expr: sp.Expr, points: Iterable[float]) -> list[Any]:
    """The true values of a formula at floats, as mpmath numbers of `DIGITS` digits."""
    function = sp.lambdify(tuple(expr.free_symbols), expr, "mpmath")
    with mpmath.workdps(DIGITS):
        return [function(*([mpmath.mpf(x)] if expr.free_symbols else [])) for x in points]


def shown(number: float) -> str:
    """A number with as few digits as tell it apart from every other."""
    return f"{number:g}" if float(f"{number:g}") == number else repr(float(number))


def apart(left: float, right: float) -> tuple[str, str]:
    """Two different numbers, with at least four digits and as many as tell them apart."""
    for digits in range(4, 18):
        pair = f"{left:.{digits}g}", f"{right:.{digits}g}"
        if pair[0] != pair[1]:
            return pair
    return repr(left), f"{right!r} and a fraction of a unit in the last place"


def _digits(lost: float) -> str:
    return f"about {-np.log10(lost):.0f} of 16 digits are right"


def _kind(thing: object) -> str:
    name = type(thing).__name__
    return f"an array of shape {np.shape(thing)}" if isinstance(thing, np.ndarray) else f"a {name}"


def _is_empty(function: Callable[..., Any]) -> bool:
    """Whether a function's body is ``...``, ``pass``, or ``return None``, as in a stub."""
    code = getattr(function, "__code__", None)
    if code is None:
        return False
    steps = list(dis.get_instructions(code))
    returned = [step.argval for step in steps if step.opname in ("LOAD_CONST", "RETURN_CONST")]
    return {step.opname for step in steps} <= EMPTY and returned[-1] in (None, ...)


def _opcodes(function: Callable[..., Any], z: Floats) -> int:
    """How many steps Python's interpreter takes for a call. Unlike a clock, always the same."""
    count = 0

    def trace(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal count
        frame.f_trace_opcodes = True
        count += event == "opcode"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        _Run.of(function, z)
    finally:
        sys.settrace(before)
    return count
