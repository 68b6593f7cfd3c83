"""The exercises of the chapter on softmax and maxout."""

from typing import Final

import numpy as np
import sympy as sp
from numpy.typing import NDArray

from course_lib.activations import get_vector
from course_lib.exercises.exercise import Exercise
from course_lib.exercises.feedback import Mistake
from course_lib.exercises.measurements import Seeded
from course_lib.exercises.numbers import Number
from course_lib.exercises.proofs import Chain, Waypoint
from course_lib.exercises.rows import Rows

_CHAPTER: Final = "activations/softmax"
_SOFTMAX: Final = get_vector("softmax")
_SEEDS: Final = tuple(range(10))
_P, _Q = sp.symbols("p q", real=True)
Floats = NDArray[np.float64]


def _greater(temperature: float) -> str:
    """The share of the greater of the scores 2 and 0."""
    if temperature <= 0:
        return "a temperature is positive"
    return f"the greater share is {1 / (1 + np.exp(-2 / temperature)):.4g} then"


_SHARES: Final = Exercise(
    label="ex-softmax-shares",
    title="From scores to shares and back",
    chapter=_CHAPTER,
    questions={
        "share": Number(
            sp.Rational(3, 8),
            mistakes=(
                Mistake(lambda: 3 / 7, "the exponential of the first score, 0, is 1: it counts"),
                Mistake(
                    lambda: np.log(3) / np.log(12), "the scores themselves were divided: take exp"
                ),
                Mistake(lambda: 1 / 2, "this is the share of the third score"),
                Mistake(lambda: 1 / 8, "this is the share of the first score"),
            ),
        ),
        "temperature": Number(
            2 / sp.log(9),
            test=_greater,
            mistakes=(
                Mistake(lambda: np.log(9) / 2, "the temperature divides the scores"),
                Mistake(lambda: 1 / np.log(9), "the scores are 2 apart, not 1"),
                Mistake(lambda: 2 / np.log(10), "the odds are 0.9 to 0.1, not 1 to 0.1"),
                Mistake(lambda: -2 / np.log(0.9), "the odds are 0.9 to 0.1, not 0.9 to 1"),
            ),
        ),
    },
    hints=(
        r"$e^{\log 3} = 3$. The three exponentials are whole numbers.",
        r"The two shares have the ratio $e^{2/T}$. What ratio have 0.9 and 0.1?",
    ),
)

_GAP: Final = (_P - _Q) / 2

_TWO: Final = Exercise(
    label="ex-softmax-two",
    title="The middle and the gap",
    chapter=_CHAPTER,
    questions={
        "lines": Chain(
            sp.log(sp.exp(_P) + sp.exp(_Q)),
            (_P + _Q) / 2 + sp.log(2 * sp.cosh(_GAP)),
            least_steps=3,
            waypoints=(
                Waypoint(
                    lambda line: line.func is sp.log and line.args[0].is_Mul,
                    "line with the logarithm of a product",
                ),
            ),
        )
    },
    hints=(
        r"Take $e^{(p+q)/2}$ out of both exponentials. What remains of $e^p$ is $e^{(p-q)/2}$.",
        "The logarithm of a product is a sum: `(p + q) / 2 + sp.log(...)`.",
        r"$e^u + e^{-u} = 2\cosh u$, with $u = \frac{p-q}{2}$.",
    ),
)


def _stable(x: Floats) -> Floats:
    return np.asarray(_SOFTMAX.value(x))


def _plain(x: Floats) -> Floats:
    sizes = np.exp(x)
    return np.asarray(sizes / sizes.sum(axis=-1, keepdims=True))


def _columns(x: Floats) -> Floats:
    sizes = np.exp(x - x.max(axis=0))
    return np.asarray(sizes / sizes.sum(axis=0))


def _overall(x: Floats) -> Floats:
    sizes = np.exp(x - x.max())
    return np.asarray(sizes / sizes.sum(axis=-1, keepdims=True))


def _all_at_once(x: Floats) -> Floats:
    sizes = np.exp(x - x.max())
    return np.asarray(sizes / sizes.sum())


def _notes(x: Floats) -> Floats:
    sizes = np.exp(x - x.max())
    return np.asarray(sizes / sizes.sum(axis=0))


_ROWS: Final = Exercise(
    label="ex-softmax-rows",
    title="Row by row",
    chapter=_CHAPTER,
    questions={
        "softmax": Rows(
            "softmax",
            _stable,
            cases=(
                ("two plain rows", np.array([[0.0, np.log(3), np.log(4)], [1.0, 0.0, -1.0]])),
                ("as many rows as columns", np.array([[0.0, 1.0], [3.0, 0.0]])),
                ("a row of large scores", np.array([[1000.0, 1001.0, 999.0], [1.0, 2.0, 0.0]])),
                ("rows at levels far apart", np.array([[2000.0, 2001.0], [-2000.0, -2000.0]])),
                ("a score of minus infinity", np.array([[0.0, -np.inf, 0.0], [1.0, 2.0, 3.0]])),
                ("one column", np.array([[5.0], [-900.0]])),
            ),
            mistakes=(
                (_columns, "the columns sum to 1: take the maximum and the sum along axis -1"),
                (_notes, "the columns sum to 1: take the sum along axis -1"),
                (_all_at_once, "all shares together sum to 1: each row should"),
                (_plain, "an exponential overflowed: subtract the row's greatest score first"),
                (_overall, "the greatest score of all was subtracted: each row has its own"),
            ),
        )
    },
    hints=(
        "`x.max(axis=-1)` has one entry for each row, and an array of shape `(rows,)` is "
        "subtracted from the wrong axis. `keepdims=True` keeps it a column.",
        "`sizes = np.exp(x - x.max(axis=-1, keepdims=True))`. The sum takes the same two "
        "arguments.",
    ),
)


def _entropy(
    seeds: tuple[int, ...], spread: float = 3.0, n: int = 10, base: float = np.e
) -> Floats:
    """The mean entropy of the shares of 1,000 random rows, one for each seed."""
    found = []
    for seed in seeds:
        scores = spread * np.random.default_rng(seed).normal(size=(1000, n))
        shares = _stable(scores)
        found.append(-(shares * np.log(shares)).sum(axis=-1).mean() / np.log(base))
    return np.array(found)


_ENTROPY: Final = Exercise(
    label="ex-softmax-entropy",
    title="How undecided",
    chapter=_CHAPTER,
    questions={
        "greatest": Number(
            sp.log(10),
            mistakes=(
                Mistake(lambda: 1.0, "this is the logarithm to base 10: take the natural one"),
                Mistake(lambda: np.log2(10), "this is in bits: take the natural logarithm"),
                Mistake(lambda: np.log(10) / 10, "this is one of ten equal terms"),
                Mistake(lambda: 10.0, "this is the number of scores: the entropy is its logarithm"),
            ),
        ),
        "entropies": Seeded(
            run=_entropy,
            seeds=_SEEDS,
            mistakes=(
                Mistake(lambda: _entropy(_SEEDS, 1.0), "the standard deviation was 1"),
                Mistake(lambda: _entropy(_SEEDS, 1 / 3), "the scores were divided by 3"),
                Mistake(lambda: _entropy(_SEEDS, 3.0, 2), "there were two scores, not ten"),
                Mistake(
                    lambda: _entropy(_SEEDS, base=2.0), "these are bits: take the natural logarithm"
                ),
                Mistake(
                    lambda: _entropy(_SEEDS) / 10,
                    "the mean was taken over the scores as well: sum over them",
                ),
            ),
        ),
    },
    hints=(
        r"With ten equal shares every term of $-\sum_i s_i \log s_i$ is $\frac{1}{10}\log 10$.",
        "For each seed: `scores = 3 * np.random.default_rng(seed).normal(size=(1000, 10))`, then "
        '`shares = get_vector("softmax").value(scores)`. Sum over the last axis, and take the mean '
        "over the rows.",
    ),
)

EXERCISES: Final = (_SHARES, _TWO, _ROWS, _ENTROPY)
