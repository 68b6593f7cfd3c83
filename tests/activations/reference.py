"""The points at which records are compared with the truth, and the worst error there."""

from collections.abc import Callable
from functools import cache

import numpy as np
import sympy as sp

from course_lib.activations import Activation
from course_lib.activations.reference import Truth, true_values, ulp_errors
from course_lib.floats import FloatFormat, covering_points

RANDOM_IN_EACH_BINADE = {"float64": 3, "float32": 38}
# where a search of millions of points once found a formula beyond its bound
HARD = np.array(
    [
        -3.4006361815056882,
        4.117094902585102,
        -3.1495804904562354,
        -1.0641290758815578,
        -37.486686574309665,
        157.31256428613852,
        0.08788259963709696,
        0.87882599637096960,
        -3.811788759044334,
        -1.3413644494135526,
        2.6402742453800463,
        -4.834422569955915,
        4.148163821047849,
        -0.6313969006131613,
    ]
)


@cache
def points(record: Activation, form: FloatFormat) -> np.ndarray:
    """Every binade and special number, the active region, and each threshold's neighbors.

    The 16-bit formats have only 65,536 numbers each: there every third is visited.
    """
    rng = np.random.default_rng(20)
    if form.dtype.itemsize == 2:
        third = np.arange(0, 2**16, 3, dtype=np.uint16).view(form.dtype)
        return np.concatenate([third, covering_points(form, 0, rng)])
    sizes = {abs(argument) for argument in record.arguments} - {0.0}
    scales = {1.0, *sizes, *(1 / size for size in sizes)}
    active = [rng.uniform(-800 / s, 800 / s, 1000) for s in scales]
    active += [rng.normal(0, 4 / s, 3000) for s in scales]
    active.append(HARD)
    # exp is subnormal from 87.3 or 708.4 on, 0 from 104 or 745.1 on; the deep tail is from 640 on
    exponents = np.array([0, 16.6, 36.7, 87.3365447, 103.972077, 640, 708.3964185, 745.1332191])
    near = [_neighbors(form, sign * t) for s in scales for t in exponents / s for sign in (1, -1)]
    near += [_neighbors(form, float(joint)) for joint in joints(record)]
    near += [_neighbors(form, point) for point in critical_points(record)]
    return np.concatenate(
        [
            covering_points(form, RANDOM_IN_EACH_BINADE[form.name], rng),
            np.concatenate(active).astype(form.dtype),
            *near,
        ]
    )


def joints(record: Activation) -> set[sp.Expr]:
    """Where the definition, with its parameters bound, changes its formula."""
    return {
        joint
        for relation in record.expr.atoms(sp.core.relational.Relational)
        for joint in sp.solve(relation.lhs - relation.rhs, record.z)
    }


@cache
def critical_points(record: Activation) -> tuple[float, ...]:
    """Where the first or the second derivative changes its sign, to the last bit."""
    scale = max(1.0, *(1 / abs(a) for a in record.arguments if a), 1.0)
    grid = np.linspace(-30 * scale, 30 * scale, 6007)
    found = []
    for function in (record.derivative, record.second_derivative):
        signs = np.sign(function(grid))
        for i in np.flatnonzero(signs[1:] * signs[:-1] < 0):
            found.append(_root(function, float(grid[i]), float(grid[i + 1])))
    return tuple(found)


def _root(function: Callable[[float], float], left: float, right: float) -> float:
    rising = function(left) < 0
    while left < (middle := (left + right) / 2) < right:
        left, right = (middle, right) if (function(middle) < 0) == rising else (left, middle)
    return left


def number(expr: sp.Expr) -> float:
    """The float nearest to an exact number."""
    return float(sp.N(expr, 40))


def _neighbors(form: FloatFormat, center: float, count: int = 8) -> np.ndarray:
    start = form.dtype.type(center)
    return (start + np.arange(-count, count + 1) * np.spacing(start)).astype(form.dtype)


@cache
def truths(record: Activation, form: FloatFormat) -> tuple[Truth, ...]:
    with np.errstate(invalid="ignore"):  # signaling NaNs among the 16-bit numbers
        return true_values(record, points(record, form).astype(np.float64))


def worst_error(computed: np.ndarray, record: Activation, order: int, form: FloatFormat):
    """The greatest error in ULP, and the point where it is met."""
    errors = ulp_errors(computed, truths(record, form)[order], form)
    worst = int(np.argmax(errors))
    return float(errors[worst]), float(points(record, form)[worst])
