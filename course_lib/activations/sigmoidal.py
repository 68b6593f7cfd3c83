"""Smooth saturating units, and the logarithm of the sigmoid."""

from functools import partial
from typing import Any, Final

import sympy as sp
import torch
from array_api_compat import torch as xtorch

from course_lib.activations.definition import Activation, Form, Properties, SingularPoint, Z
from course_lib.activations.elementary import log1p_ratio, rarely
from course_lib.floats import one_plus, scaled_exp, two_sum


def _sigmoid(xp: Any, z: Any) -> Any:
    e = xp.exp(-xp.abs(z))
    return xp.where(z < 0, e, 1 + 0 * e) / (1 + e)


def _sigmoid_by_torch(z: torch.Tensor) -> torch.Tensor:
    """Torch's kernel, which gives 0 below -709.8, where the truth is subnormal."""
    result: torch.Tensor = rarely(xtorch, z < -700, torch.sigmoid, partial(_sigmoid, xtorch), z)
    return result


def _sigmoid_derivative(xp: Any, z: Any) -> Any:
    e = xp.exp(-xp.abs(z))
    u, r = one_plus(e)
    return e / u / u * (1 - 2 * r)


def _sigmoid_second_derivative(xp: Any, z: Any) -> Any:
    return -_sigmoid_derivative(xp, z) * xp.tanh(z / 2)


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
    tail = scaled_exp(xp, 2, -xp.abs(z), numerator=4)
    u, r = one_plus(tail / 4)
    return tail / u / u * (1 - 2 * r)


def _tanh_second_derivative(xp: Any, z: Any) -> Any:
    return -2 * xp.tanh(z) * tanh_derivative(xp, z)


TANH: Final = Activation(
    name="tanh",
    definition=sp.tanh(Z),
    forms=(
        Form((), _tanh),
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
    e = xp.exp(-xp.abs(z))
    return xp.minimum(z, xp.zeros_like(z)) - log1p_ratio(xp, e) * e


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
    return xp.where(xp.isfinite(z), z / (1 + xp.abs(z)), _sign(xp, z))


def _one_plus_size(xp: Any, z: Any) -> tuple[Any, Any]:
    """``1 + |z|``, rounded, and its rounding error relative to that."""
    u, error = two_sum(xp.ones_like(z), xp.abs(z))
    return u, xp.where(xp.isfinite(z), error / u, xp.zeros_like(z))


def _softsign_derivative(xp: Any, z: Any) -> Any:
    u, r = _one_plus_size(xp, z)
    return 1 / u / u * (1 - 2 * r)


def _softsign_second_derivative(xp: Any, z: Any) -> Any:
    u, r = _one_plus_size(xp, z)
    return -2 * _sign(xp, z) / u / u / u * (1 - 3 * r)


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
