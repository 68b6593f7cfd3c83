"""The claim about the universal approximation theorem as a lecture note prints it."""

from typing import Final

import numpy as np

from course_lib.activations.catalogue import CATALOGUE
from course_lib.approximation import (
    greatest_distance,
    interpolant,
    minimax,
    missed_power,
    on_line,
    power_rank,
)
from course_lib.claims.ledger import Claim, Finding, Ruling
from course_lib.claims.sources import UNITS_NOTE

_CHAPTER = "approximation/hypotheses"
_RECORDS = CATALOGUE
_GRID = np.linspace(-1, 1, 2001)


def _as_printed() -> Finding:
    curved = [record for record in _RECORDS if not record.expr.is_polynomial(record.z)]
    missed = [found for found in map(missed_power, curved) if found is not None]
    knots = np.linspace(-1, 1, 1001)
    finite = interpolant(knots, knots**2)
    error = greatest_distance(on_line(finite), np.square, -1, 1).size
    rank = power_rank(1, 3, 100, np.random.default_rng(0))
    cubics = minimax(_GRID, np.vander(_GRID, 4), np.abs(_GRID)).error
    least = min((found.floor for found in missed), default=0.0)
    return Finding(
        Ruling.FALSE if missed else Ruling.CONDITIONAL,
        f"The formula W₂σ(W₁x) has no biases, and without them it fails for {len(missed)} of the "
        f"{len(curved)} activations of this book, none a polynomial: 1, x² or x³ is missed by "
        f"at least {least:.2f} on [−1, 1] at any width, by a symmetry proved for each. With "
        f"biases the theorem holds, and no layer has to be infinite: {finite.units:,} ReLUs with "
        f"biases are within {error:.1e} of x². Right about polynomials: 100 cubic units have "
        f"rank {rank}, and cubics miss |x| by {cubics:.3f}.".replace("e-0", "e−0"),
    )


CLAIMS: Final = (
    Claim(
        "002.2",
        UNITS_NOTE,
        "Not a polynomial, if and only if W₂σ(W₁x) approximates every continuous function on "
        "compact sets; it takes an infinitely wide layer.",
        Ruling.FALSE,
        _CHAPTER,
        _as_printed,
    ),
)
