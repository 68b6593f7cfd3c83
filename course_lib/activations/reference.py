"""True values from the definition, by ball arithmetic: each with a proved bound of its error."""

import math
from collections.abc import Callable
from typing import Any, Final, NamedTuple

import numpy as np
import sympy as sp
from flint import arb, ctx
from numpy.typing import NDArray
from sympy.printing.lambdarepr import LambdaPrinter

from course_lib.activations.definition import Activation, limit_at_infinity
from course_lib.floats import FORMATS, FloatFormat, ulp

_ORDERS = (0, 1, 2)
# Near 0 the second derivative cancels to a multiple of z, in the tails 1 + exp(-|z|) cancels: both
# take more than 1100 bits at their worst, and most points the first step only.
_PRECISIONS: Final = (150, 600, 1400, 5000, 20000)
_SUFFICIENT_BITS: Final = 70  # 17 beyond float64's: the error bound is 1e-5 of a unit
_NEGLIGIBLE_RADIUS: Final = arb(2) ** -1100  # as small beside the smallest subnormal, 2^-1074


class Truth(NamedTuple):
    """True values: the nearest float64 numbers, and what these miss, in their own ULP.

    Attributes
    ----------
    rounded : numpy.ndarray
        Float64, shape ``(n,)``.
    residual : numpy.ndarray
        ``(true - rounded) / ulp(rounded)``, float64, shape ``(n,)``.
    """

    rounded: NDArray[np.float64]
    residual: NDArray[np.float64]


def true_values(activation: Activation, z: NDArray[np.float64]) -> tuple[Truth, ...]:
    """The definition and its first two derivatives at `z`; at singular points, the conventions.

    SymPy differentiates, Arb evaluates with more and more bits, until the ball that encloses the
    true value is small enough. No stable form is used.

    Parameters
    ----------
    activation : Activation
        The record.
    z : numpy.ndarray
        Float64, shape ``(n,)``; NaN gives NaN, +-inf the limit.

    Returns
    -------
    tuple of Truth
        For orders 0, 1 and 2.

    Raises
    ------
    ArithmeticError
        If 20,000 bits do not suffice.
    """
    expressions = [sp.diff(activation.expr, activation.z, k) for k in _ORDERS]
    functions = [in_balls((activation.z,), expr) for expr in expressions]
    truths = []
    for order, (expr, function) in enumerate(zip(expressions, functions, strict=True)):
        known = {sign * np.inf: _constant(limit_at_infinity(expr, sign)) for sign in (1, -1)}
        for point in activation.singular_points:
            if order in point.conventions:
                known[float(point.at)] = _constant(point.conventions[order])
        column = [_nearest(function, x, known) for x in z.tolist()]
        truths.append(Truth(*(np.array(part) for part in zip(*column, strict=True))))
    return tuple(truths)


def in_balls(symbols: tuple[sp.Symbol, ...], expr: sp.Expr) -> Callable[..., arb]:
    """A function that encloses a formula's value at exact arguments, at the working precision.

    Parameters
    ----------
    symbols : tuple of sympy.Symbol
        The arguments, in their order.
    expr : sympy.Expr
        The formula: elementary, with erf and erfc, and ``Piecewise``.

    Returns
    -------
    callable
        From `flint.arb` numbers to a `flint.arb` ball.
    """
    options = {"fully_qualified_modules": False, "inline": True, "allow_unknown_functions": True}
    names = {name: _method(name) for name in ("exp", "log", "tanh", "cosh", "sqrt", "erf", "erfc")}
    function = sp.lambdify(
        symbols,
        expr,
        [{"arb": arb, "power": _power, **names}],
        printer=_BallPrinter(options),
        cse=True,
    )
    return lambda *arguments: arb(function(*arguments))


def nearest(function: Callable[..., arb], *arguments: float) -> tuple[float, float]:
    """The float64 number nearest to a true value, and what it misses, in its own ULP.

    Parameters
    ----------
    function : callable
        As `in_balls` returns it.
    *arguments : float
        Where to evaluate it; finite.

    Returns
    -------
    tuple of float
        The number, and the residual.

    Raises
    ------
    ArithmeticError
        If 20,000 bits do not suffice.
    """
    before = ctx.prec
    try:
        for ctx.prec in _PRECISIONS:
            ball = function(*map(arb, arguments))
            if ball.rel_accuracy_bits() >= _SUFFICIENT_BITS or ball.rad() < _NEGLIGIBLE_RADIUS:
                rounded = float(ball.mid())
                if np.isinf(rounded):
                    return rounded, 0.0
                return rounded, float((ball.mid() - arb(rounded)) / arb(math.ulp(rounded)))
    finally:
        ctx.prec = before
    raise ArithmeticError(f"no true value at {arguments} with {_PRECISIONS[-1]} bits")


def ulp_errors(computed: NDArray[Any], truth: Truth, form: FloatFormat) -> NDArray[np.float64]:
    """The errors of computed values, in units in the last place of the true ones.

    Parameters
    ----------
    computed : numpy.ndarray
        Values of any floating-point dtype, shape ``(n,)``.
    truth : Truth
        What they should be.
    form : FloatFormat
        The format whose units count. A true value beyond its range is rounded to infinity.

    Returns
    -------
    numpy.ndarray
        Float64, shape ``(n,)``: infinite where only one of the two is NaN or the same infinity.
    """
    with np.errstate(all="ignore"):
        values = computed.astype(np.float64)
        target = truth.rounded.astype(form.dtype).astype(np.float64)
        exact = np.where(np.isinf(target), target, truth.rounded)
        unit = ulp(exact, form)
        missing = ulp(exact, FORMATS["float64"]) / unit * truth.residual
        errors = np.abs((values - exact) / unit - missing)
    same = (values == exact) | (np.isnan(values) & np.isnan(exact))
    finite = np.isfinite(values) & np.isfinite(exact)
    return np.where(finite, errors, np.where(same, 0.0, np.inf))


class _BallPrinter(LambdaPrinter):  # type: ignore[misc]
    """Prints exact numbers as balls: Python would round the quotient ``1/3``."""

    def _print_Rational(self, expr: sp.Rational) -> str:  # noqa: N802
        return f"(arb({expr.p})/{expr.q})"

    _print_Half = _print_Rational  # noqa: N815

    def _print_Pow(self, expr: sp.Pow, **options: Any) -> str:  # noqa: N802
        base, exponent = expr.as_base_exp()
        if exponent.is_Integer and exponent > 1:
            return f"power({self._print(base)}, {exponent})"
        return str(super()._print_Pow(expr, **options))

    def _print_Pi(self, expr: sp.Expr) -> str:  # noqa: N802
        return "arb.pi()"

    def _print_Exp1(self, expr: sp.Expr) -> str:  # noqa: N802
        return "arb(1).exp()"


def _power(x: Any, exponent: int) -> arb:
    """A product: Arb's own power of a ball around 0 is NaN."""
    return math.prod([arb(x)] * exponent, start=arb(1))


def _method(name: str) -> Callable[[Any], arb]:
    return lambda x: getattr(arb(x), name)()


def _constant(number: sp.Expr) -> tuple[float, float]:
    if number in (sp.oo, -sp.oo):
        return float(number), 0.0
    return nearest(in_balls((), number))


def _nearest(
    function: Callable[..., arb], z: float, known: dict[float, tuple[float, float]]
) -> tuple[float, float]:
    if np.isnan(z):
        return np.nan, 0.0
    return known[z] if z in known else nearest(function, z)
