"""The exercises of the chapter on ReLU."""

from functools import cache
from typing import Final

import numpy as np
import sympy as sp
import torch
from numpy.typing import NDArray

from course_lib.activations import get
from course_lib.exercises.exercise import Exercise
from course_lib.exercises.feedback import Mistake
from course_lib.exercises.functions import Function
from course_lib.exercises.measurements import Seeded
from course_lib.exercises.numbers import Number
from course_lib.exercises.proofs import Chain, Waypoint
from course_lib.training import fit_cubic
from course_lib.training.cubic import Start

_CHAPTER: Final = "activations/relu"
_X: Final = sp.Symbol("x", real=True)
_A: Final = sp.Symbol("a", real=True)
_SEEDS: Final = tuple(range(10))


def _bent(radius: float) -> float:
    return radius / 2 if radius < 1 else 1 - 1 / (2 * radius)


_INTERVAL: Final = Exercise(
    label="ex-relu-interval",
    title="A wider interval",
    chapter=_CHAPTER,
    questions={
        "bent": Number(
            sp.Rational(3, 4),
            mistakes=(
                Mistake(lambda: 0.5, "this is the share for inputs in [-1, 1]"),
                Mistake(lambda: 1.0, "twice one half would leave no dead unit: cut off at |b| = 1"),
                Mistake(lambda: 0.125, "this is the share of dead units"),
            ),
        ),
        "reach": Number(
            sp.Integer(5),
            test=lambda r: (
                f"the share inside is {_bent(r):.4g} there" if r > 0 else "it is a length"
            ),
            mistakes=(
                Mistake(lambda: 1.8, "r/2 is the share only up to r = 1; after that, cut off"),
                Mistake(lambda: 10.0, "one tenth is 1/(2r), not 1/r"),
            ),
        ),
    },
    hints=(
        r"The kink lies inside if $|b| < r|w|$. In the square of all $(w, b)$, for $r = 2$, which "
        "lines bound that region, and where do they leave the square?",
        r"What is left above and below are two triangles with base 2 and height 1 for $r = 1$. For "
        r"$r > 1$ the base is $2/r$. Two such triangles have the area $2/r$, of 4.",
    ),
)

_FLOOR: Final = Exercise(
    label="ex-relu-floor",
    title="Without biases",
    chapter=_CHAPTER,
    questions={
        "lines": Chain(
            sp.Integral((_X**3 - _A * _X) ** 2, (_X, 0, 1)),
            (_A - sp.Rational(3, 5)) ** 2 / 3 + sp.Rational(4, 175),
            least_steps=3,
            waypoints=(
                Waypoint(
                    lambda line: line.has(sp.Integral) and line.has(_X**6),
                    "line with the square multiplied out under the integral",
                ),
                Waypoint(
                    lambda line: not line.has(_X) and sp.degree(line, _A) == 2,
                    "line with the integral done",
                ),
            ),
        )
    },
    hints=(
        "Multiply out the square under the integral: three powers of $x$.",
        r"The integral of $x^n$ from 0 to 1 is $\frac{1}{n+1}$. Write it with `sp.Rational`.",
        r"Complete the square in $a$: $\frac13 a^2 - \frac25 a = \frac13 (a - \frac35)^2 - "
        r"\frac{3}{25}$.",
    ),
)

_CLIP: Final = Exercise(
    label="ex-relu-clip",
    title="A clip from two ReLUs",
    chapter=_CHAPTER,
    questions={
        "clip": Function(
            "clip",
            sp.Max(-1, sp.Min(1, _X)),
            points=(
                *(0.5, -0.5, 2.0, -2.0, 0.25, -0.75, 1.0, -1.0, 0.1, -0.1, 100.0, -100.0),
                *(1e-5, -1e-5, 1e-20, -1e-20, 1e-300, 5e-324, 1e17, -1e17, 1e20, 1e300, -1e300),
            ),
            mistakes=(
                (
                    sp.Max(_X + 1, 0) - sp.Max(_X - 1, 0),
                    "this runs from 0 to 2: the output bias is missing",
                ),
                (sp.Max(_X + 1, 0) - 1, "it never stops rising: the second ReLU is missing"),
                (
                    sp.Max(_X + 1, 0) + sp.Max(_X - 1, 0) - 1,
                    "the second ReLU has the wrong sign: its slope must undo the first one's",
                ),
                (sp.Max(0, sp.Min(1, _X)), "this cuts off at 0, not at -1"),
            ),
        )
    },
    hints=(
        r"As a network: $\mathrm{relu}(x + 1)$ switches the slope on at $-1$. What switches it "
        r"off again at 1, and which output bias is left?",
        r"In floats $x + 1$ rounds a small $x$ away, and $10^{20} + 1$ rounds the 1 away. A "
        "formula that adds nothing to $x$ cannot lose anything.",
        "`np.maximum` and `np.minimum` only choose between numbers.",
    ),
)


@cache
def _errors(start: Start, units: int, seeds: tuple[int, ...]) -> NDArray[np.float64]:
    threads = torch.get_num_threads()
    torch.set_num_threads(1)  # more would only wait for each other
    try:
        return fit_cubic(get("relu"), seeds, units=units, steps=1000, start=start).last
    finally:
        torch.set_num_threads(threads)


def _decades(units: int, seeds: tuple[int, ...]) -> NDArray[np.float64]:
    """How many powers of ten torch's start lies above ten units of the wide one."""
    decades: NDArray[np.float64] = np.log10(
        _errors("torch", units, seeds) / _errors("wide", 10, seeds)
    )
    return decades


def _mistakes(units: int) -> tuple[Mistake, ...]:
    return (
        Mistake(
            lambda: _errors("torch", units, _SEEDS) - _errors("wide", 10, _SEEDS),
            "these are differences: take the logarithm of the ratio",
        ),
        Mistake(
            lambda: _errors("torch", units, _SEEDS) / _errors("wide", 10, _SEEDS),
            "these are the ratios: take their logarithms to base 10",
        ),
        Mistake(
            lambda: np.log(10) * _decades(units, _SEEDS), "these are natural logarithms: use log10"
        ),
        Mistake(
            lambda: np.log10(_errors("torch", units, _SEEDS)),
            "the error from the wide start is still to be divided by",
        ),
        Mistake(
            lambda: _decades(30 - units, _SEEDS),
            f"these are the networks of {30 - units} units",
        ),
    )


_START: Final = Exercise(
    label="ex-relu-start",
    title="Twice the units",
    chapter=_CHAPTER,
    questions={
        "decades": Seeded(
            run=lambda seeds: _decades(10, seeds), seeds=_SEEDS, mistakes=_mistakes(10)
        ),
        "doubled": Seeded(
            run=lambda seeds: _decades(20, seeds), seeds=_SEEDS, mistakes=_mistakes(20)
        ),
    },
    hints=(
        '`fit_cubic(relu, range(10), steps=1000, start="torch").last` holds the ten errors; '
        '`start="wide"` is the chapter\'s start, and `units=20` doubles the layer.',
        "Divide seed by seed, torch's start by the wide one, and take `np.log10`. Leave the "
        "averaging to `mean_interval`.",
    ),
)

EXERCISES: Final = (_INTERVAL, _FLOOR, _CLIP, _START)
