"""The exercises of the chapter on the sigmoid."""

from typing import Final

import numpy as np
import sympy as sp
from scipy.optimize import brentq

from course_lib.activations import Z, get
from course_lib.exercises.exercise import Exercise
from course_lib.exercises.feedback import Mistake
from course_lib.exercises.functions import Function
from course_lib.exercises.measurements import Sampled
from course_lib.exercises.numbers import Number
from course_lib.exercises.proofs import Chain, Waypoint
from course_lib.signal_propagation import gaussian_mean

_SIGMOID: Final = get("sigmoid")
_CHAPTER: Final = "activations/sigmoid"
_S: Final = sp.Function("sigma")
_P: Final = sp.Symbol("p", positive=True)
_DRAWS: Final = 1000

_OUTPUT: Final = Exercise(
    label="ex-sigmoid-output",
    title="Nine tenths",
    chapter=_CHAPTER,
    questions={
        "z_wanted": Number(
            sp.log(9),
            test=lambda z: f"the output there is {_SIGMOID.value(z):.4g}",
            mistakes=(
                Mistake(lambda: _SIGMOID.value(0.9), "this is the output at the input 0.9"),
                Mistake(lambda: np.log(0.9), "this is the logarithm of 0.9, not of its odds"),
            ),
        ),
        "slope": Number(
            sp.Rational(9, 100),
            mistakes=(
                Mistake(lambda: _SIGMOID.derivative(0.9), "this is the slope at the input 0.9"),
                Mistake(lambda: _SIGMOID.derivative(np.log10(9)), "this is the slope at log10(9)"),
                Mistake(lambda: 0.1, "this is 1 - 0.9, one of two factors"),
                Mistake(lambda: 0.81, "this is the output squared"),
            ),
        ),
    },
    hints=(
        "The pre-activation is the logarithm of the odds of the output. "
        "What are the odds of nine tenths?",
        r"The odds are nine to one. For the slope, use $\sigma' = \sigma(1-\sigma)$: "
        "you know the output already.",
    ),
)

_TANH: Final = Exercise(
    label="ex-sigmoid-tanh",
    title="The hyperbolic tangent",
    chapter=_CHAPTER,
    questions={
        "lines": Chain(
            sp.tanh(Z),
            2 * _S(2 * Z) - 1,
            definitions={_S(Z): 1 / (1 + sp.exp(-Z))},
            least_steps=3,
            waypoints=(
                Waypoint(
                    lambda line: line.has(sp.exp) and not line.has(sp.tanh, _S),
                    "line with exponentials only",
                ),
            ),
        )
    },
    hints=(
        r"Begin with the definition, $\tanh z = \frac{e^z - e^{-z}}{e^z + e^{-z}}$: "
        "`(sp.exp(z) - sp.exp(-z)) / (sp.exp(z) + sp.exp(-z))`.",
        r"The goal has only $e^{-2z}$ in it. Divide above and below by $e^z$.",
        r"Now the numerator is $1 - e^{-2z}$ and the denominator $1 + e^{-2z}$. Add and subtract "
        "1: the numerator is 2 minus the denominator.",
    ),
)

_LOGIT: Final = Exercise(
    label="ex-sigmoid-logit",
    title="The logit in floats",
    chapter=_CHAPTER,
    questions={
        "logit": Function(
            "logit",
            sp.log(_P / (1 - _P)),
            points=(
                *(0.9, 0.1, 0.25, 0.75, 0.01, 0.99, 0.4, 0.6, 0.5, 0.501, 0.499),
                *(0.500001, 0.499999, 0.5 + 2.0**-40, 0.5 - 2.0**-54, 0.5 + 2.0**-52),
                *(1e-5, 1e-10, 1e-20, 1e-300, 5e-324, 1 - 1e-5, 1 - 1e-12, 1 - 2.0**-53),
                *(0.2, 0.3, 0.45, 0.55, 0.7, 0.8, 0.25 - 2.0**-54, 0.25 + 2.0**-53),
            ),
            mistakes=(
                (1 / (1 + sp.exp(-_P)), "this is the sigmoid, and its inverse is asked for"),
                (sp.log((1 - _P) / _P), "the odds are upside down"),
                (sp.log(_P / (1 - _P), 10), "use the natural logarithm"),
                (sp.log(_P / (1 - _P), 2), "use the natural logarithm"),
                (_P / (1 - _P), "these are the odds, without their logarithm"),
            ),
        )
    },
    hints=(
        r"Where is the logit near 0? There $\log p$ and $\log(1-p)$ are nearly equal, and each of "
        r"them is rounded. How large is the error compared with what is left?",
        r"With $x = 2p - 1$ the odds are $\frac{1+x}{1-x}$. In floats `2 * p - 1` is exact for "
        r"$p \ge \frac14$. Which function is $\frac12 \log\frac{1+x}{1-x}$?",
        "It is the inverse hyperbolic tangent, `np.arctanh`. Use it from one quarter upward, and "
        "the two logarithms below. `np.where` computes both: keep each one's arguments in its "
        "own range, with `np.minimum` and `np.maximum`.",
    ),
)


def _half_spread() -> float:
    return float(brentq(lambda s: gaussian_mean(_SIGMOID.derivative, s) - 0.125, 0.1, 100))


def _deviation() -> float:
    """The standard deviation of a mean of 1,000 slopes at that spread."""
    s = _half_spread()
    square = gaussian_mean(lambda z: _SIGMOID.derivative(z) ** 2, s)
    return float(np.sqrt((square - 0.125**2) / _DRAWS))


_HALF: Final = Exercise(
    label="ex-sigmoid-half",
    title="Half the slope",
    chapter=_CHAPTER,
    questions={
        "s_half": Number(
            sp.Float(_half_spread()),
            test=lambda s: (
                f"the average slope is {gaussian_mean(_SIGMOID.derivative, s):.4g} there"
                if s > 0
                else "a standard deviation is positive"
            ),
            mistakes=(
                Mistake(
                    lambda: 8 / np.sqrt(2 * np.pi),
                    "this is where the bound is one eighth; the average is below the bound",
                ),
                Mistake(
                    lambda: _half_spread() ** 2, "this is the variance, the square of what is asked"
                ),
                Mistake(
                    lambda: 2 * np.arccosh(np.sqrt(2)),
                    "this is the z at which the slope itself is one eighth",
                ),
            ),
        ),
        "slopes": Sampled(
            mean=lambda: 0.125,
            std=_deviation,
            count=10,
            draws=_DRAWS,
            mistakes=(
                Mistake(
                    lambda: gaussian_mean(_SIGMOID.derivative),
                    "this is the average slope at standard deviation 1",
                ),
                Mistake(lambda: 0.5, "this is the average output: sample the slope"),
                Mistake(
                    lambda: gaussian_mean(_SIGMOID.derivative, _half_spread() ** 2),
                    "this is the average slope with the variance in place of s",
                ),
                Mistake(
                    lambda: gaussian_mean(_SIGMOID.derivative, _half_spread() ** 0.5),
                    "this is the average slope with the root of s in place of s",
                ),
                Mistake(lambda: 0.25, "this is the slope at 0, before any averaging"),
            ),
        ),
    },
    hints=(
        "`gaussian_mean(sigmoid.derivative, s)` falls as `s` grows. Find where it crosses one "
        "eighth: by halving an interval, or with `scipy.optimize.brentq`.",
        "`sampled_mean(sigmoid.derivative, s, 1000, rng)` is one measurement. Make `rng` once, "
        "with `np.random.default_rng`, and call it ten times.",
    ),
)

EXERCISES: Final = (_OUTPUT, _TANH, _LOGIT, _HALF)
