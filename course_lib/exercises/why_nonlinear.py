"""The exercises of the chapter on why a network needs something that is not linear."""

from typing import Final

import numpy as np
import sympy as sp
from numpy.typing import NDArray

from course_lib.activations import Z, get
from course_lib.approximation import CORNERS, XOR, affine_floor
from course_lib.exercises.exercise import Exercise
from course_lib.exercises.feedback import Mistake
from course_lib.exercises.functions import Function
from course_lib.exercises.measurements import Seeded
from course_lib.exercises.numbers import Number
from course_lib.exercises.proofs import Chain, Waypoint

_CHAPTER: Final = "approximation/why_nonlinear"
_SEEDS: Final = tuple(range(10))

_AND: Final = Exercise(
    label="ex-why-and",
    title="And",
    chapter=_CHAPTER,
    questions={
        "output": Number(
            sp.Rational(3, 4),
            mistakes=(
                Mistake(lambda: 1.0, "no affine map goes through all four points"),
                Mistake(
                    lambda: 0.25, "this is the best constant, or the output where one input is 1"
                ),
                Mistake(
                    lambda: 2 / 3, "this is the best map through 0 at the origin: it has a bias"
                ),
            ),
        ),
        "floor": Number(
            sp.Rational(1, 16),
            mistakes=(
                Mistake(lambda: 3 / 16, "this is the error of the best constant"),
                Mistake(lambda: 0.25, "this is the sum of the squares: take their mean"),
                Mistake(lambda: 1 / 12, "this is the error of the best map without a bias"),
            ),
        ),
    },
    hints=(
        "Write the target as a multiple of what no affine map can touch plus an affine map: with "
        r"$x_1 = \frac12 + \frac{s_1}{2}$ and $x_2 = \frac12 + \frac{s_2}{2}$, where $s_1$ and "
        r"$s_2$ are $\pm 1$, multiply out $x_1 x_2$.",
        r"$x_1 x_2 = \frac14(1 + s_1 + s_2 + s_1 s_2)$. The first three terms are affine. The last "
        r"one is uncorrelated with them, and is what remains.",
    ),
)

_SLOPE: Final = sp.Symbol("alpha", real=True)
_LEAKY: Final = sp.Function("g")

_FOLD: Final = Exercise(
    label="ex-why-fold",
    title="A weaker fold",
    chapter=_CHAPTER,
    questions={
        "lines": Chain(
            _LEAKY(Z) + _LEAKY(-Z),
            (1 - _SLOPE) * sp.Abs(Z),
            definitions={_LEAKY(Z): _SLOPE * Z + (1 - _SLOPE) * sp.Max(Z, 0)},
            waypoints=(Waypoint(lambda line: line.has(sp.Max), "line with two maxima"),),
        )
    },
    hints=(
        r"Insert the definition twice. In $g(-z)$ the term $\alpha z$ has the other sign.",
        "`(1 - alpha) * (sp.Max(z, 0) + sp.Max(-z, 0))` is the line in the middle.",
    ),
)

_J: Final = sp.Symbol("j", integer=True)
_N: Final = sp.Symbol("n", integer=True, positive=True)
_X, _Y, _C = sp.symbols("x y c", real=True)
_U, _V, _B = (sp.IndexedBase(name, real=True) for name in "uvb")


def _over_units(term: sp.Expr) -> sp.Expr:
    return sp.Sum(term, (_J, 1, _N))


def _stack(x: sp.Expr) -> sp.Expr:
    return _over_units(_V[_J] * (_U[_J] * x + _B[_J])) + _C


_SUMS: Final = Exercise(
    label="ex-why-sums",
    title="What a stack makes of a sum",
    chapter=_CHAPTER,
    questions={
        "lines": Chain(
            _stack(_X + _Y) - _stack(_X) - _stack(_Y),
            -_over_units(_V[_J] * _B[_J]) - _C,
            waypoints=(
                Waypoint(lambda line: line.has(sp.Sum) and line.has(_X), "line with x and sums"),
            ),
        )
    },
    hints=(
        "Write $F$ out three times. What stands behind the three sums is $c - c - c$.",
        r"Take the three sums together, unit by unit. With $z_j(x) = u_j x + b_j$, a term is $v_j$ "
        r"times $z_j(x + y) - z_j(x) - z_j(y)$.",
        "`sp.Sum(v[j] * (u[j] * (x + y) + b[j]) - v[j] * (u[j] * x + b[j]) - v[j] * (u[j] * y + "
        "b[j]), (j, 1, n)) - c` is a line; what is left of each term does not contain $x$ or $y$.",
    ),
)

_HAT: Final = Exercise(
    label="ex-why-hat",
    title="A hat",
    chapter=_CHAPTER,
    questions={
        "hat": Function(
            "hat",
            sp.Max(0, 1 - sp.Abs(Z)),
            points=(
                *(0.0, 0.5, -0.5, 1.0, -1.0, 2.0, -2.0, 0.25, -0.75, 0.1, -0.3, 0.9, -0.9),
                *(1e-5, -1e-10, 1e-20, 0.9999, 3.0, -7.0, 1e3, -1e6, 1e15, 1e16, -1e16),
                *(12345.678, 2.0**53, -(2.0**53), -1e100, 1e300, -1e300),
            ),
            mistakes=(
                (1 - sp.Abs(Z), "the last unit is missing: beyond ±1 the hat is 0"),
                (sp.Max(0, 1 - Z), "it is folded on one side only"),
                (sp.Abs(Z), "this is the fold, not yet the hat"),
                (sp.Max(0, sp.Abs(Z) - 1), "inside and outside are exchanged"),
            ),
        )
    },
    hints=(
        r"One hidden layer: $f(x + 1) - 2 f(x) + f(x - 1)$. It is right on paper. Try it at "
        r"$x = 2^{53}$.",
        r"Two layers: the first folds, $f(x) + f(-x) = |x|$. What has the second to do with "
        r"$1 - |x|$?",
        "`relu = lambda z: np.maximum(z, 0)`, and then `relu(1 - relu(x) - relu(-x))`.",
    ),
)


def _shares(
    seeds: tuple[int, ...], units: int = 3, activation: str = "relu", bias: float = 1.0
) -> NDArray[np.float64]:
    """Of 1,000 random hidden layers, how many can be read out without an error, for each seed."""
    record, found = get(activation), []
    for seed in seeds:
        rng = np.random.default_rng(seed)
        weights, biases = rng.normal(size=(1000, units, 2)), rng.normal(size=(1000, 1, units))
        hidden = record.value(CORNERS @ weights.transpose(0, 2, 1) + bias * biases)
        found.append(np.mean([affine_floor(a, XOR) < 1e-9 for a in hidden]))
    return np.array(found)


_RANDOM: Final = Exercise(
    label="ex-why-random",
    title="Random units",
    chapter=_CHAPTER,
    questions={
        "shares": Seeded(
            run=_shares,
            seeds=_SEEDS,
            mistakes=(
                Mistake(lambda: 1 - _shares(_SEEDS), "these are the layers that fail"),
                Mistake(lambda: _shares(_SEEDS, bias=0.0), "the biases are missing"),
                Mistake(
                    lambda: _shares(_SEEDS, activation="tanh"), "these are tanh units, not ReLUs"
                ),
                Mistake(lambda: 1000 * _shares(_SEEDS), "these are counts: divide by 1,000"),
            ),
        ),
        "wider": Seeded(
            run=lambda seeds: _shares(seeds, units=8),
            seeds=_SEEDS,
            mistakes=(
                Mistake(lambda: _shares(_SEEDS), "this is for three units, not for eight"),
                Mistake(lambda: 1 - _shares(_SEEDS, units=8), "these are the layers that fail"),
                Mistake(lambda: 1000 * _shares(_SEEDS, units=8), "these are counts"),
            ),
        ),
    },
    hints=(
        "For one layer: `a = relu.value(CORNERS @ weights[i].T + biases[i])` are the activations "
        "at the four corners, shape `(4, 3)`. What can a last layer make of them? Call "
        "`affine_floor`.",
        "`affine_floor(a, XOR) < 1e-9` says whether the layer `i` will do. The share for one seed "
        "is the mean of that over `i` in `range(1000)`.",
    ),
)

EXERCISES: Final = (_AND, _FOLD, _SUMS, _HAT, _RANDOM)
