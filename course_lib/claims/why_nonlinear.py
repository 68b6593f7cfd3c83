"""The claim about layers without an activation."""

from typing import Final

import sympy as sp

from course_lib.approximation import CORNERS, XOR, affine_floor
from course_lib.claims.ledger import Claim, Finding, Ruling
from course_lib.claims.sources import UNITS_NOTE
from course_lib.derivations import Status, decide

_CHAPTER = "approximation/why_nonlinear"
_A1, _A2, _B, _X1, _X2, _Y1, _Y2 = sp.symbols("a_1 a_2 b x_1 x_2 y_1 y_2", real=True)
_LAYER = sp.Lambda((_X1, _X2), _A1 * _X1 + _A2 * _X2 + _B)


def _linear_without_activation() -> Finding:
    gap = _LAYER(_X1 + _Y1, _X2 + _Y2) - _LAYER(_X1, _X2) - _LAYER(_Y1, _Y2)
    linear = decide(gap, sp.Integer(0)).status is Status.PROVED
    without_bias = decide(gap.subs(_B, 0), sp.Integer(0)).status is Status.PROVED
    off_by_bias = decide(gap, -_B).status is Status.PROVED
    conditional = Ruling.CONDITIONAL if without_bias and off_by_bias else Ruling.FALSE
    return Finding(
        Ruling.TRUE if linear else conditional,
        "Affine: F(x + y) − F(x) − F(y) = −b is proved, so it is linear exactly if b = 0. What the "
        "note concludes from it holds for affine maps as well: a stack of them is one of them, and "
        f"none has a mean squared error below {affine_floor(CORNERS, XOR):.2f} on exclusive or.",
    )


CLAIMS: Final = (
    Claim(
        "002.1",
        UNITS_NOTE,
        "Without an activation the mapping x ↦ Ax + b is linear.",
        Ruling.CONDITIONAL,
        _CHAPTER,
        _linear_without_activation,
    ),
)
