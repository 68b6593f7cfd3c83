"""Claims about the hyperbolic tangent, and about inputs that are all positive."""

from typing import Final

import numpy as np
import sympy as sp

from course_lib.activations import get
from course_lib.activations.definition import limit_at_infinity
from course_lib.claims.ledger import Claim, Finding, Ruling
from course_lib.claims.sources import COURSE_NOTES
from course_lib.derivations import Status, decide
from course_lib.signal_propagation import same_sign_share

_CHAPTER = "activations/tanh"
_SIGMOID, _TANH = get("sigmoid"), get("tanh")
_Z = _TANH.z


def _positive_inputs() -> Finding:
    single = same_sign_share(_SIGMOID.value, 1, 1000, np.random.default_rng(4))
    batch = same_sign_share(_SIGMOID.value, 256, 1000, np.random.default_rng(5))
    per_sample, always = single == 1, batch == 1
    ruling = Ruling.CONDITIONAL if per_sample else Ruling.FALSE
    return Finding(
        Ruling.TRUE if per_sample and always else ruling,
        "For one sample, yes: all components have the sign of the arriving error, so the step goes "
        f"north-east or south-west ({single:.0%} of 1,000 samples). A batch of 256 adds errors of "
        f"both signs: {batch:.0%} of 1,000 batches.",
    )


def _loss_is_sigmoid() -> Finding:
    p, y = sp.Symbol("p", positive=True), sp.Symbol("y", real=True)
    loss = -y * sp.log(p) - (1 - y) * sp.log(1 - p)
    arriving = sp.diff(loss, p)
    signs = {sp.sign(arriving.subs({p: sp.Rational(3, 10), y: label})) for label in (0, 1)}
    slope_is_positive = bool(sp.simplify(_SIGMOID.derivative_expr).is_positive)
    return Finding(
        Ruling.FALSE if slope_is_positive and len(signs) == 2 else Ruling.TRUE,
        "L is the loss, and what arrives from it may have either sign: for cross-entropy at an "
        f"output of 0.3 it is {float(arriving.subs({p: 0.3, y: 0})):.2f} if the label is 0, and "
        f"−{-float(arriving.subs({p: 0.3, y: 1})):.2f} if it is 1. The sigmoid's slope is one "
        "factor, and always positive.",
    )


def _range() -> Finding:
    ends = _TANH.limits
    below = _TANH.value(-1.0)
    peak = _TANH.derivative_expr.subs(_Z, 0)
    bounded = decide(1 - _TANH.derivative_expr, _TANH.expr**2).status is Status.PROVED
    tails = [limit_at_infinity(_TANH.derivative_expr, sign) for sign in (-1, 1)]
    of_slope = bounded and peak == 1 and tails == [0, 0]
    claimed = ends == (0, 1) and not below < 0
    return Finding(
        Ruling.TRUE if claimed or not of_slope else Ruling.FALSE,
        f"That is the range of its derivative: 1 − tanh′ = tanh² is proved, so tanh′ ≤ 1, with "
        f"equality at 0. tanh itself runs from −{-ends[0]} to {ends[1]} and reaches neither; "
        f"tanh(−1) = −{-below:.4f}.",
    )


CLAIMS: Final = (
    Claim(
        "003.4",
        COURSE_NOTES,
        "If all inputs are positive, the gradients of the weights all have one sign, and the path "
        "zigzags.",
        Ruling.CONDITIONAL,
        _CHAPTER,
        _positive_inputs,
    ),
    Claim(
        "003.5",
        COURSE_NOTES,
        "In that argument, L is the sigmoid.",
        Ruling.FALSE,
        _CHAPTER,
        _loss_is_sigmoid,
    ),
    Claim("003.6", COURSE_NOTES, "The range of tanh is (0, 1].", Ruling.FALSE, _CHAPTER, _range),
)
