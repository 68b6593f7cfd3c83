"""The exercises of the chapter on the hypotheses of the approximation theorem."""

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

_CHAPTER: Final = "approximation/hypotheses"
_SEEDS: Final = tuple(range(10))
_X: Final = sp.Symbol("x", real=True)

_DEGREE: Final = Exercise(
    label="ex-hypotheses-degree",
    title="Width is no degree",
    chapter=_CHAPTER,
    questions={
        "rank": Number(
            sp.binomial(5, 2),
            mistakes=(
                Mistake(lambda: 500, "this is the width: the units are not independent"),
                Mistake(
                    lambda: sp.binomial(4, 2),
                    "these are the squares and products; biases bring lower degrees",
                ),
                Mistake(lambda: 9, "the constant is a monomial too"),
                Mistake(lambda: 3, "this is the number of inputs"),
                Mistake(lambda: 7, "products of two inputs are missing"),
            ),
        ),
        "floor": Number(
            sp.Rational(1, 8),
            mistakes=(
                Mistake(
                    lambda: 8, "this is the leading coefficient of T₄: the monic one is T₄ over it"
                ),
                Mistake(lambda: 1 / 2, "a constant alone does as well as that"),
                Mistake(lambda: 1 / 4, "this is the floor of x³ for quadratics"),
                Mistake(lambda: 1 / 16, "this is the floor of x⁵ for polynomials of degree 4"),
                Mistake(lambda: 1, "this is the error of the constant 0"),
            ),
        ),
    },
    hints=(
        "Every unit is a quadratic polynomial of three variables. Count the monomials: one "
        "constant, three inputs, three squares, and the products of two.",
        r"Look for a monic polynomial of degree 4 whose greatest value on $[-1, 1]$ is least. "
        r"The polynomial $T_4$ with $T_4(\cos t) = \cos 4t$ has size 1 there: divide it by its "
        "leading coefficient.",
    ),
)

_EXPONENTIAL: Final = Exercise(
    label="ex-hypotheses-exponential",
    title="What an odd network hears of an exponential",
    chapter=_CHAPTER,
    questions={
        "tanh_floor": Number(
            sp.cosh(1),
            mistakes=(
                Mistake(lambda: np.sinh(1), "this is the odd part, which the network can follow"),
                Mistake(lambda: np.e, "this is the error of the network that is 0"),
                Mistake(lambda: 1, "this is the even part at 0; it is larger elsewhere"),
                Mistake(
                    lambda: 2 * np.cosh(1), "divide by the sum of the weights' sizes, which is 2"
                ),
            ),
        ),
        "sigmoid_floor": Number(
            (sp.cosh(1) - 1) / 2,
            mistakes=(
                Mistake(
                    lambda: np.cosh(1) - 1,
                    "a constant in the middle of the even part's values halves this",
                ),
                Mistake(lambda: np.cosh(1) / 2, "the even part's least value is 1, not 0"),
                Mistake(lambda: 1 / 2, "this is the floor of x²"),
                Mistake(
                    lambda: (np.e - 1 / np.e) / 2,
                    "this is the odd part at 1, which the network can follow",
                ),
            ),
        ),
    },
    hints=(
        r"Split $e^x$ into $\cosh x + \sinh x$. Which part is even?",
        r"A network of tanh units leaves all of $\cosh x$. One of sigmoid units may take a "
        r"constant off it: which one is best on $[-1, 1]$, where $\cosh x$ runs from 1 to "
        r"$\cosh 1$?",
    ),
)

_LOG_SIGMOID: Final = Exercise(
    label="ex-hypotheses-logsigmoid",
    title="One more with a line in it",
    chapter=_CHAPTER,
    questions={
        "lines": Chain(
            sp.log(1 / (1 + sp.exp(-Z))) - sp.log(1 / (1 + sp.exp(Z))),
            Z,
            least_steps=3,
            waypoints=(
                Waypoint(lambda line: len(line.atoms(sp.log)) == 1, "line with a single logarithm"),
            ),
        )
    },
    hints=(
        r"The logarithm of one over something is minus its logarithm: "
        "`sp.log(1 + sp.exp(z)) - sp.log(1 + sp.exp(-z))`.",
        "A difference of two logarithms is the logarithm of a quotient: a single `sp.log`.",
        r"$1 + e^{z} = e^{z} (1 + e^{-z})$.",
    ),
)

_ROOT: Final = sp.sqrt(2)
_BEST: Final = (2 * _ROOT - 1) * sp.Max(_X, 0) - (3 - 2 * _ROOT) * sp.Max(-_X, 0)

_NETWORK: Final = Exercise(
    label="ex-hypotheses-network",
    title="The best bent line",
    chapter=_CHAPTER,
    questions={
        "network": Function(
            "network",
            _BEST,
            ulps=16,  # 3 - 2√2 may be computed as written
            points=(
                *(1.0, -1.0, 0.5, -0.5, 0.0, 0.25, -0.25, 2.0, -2.0, 0.1, -0.1, 0.75, -0.75),
                *(1e-3, -1e-3, 0.9, -0.9, 3.0, -3.0, 1e-8, -1e-8),
            ),
            mistakes=(
                (
                    (2 * _ROOT - 2) * sp.Abs(_X),
                    "this is best for x² alone: the term x is a slope of 1 more",
                ),
                (_X + sp.Rational(3, 4) * sp.Abs(_X), "this makes the squared error least"),
                (
                    (2 * _ROOT - 1) * sp.Max(_X, 0) + (3 - 2 * _ROOT) * sp.Max(-_X, 0),
                    "on the left the output should be negative: x² + x is",
                ),
                (
                    (2 * _ROOT - 1) * sp.Max(_X, 0) - (2 * _ROOT - 1) * sp.Max(-_X, 0),
                    "a single slope for both sides; a ReLU for each has two",
                ),
                (_X**2 + _X, "this is the target, and no network of the kind"),
                (_X, "a line only; the part |x| is missing"),
            ),
        )
    },
    hints=(
        r"On the right the network is a line $sx$, and $x^2 + x - sx = x^2 - (s - 1)x$. Which "
        r"slope is best for $x^2 - cx$, by the chapter?",
        r"On the left put $x = -y$. Then $x^2 + x - sx = y^2 - (1 - s)y$.",
        r"So $s - 1 = 2\sqrt2 - 2$ on the right and $1 - s = 2\sqrt2 - 2$ on the left. "
        "The units are `np.maximum(x, 0)` and `np.maximum(-x, 0)`.",
    ),
)


def _fitted(
    seeds: tuple[int, ...], bias: float = 1.0, power: int = 2, scale: float = 3.0
) -> NDArray[np.float64]:
    """Greatest errors of least squares with ten tanh units that share a bias, one for each seed."""
    x = np.linspace(-1, 1, 201)
    found = []
    for seed in seeds:
        w = scale * np.random.default_rng(seed).standard_normal(10)
        a = get("tanh").value(np.outer(x, w) + bias)
        v, *_ = np.linalg.lstsq(a, x**power)
        found.append(np.abs(a @ v - x**power).max())
    return np.array(found)


_SHARED: Final = Exercise(
    label="ex-hypotheses-shared",
    title="One bias for all",
    chapter=_CHAPTER,
    questions={
        "floor": Number(
            sp.Integer(1),
            mistakes=(
                Mistake(lambda: 1 / 2, "this is the sigmoid's: tanh has no constant"),
                Mistake(lambda: 1 / 4, "this is the floor of x³ for rectifiers"),
                Mistake(lambda: 0, "an odd network cannot follow an even function"),
            ),
        ),
        "errors": Seeded(
            run=_fitted,
            seeds=_SEEDS,
            mistakes=(
                Mistake(lambda: _fitted(_SEEDS, bias=0.0), "the bias of 1 is missing"),
                Mistake(lambda: _fitted(_SEEDS, power=3), "the target was x³"),
                Mistake(
                    lambda: _fitted(_SEEDS, scale=1.0),
                    "the weights were not multiplied by 3",
                ),
                Mistake(lambda: _fitted(_SEEDS) ** 2, "these are the squares of the errors"),
            ),
        ),
    },
    hints=(
        "The floor stands in the chapter. For each seed: `rng = np.random.default_rng(seed)`, "
        "`w = 3 * rng.standard_normal(10)`, and `a = np.tanh(np.outer(x, w) + 1)` has one column "
        "for each unit.",
        "`v, *_ = np.linalg.lstsq(a, x**2)` gives the output's weights, and "
        "`np.abs(a @ v - x**2).max()` the greatest error.",
    ),
)

EXERCISES: Final = (_DEGREE, _EXPONENTIAL, _LOG_SIGMOID, _NETWORK, _SHARED)
