"""Claims about Swish and SiLU."""

import re
from typing import Final

import sympy as sp
from scipy.optimize import brentq

from course_lib.activations import Activation, get
from course_lib.activations.catalogue import CATALOGUE
from course_lib.activations.gated import BETA
from course_lib.claims.ledger import Claim, Finding, Ruling
from course_lib.claims.softplus import zero_below
from course_lib.claims.sources import COURSE_NOTES, UNITS_NOTE
from course_lib.derivations import Status, decide

_CHAPTER = "activations/swish"
_SWISH, _SILU, _MISH, _RELU = get("swish"), get("silu"), get("mish"), get("relu")
_CATALOGUE: tuple[Activation, ...] = CATALOGUE
_Z = _SWISH.z
_W: Final = sp.LambertW(sp.exp(-1))
_LOWEST: Final = -(1 + float(_W))
_SHARPNESS = sp.Symbol("beta", positive=True)


def _at_zero() -> Finding:
    linear = _SWISH.definition.subs(BETA, 0)
    verdict = decide(linear, _Z)
    half = decide(linear, _Z / 2).status is Status.PROVED
    return Finding(
        Ruling.TRUE if verdict.status is Status.PROVED else Ruling.FALSE,
        f"Linear, yes, but with slope one half: σ(0) = 1/2, and f(z) = z/2 is "
        f"{'proved' if half else 'refuted'}; f(z) = z is {verdict.status.value} "
        f"{verdict.detail}.".replace("-", "−"),
    )


def _becomes_relu() -> Finding:
    definition = _SWISH.definition.subs(BETA, _SHARPNESS)
    size = sp.Abs(_Z)
    gap = decide(_RELU.expr - definition, size / (1 + sp.exp(_SHARPNESS * size)))
    x = sp.Symbol("x", positive=True)
    falls = decide(
        sp.Derivative(x / (1 + sp.exp(x)), x), (1 - (x - 1) * sp.exp(x)) / (1 + sp.exp(x)) ** 2
    )
    proved = gap.status is Status.PROVED and falls.status is Status.PROVED
    return Finding(
        Ruling.TRUE if proved else Ruling.FALSE,
        "Uniformly in z: the gap is |z|/(1 + e^(β|z|)), proved. It is greatest where its slope "
        f"is 0, at β|z| = {1 + float(_W):.4f}, and there it is W(1/e)/β = {float(_W):.4f}/β.",
    )


def _bounded_below() -> Finding:
    lowest, limit = _SWISH.value(_LOWEST), _SWISH.limits[0]
    shown = f"{lowest:.4f}".replace("-", "−")
    return Finding(
        Ruling.FALSE if lowest < limit else Ruling.TRUE,
        f"Both are so, but they are two different things: the limit at −∞ is {limit}, and the "
        f"greatest lower bound is the minimum, {shown} at z = −{-_LOWEST:.4f} for β = 1.",
    )


def _output_of_zero() -> Finding:
    exact = _SWISH.expr.subs(_Z, -1000) == 0
    ends = [-zero_below(_SWISH, name) for name in ("float64", "float32", "bfloat16", "float16")]
    return Finding(
        Ruling.TRUE if exact else Ruling.CONDITIONAL,
        "It tends to 0 and is never 0 for z < 0. Rounded, it is 0 "
        f"below −{ends[0]:.1f} in float64, −{ends[1]:.1f} in float32, −{ends[2]:.1f} in bfloat16 "
        f"and −{ends[3]:.1f} in float16, for β = 1.",
    )


def _not_monotone() -> Finding:
    falls = [_SWISH.with_parameters(beta=b).derivative(-3.0 / b) < 0 for b in (0.1, 1.0, 10.0)]
    if not all(falls):
        return Finding(Ruling.FALSE, "Its slope is nowhere below 0.")
    slope = sp.diff(_SWISH.definition.subs(BETA, 0), _Z)
    return Finding(
        Ruling.CONDITIONAL if slope.is_positive else Ruling.TRUE,
        f"For every β > 0: it falls to the left of −{-_LOWEST:.4f}/β and rises to the right. "
        f"At β = 0 it is a line of slope {slope}, which is monotone.",
    )


def _preserves_and_expresses() -> Finding:
    low, lowest, high = (float(_SWISH.value(z)) for z in (-4.0, _LOWEST, 1.4))
    separates = lowest < min(low, high)
    if not separates:
        return Finding(
            Ruling.FALSE, "It maps activations, not weights; and no single unit does more."
        )
    given = -0.5
    target = float(_SWISH.value(given))
    twin = brentq(lambda z: float(_SWISH.value(z)) - target, -40, _LOWEST)
    return Finding(
        Ruling.CONDITIONAL,
        "Activations, not weights. Nor are they preserved: "
        f"f(−{-given:g}) = f(−{-twin:.4f}), so the input is lost. More expressive as a single "
        f"unit, yes: with outputs −{-low:.4f}, −{-lowest:.4f}, {high:.4f} at z = −4, "
        f"−{-_LOWEST:.4f}, 1.4 one unit decides exclusive or, which no monotone unit does. As a "
        "wide layer, no: ReLU's, too, approximate every continuous function.",
    )


def _years(activation: Activation) -> list[int]:
    return [int(year) for year in re.findall(r"\((\d{4})\)", activation.source)]


def _latest() -> Finding:
    swish, mish = min(_years(_SWISH)), min(_years(_MISH))
    later = [a for a in _CATALOGUE if _years(a) and min(_years(a)) > mish]
    same = decide(_SWISH.definition.subs(BETA, 1), _SILU.expr).status is Status.PROVED
    names = ", ".join(a.name for a in later)
    return Finding(
        Ruling.CONDITIONAL if later else Ruling.TRUE,
        f"They are of {swish} and {mish}, so it depends on the day. Swish at β = 1 "
        f"{'is SiLU, proved, and' if same else 'is not SiLU, which'} stands in a paper of "
        f"{min(_years(_SILU))}. This book's catalogue has "
        f"{len(later)} functions that are newer ({names}). What is best depends on the task.",
    )


def _derivative() -> Finding:
    gate = 1 / (1 + sp.exp(-_Z))
    verdict = decide(_SILU.derivative_expr, gate * (1 + _Z * (1 - gate)))
    return Finding(
        Ruling.TRUE if verdict.status is Status.PROVED else Ruling.FALSE,
        f"The formula is {verdict.status.value}, although the notes print it under the heading "
        "“Derivative of ReLu”. SiLU is Swish with β = 1, not the whole family.",
    )


CLAIMS: Final = (
    Claim(
        "002.11",
        UNITS_NOTE,
        "At β = 0 swish is the linear function f(z) = z.",
        Ruling.FALSE,
        _CHAPTER,
        _at_zero,
    ),
    Claim(
        "002.12", UNITS_NOTE, "As β → ∞ swish becomes ReLU.", Ruling.TRUE, _CHAPTER, _becomes_relu
    ),
    Claim(
        "002.13",
        UNITS_NOTE,
        "Swish is bounded below, that is, its limit at −∞ is 0.",
        Ruling.FALSE,
        _CHAPTER,
        _bounded_below,
    ),
    Claim(
        "002.14",
        UNITS_NOTE,
        "For large negative z swish produces an output of zero.",
        Ruling.CONDITIONAL,
        _CHAPTER,
        _output_of_zero,
    ),
    Claim(
        "002.15",
        UNITS_NOTE,
        "Swish is not monotone.",
        Ruling.CONDITIONAL,
        _CHAPTER,
        _not_monotone,
    ),
    Claim(
        "002.16",
        UNITS_NOTE,
        "Swish preserves small negative weights, which makes a model more expressive.",
        Ruling.CONDITIONAL,
        _CHAPTER,
        _preserves_and_expresses,
    ),
    Claim(
        "002.22",
        UNITS_NOTE,
        "Swish and mish are the latest state of the art.",
        Ruling.CONDITIONAL,
        _CHAPTER,
        _latest,
    ),
    Claim(
        "003.13",
        COURSE_NOTES,
        "The derivative of SiLU is σ(x)(1 + x(1 − σ(x))).",
        Ruling.TRUE,
        _CHAPTER,
        _derivative,
    ),
)
