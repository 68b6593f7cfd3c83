"""Claims about Mish."""

from typing import Final

import numpy as np
import sympy as sp

from course_lib.activations import get
from course_lib.claims.ledger import Claim, Finding, Ruling
from course_lib.claims.sources import UNITS_NOTE
from course_lib.derivations import Status, decide
from course_lib.training import random_task, tangent_spectra

_CHAPTER = "activations/mish"
_MISH, _SILU, _SWISH = get("mish"), get("silu"), get("swish", beta=1.25)
_Z = _MISH.z
_SOFTPLUS = sp.log(1 + sp.exp(_Z))
_GRID = np.linspace(-20, 20, 4001)


def _properties_and_formula() -> Finding:
    lowest = float(_MISH.value(_GRID).min())
    slopes = _MISH.derivative(_GRID)
    shaped = _MISH.limits == (0, sp.oo) and lowest < 0 and slopes.min() < 0 < slopes.max()
    formula = _Z * sp.sech(_SOFTPLUS) ** 2 / (1 + sp.exp(-_Z)) + _MISH.expr / _Z
    holds = decide(_MISH.derivative_expr, formula, (sp.Ne(_Z, 0),)).status is Status.PROVED
    z, softplus = np.zeros(1), np.log(np.full(1, 2.0))
    with np.errstate(invalid="ignore"):
        quotient = z * np.tanh(softplus) / z
    undefined = holds and bool(np.isnan(quotient).all())
    return Finding(
        Ruling.FALSE
        if not (shaped and holds)
        else Ruling.CONDITIONAL
        if undefined
        else Ruling.TRUE,
        f"The four properties hold; the least value is −{-lowest:.4f}. The formula is proved for "
        f"z ≠ 0. At 0 it divides 0 by 0, and a program gets no number, where the slope is "
        f"{_MISH.derivative(0.0):g}.",
    )


def _preconditioner() -> Finding:
    task = random_task(range(10))
    ends = (tangent_spectra(f, task)[0][:, [0, -1]] for f in (_MISH, _SWISH, _SILU))
    mish, swish, silu = (np.log(pair[:, 1] / pair[:, 0]).mean() for pair in ends)
    turns = bool((_MISH.derivative(_GRID) < 0).any())
    bends = [np.abs(f.second_derivative(_GRID)).max() for f in (_MISH, _SILU)]
    return Finding(
        Ruling.FALSE if turns and bends[0] > bends[1] else Ruling.TRUE,
        "A preconditioner multiplies the whole gradient by a positive definite matrix. Δ(z) is one "
        "factor in one of two terms, and their sum is negative left of the minimum. Nor is the "
        f"slope smoother: |f″| reaches {bends[0]:.3f}, SiLU's {bends[1]:.3f}. The condition number "
        f"of a small network is {np.exp(mish - silu):.2f} times SiLU's; with swish at β = 1.25, "
        f"which has no Δ, it is {np.exp(swish - silu):.2f} times.",
    )


CLAIMS: Final = (
    Claim(
        "002.17",
        UNITS_NOTE,
        "Mish is unbounded above, bounded below, not monotone and differentiable everywhere, with "
        "f′(z) = Δ(z) swish(z) + f(z)/z.",
        Ruling.CONDITIONAL,
        _CHAPTER,
        _properties_and_formula,
    ),
    Claim(
        "002.18",
        UNITS_NOTE,
        "Δ(z) acts as a preconditioner that makes the gradient smoother.",
        Ruling.FALSE,
        _CHAPTER,
        _preconditioner,
    ),
)
