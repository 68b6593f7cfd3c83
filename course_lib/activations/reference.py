"""True values from the definition, by mpmath at a precision that outlasts every cancellation."""

from typing import Any, NamedTuple

import mpmath
import numpy as np
import sympy as sp
from numpy.typing import NDArray

from course_lib.activations.definition import Activation, limit_at_infinity
from course_lib.floats import FORMATS, FloatFormat, ulp

_ORDERS = (0, 1, 2)
_DEEPEST = 1200  # exp(-1200) is 0 in every format, even 1e20 times as large


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
    """The definition and its first two derivatives at `z`.

    SymPy differentiates, mpmath evaluates, with as many digits as the tails and the neighborhood of
    0 cancel. No stable form is used.

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
    """
    derivatives = [sp.simplify(sp.diff(activation.expr, activation.z, k)) for k in _ORDERS]
    function = sp.lambdify(activation.z, derivatives, "mpmath", cse=True)
    limits = {
        sign: [_number(limit_at_infinity(expr, sign)) for expr in derivatives] for sign in (1, -1)
    }
    scales = (1.0, *activation.arguments)
    table = [_evaluate(function, float(x), scales, limits) for x in z]
    return tuple(_round(column) for column in zip(*table, strict=True))


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


def _evaluate(function: Any, z: float, scales: tuple[float, ...], limits: Any) -> list[mpmath.mpf]:
    if np.isnan(z):
        return [mpmath.nan for _ in _ORDERS]
    if np.isinf(z):
        return list(limits[1 if z > 0 else -1])
    # Bits lost: near 0, f'' cancels to a multiple of z; in the tails, 1 + exp(-|z|) cancels.
    lost = abs(np.log2(abs(z))) if z else 0.0
    if abs(z) * min(scales) < _DEEPEST:
        lost = max(lost, 1.5 * min(abs(z) * max(scales), _DEEPEST))
    with mpmath.workprec(int(150 + lost)):
        return [mpmath.mpf(value) for value in function(mpmath.mpf(z))]


def _number(limit: sp.Expr) -> mpmath.mpf:
    return mpmath.inf if limit == sp.oo else mpmath.mpf(str(limit.evalf(40)))


def _round(column: tuple[mpmath.mpf, ...]) -> Truth:
    rounded = np.array([float(true) for true in column])
    spacing = ulp(rounded, FORMATS["float64"])
    with mpmath.workprec(1200):
        residual = [
            float((true - near) / unit) if np.isfinite(near) else 0.0
            for true, near, unit in zip(column, rounded.tolist(), spacing.tolist(), strict=True)
        ]
    return Truth(rounded, np.array(residual))
