"""Claims about softplus."""

import inspect
from typing import Any, Final

import numpy as np
import sympy as sp
import torch

from course_lib.activations import Activation, get
from course_lib.claims.ledger import Claim, Finding, Ruling
from course_lib.claims.sources import BLOG_RELU_SOFTPLUS, SOFTPLUS_GUIDE
from course_lib.derivations import Status, decide
from course_lib.floats import FORMATS
from course_lib.timings import load

_CHAPTER = "activations/softplus"
_SOFTPLUS, _RELU = get("softplus"), get("relu")
_Z = _SOFTPLUS.z
_P = sp.Symbol("p", positive=True)


def zero_below(activation: Activation, format_name: str) -> float:
    """The greatest z below 0 at which the correctly rounded value is 0, to three decimals."""
    low, high = -2000.0, 0.0
    dtype = FORMATS[format_name].dtype
    while high - low > 1e-5:
        middle = (low + high) / 2
        exact = np.asarray(activation.value(middle))  # float64; below it, the format's own zero
        low, high = (middle, high) if exact.astype(dtype) == 0 else (low, middle)
    return round(low, 3)


def _rule(holds: bool, otherwise: Ruling = Ruling.FALSE, ruling: Ruling = Ruling.TRUE) -> Ruling:
    return ruling if holds else otherwise


def _tends_to_relu() -> Finding:
    (beta,) = (p.symbol for p in _SOFTPLUS.parameters)
    gap = _SOFTPLUS.definition - _RELU.expr
    stable = sp.log(1 + sp.exp(-beta * sp.Abs(_Z))) / beta
    proved = decide(gap, stable).status is Status.PROVED
    sup = stable.subs(_Z, 0)
    return Finding(
        _rule(proved and sp.limit(sup, beta, sp.oo) == 0),
        f"The gap is log(1 + e^(−β|x|))/β, proved: greatest at 0, where it is log(2)/β. "
        f"At β = 1 that is {sup.subs(beta, 1).evalf(4)}, at β = 20 {sup.subs(beta, 20).evalf(3)}.",
    )


def _like_relu_far_out() -> Finding:
    z = np.linspace(-40, 40, 8001)
    gap = _SOFTPLUS.value(-np.abs(z))  # softplus - relu, by the proved identity
    return Finding(
        _rule(bool((gap <= np.exp(-np.abs(z))).all())),
        f"The gap stays below e^(−|x|): {_SOFTPLUS.value(-5.0):.4f} at |x| = 5, "
        f"{_SOFTPLUS.value(-10.0):.1e} at 10.",
    )


def _clips() -> Finding:
    increasing = sp.simplify(_SOFTPLUS.derivative_expr).is_positive
    clips = not (increasing and _SOFTPLUS.limits == (0, sp.oo))
    return Finding(
        _rule(clips),
        "Its derivative is positive for every x and its limits are 0 and ∞: strictly increasing "
        "onto (0, ∞), so no two inputs are made equal. ReLU clips.",
    )


def _small_for_negative() -> Finding:
    near, far = _SOFTPLUS.value(-1.0), _SOFTPLUS.value(-5.0)
    return Finding(
        _rule(near > 0.1 > far, ruling=Ruling.CONDITIONAL),
        f"Far out, yes: f(−5) = {far:.4f}. Near 0, no: f(−1) = {near:.4f}, "
        f"and f(0) = {_SOFTPLUS.value(0.0):.4f}.",
    )


def _never_zero() -> Finding:
    solutions = sp.solveset(sp.Eq(_SOFTPLUS.expr, 0), _Z, sp.S.Reals)
    ends = [-zero_below(_SOFTPLUS, name) for name in ("float64", "float32", "float16")]
    return Finding(
        _rule(solutions is sp.S.EmptySet),
        f"On the real line, true. Rounded, it is 0 below −{ends[0]:.2f} in float64, "
        f"−{ends[1]:.2f} in float32 and −{ends[2]:.2f} in float16.",
    )


def _derivative_approximates() -> Finding:
    equal = decide(_SOFTPLUS.derivative_expr, get("sigmoid").expr).status is Status.PROVED
    return Finding(
        _rule(not equal),
        "It is σ(x): equal, not approximately. The chapter proves it.",
    )


def _slightly_greater() -> Finding:
    excess = [100 * (_SOFTPLUS.value(x) / x - 1) for x in (1.0, 2.0)]
    return Finding(
        _rule(excess[0] > 10 > excess[1], ruling=Ruling.CONDITIONAL),
        f"At 2 it exceeds its input by {excess[1]:.0f} %, at 1 by {excess[0]:.0f} %.",
    )


def _defaults() -> Finding:
    signature = inspect.signature(torch.nn.Softplus).parameters
    defaults = [signature[name].default for name in ("beta", "threshold")]
    log_two = decide(_SOFTPLUS.expr.subs(_Z, 0), sp.log(2)).status is Status.PROVED
    timings = load()
    times = timings.ratio("softplus", "relu")
    return Finding(
        _rule(defaults == [1.0, 20.0] and log_two and times.low > 1),
        f"f(0) = log 2 is proved; torch's defaults are β = {defaults[0]:g} and threshold = "
        f"{defaults[1]:g}; torch's softplus takes {times.mean:.1f} times as long as its ReLU, "
        f"forward and backward (measured {timings.date}).",
    )


def _no_dead_units() -> Finding:
    positive = sp.simplify(_SOFTPLUS.derivative_expr).is_positive
    underflow = _SOFTPLUS.derivative(-800.0) == 0
    half: Any = np.float16(-18.0)
    rounded_away = underflow and _SOFTPLUS.derivative(half) == 0
    return Finding(
        _rule(bool(positive) and rounded_away, ruling=Ruling.CONDITIONAL),
        f"The slope is positive on the real line, but useless long before it is 0: "
        f"{_SOFTPLUS.derivative(-20.0):.0e} at −20, exactly 0 at −800 in float64 and at −18 in "
        "float16.",
    )


def _relu_gradient() -> Finding:
    left = _RELU.derivative_expr.subs(_Z, -_P)
    right = _RELU.derivative_expr.subs(_Z, _P)
    at_zero = torch.zeros(1, requires_grad=True)
    (in_torch,) = torch.autograd.grad(torch.relu(at_zero), at_zero)
    return Finding(
        _rule(left == 0 and right == 1 and in_torch.item() == 0),
        "Exactly 0 for x < 0 and 1 for x > 0. At 0 there is none; torch returns 0.",
    )


def _zeros_mean_dead() -> Finding:
    lifted = _RELU.value(-3.0) + 1  # ReLU + 1: no zero anywhere
    slope = _RELU.derivative(-3.0)
    return Finding(
        _rule(not (lifted > 0 and slope == 0)),
        "That confuses value with slope. ReLU + 1 has no zeros and dies all the same. What keeps a "
        f"unit learning is f', and at −40 softplus has slope {_SOFTPLUS.derivative(-40.0):.0e}.",
    )


def _retains_information() -> Finding:
    sensitivity = 1 / _SOFTPLUS.derivative(-20.0)
    recovered = np.float32(1) + np.float32(_SOFTPLUS.value(-20.0))
    return Finding(
        _rule(sensitivity > 1e8 and recovered == 1, ruling=Ruling.CONDITIONAL),
        "It is one-to-one, so nothing is lost on paper. But undoing it at −20 magnifies an "
        f"absolute error by 1/σ(−20) = {sensitivity:.1e}: add 1 to the output in float32, as a "
        "bias would, and nothing of it is left.",
    )


def _strictly_positive() -> Finding:
    proved = _SOFTPLUS.limits[0] == 0 and sp.simplify(_SOFTPLUS.derivative_expr).is_positive
    half: Any = np.float16(-18.0)
    rounded = _SOFTPLUS.value(half)
    return Finding(
        _rule(bool(proved) and rounded == 0, ruling=Ruling.CONDITIONAL),
        f"On the real line, yes. In float16 f(−18) is {float(rounded):g}: add a small constant "
        "where a scale or a variance must not vanish.",
    )


CLAIMS: Final = (
    Claim(
        "000.1",
        BLOG_RELU_SOFTPLUS,
        "Softplus becomes closer to ReLU as β grows.",
        Ruling.TRUE,
        _CHAPTER,
        _tends_to_relu,
    ),
    Claim(
        "001.1",
        SOFTPLUS_GUIDE,
        "Behaves like ReLU for large |x|.",
        Ruling.TRUE,
        _CHAPTER,
        _like_relu_far_out,
    ),
    Claim(
        "001.2",
        SOFTPLUS_GUIDE,
        "Clips outputs similar to ReLU, but to small positive values.",
        Ruling.FALSE,
        _CHAPTER,
        _clips,
    ),
    Claim(
        "001.3",
        SOFTPLUS_GUIDE,
        "Gives a small positive output for negative inputs.",
        Ruling.CONDITIONAL,
        _CHAPTER,
        _small_for_negative,
    ),
    Claim(
        "001.4",
        SOFTPLUS_GUIDE,
        "The function approaches zero but never reaches it.",
        Ruling.TRUE,
        _CHAPTER,
        _never_zero,
    ),
    Claim(
        "001.5",
        SOFTPLUS_GUIDE,
        "Its derivative is approximately σ(x).",
        Ruling.FALSE,
        _CHAPTER,
        _derivative_approximates,
    ),
    Claim(
        "001.7",
        SOFTPLUS_GUIDE,
        "At 1 and 2 the outputs are slightly greater than the inputs.",
        Ruling.CONDITIONAL,
        _CHAPTER,
        _slightly_greater,
    ),
    Claim(
        "001.8",
        SOFTPLUS_GUIDE,
        "ln 2 at 0; slower than ReLU; in torch, β = 1 and threshold = 20.",
        Ruling.TRUE,
        _CHAPTER,
        _defaults,
    ),
    Claim(
        "001.9",
        SOFTPLUS_GUIDE,
        "Risk of dead neurons: none.",
        Ruling.CONDITIONAL,
        _CHAPTER,
        _no_dead_units,
    ),
    Claim(
        "001.10",
        SOFTPLUS_GUIDE,
        "ReLU's gradient is zero for x < 0.",
        Ruling.TRUE,
        _CHAPTER,
        _relu_gradient,
    ),
    Claim(
        "001.12",
        SOFTPLUS_GUIDE,
        "No true zeros, so all neurons remain partially active.",
        Ruling.FALSE,
        _CHAPTER,
        _zeros_mean_dead,
    ),
    Claim(
        "001.13",
        SOFTPLUS_GUIDE,
        "Retains information from negative inputs.",
        Ruling.CONDITIONAL,
        _CHAPTER,
        _retains_information,
    ),
    Claim(
        "001.14",
        SOFTPLUS_GUIDE,
        "Outputs of a network are strictly positive.",
        Ruling.CONDITIONAL,
        _CHAPTER,
        _strictly_positive,
    ),
)
