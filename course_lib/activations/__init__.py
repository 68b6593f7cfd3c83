"""Activation functions as records: one formula each, and everything that follows from it."""

from course_lib.activations.catalogue import CATALOGUE, get
from course_lib.activations.definition import (
    Activation,
    Form,
    Parameter,
    Properties,
    SingularPoint,
    Z,
)
from course_lib.activations.torch_module import ActivationModule, as_module

__all__ = [
    "CATALOGUE",
    "Activation",
    "ActivationModule",
    "Form",
    "Parameter",
    "Properties",
    "SingularPoint",
    "Z",
    "as_module",
    "get",
]
