"""Straight lines between two constants."""

from typing import Any, Final

import sympy as sp
import torch
from torch import Tensor

from course_lib.activations.branchless import between, clip
from course_lib.activations.definition import Activation, Form, Properties, SingularPoint, Z
from course_lib.activations.elementary import constant


def _second_derivative(xp: Any, z: Any) -> Any:
    return constant(xp, z, 0)


def _hardtanh_product(upstream: Tensor, z: Tensor) -> Tensor:
    product: Tensor = torch.ops.aten.hardtanh_backward(upstream, z, -1, 1)
    return product


def _relu6_product(upstream: Tensor, z: Tensor) -> Tensor:
    product: Tensor = torch.ops.aten.hardtanh_backward(upstream, z, 0, 6)
    return product


def _kinks(function: str, *points: int) -> tuple[SingularPoint, ...]:
    citation = f"0, as the gradient of torch.nn.functional.{function} takes it"
    return tuple(
        SingularPoint(at=sp.Integer(at), kind="kink", convention=sp.Integer(0), citation=citation)
        for at in points
    )


def _hardsigmoid(xp: Any, z: Any) -> Any:
    result = clip(xp, z + 3, 0.0, 6.0)
    result /= 6
    return result


def _hardsigmoid_derivative(xp: Any, z: Any) -> Any:
    return between(xp, z, -3, 3) / 6


HARDSIGMOID: Final = Activation(
    name="hardsigmoid",
    definition=sp.Piecewise((0, Z <= -3), (1, Z >= 3), (Z / 6 + sp.Rational(1, 2), True)),
    forms=(
        Form((), _hardsigmoid, torch_kernel=torch.nn.functional.hardsigmoid),
        Form(("z",), _hardsigmoid_derivative),
        Form(("z", "z"), _second_derivative),
    ),
    properties=Properties(
        range=sp.Interval(0, 1),
        lipschitz=sp.Rational(1, 6),
        monotone="nondecreasing",
        convex=False,
        parity=None,
        smoothness=0,
    ),
    singularities=_kinks("hardsigmoid", -3, 3),
    source=(
        "Howard et al. (2019), arXiv:1905.02244, with slope 1/6; "
        "Courbariaux, Bengio & David (2015), arXiv:1511.00363, with slope 1/2"
    ),
)


def _hardtanh(xp: Any, z: Any) -> Any:
    return clip(xp, z, -1.0, 1.0)


def _hardtanh_derivative(xp: Any, z: Any) -> Any:
    return between(xp, z, -1, 1)


# torch's min_val and max_val are left at their defaults: other bounds shift and scale this one
HARDTANH: Final = Activation(
    name="hardtanh",
    definition=sp.Piecewise((-1, Z <= -1), (1, Z >= 1), (Z, True)),
    forms=(
        Form((), _hardtanh, torch_kernel=torch.nn.functional.hardtanh),
        Form(("z",), _hardtanh_derivative, torch_product=_hardtanh_product),
        Form(("z", "z"), _second_derivative),
    ),
    properties=Properties(
        range=sp.Interval(-1, 1),
        lipschitz=sp.Integer(1),
        monotone="nondecreasing",
        convex=False,
        parity="odd",
        smoothness=0,
    ),
    singularities=_kinks("hardtanh", -1, 1),
    source="Collobert et al. (2011), arXiv:1103.0398",
)


def _relu6(xp: Any, z: Any) -> Any:
    return clip(xp, z, 0.0, 6.0)


def _relu6_derivative(xp: Any, z: Any) -> Any:
    return between(xp, z, 0, 6)


RELU6: Final = Activation(
    name="relu6",
    definition=sp.Piecewise((0, Z <= 0), (6, Z >= 6), (Z, True)),
    forms=(
        Form((), _relu6, torch_kernel=torch.nn.functional.relu6),
        Form(("z",), _relu6_derivative, torch_product=_relu6_product),
        Form(("z", "z"), _second_derivative),
    ),
    properties=Properties(
        range=sp.Interval(0, 6),
        lipschitz=sp.Integer(1),
        monotone="nondecreasing",
        convex=False,
        parity=None,
        smoothness=0,
    ),
    singularities=_kinks("relu6", 0, 6),
    source=(
        "Krizhevsky (2010), Convolutional deep belief networks on CIFAR-10, manuscript; "
        "Sandler et al. (2018), arXiv:1801.04381"
    ),
)
