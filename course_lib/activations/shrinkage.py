"""Shrinkage of small inputs to 0, from the denoising of signals."""

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
from course_lib.activations.elementary import constant
from course_lib.activations.parameters import Parameter
from course_lib.activations.sigmoidal import tanh_derivative

LAMBD: Final = sp.Symbol("lambd", positive=True)
"""The threshold, in torch's spelling."""

_PARAMETERS: Final = (Parameter(LAMBD, default=0.5, domain=sp.Interval.open(0, sp.oo)),)
_HALF: Final = sp.Rational(1, 2)


def _ends(function: str, kind: Any) -> tuple[SingularPoint, ...]:
    citation = f"0, as the gradient of torch.nn.functional.{function} takes it"
    return tuple(
        SingularPoint(at=at, kind=kind, convention=sp.Integer(0), citation=citation)
        for at in (-LAMBD, LAMBD)
    )


def _derivative(xp: Any, z: Any, lambd: Any) -> Any:
    return step(xp, xp.abs(z) - lambd)


def _product(upstream: Tensor, z: Tensor, lambd: float) -> Tensor:
    product: Tensor = torch.ops.aten.softshrink_backward(upstream, z, lambd)
    return product


def _second_derivative(xp: Any, z: Any, lambd: Any) -> Any:
    return constant(xp, z, 0)


def _hardshrink(xp: Any, z: Any, lambd: Any) -> Any:
    return xp.where((z > lambd) | (z < -lambd), z, constant(xp, z, 0))


HARDSHRINK: Final = Activation(
    name="hardshrink",
    definition=sp.Piecewise((Z, Z > LAMBD), (Z, Z < -LAMBD), (0, True)),
    forms=(
        Form((), _hardshrink, torch_kernel=torch.nn.functional.hardshrink),
        Form(("z",), _derivative, torch_product=_product),
        Form(("z", "z"), _second_derivative),
    ),
    parameters=_PARAMETERS,
    properties=Properties(
        range=sp.Union(
            sp.Interval.open(-sp.oo, -_HALF), sp.FiniteSet(0), sp.Interval.open(_HALF, sp.oo)
        ),
        lipschitz=sp.oo,
        monotone="nondecreasing",
        convex=False,
        parity="odd",
        smoothness=-1,
    ),
    singularities=_ends("hardshrink", "jump"),
    source="Donoho & Johnstone (1994), doi:10.1093/biomet/81.3.425",
)


def _softshrink(xp: Any, z: Any, lambd: Any) -> Any:
    result = z - lambd
    result = clip(xp, result, low=0.0)
    result += clip(xp, z + lambd, high=0.0)
    return result


SOFTSHRINK: Final = Activation(
    name="softshrink",
    definition=sp.Piecewise((Z - LAMBD, Z > LAMBD), (Z + LAMBD, Z < -LAMBD), (0, True)),
    forms=(
        Form((), _softshrink, torch_kernel=torch.nn.functional.softshrink),
        Form(("z",), _derivative, torch_product=_product),
        Form(("z", "z"), _second_derivative),
    ),
    parameters=_PARAMETERS,
    properties=Properties(
        range=sp.Interval(-sp.oo, sp.oo),
        lipschitz=sp.Integer(1),
        monotone="nondecreasing",
        convex=False,
        parity="odd",
        smoothness=0,
    ),
    singularities=_ends("softshrink", "kink"),
    source="Donoho & Johnstone (1994), doi:10.1093/biomet/81.3.425",
)


_DEPTH: Final = 27
"""The last partial denominator; what follows it is below 1e-18."""


def _below_tanh(xp: Any, z: Any) -> Any:
    """``z - tanh(z)`` for ``|z| < 1.5``, where the difference cancels: by a continued fraction."""
    if hasattr(xp, "exact"):
        return z - xp.tanh(z)
    square = z * z
    tail = xp.ones_like(z) * _DEPTH
    for odd in range(_DEPTH - 2, 1, -2):
        tail = odd + square / tail
    # tanh(z) = z / (1 + rest)
    rest = square / tail
    return z * rest / (1 + rest)


def _tanhshrink(xp: Any, z: Any) -> Any:
    return xp.where(xp.abs(z) < 1.5, _below_tanh(xp, z), z - xp.tanh(z))


def _tanhshrink_derivative(xp: Any, z: Any) -> Any:
    result = xp.tanh(z)
    result *= result
    return result


def _tanhshrink_second_derivative(xp: Any, z: Any) -> Any:
    return 2 * xp.tanh(z) * tanh_derivative(xp, z)


TANHSHRINK: Final = Activation(
    name="tanhshrink",
    definition=Z - sp.tanh(Z),
    forms=(
        Form((), _tanhshrink),
        Form(("z",), _tanhshrink_derivative),
        Form(("z", "z"), _tanhshrink_second_derivative),
    ),
    properties=Properties(
        range=sp.Interval(-sp.oo, sp.oo),
        lipschitz=sp.Integer(1),
        monotone="increasing",
        convex=False,
        parity="odd",
        smoothness=sp.oo,
    ),
    source="torch.nn.Tanhshrink, of Paszke et al. (2019), arXiv:1912.01703",
)
