"""The exercises of the chapter on one hidden layer."""

import math
from collections.abc import Callable
from typing import Final

import numpy as np
import sympy as sp
from numpy.typing import NDArray

from course_lib.activations import get
from course_lib.approximation import (
    greatest_distance,
    interpolant,
    interpolation_bound,
    on_line,
    replace_relu,
    replacement_bound,
)
from course_lib.exercises.exercise import Exercise
from course_lib.exercises.feedback import Mistake
from course_lib.exercises.measurements import Seeded
from course_lib.exercises.numbers import Number
from course_lib.exercises.proofs import Chain, Waypoint
from course_lib.exercises.rows import Rows

Floats = NDArray[np.float64]
_CHAPTER: Final = "approximation/one_hidden_layer"
_SEEDS: Final = tuple(range(10))


def _bound(pieces: float) -> float:
    """The bound for a sine on [-1, 1]."""
    return (2 / pieces) ** 2 * math.pi**2 / 8


_PIECES: Final = Exercise(
    label="ex-hats-pieces",
    title="How many units",
    chapter=_CHAPTER,
    questions={
        "bound": Number(
            sp.pi**2 / 512,
            mistakes=(
                Mistake(lambda: _bound(32), "the interval is 2 long: a piece has the length 1/8"),
                Mistake(lambda: 8 * _bound(16), "the factor 1/8 is missing"),
                Mistake(lambda: _bound(16) / math.pi, "the chain rule gives a factor pi twice"),
                Mistake(
                    lambda: _bound(16) / math.pi**2,
                    "the second derivative of sin(pi x) is greater than 1",
                ),
            ),
        ),
        "units": Number(
            sp.Integer(71),
            test=lambda n: f"with {n:.6g} units the bound is {_bound(n):.4g}" if n > 0 else "",
            mistakes=(
                Mistake(lambda: 70, "round up"),
                Mistake(lambda: 2 * math.pi / math.sqrt(8e-3), "a number of units is whole"),
                Mistake(lambda: 36, "the interval is 2 long"),
                Mistake(lambda: 199, "the factor 1/8 is missing"),
                Mistake(lambda: 72, "n units make n pieces"),
            ),
        ),
    },
    hints=(
        r"With $n$ units on $[-1, 1]$ the pieces have the length $h = 2/n$. How large can "
        r"$|g''|$ be for $g(x) = \sin \pi x$?",
        r"Solve $\frac18 h^2 \pi^2 \le 0.001$ for $n$, and round to the next whole number on the "
        "safe side.",
    ),
)

_X, _A = sp.symbols("x a", real=True)
_H: Final = sp.Symbol("h", positive=True)

_PARABOLA: Final = Exercise(
    label="ex-hats-parabola",
    title="The worst case",
    chapter=_CHAPTER,
    questions={
        "lines": Chain(
            _X**2 - (_A**2 + ((_A + _H) ** 2 - _A**2) / _H * (_X - _A)),
            (_X - _A) * (_X - _A - _H),
            least_steps=3,
            waypoints=(
                Waypoint(
                    lambda line: line.has(2 * _A + _H), "line with the slope of the chord, 2a + h,"
                ),
            ),
        )
    },
    hints=(
        r"First the slope of the chord: multiply the square out and divide by $h$.",
        r"Then $x^2 - a^2 = (x - a)(x + a)$, and $x - a$ can be taken out of both terms.",
    ),
)


def _weights(y: Floats) -> Floats:
    """The first value, and the change of slope at each knot but the last, for knots 1 apart."""
    slopes = np.diff(y, axis=-1)
    bends = np.diff(slopes, axis=-1, prepend=0.0)
    return np.concatenate([y[..., :1], bends], axis=-1)


def _slopes(y: Floats) -> Floats:
    return np.concatenate([y[..., :1], np.diff(y, axis=-1)], axis=-1)


def _without_the_constant(y: Floats) -> Floats:
    return np.concatenate([0 * y[..., :1], _weights(y)[..., 1:]], axis=-1)


def _without_the_first_slope(y: Floats) -> Floats:
    right = _weights(y)
    right[..., 1] = 0
    return right


def _falling(y: Floats) -> Floats:
    right = _weights(y)
    right[..., 2:] *= -1
    return right


_WEIGHTS: Final = Exercise(
    label="ex-hats-weights",
    title="A layer for any points",
    chapter=_CHAPTER,
    questions={
        "weights": Rows(
            "weights",
            _weights,
            (
                ("one hat", np.array([[0.0, 1.0, 0.0, 0.0]])),
                ("a straight line", np.array([[1.0, 3.0, 5.0, 7.0]])),
                (
                    "two rows",
                    np.array([[2.0, -1.0, 4.0, 4.0, 9.0], [0.5, 0.25, 8.0, -3.0, 1.0]]),
                ),
                ("a single piece", np.array([[3.0, 5.0]])),
            ),
            mistakes=(
                (_slopes, "these are the slopes: a unit stays on, so it adds the change of slope"),
                (_without_the_constant, "the first entry is the bias of the output, y_0"),
                (_without_the_first_slope, "the first unit has to bring the first slope, from 0"),
                (_falling, "the sign of the changes of slope is wrong"),
            ),
        )
    },
    hints=(
        "The slopes are `np.diff(y, axis=-1)`, since the knots are 1 apart.",
        "Each unit adds the slope of its piece minus that of the piece before. Before the first "
        "piece the slope is 0: `np.diff(slopes, axis=-1, prepend=0.0)`.",
        "`np.concatenate([y[:, :1], bends], axis=1)` puts the bias in front.",
    ),
)


def _sine(x: Floats) -> Floats:
    return np.sin(np.pi * x)


def _error(knots: Floats) -> float:
    return greatest_distance(_sine, on_line(interpolant(knots, _sine(knots))), -1, 1).size


def _ratios(
    seeds: tuple[int, ...],
    measure: Callable[[Floats], float] = _error,
    low: float = -1.0,
    inner: int = 63,
) -> Floats:
    """How much worse random knots are than as many equally spaced ones."""
    even = measure(np.linspace(-1, 1, inner + 2))
    found = []
    for seed in seeds:
        knots = np.sort(np.random.default_rng(seed).uniform(low, 1, inner))
        found.append(measure(np.concatenate([[-1.0], knots, [1.0]])) / even)
    return np.array(found)


def _by_bound(knots: Floats) -> float:
    return interpolation_bound(knots, math.pi**2)


_RANDOM: Final = Exercise(
    label="ex-hats-random",
    title="Knots by chance",
    chapter=_CHAPTER,
    questions={
        "ratios": Seeded(
            run=_ratios,
            seeds=_SEEDS,
            mistakes=(
                Mistake(lambda: 1 / _ratios(_SEEDS), "the ratio is upside down"),
                Mistake(
                    lambda: _ratios(_SEEDS, _by_bound), "these are ratios of bounds, not of errors"
                ),
                Mistake(lambda: _ratios(_SEEDS, low=0.0), "the knots were drawn from [0, 1]"),
                Mistake(
                    lambda: _ratios(_SEEDS, inner=64),
                    "there were 64 knots between the ends: 64 pieces have 63",
                ),
                Mistake(
                    lambda: _ratios(_SEEDS) * _error(np.linspace(-1, 1, 65)),
                    "these are the errors: divide by that of equally spaced knots",
                ),
            ),
        ),
    },
    hints=(
        "For each seed: `inner = np.sort(np.random.default_rng(seed).uniform(-1, 1, 63))`, and "
        "`knots = np.concatenate([[-1], inner, [1]])`.",
        "The error is `greatest_distance(sine, on_line(interpolant(knots, sine(knots))), -1, 1)`, "
        "its `.size`. Divide by the same with `np.linspace(-1, 1, 65)`.",
    ),
)

_HALF: Final = sp.Rational(1, 2)

_TANH: Final = Exercise(
    label="ex-towers-tanh",
    title="Towers of tanh",
    chapter=_CHAPTER,
    questions={
        "steepness": Number(
            sp.Integer(20),
            mistakes=(
                Mistake(lambda: 80, "tanh is the steeper of the two: it needs less"),
                Mistake(lambda: 10, "the slopes at the middle are equal then, the curves are not"),
            ),
        ),
        "factor": Number(
            _HALF, mistakes=(Mistake(lambda: 0.25, "tanh rises by 2 in all, the sigmoid by 1"),)
        ),
        "constant": Number(
            _HALF * (sp.exp(sp.Rational(1, 8)) + sp.exp(sp.Rational(7, 8))),
            mistakes=(
                Mistake(
                    lambda: math.exp(1 / 8),
                    "this is the tower's constant with sigmoids, which are 0 on the left",
                ),
                Mistake(lambda: math.exp(1 / 2), "the mean of two values is not the value between"),
                Mistake(lambda: (1 + math.e) / 2, "the target is asked at the middles of cells"),
                Mistake(
                    lambda: (math.exp(7 / 8) - math.exp(1 / 8)) / 2, "this is only what is added"
                ),
            ),
        ),
    },
    hints=(
        r"$\sigma(z) = \frac12 + \frac12 \tanh\frac z2$.",
        r"Each unit leaves half of its weight behind as a constant. The weights are the "
        r"differences of neighboring heights: what is their sum?",
    ),
)

_GELU: Final = get("gelu")
_GAP: Final = greatest_distance(_GELU.value, get("relu").value, -8, 8).size
_KNOTS: Final = np.linspace(-1, 1, 65)
_NETWORK: Final = interpolant(_KNOTS, _sine(_KNOTS))
_SCALE: Final = replacement_bound(_NETWORK, _GAP, 1.0) / 1e-3


def _change(scale: float) -> float:
    other = replace_relu(_NETWORK, _GELU, scale)
    return greatest_distance(on_line(other), on_line(_NETWORK), -1, 1).size


_REPLACED: Final = Exercise(
    label="ex-hats-gelu",
    title="GELU for ReLU",
    chapter=_CHAPTER,
    questions={
        "scale": Number(
            sp.Float(_SCALE),
            mistakes=(
                Mistake(lambda: _SCALE * math.log(2) / _GAP, "log 2 is the gap of softplus"),
                Mistake(lambda: _SCALE / _GAP, "the gap between GELU and ReLU is missing"),
                Mistake(lambda: _GAP / 1e-3, "the weights of the output are missing"),
                Mistake(
                    lambda: _GAP * abs(float(_NETWORK.layers[1].W.sum())) / 1e-3,
                    "the sizes of the weights add up, not the weights",
                ),
                Mistake(lambda: _SCALE / 1000, "the change is to be 0.001, not 1"),
            ),
        ),
        "change": Number(
            sp.Float(_change(_SCALE)),
            mistakes=(
                Mistake(lambda: 1e-3, "this is the bound: measure the two networks' distance"),
                Mistake(
                    lambda: (
                        greatest_distance(
                            on_line(replace_relu(_NETWORK, _GELU, _SCALE)), _sine, -1, 1
                        ).size
                    ),
                    "this is the distance from the sine, not from the network of ReLUs",
                ),
                Mistake(lambda: _change(1.0), "this is at scale 1"),
            ),
        ),
    },
    hints=(
        "The gap is `greatest_distance(gelu.value, relu.value, -8, 8).size`. With "
        "`replacement_bound(network, gap, 1.0)` you have the bound at scale 1.",
        "The bound is in proportion to one over the scale.",
        "The change is the `greatest_distance` between `on_line(network)` and "
        "`on_line(replace_relu(network, gelu, scale))`.",
    ),
)

EXERCISES: Final = (_PIECES, _PARABOLA, _WEIGHTS, _RANDOM, _TANH, _REPLACED)
