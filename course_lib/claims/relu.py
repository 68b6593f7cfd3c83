"""Claims about ReLU."""

from functools import cache
from typing import Any, Final

import numpy as np
import sympy as sp
import torch

from course_lib.activations import Activation, get
from course_lib.claims.ledger import Claim, Finding, Ruling
from course_lib.claims.sources import COURSE_NOTES, DISSECTING_RELU, UNITS_NOTE
from course_lib.derivations import Status, decide
from course_lib.training import SPELLINGS, fit_from_zero, slope_at, zero_shares

_CHAPTER = "activations/relu"
_RELU, _SIGMOID, _TANH = get("relu"), get("sigmoid"), get("tanh")
_SPELLINGS = dict(SPELLINGS)
_ENDS = 0, 2  # of a uniform density
_Z = _RELU.z
_G = sp.Symbol("g", real=True)
_P = sp.Symbol("p", positive=True)


def _its_derivative(x: torch.Tensor) -> torch.Tensor:
    """The course notes' `relu_derivative`, in effect."""
    return torch.where(x > 0, torch.tensor(1.0), torch.tensor(0.0))


def _rule(holds: bool, otherwise: Ruling = Ruling.FALSE, ruling: Ruling = Ruling.TRUE) -> Ruling:
    return ruling if holds else otherwise


def _sides(record: Activation) -> tuple[sp.Expr, sp.Expr]:
    """The derivatives from the left and from the right at 0."""
    quotient = (record.expr - record.expr.subs(_Z, 0)) / _Z
    left, right = (quotient.subs(_Z, sign * _P) for sign in (-1, 1))
    return sp.limit(left, _P, 0, "+"), sp.limit(right, _P, 0, "+")


def _slopes() -> dict[str, float]:
    return {name: slope_at(function, 0.0) for name, function in _SPELLINGS.items()}


@cache
def _from_zero(name: str, *, zero: bool) -> tuple[float, ...]:
    """The errors after training with one spelling, from a first layer of zeros or not."""
    losses = fit_from_zero(_SPELLINGS[name], range(3), steps=200, zero=zero)
    return tuple(float(loss) for loss in losses)


def _away_from_middle() -> Finding:
    at_middle = max(abs(record.second_derivative(0.0)) for record in (_SIGMOID, _TANH))
    bends = max(abs(_SIGMOID.second_derivative(z)) for z in np.linspace(0, 6, 601))
    return Finding(
        _rule(not at_middle < 1e-3 < bends),
        f"The other way round. The curvature is {at_middle:g} at the mid-point, where both are "
        f"closest to a line; the sigmoid bends most further out, with curvature {bends:.3f}. "
        f"Still further out they flatten: the slope of the sigmoid is "
        f"{_SIGMOID.derivative(10.0):.1e} at 10.",
    )


def _no_value() -> Finding:
    left, right = _sides(_RELU)
    ends = [sp.limit(_RELU.expr.subs(_Z, sign * _P), _P, 0, "+") for sign in (-1, 1)]
    exists = ends[0] == ends[1] == _RELU.expr.subs(_Z, 0)
    return Finding(
        _rule(not (exists and left != right)),
        f"The derivative does not exist at 0: {left} from the left, {right} from the right. The "
        f"function does: relu(0) = {_RELU.value(0.0):g}, and it is continuous.",
    )


def _never_zero() -> Finding:
    shares = zero_shares(np.random.default_rng(0), 400_000)
    again = float((_RELU.value(np.random.default_rng(1).standard_normal(100_000)) == 0).mean())
    return Finding(
        _rule(
            shares[torch.float64] == 0 and again > 0.1, otherwise=Ruling.TRUE,
            ruling=Ruling.CONDITIONAL,
        ),
        "For random real numbers, yes. But half the outputs of a ReLU are exactly 0, and so are "
        "empty inputs without a bias and layers that start from zeros. Of 10,000 random "
        f"pre-activations in bfloat16, {1e4 * shares[torch.bfloat16]:.0f} are.",
    )  # fmt: skip


def _random_slope() -> Finding:
    usual = {_from_zero(name, zero=False) for name in _SPELLINGS}
    from_zero = [max(_from_zero(name, zero=True)) for name in _SPELLINGS]
    spread = max(from_zero) / min(from_zero)
    return Finding(
        _rule(spread > 2, otherwise=Ruling.TRUE, ruling=Ruling.CONDITIONAL),
        f"From random weights it changes nothing: six spellings with slopes "
        f"{', '.join(f'{slope:g}' for slope in sorted(set(_slopes().values())))} at 0 end with "
        f"{'the same error' if len(usual) == 1 else 'different errors'}. From a layer of zeros it "
        f"decides whether the network learns. Bertoin et al. (2021) see effects in float32.",
    )


def _expectation() -> Finding:
    left, right = _sides(_RELU)
    width = right - left
    mean = sp.integrate(_G / width, (_G, left, right)) if width else left
    other = sp.integrate(_G * 2 * (_G - left) / width**2, (_G, left, right)) if width else left
    half = sp.Rational(1, 2)
    return Finding(
        _rule(mean == half != other, ruling=Ruling.CONDITIONAL),
        f"The mean of a uniform g is {mean}. But nothing makes g uniform: with the density 2g it "
        f"is {other}. What does single out ½ is relu(x) − relu(−x) = x.",
    )


def _any_value() -> Finding:
    stuck = [
        name for name in _SPELLINGS if min(_from_zero(name, zero=True)) > 0.99 * _constant_error()
    ]
    slopes = sorted({f"{_slopes()[name]:g}" for name in stuck})
    return Finding(
        _rule(bool(stuck), otherwise=Ruling.TRUE, ruling=Ruling.CONDITIONAL),
        f"From random weights, yes. From a first layer of zeros a network with slope "
        f"{' or '.join(slopes)} at 0 never leaves the best constant; with ½ or 1 it learns.",
    )


def _constant_error() -> float:
    return float(np.var(np.linspace(-1, 1, 51) ** 3))


def _subgradients() -> Finding:
    left, right = _sides(_RELU)
    below = decide(sp.Max(_RELU.expr - _G * _Z, 0), _RELU.expr - _G * _Z, (_G >= 0, _G <= 1))
    in_torch = slope_at(torch.relu, 0.0)
    return Finding(
        _rule((left, right) == (0, 1) and below.status is Status.PROVED and in_torch == 0),
        f"For every g from {left} to {right} the line gz stays below ReLU, proved; other slopes "
        f"cross it. torch's relu returns {in_torch:g} at 0.",
    )


def _flips_and_turns() -> Finding:
    left, right = _sides(_RELU)
    always_flat = 0 in (left, right)  # factors in front and inside scale and swap the two slopes
    turned = [np.tan(np.deg2rad(angle)) for angle in (30, 75)]
    shifted = sp.solveset(_Z + 2, _Z, sp.S.Reals)
    return Finding(
        _rule(always_flat, otherwise=Ruling.TRUE, ruling=Ruling.CONDITIONAL),
        f"Flipped, yes. Shifted, by −b: relu(z + 2) bends at −{-next(iter(shifted))}. Rotated, no: "
        f"w relu(vz + b) always has a flat side, and ReLU turned by 30° has slopes "
        f"{turned[0]:.2f} and {turned[1]:.2f}.",
    )


def _rectangle() -> Finding:
    a, b = _ENDS
    width, height = sp.Integer(b - a), sp.Rational(1, b - a)
    return Finding(
        _rule(width == 1 / sp.Integer(b - a) and width * height == 1),
        f"That is its height; the width is b − a. On [{a}, {b}] the width is {width} and the "
        f"height {height}. On [0, 1], the case that is used, both are 1.",
    )


def _sides_and_network() -> Finding:
    left, right = _sides(_RELU)
    w0, b0, w1, b1, x = (np.random.default_rng(0).normal(size=5)).tolist()
    layers = torch.nn.Linear(1, 1), torch.nn.ReLU(), torch.nn.Linear(1, 1)
    network = torch.nn.Sequential(*layers).double()
    with torch.no_grad():
        for parameter, value in zip(network.parameters(), (w0, b0, w1, b1), strict=True):
            parameter.fill_(value)
        output = network(torch.tensor([[x]], dtype=torch.float64)).item()
    by_hand = _RELU.value(w0 * x + b0) * w1 + b1
    return Finding(
        _rule((left, right) == (0, 1) and abs(output - by_hand) < 1e-12),
        f"The difference quotients tend to {left} and {right}, and a network of "
        "torch.nn.Linear, ReLU and Linear computes that formula.",
    )


def _one_at_zero() -> Finding:
    left, right = _sides(_RELU)
    slopes = sorted(set(_slopes().values()))
    several = left != right and {0.0, 1.0} < set(slopes)
    return Finding(
        _rule(several, ruling=Ruling.CONDITIONAL),
        f"Undefined, yes: {left} on one side, {right} on the other. What is assigned depends on "
        f"who writes it: torch returns {', '.join(f'{slope:g}' for slope in slopes)} for "
        "different spellings of ReLU, and every number from 0 to 1 is a subgradient.",
    )


def _saturates() -> Finding:
    far = [abs(_SIGMOID.derivative(z)) for z in (-50.0, 50.0)]
    left, right = _RELU.derivative(-50.0), _RELU.derivative(50.0)
    return Finding(
        _rule(
            max(far) < 1e-15 and left == 0 < right, otherwise=Ruling.TRUE,
            ruling=Ruling.CONDITIONAL,
        ),
        f"On the right ReLU's slope is {right:g} however large x is, so it is not |x| that "
        f"decides. On the left it is exactly {left:g} for every x < 0: that is saturation, "
        f"and harder than the sigmoid's {_SIGMOID.derivative(-10.0):.1e} at −10.",
    )  # fmt: skip


def _maximum_at_zero() -> Finding:
    slopes = _slopes()
    found = slopes["torch.maximum(z, zero)"]
    return Finding(
        _rule(found == slopes["torch.relu(z)"] == 0),
        f"The convention is torch.relu's. But the notes write torch.maximum, and its autograd "
        f"returns {found:g} at 0.",
    )


def _returns_derivative() -> Finding:
    x = torch.tensor([-1.0, 0.5, 2.0], dtype=torch.float64)
    result = _its_derivative(x)
    right = np.array_equal(result.double().numpy(), _RELU.derivative(x).numpy())
    return Finding(
        _rule(
            right and result.dtype != x.dtype,
            otherwise=Ruling.TRUE if right else Ruling.FALSE,
            ruling=Ruling.CONDITIONAL,
        ),
        f"The values are right away from 0. For a {_name(x.dtype)} tensor it returns "
        f"{_name(result.dtype)}, the format of its two constants.",
    )


def _name(dtype: Any) -> str:
    return str(dtype).removeprefix("torch.")


CLAIMS: Final = (
    Claim(
        "002.7",
        UNITS_NOTE,
        "ReLU's derivative at 0 is 1; it is undefined, but can be assigned 0 or 1.",
        Ruling.CONDITIONAL,
        _CHAPTER,
        _one_at_zero,
    ),
    Claim(
        "003.7",
        COURSE_NOTES,
        "A unit is saturated when |x| is too large; ReLU does not saturate.",
        Ruling.CONDITIONAL,
        _CHAPTER,
        _saturates,
    ),
    Claim(
        "003.9",
        COURSE_NOTES,
        "For convenience the derivative of ReLU is 0 at 0, and torch.maximum computes it.",
        Ruling.FALSE,
        _CHAPTER,
        _maximum_at_zero,
    ),
    Claim(
        "003.10",
        COURSE_NOTES,
        "relu_derivative returns the derivative of ReLU.",
        Ruling.CONDITIONAL,
        _CHAPTER,
        _returns_derivative,
    ),
    Claim(
        "004.1",
        DISSECTING_RELU,
        "Sigmoid and tanh are nonlinear near their mid-points and approach linear behavior "
        "away from them.",
        Ruling.FALSE,
        _CHAPTER,
        _away_from_middle,
    ),
    Claim(
        "004.2",
        DISSECTING_RELU,
        "As its one-sided derivatives differ, relu(z) at z = 0 does not exist.",
        Ruling.FALSE,
        _CHAPTER,
        _no_value,
    ),
    Claim(
        "004.3",
        DISSECTING_RELU,
        "The chance that z becomes exactly 0 is infinitesimally low.",
        Ruling.CONDITIONAL,
        _CHAPTER,
        _never_zero,
    ),
    Claim(
        "004.4",
        DISSECTING_RELU,
        "With a random value for the gradient at 0, training is hardly affected.",
        Ruling.CONDITIONAL,
        _CHAPTER,
        _random_slope,
    ),
    Claim(
        "004.5",
        DISSECTING_RELU,
        "The expected subgradient at 0 is ½, which makes it the value to choose.",
        Ruling.CONDITIONAL,
        _CHAPTER,
        _expectation,
    ),
    Claim(
        "004.6",
        DISSECTING_RELU,
        "Choose any value in [0, 1], and the network will still train.",
        Ruling.CONDITIONAL,
        _CHAPTER,
        _any_value,
    ),
    Claim(
        "004.7",
        DISSECTING_RELU,
        "The subgradients at 0 are the slopes from 0 to 1; some platforms use 0.",
        Ruling.TRUE,
        _CHAPTER,
        _subgradients,
    ),
    Claim(
        "004.8",
        DISSECTING_RELU,
        "ReLU can be flipped, rotated, and shifted by relu(z + b).",
        Ruling.CONDITIONAL,
        _CHAPTER,
        _flips_and_turns,
    ),
    Claim(
        "004.9",
        DISSECTING_RELU,
        "The uniform density on [a, b] is a rectangle whose width is 1/(b − a).",
        Ruling.FALSE,
        _CHAPTER,
        _rectangle,
    ),
    Claim(
        "004.11",
        DISSECTING_RELU,
        "The left derivative at 0 is 0 and the right one 1; a hidden layer of ReLUs is "
        "ŷ = relu(w₀x + b₀) w₁ + b₁.",
        Ruling.TRUE,
        _CHAPTER,
        _sides_and_network,
    ),
)
