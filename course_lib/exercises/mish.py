"""The exercises of the chapter on Mish."""

from typing import Final

import numpy as np
import sympy as sp
from numpy.typing import NDArray
from sympy.core.function import AppliedUndef

from course_lib.activations import Activation, Z, get
from course_lib.exercises.exercise import Exercise
from course_lib.exercises.feedback import Mistake
from course_lib.exercises.functions import Function
from course_lib.exercises.measurements import Seeded
from course_lib.exercises.numbers import Number
from course_lib.exercises.proofs import Chain, Waypoint
from course_lib.training import random_task, tangent_spectra

_CHAPTER: Final = "activations/mish"
_MISH, _SILU, _GELU = get("mish"), get("silu"), get("gelu")
_SWISH = get("swish", beta=1.25)
_SEEDS: Final = tuple(range(10))
_SOFTPLUS, _SIGMA = sp.log(1 + sp.exp(Z)), 1 / (1 + sp.exp(-Z))
_GATE: Final = sp.tanh(_SOFTPLUS)
_DELTA: Final = sp.sech(_SOFTPLUS) ** 2
_Z_HALF: Final = sp.log(sp.sqrt(3) - 1)


def _gate(z: float) -> float:
    return float(_GATE.subs(Z, z))


_HALF: Final = Exercise(
    label="ex-mish-half",
    title="Half open",
    chapter=_CHAPTER,
    questions={
        "z_half": Number(
            _Z_HALF,
            test=lambda z: f"the gate there is {_gate(z):.4g}",
            mistakes=(
                Mistake(lambda: np.sqrt(3) - 1, "this is the exponential of what is asked for"),
                Mistake(lambda: np.arctanh(0.5), "this is the softplus at that point"),
                Mistake(lambda: np.log(np.sqrt(2) - 1), "this is where e^z (e^z + 2) is 1, not 2"),
                Mistake(
                    lambda: np.log(np.sqrt(3) + 1), "of the two roots for e^z the other is positive"
                ),
            ),
        ),
        "slope_half": Number(
            _MISH.derivative_expr.subs(Z, _Z_HALF),
            mistakes=(
                Mistake(lambda: 0.5, "this is the gate: the term in which the gate changes is"
                        " missing"),
                Mistake(lambda: 0.6, "this is the slope at 0"),
                Mistake(
                    lambda: 0.5 + (0.75 * _SIGMA).subs(Z, _Z_HALF),
                    "the second term has a factor z, from the product rule",
                ),
                Mistake(
                    lambda: 0.5 + (Z * _SIGMA).subs(Z, _Z_HALF),
                    "the derivative of tanh is missing",
                ),
                Mistake(
                    lambda: 0.5 + (0.75 * Z).subs(Z, _Z_HALF),
                    "the derivative of softplus is missing",
                ),
            ),
        ),
    },
    hints=(
        r"The gate is $\frac{n}{n + 2}$ with $n = e^z(e^z + 2)$. It is one half where $n = 2$.",
        r"$n = 2$ is a quadratic equation for $e^z$: $(e^z + 1)^2 = 3$.",
        r"For the slope, $1 - \tanh^2$ is $\frac34$ there, and $\sigma(z) = e^z/(1 + e^z)$.",
    ),
)  # fmt: skip

_S, _SG = sp.Function("s"), sp.Function("sigma")
_X: Final = sp.exp(Z)
_DIFFERENCE: Final = Exercise(
    label="ex-mish-difference",
    title="How far from SiLU",
    chapter=_CHAPTER,
    questions={
        "lines": Chain(
            Z * sp.tanh(_S(Z)) - Z * _SG(Z),
            Z * _X**2 / ((1 + _X) * (_X**2 + 2 * _X + 2)),
            definitions={_S(Z): _SOFTPLUS, _SG(Z): _SIGMA},
            least_steps=2,
            waypoints=(
                Waypoint(
                    lambda line: not line.has(sp.tanh, AppliedUndef),
                    "line with exponentials only",
                ),
            ),
        )
    },
    hints=(
        r"Write both gates as fractions of exponentials: $\frac{n}{n+2}$ and "
        r"$\frac{e^z}{1 + e^z}$.",
        "Bring the two fractions over their common denominator. Almost everything above the line "
        "cancels.",
        r"With $x = e^z$ the numerator is $x\bigl((x + 2)(1 + x) - (x^2 + 2x + 2)\bigr)$.",
    ),
)

_POINTS: Final = (
    *(1.0, -1.0, 0.5, -0.5, 2.0, -2.0, 0.0, 1e-8, -1e-8, 5.0, -5.0, 10.0, -10.0, 15.0, -15.0),
    *(17.0, 18.0, 18.5, 20.0, -20.0, 30.0, -30.0, -36.5, -38.0, -40.0, 100.0, -100.0, -300.0),
    *(356.0, 400.0, -600.0, -700.0, 800.0, -800.0, 1e300, -1e300, 0.1, -0.1, 0.25, -0.25),
    *(0.75, -0.75, 1.5, -1.5, 2.5, -2.5, 3.0, -3.0, 4.0, -4.0, 6.0, -6.0, 7.0, -7.0, 8.0, -8.0),
)

_CODE: Final = Exercise(
    label="ex-mish-code",
    title="Forward and backward",
    chapter=_CHAPTER,
    questions={
        "forward": Function(
            "forward",
            Z * _GATE,
            points=_POINTS,
            mistakes=(
                (Z * _SIGMA, "this is SiLU: its gate is the sigmoid"),
                (_GATE, "this is the gate: multiply it by z"),
                (Z * _SOFTPLUS, "the tanh is missing"),
                (sp.tanh(_SOFTPLUS * Z), "z belongs outside the tanh"),
            ),
        ),
        "backward": Function(
            "backward",
            _GATE + Z * _DELTA * _SIGMA,
            points=_POINTS,
            scale=_GATE + sp.Abs(Z) * _DELTA * _SIGMA,
            mistakes=(
                (_GATE, "the term in which the gate changes is missing"),
                (Z * _DELTA * _SIGMA, "the first term of the product rule is missing"),
                (_GATE + _DELTA * _SIGMA, "the second term has a factor z"),
                (_GATE + Z * _DELTA, "the derivative of softplus is missing"),
                (_GATE + Z * _SIGMA, "the derivative of tanh is missing"),
                (Z * _GATE, "this is the function, not its slope"),
            ),
        ),
    },
    hints=(
        "With `e = np.exp(-np.abs(z))` nothing overflows. For $z < 0$ it is $e^z$; for $z > 0$ "
        "divide above and below by the highest power of $e^z$.",
        "The gate is `e * (2 + e) / (2 + e * (2 + e))` on the left of 0, and "
        "`(1 + 2 * e) / (1 + 2 * e * (1 + e))` on the right. `np.where` chooses.",
        r"The slope in one fraction is $x \frac{4z(1 + x) + (x + 2)(x^2 + 2x + 2)}"
        r"{(x^2 + 2x + 2)^2}$ with $x = e^z$. On the right divide above and below by $x^4$.",
    ),
)


def _gains(
    seeds: tuple[int, ...], activation: Activation = _MISH, units: int = 256
) -> NDArray[np.float64]:
    """By how many powers of ten the condition number is below SiLU's, for each seed."""
    task = random_task(seeds, units=units)
    silu, other = (tangent_spectra(f, task)[0] for f in (_SILU, activation))
    gains: NDArray[np.float64] = np.log10(silu[:, -1] / silu[:, 0] * other[:, 0] / other[:, -1])
    return gains


def _controls(seeds: tuple[int, ...]) -> NDArray[np.float64]:
    return _gains(seeds, _SWISH)


_SLIPS: Final = (
    Mistake(lambda: np.log(10) * _gains(_SEEDS), "the logarithm was the natural one"),
    Mistake(lambda: 10 ** _gains(_SEEDS), "this is the ratio: take its logarithm to base 10"),
    Mistake(lambda: _gains(_SEEDS, units=64), "the networks had 64 units, not 256"),
    Mistake(lambda: _gains(_SEEDS, _GELU), "this is GELU"),
)

_WIDE: Final = Exercise(
    label="ex-mish-wide",
    title="Four times as wide",
    chapter=_CHAPTER,
    questions={
        "gains": Seeded(
            run=_gains,
            seeds=_SEEDS,
            mistakes=(*_SLIPS, Mistake(lambda: _controls(_SEEDS), "this is swish")),
        ),
        "controls": Seeded(
            run=_controls,
            seeds=_SEEDS,
            mistakes=(
                Mistake(lambda: _gains(_SEEDS), "this is Mish"),
                Mistake(
                    lambda: _gains(_SEEDS, get("swish", beta=0.8)),
                    "beta was 1/1.25, not 1.25",
                ),
                Mistake(lambda: np.log(10) * _controls(_SEEDS), "the logarithm was the natural"
                        " one"),
                Mistake(
                    lambda: _gains(_SEEDS, _SWISH, 64), "the networks had 64 units, not 256"
                ),
            ),
        ),
    },
    hints=(
        "`task = random_task(range(10), units=256)`, and `tangent_spectra(mish, task)` returns "
        "eigenvalues in rows, one for each seed, and eigenvectors.",
        "The condition number is `eigenvalues[:, -1] / eigenvalues[:, 0]`. The gain is "
        "`np.log10` of SiLU's over that of the other.",
    ),
)  # fmt: skip

EXERCISES: Final = (_HALF, _DIFFERENCE, _CODE, _WIDE)
