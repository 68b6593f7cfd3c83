"""Claims about dead units, and about rectifiers with a slope below 0."""

from functools import cache
from typing import Final

import numpy as np
import sympy as sp
import torch
from torch import nn

from course_lib.activations import get
from course_lib.activations.leaky import A
from course_lib.claims.ledger import Claim, Finding, Ruling
from course_lib.claims.sources import COURSE_NOTES, UNITS_NOTE
from course_lib.derivations import Status, decide
from course_lib.training import learn_slopes, prelu_slope_gradient, train_rectifiers

_CHAPTER = "activations/dying"
_RELU, _PRELU = get("relu"), get("prelu")
_Z = _PRELU.z


@cache
def _revived(optimizer: str) -> tuple[int, int]:
    """How many units of each layer came back from the dead, in three runs."""
    first, second = train_rectifiers(optimizer, 0.03, range(3), steps=100).revived
    return int(first), int(second)


@cache
def _learned() -> tuple[float, float]:
    """The least and the greatest slope that training found."""
    slopes = learn_slopes(range(8))
    return float(slopes.min()), float(slopes.max())


def _no_salvaging() -> Finding:
    silent = not np.any(_RELU.derivative(np.linspace(-50, -0.01, 500)))
    (first, second), (by_memory, _) = _revived("sgd"), _revived("adam")
    conditional = first == 0 < min(second, by_memory)
    return Finding(
        Ruling.FALSE if not silent else Ruling.CONDITIONAL if conditional else Ruling.TRUE,
        f"Its own gradient is 0, so plain gradient descent revived {first} units of the first "
        f"hidden layer. But the second layer's inputs move, and {second} units there came back; "
        f"Adam, which has a memory, revived {by_memory} in the first.",
    )


def _update_rule() -> Finding:
    formula = decide(sp.Derivative(_PRELU.definition, A), sp.Min(_Z, 0), (sp.Ne(_Z, 0),))
    counts = []
    error = 0.0
    for channels in (1, 8):
        module = nn.PReLU(channels, dtype=torch.float64)
        z, target = torch.from_numpy(np.random.default_rng(0).normal(size=(2, 64, 8)))
        out = module(z)
        upstream, slopes = torch.autograd.grad((out - target).square().sum(), [out, module.weight])
        by_hand = prelu_slope_gradient(z, upstream, per_channel=channels > 1)
        error = max(error, float((by_hand - slopes).abs().max() / slopes.abs().max()))
        counts.append(module.weight.numel())
    right = formula.status is Status.PROVED and error < 1e-13
    return Finding(
        Ruling.FALSE if not right else Ruling.CONDITIONAL if counts != [1, 1] else Ruling.TRUE,
        f"The rule is {'right' if right else 'wrong'}: ∂f/∂a = min(z, 0) is "
        f"{formula.status.value}, and the sum {'agrees' if error < 1e-13 else 'disagrees'} with "
        f"autograd to 13 digits. How many slopes a layer has is a choice: PReLU() learns "
        f"{counts[0]}, PReLU(8) learns {counts[1]}, one for each channel.",
    )


def _is_a_maximum() -> Finding:
    maximum = sp.Max(A * _Z, _Z)
    below = decide(_PRELU.definition, maximum, (A <= 1,))
    beyond = decide(_PRELU.definition, maximum)
    if beyond.status is Status.PROVED:
        return Finding(Ruling.TRUE, "The two agree for every α and x, proved.")
    holds = below.status is Status.PROVED and beyond.status is Status.REFUTED
    return Finding(
        Ruling.CONDITIONAL if holds else Ruling.FALSE,
        f"For α ≤ 1 it is, proved. For α > 1 the maximum picks the other branch; refuted "
        f"{beyond.detail}.".replace("z = ", "x = ").replace("a = ", "α = "),
    )


def _a_small_constant() -> Finding:
    learned = bool(_PRELU.learnable)
    at_zero = decide(_PRELU.definition.subs(A, 0), _RELU.expr).status is Status.PROVED
    low, high = _learned()
    start = float(_PRELU.derivative(-1.0))
    return Finding(
        Ruling.FALSE if learned and at_zero else Ruling.CONDITIONAL,
        f"α is learned. It starts at {start:g}, and eight runs on a sine end between {low:.2f} "
        f"and {high:.2f}; the constant 0.01 makes a leaky ReLU. No unit of either dies while "
        f"α ≠ 0, but at α = 0 it is ReLU, proved.".replace("-", "−"),
    )


CLAIMS: Final = (
    Claim(
        "002.9",
        UNITS_NOTE,
        "If all inputs to a ReLU are stuck on the negative side, there is no salvaging.",
        Ruling.CONDITIONAL,
        _CHAPTER,
        _no_salvaging,
    ),
    Claim(
        "002.10",
        UNITS_NOTE,
        "The update rule of the parametric ReLU; every layer learns a slope of its own.",
        Ruling.CONDITIONAL,
        _CHAPTER,
        _update_rule,
    ),
    Claim(
        "003.11",
        COURSE_NOTES,
        "Parametric ReLU is max(αx, x).",
        Ruling.CONDITIONAL,
        _CHAPTER,
        _is_a_maximum,
    ),
    Claim(
        "003.12",
        COURSE_NOTES,
        "In parametric ReLU, α is a small constant around 0.01; the unit will not die.",
        Ruling.FALSE,
        _CHAPTER,
        _a_small_constant,
    ),
)
