"""The exercises of the chapter on width, depth and rates."""

from typing import Any, Final

import numpy as np
import sympy as sp
from numpy.typing import NDArray

from course_lib.approximation import (
    corners,
    random_relus,
    square_error,
    steps_to_zero,
    uniform_floats,
)
from course_lib.exercises.exercise import Exercise
from course_lib.exercises.feedback import Mistake
from course_lib.exercises.functions import Function
from course_lib.exercises.measurements import Seeded
from course_lib.exercises.numbers import Number
from course_lib.exercises.proofs import Chain
from course_lib.floats import FORMATS

_CHAPTER: Final = "approximation/width_depth"
_SEEDS: Final = tuple(range(10))

_COUNT: Final = Exercise(
    label="ex-width-count",
    title="How many units",
    chapter=_CHAPTER,
    questions={
        "pieces": Number(
            sp.Integer(625),
            test=lambda n: (
                f"with {n:g} pieces the error is {0.25 / np.sqrt(n):.4g}" if n > 0 else "no pieces"
            ),
            mistakes=(
                Mistake(lambda: 25, "this is the root of the number"),
                Mistake(lambda: 10_000, "the factor 1/4 of the error is missing"),
                Mistake(lambda: 2500, "the error is greatest at h/4, and √h/4 there"),
                Mistake(lambda: 5, "this is for the rate −2 of a smooth function"),
            ),
        ),
        "tents": Number(
            sp.Integer(9),
            test=lambda m: f"the error is {square_error(min(max(int(m), 0), 500)):.3g}",
            mistakes=(
                Mistake(lambda: 10, "the exponent is m + 1, not m"),
                Mistake(lambda: 26, "count the tents, not the units"),
                Mistake(lambda: 19, "the error falls by 4 with each tent, not by 2"),
                Mistake(lambda: 8.97, "it is a whole number: the next one up"),
            ),
        ),
    },
    hints=(
        r"On the first piece, from 0 to $h = 1/n$, the chord is $x/\sqrt h$. Where is "
        r"$\sqrt x - x/\sqrt h$ greatest, and how large is it there?",
        r"The error is $\frac14\sqrt h$. For the tents, solve $4^{-(m+1)} \le 10^{-6}$.",
    ),
)

_M: Final = sp.Symbol("m", integer=True, positive=True)
_J: Final = sp.Symbol("j", integer=True)

_THIRD: Final = Exercise(
    label="ex-width-third",
    title="One third",
    chapter=_CHAPTER,
    questions={
        "lines": Chain(
            sp.Rational(1, 3) - sp.Sum(sp.Rational(2, 3) / 4**_J, (_J, 1, _M)),
            sp.Rational(1, 9) + sp.Rational(2, 9) / 4**_M,
            definitions={},
            least_steps=2,
        )
    },
    hints=(
        r"The factor $\frac23$ does not depend on $j$: "
        "`sp.Rational(1, 3) - sp.Rational(2, 3) * sp.Sum(4**-j, (j, 1, m))`.",
        r"A geometric sum: $\sum_{j=1}^m q^j = q\,\frac{1 - q^m}{1 - q}$. For $q = \frac14$ it is "
        r"$\frac13 (1 - 4^{-m})$.",
    ),
)

_X: Final = sp.Symbol("x", real=True)
_TENT: Final = 1 - sp.Abs(1 - 2 * _X)

_FLOATS: Final = Exercise(
    label="ex-width-tent",
    title="A tent without rounding",
    chapter=_CHAPTER,
    questions={
        "tent": Function(
            "tent",
            _TENT,
            points=(
                *(0.25, 0.75, 0.5, 1.0, 0.0, 0.1, 0.9, 0.3, 0.6, 1 / 3, 2 / 3),
                *(1e-3, 1e-10, 1e-17, 1e-20, 1e-100, 1e-300, 5e-324),
                *(1 - 2.0**-53, 1 - 2.0**-30, 0.5 - 2.0**-54, 0.5 + 2.0**-53, 0.999),
            ),
            ulps=0.0,
            mistakes=(
                (2 * _X, "this is the rising half only"),
                (2 - 2 * _X, "this is the falling half only"),
                (_TENT / 2, "it reaches only one half"),
                (4 * _X * (1 - _X), "this is a parabola, not a tent"),
                (2 * _X - 2 * sp.Max(_X - sp.Rational(1, 2), 0), "the second unit counts 4 times"),
                (sp.Abs(1 - 2 * _X), "this is a tent upside down: 1 minus it"),
            ),
        )
    },
    hints=(
        r"$1 - |1 - 2x|$ is the same on paper. What is `1 - 2 * x` for $x = 10^{-20}$?",
        "The two pieces are $2x$ and $2 - 2x$, and the tent is the smaller one: `np.minimum`. "
        "The network of the chapter is exact as well.",
    ),
)


def _orbits(seeds: tuple[int, ...], average: Any = np.mean) -> NDArray[np.float64]:
    """An average number of steps to 0 for 1,000 starts, one for each seed."""
    return np.array(
        [average(steps_to_zero(np.random.default_rng(seed).random(1000))) for seed in seeds]
    )


def _cut_down(seeds: tuple[int, ...], name: str) -> NDArray[np.float64]:
    return np.array(
        [
            steps_to_zero(uniform_floats(1000, FORMATS[name], np.random.default_rng(seed))).mean()
            for seed in seeds
        ]
    )


def _single(seeds: tuple[int, ...]) -> NDArray[np.float64]:
    draws = (np.random.default_rng(seed).random(1000) for seed in seeds)
    return np.array([steps_to_zero(draw.astype(np.float32)).mean() for draw in draws])


_BITS: Final = Exercise(
    label="ex-width-bits",
    title="What random draws",
    chapter=_CHAPTER,
    questions={
        "mean_steps": Number(
            sp.Integer(53),
            mistakes=(
                Mistake(lambda: 54, "only an odd numerator takes 54: half of them are even"),
                Mistake(lambda: 53.5, "this is the median"),
                Mistake(lambda: 52, "the orbit has to go from 1 to 0 as well"),
                Mistake(lambda: 25, "this is for float32"),
            ),
        ),
        "measured_means": Seeded(
            run=_orbits,
            seeds=_SEEDS,
            mistakes=(
                Mistake(lambda: _orbits(_SEEDS, np.median), "these are medians"),
                Mistake(lambda: _orbits(_SEEDS, np.max), "these are the longest orbits"),
                Mistake(
                    lambda: _cut_down(_SEEDS, "float64"),
                    "these starts come from `uniform_floats`, not from `rng.random`",
                ),
                Mistake(lambda: _single(_SEEDS), "these starts were rounded to float32"),
            ),
        ),
    },
    hints=(
        "A multiple of $2^{-53}$ with an odd numerator takes 54 steps. Half of all numerators are "
        "odd, a quarter are twice an odd number, and so on.",
        r"The mean is $54 - \E j$, where $j$ is the number of times that 2 divides the numerator: "
        r"$\E j = \frac12 \cdot 0 + \frac14 \cdot 1 + \frac18 \cdot 2 + \dots$",
        "For each seed: `steps_to_zero(np.random.default_rng(seed).random(1000)).mean()`.",
    ),
)


def _narrow(seeds: tuple[int, ...], layers: int = 16, width: int = 4) -> NDArray[np.float64]:
    """The pieces of one random network for each seed."""
    widths = (1, *(width,) * layers, 1)
    networks = (random_relus(widths, np.random.default_rng(seed)) for seed in seeds)
    return np.array([float(corners(network, -100.0, 100.0).pieces) for network in networks])


def _hidden_corners(seeds: tuple[int, ...]) -> NDArray[np.float64]:
    widths = (1, *(4,) * 16, 1)
    networks = (random_relus(widths, np.random.default_rng(seed)) for seed in seeds)
    return np.array([len(corners(network, -100.0, 100.0).x) - 1.0 for network in networks])


_NARROW: Final = Exercise(
    label="ex-width-narrow",
    title="Too narrow",
    chapter=_CHAPTER,
    questions={
        "pieces": Seeded(
            run=_narrow,
            seeds=_SEEDS,
            mistakes=(
                Mistake(lambda: _narrow(_SEEDS, 4, 16), "these have four layers of 16 units"),
                Mistake(lambda: _narrow(_SEEDS, 8, 8), "these have eight layers of eight units"),
                Mistake(
                    lambda: _narrow(_SEEDS) / 64, "these are pieces for each unit: do not divide"
                ),
                Mistake(
                    lambda: _hidden_corners(_SEEDS),
                    "these are the stretches between all corners, those included that the output "
                    "does not show: take `.pieces`",
                ),
                Mistake(
                    lambda: _narrow(_SEEDS) - 1, "these are the kinks: a polygon has a piece more"
                ),
            ),
        ),
        "single": Number(
            sp.Integer(27),
            mistakes=(
                Mistake(lambda: 73, "these have more than one piece"),
                Mistake(lambda: 2, "these are the first ten only: go on to seed 99"),
            ),
        ),
    },
    hints=(
        "The widths are `(1, *(4,) * 16, 1)`. For each seed: "
        "`random_relus(widths, np.random.default_rng(seed))`.",
        "`corners(network, -100.0, 100.0).pieces` counts. For `single`, go through the seeds from "
        "0 to 99 and count the ones.",
    ),
)

EXERCISES: Final = (_COUNT, _THIRD, _FLOATS, _BITS, _NARROW)
