"""The exercises of the chapter on dying ReLUs."""

from functools import cache
from typing import Final

import numpy as np
import sympy as sp
import torch
from numpy.typing import NDArray

from course_lib.exercises.exercise import Exercise
from course_lib.exercises.feedback import Mistake
from course_lib.exercises.functions import Function
from course_lib.exercises.measurements import Seeded
from course_lib.exercises.numbers import Number
from course_lib.exercises.proofs import Chain, Waypoint
from course_lib.signal_propagation import born_dead_chance
from course_lib.training import train_rectifiers

_CHAPTER: Final = "activations/dying"
_N: Final = sp.Symbol("n", real=True)
_Z: Final = sp.Symbol("z", real=True)
_ALPHA: Final = sp.Symbol("alpha", real=True)
_SEEDS: Final = tuple(range(10))
_DEPTH: Final = 100


def _consequence(width: float, depth: float) -> str:
    if min(width, depth) <= 0:
        return "it counts units or layers, so it is positive"
    return f"the chance is {born_dead_chance(width, depth):.4g} there"


_WIDTH: Final = Exercise(
    label="ex-dying-width",
    title="Wide enough",
    chapter=_CHAPTER,
    questions={
        "width": Number(
            sp.Integer(14),
            tolerance=1e-9,
            test=lambda n: _consequence(n, _DEPTH),
            mistakes=(
                Mistake(lambda: 13.283, "a width is a whole number: round up"),
                Mistake(lambda: 13.0, "one unit too few: round up, not down"),
                Mistake(lambda: 7.0, "this is enough for one layer, and there are 100"),
            ),
        ),
        "depth": Number(
            sp.Integer(22),
            tolerance=1e-9,
            test=lambda depth: _consequence(5, depth),
            mistakes=(
                Mistake(lambda: 21.832, "a depth is a whole number: round up"),
                Mistake(lambda: 21.0, "one layer too few: round up, not down"),
                Mistake(lambda: 32.0, "this is the mean depth of the first dead layer, 2⁵"),
                Mistake(lambda: 16.0, "the chances of the layers do not simply add up"),
            ),
        ),
    },
    hints=(
        r"Every layer must stay alive: $(1 - 2^{-n})^{L}$ is the chance for that. It has to be at "
        r"least $0.99$ in the first question, and less than $\frac12$ in the second.",
        r"For small $q = 2^{-n}$ the chance to die in $L$ layers is about $Lq$. That gives a "
        "first guess for the width; the exact formula then decides between two neighbors.",
        r"Take logarithms: $L > \log \frac12 \,/\, \log(1 - 2^{-5})$.",
    ),
)

_LEAKY: Final = Exercise(
    label="ex-dying-leaky",
    title="A line and a corner",
    chapter=_CHAPTER,
    questions={
        "lines": Chain(
            sp.Max(_Z, 0) + _ALPHA * sp.Min(_Z, 0),
            (1 + _ALPHA) / 2 * _Z + (1 - _ALPHA) / 2 * sp.Abs(_Z),
            least_steps=2,
            waypoints=(
                Waypoint(
                    lambda line: line.has(sp.Abs) and not line.has(sp.Max, sp.Min),
                    "line with absolute values in place of both the maximum and the minimum",
                ),
            ),
        )
    },
    hints=(
        r"Half of $z + |z|$ is $z$ where $z$ is positive, and what is it elsewhere?",
        r"$\min(z, 0)$ is what is left of $z$ when $\max(z, 0)$ is taken away.",
        "Then collect what stands with $z$, and what stands with $|z|$. `sp.Abs(z)` is $|z|$.",
    ),
)

_CHANCE: Final = Exercise(
    label="ex-dying-chance",
    title="A small chance in floats",
    chapter=_CHAPTER,
    questions={
        "chance": Function(
            "chance",
            1 - (1 - 2 ** (-_N)) ** _DEPTH,
            points=(
                *(5.0, 3.0, 8.0, 10.0, 1.0, 2.0, 14.0, 20.0, 30.0, 40.0),
                *(50.0, 53.0, 54.0, 60.0, 100.0, 300.0, 1000.0),
            ),
            mistakes=(
                ((1 - 2 ** (-_N)) ** _DEPTH, "this is the chance that every layer stays alive"),
                (2 ** (-_N), "this is the chance of one layer, and there are 100"),
                (
                    _DEPTH * 2 ** (-_N),
                    "the chances of the layers do not simply add up: this can exceed 1",
                ),
                (
                    1 - 2 ** (-_DEPTH * _N),
                    "the power belongs to the whole bracket, not to what is subtracted",
                ),
            ),
        )
    },
    hints=(
        r"For $n = 60$ the bracket $1 - 2^{-60}$ is rounded to 1, and nothing is left. Which "
        r"NumPy function returns $\log(1 + x)$ for a tiny $x$ without forming $1 + x$?",
        r"$(1 - q)^{100} = e^{100 \log(1 - q)}$, and `np.expm1` returns $e^y - 1$ without "
        "forming $e^y$.",
    ),
)


@cache
def _shares(
    offset: float, seeds: tuple[int, ...], optimizer: str = "sgd", rate: float = 0.03
) -> NDArray[np.float64]:
    threads = torch.get_num_threads()
    torch.set_num_threads(1)  # more would only wait for each other
    try:
        return train_rectifiers(optimizer, rate, seeds, offset=offset).share
    finally:
        torch.set_num_threads(threads)


def _excess(
    seeds: tuple[int, ...], optimizer: str = "sgd", rate: float = 0.03
) -> NDArray[np.float64]:
    lifted, centered = (_shares(offset, seeds, optimizer, rate) for offset in (5.0, 0.0))
    excess: NDArray[np.float64] = lifted - centered
    return excess


_OFFSET: Final = Exercise(
    label="ex-dying-offset",
    title="Targets off center",
    chapter=_CHAPTER,
    questions={
        "excess": Seeded(
            run=_excess,
            seeds=_SEEDS,
            mistakes=(
                Mistake(
                    lambda: _shares(5.0, _SEEDS),
                    "the share without an offset is still to be subtracted",
                ),
                Mistake(lambda: _shares(0.0, _SEEDS), "these are the shares without an offset"),
                Mistake(lambda: 64 * _excess(_SEEDS), "these are numbers of units, not shares"),
                Mistake(
                    lambda: 100 * _excess(_SEEDS), "these are percentages: leave them as shares"
                ),
                Mistake(lambda: _excess(_SEEDS, rate=0.01), "the step size was 0.01: take 0.03"),
                Mistake(lambda: _excess(_SEEDS, "adam"), "this is Adam: take gradient descent"),
            ),
        ),
    },
    hints=(
        '`train_rectifiers("sgd", 0.03, range(10), offset=5).share` holds the ten shares with '
        "the offset.",
        "Subtract seed by seed: runs with the same seed start from the same weights. Leave the "
        "averaging to `mean_interval`.",
    ),
)

EXERCISES: Final = (_WIDTH, _LEAKY, _CHANCE, _OFFSET)
