"""The exercises of the chapter on softplus."""

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
from course_lib.training import fit_sine
from course_lib.training.comparison import Outcomes

_SOFTPLUS: Final = get("softplus")
_CHAPTER: Final = "activations/softplus"
_S: Final = sp.Function("sigma")
_Y: Final = sp.Symbol("y", positive=True)
_SEEDS: Final = tuple(range(10))

_ONE: Final = Exercise(
    label="ex-softplus-one",
    title="Softplus is 1",
    chapter=_CHAPTER,
    questions={
        "z_one": Number(
            sp.log(sp.E - 1),
            test=lambda z: f"softplus is {_SOFTPLUS.value(z):.4g} there",
            mistakes=(
                Mistake(lambda: _SOFTPLUS.value(1.0), "this is softplus at 1"),
                Mistake(lambda: np.log(1 + 1 / np.e), "this is log(1 + 1/e), with the wrong sign"),
            ),
        ),
        "factor": Number(
            sp.Rational(1, 2),
            mistakes=(
                Mistake(lambda: np.log(2), "this is the value at 0 for beta = 1"),
                Mistake(lambda: np.log(2) / 2, "this is the value at 0 for beta = 2"),
                Mistake(lambda: 1.0, "the factor 1/beta in front changes with beta"),
            ),
        ),
    },
    hints=(
        r"Undo the formula from outside: exponentiate both sides of $\log(1 + e^z) = 1$.",
        r"$f_\beta(0) = \frac1\beta \log(1 + e^0)$. Only one part of it depends on $\beta$.",
    ),
)

_MOMENT: Final = Exercise(
    label="ex-softplus-moment",
    title="A bound from below",
    chapter=_CHAPTER,
    questions={
        "lines": Chain(
            sp.Derivative(sp.log(1 + sp.exp(Z)) - Z * _S(Z), Z),
            -Z * sp.Derivative(_S(Z), Z),
            definitions={_S(Z): 1 / (1 + sp.exp(-Z))},
            least_steps=2,
            waypoints=(
                Waypoint(
                    lambda line: (
                        line.has(Z * sp.Derivative(_S(Z), Z))
                        and line.has(sp.exp, _S)
                        and line.func is sp.Add
                    ),
                    "line with the derivatives of both terms",
                ),
            ),
        )
    },
    hints=(
        "Differentiate the two terms one after the other. The first has the chain rule in it, the "
        "second the product rule.",
        r"The first gives $\frac{e^z}{1+e^z}$, the second $-\sigma(z) - z\,\sigma'(z)$. Write the "
        "slope of the sigmoid as `sp.Derivative(sigma(z), z)`.",
        r"Why do $\frac{e^z}{1+e^z}$ and $\sigma(z)$ cancel? Multiply above and below by $e^{-z}$.",
    ),
)

_INVERSE: Final = Exercise(
    label="ex-softplus-inverse",
    title="The inverse in floats",
    chapter=_CHAPTER,
    questions={
        "inverse": Function(
            "inverse",
            _Y + sp.log(1 - sp.exp(-_Y)),
            points=(
                *(1.0, 2.0, 0.5, 0.1, 10.0, 0.01, 1000.0, 1e-20, 5.0, 40.0, 100.0, 709.0, 710.0),
                *(0.6931, 0.7, 1e-5, 1e-10, 1e-100, 1e-300, 5e-324, 1e5, 1e20, 1e308),
            ),
            scale=_Y,
            mistakes=(
                (sp.log(1 + sp.exp(_Y)), "this is softplus, and its inverse is asked for"),
                (sp.exp(_Y) - 1, "its logarithm is missing"),
                (_Y - sp.log(1 - sp.exp(-_Y)), "the sign of the logarithm is wrong"),
                (sp.log(1 - sp.exp(-_Y)), "the term y is missing"),
            ),
        )
    },
    hints=(
        r"$\log(e^y - 1)$ fails at both ends. Near 0, $e^y$ is rounded before 1 is subtracted; far "
        "out it overflows.",
        r"Use the formula that the chapter proves, $y + \log(1 - e^{-y})$: its exponential cannot "
        "overflow.",
        r"Write $1 - e^{-y}$ without rounding $e^{-y}$ first: `np.expm1(x)` is $e^x - 1$, accurate "
        "near 0.",
    ),
)


@cache
def _outcomes(name: str, beta: float, seeds: tuple[int, ...]) -> Outcomes:
    threads = torch.get_num_threads()
    torch.set_num_threads(1)  # more would only wait for each other
    try:
        return fit_sine(get(name, beta=beta) if beta else get(name), seeds)
    finally:
        torch.set_num_threads(threads)


def _sharp(seeds: tuple[int, ...]) -> Outcomes:
    return _outcomes("softplus", 20.0, seeds)


def _excess(seeds: tuple[int, ...]) -> NDArray[np.float64]:
    return _sharp(seeds).loss - _outcomes("relu", 0.0, seeds).loss


_SHARP: Final = Exercise(
    label="ex-softplus-sharp",
    title="As sharp as ReLU",
    chapter=_CHAPTER,
    questions={
        "zeros": Seeded(
            run=lambda seeds: _sharp(seeds).zeros,
            seeds=_SEEDS,
            mistakes=(
                Mistake(
                    lambda: _outcomes("relu", 0.0, _SEEDS).zeros, "these are the zeros of ReLU"
                ),
                Mistake(lambda: np.zeros(10), "there is none at all, as for beta = 1"),
                Mistake(lambda: _sharp(_SEEDS).loss, "these are the losses, not the zeros"),
            ),
        ),
        "excess": Seeded(
            run=_excess,
            seeds=_SEEDS,
            mistakes=(
                Mistake(lambda: _sharp(_SEEDS).loss, "ReLU's loss is still to be subtracted"),
                Mistake(
                    lambda: (
                        _outcomes("softplus", 1.0, _SEEDS).loss
                        - _outcomes("relu", 0.0, _SEEDS).loss
                    ),
                    "this is softplus with beta = 1",
                ),
                Mistake(
                    lambda: _sharp(_SEEDS).loss - _outcomes("relu", 0.0, _SEEDS).loss.mean(),
                    "ReLU's mean loss is subtracted: pair the runs by their seeds instead",
                ),
                Mistake(
                    lambda: _sharp(_SEEDS).loss / _outcomes("relu", 0.0, _SEEDS).loss,
                    "this is the ratio, not the difference",
                ),
            ),
        ),
    },
    hints=(
        '`fit_sine(get("softplus", beta=20), range(10))` returns four arrays, one value for each '
        "seed: `.zeros` and `.loss` are two of them.",
        "The runs with the same seed start from the same weights. Subtract them pair by pair, "
        "softplus minus ReLU, and leave the averaging to `mean_interval`.",
    ),
)

EXERCISES: Final = (_ONE, _MOMENT, _INVERSE, _SHARP)
