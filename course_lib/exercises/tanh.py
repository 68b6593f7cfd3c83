"""The exercises of the chapter on the hyperbolic tangent."""

from typing import Final

import numpy as np
import sympy as sp
from numpy.typing import NDArray

from course_lib.activations import Z, get
from course_lib.exercises.exercise import Exercise
from course_lib.exercises.feedback import Mistake
from course_lib.exercises.functions import Function
from course_lib.exercises.measurements import Seeded
from course_lib.exercises.numbers import Number
from course_lib.exercises.proofs import Chain, Waypoint
from course_lib.signal_propagation import condition_number

_CHAPTER: Final = "activations/tanh"
_SIGMOID, _TANH = get("sigmoid"), get("tanh")
_SEEDS: Final = tuple(range(10))

_SCALED: Final = Exercise(
    label="ex-tanh-scaled",
    title="Through one",
    chapter=_CHAPTER,
    questions={
        "factor": Number(
            1 / sp.tanh(sp.Rational(2, 3)),
            test=lambda a: f"the output at 1 is {a * _TANH.value(2 / 3):.4g}",
            mistakes=(
                Mistake(lambda: _TANH.value(2 / 3), "this is tanh(2/3), not one over it"),
                Mistake(lambda: 1 / _TANH.value(1.0), "the 2/3 inside is missing"),
            ),
        ),
        "slope": Number(
            sp.Rational(2, 3) / sp.tanh(sp.Rational(2, 3)),
            mistakes=(
                Mistake(
                    lambda: 1 / _TANH.value(2 / 3), "the chain rule has a factor from the inside"
                ),
                Mistake(
                    lambda: 2 / 3 * _TANH.derivative(2 / 3) / _TANH.value(2 / 3),
                    "this is the slope at 1",
                ),
                Mistake(lambda: 2 / 3, "the factor outside is missing"),
            ),
        ),
    },
    hints=(
        r"The condition is $A \tanh\frac23 = 1$.",
        r"By the chain rule the slope at 0 is $A \cdot \frac23 \cdot \tanh'(0)$, and $\tanh'(0)$ "
        "stands in the chapter.",
    ),
)

_FORM: Final = 4 * sp.exp(-2 * Z) / (1 + sp.exp(-2 * Z)) ** 2

_BELL: Final = Exercise(
    label="ex-tanh-bell",
    title="Nothing to subtract",
    chapter=_CHAPTER,
    questions={
        "lines": Chain(
            1 - sp.tanh(Z) ** 2,
            _FORM,
            definitions={},
            least_steps=3,
            waypoints=(
                Waypoint(
                    lambda line: line.has(sp.exp) and not line.has(sp.tanh) and line.func is sp.Add,
                    "line with exponentials only, the 1 still in front",
                ),
            ),
        )
    },
    hints=(
        r"Write $\tanh z = \frac{1 - e^{-2z}}{1 + e^{-2z}}$ first: "
        "`(1 - sp.exp(-2 * z)) / (1 + sp.exp(-2 * z))`.",
        "Bring both terms over the common denominator. The numerator is a difference of two "
        "squares.",
        r"$(1 + u)^2 - (1 - u)^2 = 4u$, with $u = e^{-2z}$.",
    ),
)

_SLOPE: Final = Exercise(
    label="ex-tanh-slope",
    title="The slope in floats",
    chapter=_CHAPTER,
    questions={
        "slope": Function(
            "slope",
            _FORM,
            points=(
                *(0.0, 1.0, -1.0, 2.0, -2.0, 0.5, -0.5, 5.0, -5.0, 10.0, -10.0, 15.0, -15.0),
                *(19.0, -19.0, 20.0, -20.0, 40.0, -40.0, 100.0, -100.0, 300.0, -300.0),
                *(353.0, -353.0, 355.0, -355.0, 400.0, -400.0, 800.0, -800.0, 1e300, -1e300),
                *(0.1, -0.1, 1e-5, -1e-5, 1e-200, 1e-10, 3.0, 7.0),
            ),
            mistakes=(
                (1 - sp.tanh(Z), "the square is missing"),
                (sp.tanh(Z) ** 2, "this is what has to be subtracted from 1"),
                (sp.tanh(Z), "this is the function, not its slope"),
                (_FORM / 4, "the factor 4 is missing: this is the sigmoid's slope at 2z"),
                (1 / (2 + sp.exp(Z) + sp.exp(-Z)), "this is the slope of the sigmoid"),
            ),
        )
    },
    hints=(
        r"Where is $\tanh^2 z$ so near 1 that the difference has no digits left? Exercise *Nothing "
        "to subtract* has a form without a subtraction.",
        r"For $z < 0$ the exponential $e^{-2z}$ grows and overflows. The slope is even: you may "
        r"put $|z|$ in place of $z$.",
        "`e = np.exp(-2 * np.abs(z))`, and then `4 * e / (1 + e) ** 2`.",
    ),
)


def _measured(
    seeds: tuple[int, ...], spread: float = 3.0, features: int = 10
) -> NDArray[np.float64]:
    """Condition numbers of 1,000 samples of sigmoid features, one for each seed."""
    found = []
    for seed in seeds:
        z = spread * np.random.default_rng(seed).normal(size=(1000, features))
        x = _SIGMOID.value(z)
        found.append(np.linalg.cond(x.T @ x / 1000))
    return np.array(found)


def _wide(z: NDArray[np.float64]) -> NDArray[np.float64]:
    return _SIGMOID.value(3 * z)


_SPREAD: Final = Exercise(
    label="ex-tanh-spread",
    title="Wider pre-activations",
    chapter=_CHAPTER,
    questions={
        "kappa": Number(
            sp.Float(condition_number(_wide, 10)),
            mistakes=(
                Mistake(
                    lambda: condition_number(_SIGMOID.value, 10), "this is for standard deviation 1"
                ),
                Mistake(
                    lambda: condition_number(_wide, 10) - 1,
                    "the 1 in front of the fraction is missing",
                ),
                Mistake(
                    lambda: condition_number(_wide, 2), "this is for two features, not for ten"
                ),
                Mistake(
                    lambda: condition_number(lambda z: 3 * _SIGMOID.value(z), 10),
                    "this is for standard deviation 1: scale the pre-activation, not the output",
                ),
            ),
        ),
        "measured_kappas": Seeded(
            run=_measured,
            seeds=_SEEDS,
            mistakes=(
                Mistake(lambda: _measured(_SEEDS, 1.0), "the standard deviation was 1"),
                Mistake(
                    lambda: _measured(_SEEDS, 9.0),
                    "the standard deviation was 9",
                ),
                Mistake(lambda: _measured(_SEEDS, 3.0, 2), "there were two features, not ten"),
                Mistake(
                    lambda: np.sqrt(_measured(_SEEDS)),
                    "this is the condition number of x, not of the Hessian",
                ),
            ),
        ),
    },
    hints=(
        "`condition_number` takes a function of a standard normal variable. "
        "`lambda z: sigmoid.value(3 * z)` is one.",
        "For each seed: `rng = np.random.default_rng(seed)`, then "
        "`x = sigmoid.value(3 * rng.normal(size=(1000, 10)))`. The Hessian is `x.T @ x / 1000`, "
        "and `np.linalg.cond` gives its condition number.",
    ),
)

EXERCISES: Final = (_SCALED, _BELL, _SLOPE, _SPREAD)
