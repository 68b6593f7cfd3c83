"""Activation functions as records: one formula each, and everything that follows from it.

`get` finds one that acts on each entry by itself, `get_vector` one that acts on vectors.
"""

from course_lib.activations.catalogue import CATALOGUE, get
from course_lib.activations.definition import (
    Activation,
    Form,
    Properties,
    SingularPoint,
    Z,
)
from course_lib.activations.parameters import Parameter
from course_lib.activations.torch_module import ActivationModule, as_module
from course_lib.activations.vector_catalogue import VECTOR_CATALOGUE, get_vector
from course_lib.activations.vector_definition import VectorActivation

__all__ = [
    "CATALOGUE",
    "VECTOR_CATALOGUE",
    "Activation",
    "ActivationModule",
    "Form",
    "Parameter",
    "Properties",
    "SingularPoint",
    "VectorActivation",
    "Z",
    "as_module",
    "get",
    "get_vector",
]
