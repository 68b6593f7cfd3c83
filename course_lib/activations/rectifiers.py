"""The rectifier, with a threshold, and squared."""

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


def _relu(xp: Any, z: Any) -> Any:
    return clip(xp, z, low=0.0)


def _relu_derivative(xp: Any, z: Any) -> Any:
    return step(xp, z)


def _relu_product(upstream: Tensor, z: Tensor) -> Tensor:
    return _threshold_product(upstream, z, 0.0, 0.0)


def _zero(xp: Any, z: Any, **parameters: Any) -> Any:
    return constant(xp, z, 0)


RELU: Final = Activation(
    name="relu",
    definition=sp.Piecewise((Z, Z > 0), (0, True)),
    forms=(
        Form((), _relu, torch_kernel=torch.relu),
        Form(("z",), _relu_derivative, torch_product=_relu_product),
        Form(("z", "z"), _zero),
    ),
    properties=Properties(
        range=sp.Interval(0, sp.oo),
        lipschitz=sp.Integer(1),
        monotone="nondecreasing",
        convex=True,
        parity=None,
        smoothness=0,
    ),
    singularities=(
        SingularPoint(
            at=sp.Integer(0),
            kind="kink",
            convention=sp.Integer(0),
            citation=(
                "0, as torch.relu and jax.nn.relu take it; "
                "Bertoin et al. (2021), arXiv:2106.12915, measure what the choice changes"
            ),
        ),
    ),
    source="Nair & Hinton (2010), ICML; Glorot, Bordes & Bengio (2011), AISTATS, PMLR 15:315-323",
)


THRESHOLD_AT: Final = sp.Symbol("threshold", real=True)
"""Where the identity begins."""

THRESHOLD_VALUE: Final = sp.Symbol("value", real=True)
"""The value up to there."""


def _threshold(xp: Any, z: Any, threshold: Any, value: Any) -> Any:
    return xp.where(z > threshold, z, constant(xp, z, value))


def _threshold_derivative(xp: Any, z: Any, threshold: Any, value: Any) -> Any:
    return step(xp, z - threshold)


def _threshold_product(upstream: Tensor, z: Tensor, threshold: float, value: float) -> Tensor:
    product: Tensor = torch.ops.aten.threshold_backward(upstream, z, threshold)
    return product


def _threshold_point(kind: Any, when: sp.Basic) -> SingularPoint:
    return SingularPoint(
        at=THRESHOLD_AT,
        kind=kind,
        convention=sp.Integer(0),
        citation="0, the left derivative, as torch.nn.functional.threshold takes it",
        when=when,
    )


THRESHOLD: Final = Activation(
    name="threshold",
    definition=sp.Piecewise((Z, Z > THRESHOLD_AT), (THRESHOLD_VALUE, True)),
    forms=(
        Form((), _threshold, torch_kernel=torch.nn.functional.threshold),
        Form(("z",), _threshold_derivative, torch_product=_threshold_product),
        Form(("z", "z"), _zero),
    ),
    # torch has no defaults: these make the thresholded rectifier of the source, which is no relu
    parameters=(
        Parameter(THRESHOLD_AT, default=1.0, domain=sp.S.Reals),
        Parameter(THRESHOLD_VALUE, default=0.0, domain=sp.S.Reals),
    ),
    properties=Properties(
        range=sp.Union(sp.FiniteSet(0), sp.Interval.open(1, sp.oo)),
        lipschitz=sp.oo,
        monotone="nondecreasing",
        convex=False,
        parity=None,
        smoothness=-1,
    ),
    singularities=(
        _threshold_point("jump", sp.Ne(THRESHOLD_AT, THRESHOLD_VALUE)),
        _threshold_point("kink", sp.Eq(THRESHOLD_AT, THRESHOLD_VALUE)),
    ),
    source="Konda, Memisevic & Krueger (2014), arXiv:1402.3337",
)


def _squared(xp: Any, z: Any) -> Any:
    r = _relu(xp, z)
    return r * r


def _squared_derivative(xp: Any, z: Any) -> Any:
    return 2 * _relu(xp, z)


def _squared_second_derivative(xp: Any, z: Any) -> Any:
    return 2 * step(xp, z)


SQUARED_RELU: Final = Activation(
    name="squared_relu",
    definition=sp.Piecewise((Z**2, Z > 0), (0, True)),
    forms=(
        Form((), _squared),
        Form(("z",), _squared_derivative),
        Form(("z", "z"), _squared_second_derivative),
    ),
    properties=Properties(
        range=sp.Interval(0, sp.oo),
        lipschitz=sp.oo,
        monotone="nondecreasing",
        convex=True,
        parity=None,
        smoothness=1,
    ),
    singularities=(
        SingularPoint(
            at=sp.Integer(0),
            kind="bend",
            convention=sp.Integer(0),
            citation="0, the left one-sided value, as torch's autograd of relu(z)**2 takes it",
        ),
    ),
    source="So et al. (2021), arXiv:2109.08668",
)
