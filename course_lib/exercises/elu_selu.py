"""The exercises of the chapter on ELU and SELU."""

from functools import cache
from typing import Final

import numpy as np
import sympy as sp
import torch
from numpy.typing import NDArray

from course_lib.activations import get
from course_lib.activations.self_normalizing import selu_constants
from course_lib.exercises.exercise import Exercise
from course_lib.exercises.feedback import Mistake
from course_lib.exercises.functions import Function
from course_lib.exercises.measurements import Seeded
from course_lib.exercises.numbers import Number
from course_lib.exercises.proofs import Chain, Waypoint
from course_lib.signal_propagation import fixed_length, gradient_factor, propagate

_CHAPTER: Final = "activations/elu_selu"
_Z: Final = sp.Symbol("z", real=True)
_A: Final = sp.Symbol("alpha", positive=True)
_SELU, _TANH = get("selu"), get("tanh")
_ALPHA, _SCALE = selu_constants()
_SEEDS: Final = tuple(range(5))
_GAIN: Final = 5 / 3

_FLOOR: Final = Exercise(
    label="ex-selu-floor",
    title="How low, how steep",
    chapter=_CHAPTER,
    questions={
        "floor": Number(
            -_SCALE * _ALPHA,
            mistakes=(
                Mistake(lambda: -_ALPHA, "this is the limit of ELU with this alpha"),
                Mistake(lambda: -_SCALE, "this is the slope on the right, with a minus"),
            ),
        ),
        "drop": Number(
            _SCALE * (_ALPHA - 1),
            mistakes=(
                Mistake(lambda: _ALPHA - 1, "the scale multiplies both slopes"),
                Mistake(lambda: _SCALE * _ALPHA, "this is the slope on the left alone"),
                Mistake(lambda: _ALPHA - _SCALE, "the scale multiplies the left slope too"),
            ),
        ),
    },
    hints=(
        r"What is left of $e^z - 1$ far to the left?",
        r"Just left of 0 the slope is $\lambda\alpha e^0$, just right of it $\lambda$.",
    ),
)

_CURVATURE: Final = Exercise(
    label="ex-celu-curvature",
    title="What CELU does not repair",
    chapter=_CHAPTER,
    questions={
        "lines": Chain(
            sp.Limit(sp.Derivative(_A * (sp.exp(_Z / _A) - 1), (_Z, 2)), _Z, 0, "-"),
            1 / _A,
            least_steps=3,
            waypoints=(
                Waypoint(
                    lambda line: line.has(sp.Limit) and not line.has(sp.Derivative),
                    "line with a limit and no derivative in it",
                ),
            ),
        )
    },
    hints=(
        "Differentiate once under the limit: "
        '`sp.Limit(sp.Derivative(sp.exp(z / alpha), z), z, 0, "-")`.',
        r"Each derivative brings a factor $1/\alpha$ from inside the exponential; the first one "
        r"cancels the $\alpha$ in front.",
        "What is left under the limit is continuous: insert 0.",
    ),
)

_PRODUCT: Final = sp.Float(_SCALE.evalf(40), 40) * sp.Float(_ALPHA.evalf(40), 40)
_RIGHT: Final = sp.Float(_SCALE.evalf(40), 40)


def _formula(right: sp.Expr, depth: sp.Expr) -> sp.Expr:
    return sp.Piecewise((right * _Z, _Z > 0), (depth * (sp.exp(_Z) - 1), True))


_FLOATS: Final = Exercise(
    label="ex-selu-floats",
    title="SELU in floats",
    chapter=_CHAPTER,
    questions={
        "selu": Function(
            "selu",
            _formula(_RIGHT, _PRODUCT),
            points=(
                *(0.0, 1.0, -1.0, 2.0, -2.0, 0.5, -0.5, 10.0, -10.0, 0.1, -0.1, 40.0, -40.0),
                *(1e-3, -1e-3, 1e-8, -1e-8, 1e-16, -1e-16, 1e-300, -1e-300, 700.0, -700.0),
                *(800.0, -800.0, 1e300, -1e300, 3.0, -3.0, 0.01, -0.01),
            ),
            mistakes=(
                (_formula(sp.Integer(1), _PRODUCT / _RIGHT), "the scale is missing"),
                (_formula(_RIGHT, _PRODUCT / _RIGHT), "the scale multiplies both sides"),
                (_formula(sp.Integer(1), _PRODUCT), "the scale multiplies both sides"),
                (_formula(_RIGHT, _RIGHT), "alpha is missing on the left"),
            ),
        )
    },
    hints=(
        "The constants need all their digits: `selu_constants()` gives formulas, and `float` turns "
        "each into the nearest float.",
        r"Near 0 the subtraction in $e^z - 1$ loses digits. `np.expm1` does not.",
        "`np.where` evaluates both branches: keep `np.expm1` from large positive arguments with "
        "`np.minimum(z, 0)`.",
    ),
)


@cache
def _grown(seeds: tuple[int, ...], weight_variance: float, layers: int = 50) -> NDArray[np.float64]:
    threads = torch.get_num_threads()
    torch.set_num_threads(1)  # more would only wait for each other
    try:
        found = []
        for seed in seeds:
            rng = np.random.default_rng(seed)
            inputs = rng.standard_normal((32, 128))
            seen = propagate(_TANH, inputs, layers, rng, weight_variance=weight_variance)
            found.append(seen.growth)
        return np.array(found)
    finally:
        torch.set_num_threads(threads)


def _factor(weight_variance: float) -> float:
    length = fixed_length(_TANH.value, weight_variance=weight_variance)
    return gradient_factor(_TANH.derivative, length, weight_variance=weight_variance)


_GROWTH: Final = Exercise(
    label="ex-selu-tanh",
    title="Tanh with torch's gain",
    chapter=_CHAPTER,
    questions={
        "growth": Number(
            sp.Float(np.sqrt(_factor(_GAIN**2))),
            mistakes=(
                Mistake(
                    lambda: _factor(_GAIN**2),
                    "this is the factor of the squared length: take the root",
                ),
                Mistake(
                    lambda: np.sqrt(_factor(_GAIN)), "the weight variance is the square of the gain"
                ),
                Mistake(
                    lambda: np.sqrt(gradient_factor(_TANH.derivative, 1.0) * _GAIN**2),
                    "the variance of the pre-activations is not 1, but the fixed point",
                ),
                Mistake(
                    lambda: np.sqrt(_factor(_GAIN**2) / _GAIN**2),
                    "the factor of the weights is missing",
                ),
            ),
        ),
        "measured_growth": Seeded(
            run=lambda seeds: _grown(seeds, _GAIN**2),
            seeds=_SEEDS,
            tolerance=1e-4,
            mistakes=(
                Mistake(
                    lambda: _grown(_SEEDS, _GAIN), "the weight variance is the square of the gain"
                ),
                Mistake(lambda: _grown(_SEEDS, 1.0), "these are LeCun's weights, without the gain"),
                Mistake(
                    lambda: _grown(_SEEDS, _GAIN**2) ** 2,
                    "these are the factors of the squared length",
                ),
                Mistake(
                    lambda: _grown(_SEEDS, _GAIN**2) ** 50,
                    "this is the growth over all fifty layers: the factor of one is asked for",
                ),
                Mistake(lambda: np.log(_grown(_SEEDS, _GAIN**2)), "these are the logarithms"),
            ),
        ),
    },
    hints=(
        "`fixed_length(tanh.value, weight_variance=25 / 9)` is the variance at which the "
        "pre-activations settle; give it to `gradient_factor` with `tanh.derivative`.",
        "For each seed make `rng = np.random.default_rng(seed)` once, draw the inputs from it, and "
        "hand the same `rng` to `propagate`.",
    ),
)

EXERCISES: Final = (_FLOOR, _CURVATURE, _FLOATS, _GROWTH)
