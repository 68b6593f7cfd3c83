"""Rectifiers with an exponential on the negative side: ELU, SELU and CELU."""

from typing import Any, Final

import sympy as sp
import torch
from array_api_compat import torch as xtorch

from course_lib.activations.branchless import bounded, clip, step
from course_lib.activations.definition import (
    Activation,
    Form,
    Properties,
    SingularPoint,
    Z,
)
from course_lib.activations.elementary import SCALES, exact
from course_lib.activations.exponentials import exp_of_quotient, exp_times
from course_lib.activations.parameters import Parameter
from course_lib.activations.self_normalizing import selu_constants

ALPHA: Final = sp.Symbol("alpha", positive=True)
"""How far ELU and CELU go below 0."""


def _negative(xp: Any, z: Any) -> Any:
    return clip(xp, z, high=0.0)


def _two_sided(xp: Any, z: Any, left: Any, right: Any) -> Any:
    """`left` up to 0 and the number `right` beyond; the array `left` is used up."""
    beyond = step(xp, z)
    left *= 1 - beyond
    beyond *= right
    left += beyond
    return left


def _elu(xp: Any, z: Any, alpha: Any) -> Any:
    result = xp.expm1(_negative(xp, z))
    result *= alpha
    result += clip(xp, z, low=0.0)
    return result


def _elu_derivative(xp: Any, z: Any, alpha: Any) -> Any:
    return _two_sided(xp, z, exp_times(xp, _negative(xp, z), 0, alpha), 1)


def _left_of_0(xp: Any, z: Any, tail: Any) -> Any:
    """`tail` for ``z < 0``, else 0; the array `tail` is used up."""
    tail *= step(xp, -z)
    return tail


def _elu_second_derivative(xp: Any, z: Any, alpha: Any) -> Any:
    return _left_of_0(xp, z, exp_times(xp, _negative(xp, z), 0, alpha))


ELU: Final = Activation(
    name="elu",
    definition=sp.Piecewise((Z, Z > 0), (ALPHA * (sp.exp(Z) - 1), True)),
    forms=(
        Form((), _elu, torch_kernel=torch.nn.functional.elu),
        Form(("z",), _elu_derivative),
        Form(("z", "z"), _elu_second_derivative),
    ),
    parameters=(Parameter(ALPHA, default=1.0, domain=SCALES),),
    properties=Properties(
        range=sp.Interval.open(-1, sp.oo),
        lipschitz=sp.Integer(1),
        monotone="increasing",
        convex=True,
        parity=None,
        smoothness=1,
    ),
    singularities=(
        SingularPoint(
            at=sp.Integer(0),
            kind="kink",
            convention=ALPHA,
            citation="alpha, the left derivative, as torch.nn.functional.elu takes it",
            when=sp.Ne(ALPHA, 1),
        ),
        SingularPoint(
            at=sp.Integer(0),
            kind="bend",
            convention=sp.Integer(0),
            citation="0, the right one-sided value, as torch.nn.functional.elu takes it",
            when=sp.Eq(ALPHA, 1),
        ),
    ),
    source="Clevert, Unterthiner & Hochreiter (2015), arXiv:1511.07289",
)

_SELU_ALPHA, _SELU_SCALE = selu_constants()
_SELU_DEPTH: Final = _SELU_SCALE * _SELU_ALPHA


def _selu(xp: Any, z: Any) -> Any:
    result = xp.expm1(_negative(xp, z))
    result *= exact(xp, _SELU_DEPTH)
    right = clip(xp, z, low=0.0)
    right *= exact(xp, _SELU_SCALE)
    result += right
    return result


def _selu_tail(xp: Any, z: Any) -> Any:
    return exp_times(xp, _negative(xp, z), 0, exact(xp, _SELU_DEPTH))


def _selu_derivative(xp: Any, z: Any) -> Any:
    return _two_sided(xp, z, _selu_tail(xp, z), exact(xp, _SELU_SCALE))


def _selu_second_derivative(xp: Any, z: Any) -> Any:
    return _left_of_0(xp, z, _selu_tail(xp, z))


SELU: Final = Activation(
    name="selu",
    definition=sp.Piecewise((_SELU_SCALE * Z, Z > 0), (_SELU_DEPTH * (sp.exp(Z) - 1), True)),
    forms=(
        Form((), _selu),
        Form(("z",), _selu_derivative),
        Form(("z", "z"), _selu_second_derivative),
    ),
    properties=Properties(
        range=sp.Interval.open(-_SELU_DEPTH, sp.oo),
        lipschitz=_SELU_DEPTH,
        monotone="increasing",
        convex=False,
        parity=None,
        smoothness=0,
    ),
    singularities=(
        SingularPoint(
            at=sp.Integer(0),
            kind="kink",
            convention=_SELU_DEPTH,
            citation="the left derivative, as torch.nn.functional.selu takes it",
        ),
    ),
    source="Klambauer, Unterthiner, Mayr & Hochreiter (2017), arXiv:1706.02515",
)


def _celu(xp: Any, z: Any, alpha: Any) -> Any:
    negative = bounded(xp, _negative(xp, z))
    ratio = negative / alpha
    # z times a ratio near 1, since the quotient of a subnormal z has lost its digits
    below = ratio < 0
    result = xp.where(below, xp.expm1(ratio) / xp.where(below, ratio, xp.ones_like(ratio)), 1)
    result *= negative
    result += clip(xp, z, low=0.0)
    return result


def _celu_by_torch(z: torch.Tensor, alpha: float) -> torch.Tensor:
    """Torch's kernel, whose quotient loses digits where it is subnormal and `z` is not."""
    if alpha > 1:
        result: torch.Tensor = _celu(xtorch, z, alpha)
        return result
    return torch.nn.functional.celu(z, alpha)


def _celu_derivative(xp: Any, z: Any, alpha: Any) -> Any:
    return exp_of_quotient(xp, _negative(xp, z), alpha)


def _celu_second_derivative(xp: Any, z: Any, alpha: Any) -> Any:
    return _left_of_0(xp, z, exp_of_quotient(xp, _negative(xp, z), alpha, 1 / alpha))


CELU: Final = Activation(
    name="celu",
    definition=sp.Piecewise((Z, Z > 0), (ALPHA * (sp.exp(Z / ALPHA) - 1), True)),
    forms=(
        Form((), _celu, torch_kernel=_celu_by_torch),
        Form(("z",), _celu_derivative),
        Form(("z", "z"), _celu_second_derivative),
    ),
    parameters=(Parameter(ALPHA, default=1.0, domain=SCALES),),
    properties=Properties(
        range=sp.Interval.open(-1, sp.oo),
        lipschitz=sp.Integer(1),
        monotone="increasing",
        convex=True,
        parity=None,
        smoothness=1,
    ),
    singularities=(
        SingularPoint(
            at=sp.Integer(0),
            kind="bend",
            convention=sp.Integer(0),
            citation="0, the right one-sided value, as torch.nn.functional.celu takes it",
        ),
    ),
    source="Barron (2017), arXiv:1704.07483",
)
