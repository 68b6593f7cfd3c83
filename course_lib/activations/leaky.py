"""Rectifiers with a slope below 0: fixed, learned, or the mean of a random one."""

from typing import Any, Final

import sympy as sp
import torch
from torch import Tensor

from course_lib.activations.branchless import clip, step
from course_lib.activations.definition import (
    Activation,
    Form,
    Properties,
    SingularPoint,
    Z,
)
from course_lib.activations.elementary import constant, scaled
from course_lib.activations.parameters import Parameter


def _leaky(slope: sp.Expr) -> sp.Expr:
    return sp.Piecewise((Z, Z > 0), (slope * Z, True))


def _kink(slope: sp.Expr, function: str) -> tuple[SingularPoint, ...]:
    return (
        SingularPoint(
            at=sp.Integer(0),
            kind="kink",
            convention=slope,
            citation=f"the left slope, as torch.nn.functional.{function} takes it",
            when=sp.Ne(slope, 1),
        ),
    )


def _zero(xp: Any, z: Any, **parameters: Any) -> Any:
    return constant(xp, z, 0)


_PROPERTIES: Final = Properties(
    range=sp.Interval(-sp.oo, sp.oo),
    lipschitz=sp.Integer(1),
    monotone="increasing",
    convex=True,
    parity=None,
    smoothness=0,
)

NEGATIVE_SLOPE: Final = sp.Symbol("negative_slope", real=True)
"""Leaky ReLU's slope below 0."""


def _leaky_relu(xp: Any, z: Any, negative_slope: Any) -> Any:
    result = scaled(xp, negative_slope, clip(xp, z, high=0.0))
    result += clip(xp, z, low=0.0)
    return result


def _leaky_relu_by_torch(z: Tensor, negative_slope: float) -> Tensor:
    """Torch's kernel, which gives NaN for slope 0 at minus infinity."""
    return torch.nn.functional.leaky_relu(z, negative_slope) if negative_slope else torch.relu(z)


def _leaky_relu_product(upstream: Tensor, z: Tensor, negative_slope: float) -> Tensor:
    product: Tensor = torch.ops.aten.leaky_relu_backward(upstream, z, negative_slope, False)
    return product


def _leaky_relu_derivative(xp: Any, z: Any, negative_slope: Any) -> Any:
    right = step(xp, z)
    result = 1 - right
    result *= negative_slope
    result += right
    return result


LEAKY_RELU: Final = Activation(
    name="leaky_relu",
    definition=_leaky(NEGATIVE_SLOPE),
    forms=(
        Form((), _leaky_relu, torch_kernel=_leaky_relu_by_torch),
        Form(("z",), _leaky_relu_derivative, torch_product=_leaky_relu_product),
        Form(("z", "z"), _zero),
    ),
    parameters=(Parameter(NEGATIVE_SLOPE, default=0.01, domain=sp.S.Reals),),
    properties=_PROPERTIES,
    singularities=_kink(NEGATIVE_SLOPE, "leaky_relu"),
    source=(
        "Maas, Hannun & Ng (2013), ICML Workshop on Deep Learning for Audio, Speech and Language "
        "Processing; compared by Xu, Wang, Chen & Li (2015), arXiv:1505.00853"
    ),
)

A: Final = sp.Symbol("a", real=True)
"""PReLU's slope below 0."""


def _prelu(xp: Any, z: Any, a: Any) -> Any:
    return _leaky_relu(xp, z, a)


def _prelu_by_torch(z: Tensor, a: float) -> Tensor:
    return _leaky_relu_by_torch(z, a)


def _prelu_product(upstream: Tensor, z: Tensor, a: float) -> Tensor:
    return _leaky_relu_product(upstream, z, a)


def _prelu_derivative(xp: Any, z: Any, a: Any) -> Any:
    return _leaky_relu_derivative(xp, z, a)


def _prelu_by_a(xp: Any, z: Any, a: Any) -> Any:
    return clip(xp, z, high=0.0)


def _prelu_by_z_and_a(xp: Any, z: Any, a: Any) -> Any:
    return 1 - step(xp, z)


PRELU: Final = Activation(
    name="prelu",
    definition=_leaky(A),
    forms=(
        Form((), _prelu, torch_kernel=_prelu_by_torch),
        Form(("z",), _prelu_derivative, torch_product=_prelu_product),
        Form(("a",), _prelu_by_a),
        Form(("z", "z"), _zero),
        Form(("z", "a"), _prelu_by_z_and_a),
        Form(("a", "a"), _zero),
    ),
    # every real slope: training may carry it through 0, below it, or beyond 1
    parameters=(Parameter(A, default=0.25, domain=sp.S.Reals, learnable=True),),
    properties=_PROPERTIES,
    singularities=_kink(A, "prelu"),
    source="He, Zhang, Ren & Sun (2015), arXiv:1502.01852",
)

LOWER: Final = sp.Symbol("lower", real=True)
"""The least slope of RReLU below 0."""

UPPER: Final = sp.Symbol("upper", real=True)
"""The greatest slope of RReLU below 0."""


def _rrelu(xp: Any, z: Any, lower: Any, upper: Any) -> Any:
    return _leaky_relu(xp, z, (lower + upper) / 2)


def _rrelu_by_torch(z: Tensor, lower: float, upper: float) -> Tensor:
    return _leaky_relu_by_torch(z, (lower + upper) / 2)


def _rrelu_product(upstream: Tensor, z: Tensor, lower: float, upper: float) -> Tensor:
    return _leaky_relu_product(upstream, z, (lower + upper) / 2)


def _rrelu_derivative(xp: Any, z: Any, lower: Any, upper: Any) -> Any:
    return _leaky_relu_derivative(xp, z, (lower + upper) / 2)


# as it is evaluated, with the mean slope; `randomized` has the random slopes of training
RRELU: Final = Activation(
    name="rrelu",
    definition=_leaky((LOWER + UPPER) / 2),
    forms=(
        Form((), _rrelu, torch_kernel=_rrelu_by_torch),
        Form(("z",), _rrelu_derivative, torch_product=_rrelu_product),
        Form(("z", "z"), _zero),
    ),
    parameters=(
        Parameter(LOWER, default=1 / 8, domain=sp.S.Reals),
        Parameter(UPPER, default=1 / 3, domain=sp.S.Reals),
    ),
    constraint=sp.Le(LOWER, UPPER),
    properties=_PROPERTIES,
    singularities=_kink((LOWER + UPPER) / 2, "rrelu"),
    source="Xu, Wang, Chen & Li (2015), arXiv:1505.00853",
)
