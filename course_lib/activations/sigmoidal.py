"""Smooth saturating units, and the logarithm of the sigmoid."""

from functools import partial
from typing import Any, Final

import sympy as sp
import torch
from array_api_compat import torch as xtorch

from course_lib.activations.branchless import bounded, clip, rarely_below
from course_lib.activations.definition import Activation, Form, Properties, SingularPoint, Z
from course_lib.activations.exponentials import (
    decay,
    decaying,
    exp_of_own,
    log_one_plus,
    minus_size,
)
from course_lib.floats import two_sum


def _sigmoid(xp: Any, z: Any) -> Any:
    u = decay(xp, z)
    u += 1
    result = exp_of_own(xp, clip(xp, z, high=0.0))
    result /= u
    return result


def _sigmoid_by_torch(z: torch.Tensor) -> torch.Tensor:
    """Torch's kernel, which gives 0 below -709.8, where the truth is subnormal."""
    result: torch.Tensor = rarely_below(
        xtorch, z, -700.0, torch.sigmoid, partial(_sigmoid, xtorch), z
    )
    return result


def _sigmoid_derivative(xp: Any, z: Any) -> Any:
    return decaying(xp, minus_size(xp, z), 0, 1, 2)


def _sigmoid_second_derivative(xp: Any, z: Any) -> Any:
    result = xp.tanh(z / 2)
    result *= _sigmoid_derivative(xp, z)
    result *= -1
    return result


SIGMOID: Final = Activation(
    name="sigmoid",
    definition=1 / (1 + sp.exp(-Z)),
    forms=(
        Form((), _sigmoid, torch_kernel=_sigmoid_by_torch),
        Form(("z",), _sigmoid_derivative),
        Form(("z", "z"), _sigmoid_second_derivative),
    ),
    properties=Properties(
        range=sp.Interval.open(0, 1),
        lipschitz=sp.Rational(1, 4),
        monotone="increasing",
        convex=False,
        parity=None,
        smoothness=sp.oo,
    ),
    source="Rumelhart, Hinton & Williams (1986), doi:10.1038/323533a0",
)


def _tanh(xp: Any, z: Any) -> Any:
    return xp.tanh(z)


def tanh_derivative(xp: Any, z: Any) -> Any:
    """The derivative of tanh, which keeps its digits in the tails."""
    exponent = xp.abs(z)
    exponent *= -2
    return decaying(xp, exponent, 0, 4, 2)


def _tanh_second_derivative(xp: Any, z: Any) -> Any:
    result = xp.tanh(z)
    result *= -2
    result *= tanh_derivative(xp, z)
    return result


TANH: Final = Activation(
    name="tanh",
    definition=sp.tanh(Z),
    forms=(
        Form((), _tanh, torch_kernel=torch.tanh),
        Form(("z",), tanh_derivative),
        Form(("z", "z"), _tanh_second_derivative),
    ),
    properties=Properties(
        range=sp.Interval.open(-1, 1),
        lipschitz=sp.Integer(1),
        monotone="increasing",
        convex=False,
        parity="odd",
        smoothness=sp.oo,
    ),
    source="LeCun, Bottou, Orr & Müller (1998), doi:10.1007/3-540-49430-8_2",
)


def _logsigmoid(xp: Any, z: Any) -> Any:
    result = clip(xp, z, high=0.0)
    result -= log_one_plus(xp, decay(xp, z))
    return result


def _logsigmoid_derivative(xp: Any, z: Any) -> Any:
    return _sigmoid(xp, -z)


def _logsigmoid_second_derivative(xp: Any, z: Any) -> Any:
    return -_sigmoid_derivative(xp, z)


LOGSIGMOID: Final = Activation(
    name="logsigmoid",
    definition=-sp.log(1 + sp.exp(-Z)),
    forms=(
        Form((), _logsigmoid),
        Form(("z",), _logsigmoid_derivative),
        Form(("z", "z"), _logsigmoid_second_derivative),
    ),
    properties=Properties(
        range=sp.Interval.open(-sp.oo, 0),
        lipschitz=sp.Integer(1),
        monotone="increasing",
        convex=False,
        parity=None,
        smoothness=sp.oo,
    ),
    source=(
        "the logarithm of the sigmoid, Rumelhart, Hinton & Williams (1986), doi:10.1038/323533a0"
    ),
)


def _sign(xp: Any, z: Any) -> Any:
    one = xp.ones_like(z)
    return xp.where(z > 0, one, xp.where(z < 0, -one, z))


def _softsign(xp: Any, z: Any) -> Any:
    result = bounded(xp, z)
    u = xp.abs(result)
    u += 1
    result /= u
    return result


def _over_power(xp: Any, numerator: Any, z: Any, power: int) -> Any:
    """``numerator / (1 + |z|)^power``, which counts the rounding of the sum but once."""
    u, missed = two_sum(xp.abs(bounded(xp, z)), 1)
    missed /= u
    result = 1 - power * missed
    result *= numerator
    for _ in range(power):
        result /= u
    return result


def _softsign_derivative(xp: Any, z: Any) -> Any:
    return _over_power(xp, 1, z, 2)


def _softsign_second_derivative(xp: Any, z: Any) -> Any:
    return _over_power(xp, -2 * _sign(xp, z), z, 3)


SOFTSIGN: Final = Activation(
    name="softsign",
    definition=sp.Piecewise((Z / (1 + Z), Z > 0), (Z / (1 - Z), True)),
    forms=(
        Form((), _softsign),
        Form(("z",), _softsign_derivative),
        Form(("z", "z"), _softsign_second_derivative),
    ),
    properties=Properties(
        range=sp.Interval.open(-1, 1),
        lipschitz=sp.Integer(1),
        monotone="increasing",
        convex=False,
        parity="odd",
        smoothness=1,
    ),
    singularities=(
        SingularPoint(
            at=sp.Integer(0),
            kind="bend",
            convention=sp.Integer(0),
            citation="0, the mean of the one-sided 2 and -2, as torch's autograd takes it",
        ),
    ),
    source="Glorot & Bengio (2010), AISTATS, PMLR 9:249-256",
)
