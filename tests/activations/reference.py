"""True values from the definition, by mpmath at a precision that outlasts every cancellation."""

from functools import cache
from typing import NamedTuple

import mpmath
import numpy as np
import sympy as sp

from course_lib.activations import Activation
from course_lib.activations.definition import limit_at_infinity
from course_lib.floats import FORMATS, FloatFormat, covering_points, ulp

ORDERS = (0, 1, 2)
RANDOM_IN_EACH_BINADE = {"float64": 3, "float32": 38}
DEEPEST = 1200  # exp(-1200) is 0 in every format, and so are 1 - f and f' there


class Truth(NamedTuple):
    """A true value: the nearest float64, and what it misses, in that float's ULP."""

    rounded: np.ndarray
    residual: np.ndarray


@cache
def points(record: Activation, form: FloatFormat) -> np.ndarray:
    """Every binade and special number, the active region, and each threshold's neighbors.

    The 16-bit formats have only 65,536 numbers each: there every third is visited.
    """
    rng = np.random.default_rng(20)
    if form.dtype.itemsize == 2:
        third = np.arange(0, 2**16, 3, dtype=np.uint16).view(form.dtype)
        return np.concatenate([third, covering_points(form, 0, rng)])
    scales = {1.0, *record.keywords.values()}
    active = [rng.uniform(-800 / s, 800 / s, 2000) for s in scales]
    active += [rng.normal(0, 4 / s, 2000) for s in scales]
    # exp is subnormal from 87.3 or 708.4 on, 0 from 104 or 745.1 on; the deep tail is from 640 on
    exponents = np.array([0, 16.6, 36.7, 87.3365447, 103.972077, 640, 708.3964185, 745.1332191])
    near = [_neighbors(form, sign * t) for s in scales for t in exponents / s for sign in (1, -1)]
    return np.concatenate(
        [
            covering_points(form, RANDOM_IN_EACH_BINADE[form.name], rng),
            np.concatenate(active).astype(form.dtype),
            *near,
        ]
    )


def _neighbors(form: FloatFormat, center: float, count: int = 8) -> np.ndarray:
    steps = np.arange(-count, count + 1)
    start = form.dtype.type(center)
    return (start + steps * np.spacing(start)).astype(form.dtype)


@cache
def true_values(record: Activation, form: FloatFormat) -> tuple[Truth, ...]:
    """The definition and its derivatives at `points`: NaN at NaN, the limits at +-inf."""
    derivatives = [sp.simplify(sp.diff(record.expr, record.z, order)) for order in ORDERS]
    function = sp.lambdify(record.z, derivatives, "mpmath", cse=True)
    limits = {sign: [_number(limit_at_infinity(d, sign)) for d in derivatives] for sign in (1, -1)}
    scale = max(1.0, *record.keywords.values(), 1.0)
    with np.errstate(invalid="ignore"):  # signaling NaNs among the 16-bit numbers
        numbers = points(record, form).astype(np.float64)
    table = [_evaluate(function, float(z), scale, limits) for z in numbers]
    return tuple(_round(column) for column in zip(*table, strict=True))


def _number(limit: sp.Expr) -> mpmath.mpf:
    return mpmath.inf if limit == sp.oo else mpmath.mpf(str(limit.evalf(40)))


def _evaluate(function, z, scale, limits):
    if np.isnan(z):
        return [mpmath.nan for _ in ORDERS]
    if np.isinf(z):
        return limits[1 if z > 0 else -1]
    # Bits lost: near 0, f'' cancels to a multiple of z; in the tails, 1 + exp(-|z|) cancels.
    lost = abs(np.log2(abs(z))) if z else 0
    if abs(z) * scale < DEEPEST:
        lost = max(lost, 1.5 * abs(z) * scale)
    with mpmath.workprec(int(150 + lost)):
        return [mpmath.mpf(value) for value in function(mpmath.mpf(z))]


def _round(column) -> Truth:
    rounded = np.array([float(t) for t in column])
    spacing = ulp(rounded, FORMATS["float64"])
    with mpmath.workprec(1200):
        residual = [
            float((t - r) / u) if np.isfinite(r) else 0.0
            for t, r, u in zip(column, rounded.tolist(), spacing.tolist(), strict=True)
        ]
    return Truth(rounded, np.array(residual))


def worst_error(computed: np.ndarray, record: Activation, order: int, form: FloatFormat):
    """The greatest error in ULP, and the point where it is met.

    A NaN or an infinity where the truth is none counts as an infinite error, and the reverse.
    """
    with np.errstate(invalid="ignore"):
        computed = computed.astype(np.float64)
    truth = true_values(record, form)[order]
    with np.errstate(over="ignore"):
        target = truth.rounded.astype(form.dtype).astype(np.float64)
    beyond = np.isfinite(truth.rounded) & np.isinf(target)  # the format's own overflow
    exact = np.where(beyond, target, truth.rounded)
    same = (computed == exact) | (np.isnan(computed) & np.isnan(exact))
    finite = np.isfinite(computed) & np.isfinite(exact)
    with np.errstate(invalid="ignore"):
        fine = ulp(exact, FORMATS["float64"]) / ulp(exact, form) * truth.residual
        errors = np.abs((computed - exact) / ulp(exact, form) - fine)
    errors = np.where(finite, errors, np.where(same, 0.0, np.inf))
    worst = int(np.argmax(errors))
    return float(errors[worst]), float(points(record, form)[worst])
