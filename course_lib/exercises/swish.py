"""The exercises of the chapter on Swish and SiLU."""

from functools import cache
from typing import Final

import numpy as np
import sympy as sp
import torch
from numpy.typing import NDArray

from course_lib.activations import Z, get
from course_lib.exercises.exercise import Exercise
from course_lib.exercises.feedback import Mistake
from course_lib.exercises.functions import Function
from course_lib.exercises.measurements import Seeded
from course_lib.exercises.numbers import Number
from course_lib.exercises.proofs import Chain, Waypoint
from course_lib.training import fit_one_layer, folded_silu

_CHAPTER: Final = "activations/swish"
_W: Final = sp.LambertW(sp.exp(-1))
_SEEDS: Final = tuple(range(10))

_CLOSE: Final = Exercise(
    label="ex-swish-close",
    title="Within a hundredth",
    chapter=_CHAPTER,
    questions={
        "sharpness": Number(
            100 * _W,
            test=lambda b: f"the greatest gap is {float(_W) / b:.4g} then" if b > 0 else "",
            mistakes=(
                Mistake(lambda: 100 * np.log(2), "this is the answer for softplus"),
                Mistake(lambda: 100 * (1 + float(_W)), "this is 100 times where the gap is"),
                Mistake(lambda: float(_W) / 100, "divide W(1/e) by the gap"),
                Mistake(lambda: 100 / float(_W), "the gap is W(1/e)/beta, not 1/(beta W(1/e))"),
            ),
        ),
        "place": Number(
            (1 + _W) / (100 * _W),
            mistakes=(
                Mistake(lambda: 1 + float(_W), "this is the place for sharpness 1"),
                Mistake(lambda: 0.01, "this is the gap itself"),
                Mistake(
                    lambda: (1 + float(_W)) * 100 * float(_W),
                    "a sharper unit has its gap nearer to 0: divide by the sharpness",
                ),
            ),
        ),
    },
    hints=(
        r"The greatest gap is $W(1/e)/\beta$, and $W(1/e)$ is printed in the chapter.",
        r"The gap is greatest at $\beta |z| = 1 + W(1/e)$.",
    ),
)

_SIGMA: Final = sp.Function("sigma")
_START: Final = _SIGMA(Z) * (1 + Z * _SIGMA(-Z)) + _SIGMA(-Z) * (1 - Z * _SIGMA(Z))

_SUM: Final = Exercise(
    label="ex-swish-sum",
    title="Two slopes",
    chapter=_CHAPTER,
    questions={
        "lines": Chain(
            _START,
            sp.Integer(1),
            definitions={_SIGMA(Z): 1 / (1 + sp.exp(-Z))},
            least_steps=3,
            waypoints=(
                Waypoint(
                    lambda line: line == _SIGMA(Z) + _SIGMA(-Z), "line with the two gates alone"
                ),
            ),
        )
    },
    hints=(
        "Multiply out. Two of the four terms are products of $z$ and both gates.",
        "Those two cancel. What is left is `sigma(z) + sigma(-z)`.",
        r"With exponentials, $\sigma(-z) = \frac{1}{1 + e^{z}} = \frac{e^{-z}}{1 + e^{-z}}$, which "
        r"is $1 - \sigma(z)$.",
    ),
)

_GATE: Final = 1 / (1 + sp.exp(-Z))
_POINTS: Final = (
    *(0.0, 1.0, -1.0, 2.0, -2.0, 0.5, -0.5, 5.0, -5.0, 10.0, -10.0, 20.0, -20.0, 40.0, -40.0),
    *(-1.25, -1.2784, -1.3, -1.2784645427610738, 100.0, -100.0, 300.0, -300.0, 700.0, -700.0),
    *(0.01, -0.01, 1e-8, -1e-8, 1e-300, -1e-300, 800.0, -800.0, 1e300, -1e300),
)

_NUMPY: Final = Exercise(
    label="ex-swish-numpy",
    title="Forward and backward",
    chapter=_CHAPTER,
    questions={
        "swish": Function(
            "swish",
            Z * _GATE,
            points=_POINTS,
            mistakes=(
                (Z / (1 + sp.exp(Z)), "the minus in the exponent is missing"),
                (_GATE, "this is the gate alone"),
                (Z * _GATE * (1 - _GATE), "this multiplies by the slope of the gate"),
                (Z * sp.tanh(Z), "the gate is the sigmoid, not tanh"),
            ),
        ),
        "slope": Function(
            "slope",
            _GATE * (1 + Z * (1 - _GATE)),
            points=_POINTS,
            scale=_GATE,  # beside its root the slope cannot have the digits that z does not have
            mistakes=(
                (_GATE, "the product rule has a second term: z times the slope of the gate"),
                (Z * _GATE * (1 - _GATE), "the product rule has a first term: the gate"),
                (_GATE * (1 - _GATE), "this is the slope of the gate alone"),
                (_GATE * (1 + Z * _GATE), "the slope of the gate is sigma times 1 - sigma"),
                (_GATE * (1 - Z * (1 - _GATE)), "the second term has the wrong sign"),
                (_GATE + (1 - Z * _GATE), "the 1 - f has to be multiplied by the gate"),
            ),
        ),
    },
    hints=(
        "`e = np.exp(-np.abs(z))` never overflows. The gate is `1 / (1 + e)` on the right of 0 and "
        "`e / (1 + e)` on the left.",
        "One minus the gate is the gate of $-z$: do not subtract.",
        r"On the right the slope is $\frac{1 + e + ze}{(1 + e)^2}$, on the left "
        r"$\frac{e (1 + e + z)}{(1 + e)^2}$.",
    ),
)


@cache
def _errors(name: str, learning_rate: float, seeds: tuple[int, ...]) -> NDArray[np.float64]:
    record = folded_silu() if name == "folded" else get(name)
    threads = torch.get_num_threads()
    torch.set_num_threads(1)  # more would only wait for each other
    try:
        return fit_one_layer(record, seeds, learning_rate=learning_rate)
    finally:
        torch.set_num_threads(threads)


def _cost(
    seeds: tuple[int, ...], learning_rate: float = 0.1, name: str = "folded"
) -> NDArray[np.float64]:
    """What another activation adds to the exponent of SiLU's error."""
    return np.log10(_errors(name, learning_rate, seeds) / _errors("silu", learning_rate, seeds))


_FOLD: Final = Exercise(
    label="ex-swish-fold",
    title="In the dip",
    chapter=_CHAPTER,
    questions={
        "share": Number(
            (1 + sp.erf(-(1 + _W) / sp.sqrt(2))) / 2,
            mistakes=(
                Mistake(lambda: 0.5, "this is the share of all negative pre-activations"),
                Mistake(
                    lambda: float((1 + sp.erf(-_W / sp.sqrt(2))) / 2),
                    "this is the share below the minimum's value, not below its place",
                ),
                Mistake(
                    lambda: float(sp.exp(-((1 + _W) ** 2) / 2) / sp.sqrt(2 * sp.pi)),
                    "this is the normal density there, not the distribution function",
                ),
                Mistake(
                    lambda: float(1 + sp.erf(-(1 + _W) / sp.sqrt(2))),
                    "this counts both tails",
                ),
            ),
        ),
        "cost": Seeded(
            run=_cost,
            seeds=_SEEDS,
            mistakes=(
                Mistake(lambda: _cost(_SEEDS, 0.03), "the step size was that of the chapter, 0.03"),
                Mistake(lambda: np.log(10) * _cost(_SEEDS), "take logarithms to base 10"),
                Mistake(
                    lambda: _errors("folded", 0.1, _SEEDS) - _errors("silu", 0.1, _SEEDS),
                    "these are the differences of the errors: take logarithms first",
                ),
                Mistake(lambda: 10 ** _cost(_SEEDS), "these are the ratios: take their logarithms"),
                Mistake(
                    lambda: _cost(_SEEDS, name="relu"), "this compares ReLU, not the folded SiLU"
                ),
            ),
        ),
    },
    hints=(
        "The share is the normal distribution function at the minimum: "
        "`scipy.stats.norm.cdf`, or `math.erf`.",
        'The errors are `fit_one_layer(get("silu"), range(10), learning_rate=0.1)` and the same '
        "with `folded_silu()`.",
        "`np.log10(folded / plain)`; `mean_interval` gives the interval for its mean.",
    ),
)

EXERCISES: Final = (_CLOSE, _SUM, _NUMPY, _FOLD)
