"""Rectifiers with an exponential on the negative side: ELU, SELU and CELU."""

from typing import Any, Final

import sympy as sp

from course_lib.activations.definition import (
    Activation,
    Form,
    Properties,
    SingularPoint,
    Z,
)
from course_lib.activations.elementary import SCALES, constant, exact, exp_of_quotient
from course_lib.activations.parameters import Parameter
from course_lib.activations.self_normalizing import selu_constants
from course_lib.floats import scaled_exp

ALPHA: Final = sp.Symbol("alpha", positive=True)
"""How far ELU and CELU go below 0."""


def _negative(xp: Any, z: Any) -> Any:
    return xp.minimum(z, xp.zeros_like(z))


def _elu(xp: Any, z: Any, alpha: Any) -> Any:
    return xp.where(z > 0, z, alpha * xp.expm1(_negative(xp, z)))


def _elu_derivative(xp: Any, z: Any, alpha: Any) -> Any:
    tail = scaled_exp(xp, 1, _negative(xp, z), numerator=alpha)
    return xp.where(z > 0, xp.ones_like(z), tail)


def _elu_second_derivative(xp: Any, z: Any, alpha: Any) -> Any:
    tail = scaled_exp(xp, 1, _negative(xp, z), numerator=alpha)
    return xp.where(z < 0, tail, constant(xp, z, 0))


ELU: Final = Activation(
    name="elu",
    definition=sp.Piecewise((Z, Z > 0), (ALPHA * (sp.exp(Z) - 1), True)),
    forms=(
        Form((), _elu),
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
    right = exact(xp, _SELU_SCALE) * z
    return xp.where(z > 0, right, exact(xp, _SELU_DEPTH) * xp.expm1(_negative(xp, z)))


def _selu_tail(xp: Any, z: Any) -> Any:
    return scaled_exp(xp, 1, _negative(xp, z), numerator=exact(xp, _SELU_DEPTH))


def _selu_derivative(xp: Any, z: Any) -> Any:
    return xp.where(z > 0, exact(xp, _SELU_SCALE) * xp.ones_like(z), _selu_tail(xp, z))


def _selu_second_derivative(xp: Any, z: Any) -> Any:
    return xp.where(z < 0, _selu_tail(xp, z), constant(xp, z, 0))


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
    quotient = _negative(xp, z) / alpha
    # z times a ratio near 1, since the quotient of a subnormal z has lost its digits
    below = quotient < 0
    ratio = xp.expm1(quotient) / xp.where(below, quotient, xp.ones_like(quotient))
    near = _negative(xp, z) * xp.where(below, ratio, xp.ones_like(ratio))
    return xp.where(z > 0, z, xp.where(xp.isfinite(quotient), near, alpha * xp.expm1(quotient)))


def _celu_derivative(xp: Any, z: Any, alpha: Any) -> Any:
    return exp_of_quotient(xp, _negative(xp, z), alpha)


def _celu_second_derivative(xp: Any, z: Any, alpha: Any) -> Any:
    tail = exp_of_quotient(xp, _negative(xp, z), alpha, denominator=alpha)
    return xp.where(z < 0, tail, constant(xp, z, 0))


CELU: Final = Activation(
    name="celu",
    definition=sp.Piecewise((Z, Z > 0), (ALPHA * (sp.exp(Z / ALPHA) - 1), True)),
    forms=(
        Form((), _celu),
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
