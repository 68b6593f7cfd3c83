"""Claims about the sigmoid."""

from typing import Final

import numpy as np
import sympy as sp

from course_lib.activations import get
from course_lib.activations.definition import limit_at_infinity
from course_lib.claims.ledger import Claim, Finding, Ruling
from course_lib.claims.sources import COURSE_NOTES, UNITS_NOTE
from course_lib.derivations import Status, decide

_CHAPTER = "activations/sigmoid"
_SIGMOID = get("sigmoid")
_Z = _SIGMOID.z


def _closed_range() -> Finding:
    attained = [sp.solveset(sp.Eq(_SIGMOID.expr, end), _Z, sp.S.Reals) for end in (0, 1)]
    is_open = all(solutions is sp.S.EmptySet for solutions in attained)
    grid = np.linspace(36, 37, 100_001)
    ones = grid[_SIGMOID.value(grid) == 1.0]
    return Finding(
        Ruling.FALSE if is_open else Ruling.TRUE,
        f"The range is the open interval (0, 1): neither end is ever reached. Only rounding makes "
        f"a float64 exactly 1, from z = {ones.min():.2f} on.",
    )


def _lost_minus() -> Finding:
    printed = 1 / (1 + sp.exp(_Z))
    verdict = decide(printed, _SIGMOID.expr)
    mirrored = decide(printed, _SIGMOID.expr.subs(_Z, -_Z)).status is Status.PROVED
    return Finding(
        Ruling.FALSE if verdict.status is Status.REFUTED and mirrored else Ruling.TRUE,
        f"A minus sign got lost: this is σ(−x), which falls. At x = 1 it gives "
        f"{float(printed.subs(_Z, 1)):.4f} where σ(1) = {_SIGMOID.value(1.0):.4f}.",
    )


def _zero_centered() -> Finding:
    mean_is_half = decide(_SIGMOID.expr + _SIGMOID.expr.subs(_Z, -_Z), sp.S.One).status
    return Finding(
        Ruling.FALSE if mean_is_half is Status.PROVED else Ruling.TRUE,
        "It is not. σ(z) + σ(−z) = 1 is proved, so the mean output is exactly ½ whenever the "
        "pre-activations are symmetric about 0. The notes' argument is about that offset.",
    )


def _kills_gradients() -> Finding:
    peak = decide(
        sp.Rational(1, 4) - _SIGMOID.derivative_expr, (_SIGMOID.expr - sp.Rational(1, 2)) ** 2
    )
    slope = _SIGMOID.derivative(10.0)
    small = max(slope, _SIGMOID.derivative(-10.0)) < 1e-4
    positive = sp.simplify(_SIGMOID.derivative_expr).is_positive
    tails = [limit_at_infinity(_SIGMOID.derivative_expr, sign) for sign in (-1, 1)]
    in_range = peak.status is Status.PROVED and positive and tails == [0, 0]
    return Finding(
        Ruling.TRUE if small and in_range else Ruling.FALSE,
        f"σ'(±10) = {slope:.2e}. ¼ − σ' = (σ − ½)² is proved, so σ' ≤ ¼ with equality at 0; σ' is "
        "positive, continuous and tends to 0, so it takes every value in (0, ¼].",
    )


CLAIMS: Final = (
    Claim(
        "002.3",
        UNITS_NOTE,
        "The codomain of the sigmoid is [0, 1].",
        Ruling.FALSE,
        _CHAPTER,
        _closed_range,
    ),
    Claim(
        "003.1",
        COURSE_NOTES,
        "σ(x) = 1/(1 + eˣ), in our copy of the notes.",
        Ruling.FALSE,
        _CHAPTER,
        _lost_minus,
    ),
    Claim(
        "003.2",
        COURSE_NOTES,
        "A disadvantage: it is zero-centered.",
        Ruling.FALSE,
        _CHAPTER,
        _zero_centered,
    ),
    Claim(
        "003.3",
        COURSE_NOTES,
        "At |x| = 10 the gradient is almost 0; the derivative's range is (0, 0.25].",
        Ruling.TRUE,
        _CHAPTER,
        _kills_gradients,
    ),
)
