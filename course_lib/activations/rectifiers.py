"""Piecewise linear and exponential rectifiers."""

from typing import Any, Final

import sympy as sp
import torch

from course_lib.activations.definition import Activation, Form, Properties, SingularPoint, Z


def _value(xp: Any, z: Any) -> Any:
    return xp.maximum(z, xp.zeros_like(z))


def _derivative(xp: Any, z: Any) -> Any:
    return xp.where(z > 0, xp.ones_like(z), xp.where(z <= 0, xp.zeros_like(z), z))


def _second_derivative(xp: Any, z: Any) -> Any:
    return xp.where(z == z, xp.zeros_like(z), z)


RELU: Final = Activation(
    name="relu",
    definition=sp.Piecewise((Z, Z > 0), (0, True)),
    forms=(
        Form((), _value, torch_kernel=torch.relu),
        Form(("z",), _derivative),
        Form(("z", "z"), _second_derivative),
    ),
    properties=Properties(
        range=sp.Interval(0, sp.oo),
        lipschitz=sp.Integer(1),
        monotone="nondecreasing",
        convex=True,
        parity=None,
        smoothness=0,
    ),
    singular_points=(
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
