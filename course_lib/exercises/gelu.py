"""The exercises of the chapter on GELU."""

from typing import Final

import numpy as np
import sympy as sp
from numpy.typing import NDArray

from course_lib.activations import Activation, Z, get
from course_lib.exercises.exercise import Exercise
from course_lib.exercises.feedback import Mistake
from course_lib.exercises.functions import Function
from course_lib.exercises.measurements import Seeded
from course_lib.exercises.numbers import Number
from course_lib.exercises.proofs import Chain, Waypoint
from course_lib.signal_propagation import expected_signals, propagate

_CHAPTER: Final = "activations/gelu"
_GELU, _RELU = get("gelu"), get("relu")
_SEEDS: Final = tuple(range(10))
_QUANTILE: Final = sp.sqrt(2) * sp.erfinv(sp.Rational(4, 5))  # Phi is 9/10 there

_GATE: Final = Exercise(
    label="ex-gelu-gate",
    title="Open nine times in ten",
    chapter=_CHAPTER,
    questions={
        "z_wanted": Number(
            _QUANTILE,
            test=lambda z: f"the gate is open with probability {(1 + _erf(z / 2**0.5)) / 2:.4f}",
            mistakes=(
                Mistake(
                    lambda: sp.erfinv(sp.Rational(9, 10)) * sp.sqrt(2),
                    "the probability is (1 + erf(z/sqrt 2))/2, not erf(z/sqrt 2)",
                ),
                Mistake(
                    lambda: sp.erfinv(sp.Rational(4, 5)),
                    "the sqrt 2 inside erf got lost",
                ),
                Mistake(lambda: np.log(9), "this is for a sigmoid's gate, without the 1.702"),
                Mistake(lambda: np.log(9) / 1.702, "this is for the quick form's gate"),
            ),
        ),
        "spread": Number(
            _QUANTILE * sp.Rational(3, 10),
            mistakes=(
                Mistake(lambda: sp.Rational(3, 10), "this is the gate's, without the input"),
                Mistake(lambda: _QUANTILE**2 * sp.Rational(9, 100), "this is the variance"),
                Mistake(
                    lambda: _QUANTILE * sp.Rational(9, 100),
                    "a standard deviation has a root: of p (1 - p)",
                ),
                Mistake(lambda: _QUANTILE * sp.Rational(9, 10), "this is the mean, GELU itself"),
            ),
        ),
    },
    hints=(
        r"The gate is open with probability $\Phi(z)$. `scipy.stats.norm.ppf` is the inverse of "
        r"$\Phi$.",
        r"A gate that is 1 with probability $p$ and 0 otherwise has the variance $p(1 - p)$. The "
        r"output is the gate times the constant $z$.",
    ),
)

_PHI, _DENSITY = sp.Function("Phi"), sp.Function("varphi")
_NORMAL: Final = {
    _PHI(Z): (1 + sp.erf(Z / sp.sqrt(2))) / 2,
    _DENSITY(Z): sp.exp(-(Z**2) / 2) / sp.sqrt(2 * sp.pi),
}


def _has_one_slope_left(line: sp.Expr) -> bool:
    return bool(
        line.has(sp.Derivative(_DENSITY(Z), Z))
        and not line.has(sp.Derivative(_PHI(Z), Z))
        and line.has(_PHI(Z))
    )


_BLUR: Final = Exercise(
    label="ex-gelu-blur",
    title="The slope of a blurred ReLU",
    chapter=_CHAPTER,
    questions={
        "lines": Chain(
            sp.Derivative(Z * _PHI(Z) + _DENSITY(Z), Z),
            _PHI(Z),
            definitions=_NORMAL,
            least_steps=3,
            waypoints=(
                Waypoint(
                    _has_one_slope_left,
                    r"line in which the slope of Phi is replaced and that of varphi still stands",
                ),
            ),
        )
    },
    hints=(
        "The product rule gives two terms and the density's slope stays behind: "
        "`Phi(z) + z * sp.Derivative(Phi(z), z) + sp.Derivative(varphi(z), z)`.",
        r"$\Phi' = \varphi$, by the definition of a density. Replace it, and nothing else.",
        r"$\varphi'(z) = -z\,\varphi(z)$, by the chain rule.",
    ),
)

_STABLE: Final = Z * sp.erfc(-Z / sp.sqrt(2)) / 2
_CUBIC: Final = sp.sqrt(2 / sp.pi) * (Z + sp.Rational(44715, 1_000_000) * Z**3)

_TAIL: Final = Exercise(
    label="ex-gelu-tail",
    title="Digits in the tail",
    chapter=_CHAPTER,
    questions={
        "gated": Function(
            "gated",
            _STABLE,
            points=(
                *(1.0, -1.0, 2.0, -2.0, 0.5, -0.5, 3.0, -3.0, 5.0, -5.0, -6.0, -7.0, 8.0, -8.0),
                *(-8.5, 10.0, -10.0, -12.0, 15.0, -15.0, 20.0, -20.0, -25.0, 30.0, -30.0, -35.0),
                *(0.1, -0.1, 1e-5, -1e-5, 1e-200, 37.0, -37.0, 100.0, -100.0, 1e10, -1e10, 0.0),
            ),
            ulps=4096,  # the rounding of z / sqrt(2) alone costs z^2 / 2 units in erfc
            mistakes=(
                (Z * sp.erfc(Z / sp.sqrt(2)) / 2, "the gate closes where it should open: erfc(-x)"),
                (Z * sp.erfc(-Z) / 2, "the sqrt 2 is missing"),
                (Z * sp.erfc(-Z / sp.sqrt(2)), "the factor one half is missing"),
                (sp.erfc(-Z / sp.sqrt(2)) / 2, "this is the gate, without the input"),
                (Z / (1 + sp.exp(-2 * _CUBIC)), "this is the tanh form"),
                (Z / (1 + sp.exp(-sp.Rational("1.702") * Z)), "this is the quick form"),
            ),
        )
    },
    hints=(
        r"At $-9$ the error function is so near $-1$ that $1 + \operatorname{erf}$ has no digits "
        "left. Which function is the difference, computed without one?",
        r"$1 + \operatorname{erf}(x) = 1 - \operatorname{erf}(-x) = \operatorname{erfc}(-x)$, and "
        "`scipy.special.erfc` computes it.",
    ),
)

_LAYERS: Final = 10


def _squares(
    seeds: tuple[int, ...],
    weight_variance: float = 2.0,
    layers: int = _LAYERS,
    activation: Activation = _GELU,
    *,
    centered: bool = False,
) -> NDArray[np.float64]:
    """The mean squares, or variances, of the last layer's outputs, one for each seed."""
    found = []
    for seed in seeds:
        rng = np.random.default_rng(seed)
        inputs = rng.normal(size=(16, 128))
        seen = propagate(activation, inputs, layers, rng, weight_variance=weight_variance)
        found.append(seen.variance[-1] + (0 if centered else seen.mean[-1] ** 2))
    return np.array(found)


def _expected(weight_variance: float = 2.0, layers: int = _LAYERS) -> float:
    return expected_signals(_GELU, layers, weight_variance=weight_variance).mean_square


_DEPTH: Final = Exercise(
    label="ex-gelu-depth",
    title="Weights made for ReLU",
    chapter=_CHAPTER,
    questions={
        "theory": Number(
            sp.Float(_expected()),
            mistakes=(
                Mistake(lambda: _expected(1.0), "this is for weights of variance 1/128"),
                Mistake(lambda: _expected(layers=_LAYERS - 1), "this is for one layer less"),
                Mistake(lambda: _expected(layers=1), "this is after one layer"),
                Mistake(lambda: 1.0, "this is ReLU, which keeps its mean square at 1"),
                Mistake(lambda: _expected() ** 0.5, "this is the root of the mean square"),
            ),
        ),
        "squares": Seeded(
            run=_squares,
            seeds=_SEEDS,
            mistakes=(
                Mistake(lambda: _squares(_SEEDS, 1.0), "the weights had variance 1/128"),
                Mistake(
                    lambda: _squares(_SEEDS, activation=_RELU), "this is ReLU: take the record gelu"
                ),
                Mistake(lambda: _squares(_SEEDS, layers=_LAYERS - 1), "this is one layer less"),
                Mistake(lambda: np.sqrt(_squares(_SEEDS)), "these are the roots of mean squares"),
                Mistake(
                    lambda: _squares(_SEEDS, centered=True),
                    "these are variances: the mean's square is missing",
                ),
            ),
        ),
    },
    hints=(
        "`expected_signals(gelu, 10, weight_variance=2).mean_square` is the theory.",
        "For each seed: `rng = np.random.default_rng(seed)`, then `inputs = rng.normal(size=(16, "
        "128))`, then `seen = propagate(gelu, inputs, 10, rng, weight_variance=2)`. The mean "
        "square is `seen.variance[-1] + seen.mean[-1] ** 2`.",
    ),
)


def _erf(x: float) -> float:
    return float(sp.erf(x))


EXERCISES: Final = (_GATE, _BLUR, _TAIL, _DEPTH)
