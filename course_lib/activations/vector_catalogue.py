"""Every activation of vectors, by name."""

from typing import Final

from course_lib.activations.parameters import find
from course_lib.activations.softmax import LOG_SOFTMAX, SOFTMAX
from course_lib.activations.vector import GEGLU, GLU, MAXOUT, REGLU, SWIGLU
from course_lib.activations.vector_definition import VectorActivation

VECTOR_CATALOGUE: Final[tuple[VectorActivation, ...]] = (
    SOFTMAX,
    LOG_SOFTMAX,
    MAXOUT,
    GLU,
    REGLU,
    GEGLU,
    SWIGLU,
)


def get_vector(name: str, **parameters: float) -> VectorActivation:
    """The activation of vectors called `name`, with its parameters bound.

    Parameters
    ----------
    name : str
        Its name in the catalogue.
    **parameters : float
        Values of its parameters; those left out keep their defaults.

    Returns
    -------
    VectorActivation
        The record.

    Raises
    ------
    KeyError
        If no activation of vectors has this name.
    TypeError
        If the activation has no such parameter, or a value is no real number.
    ValueError
        If a value lies outside the parameter's domain.

    Examples
    --------
    >>> import numpy as np
    >>> get_vector("softmax").value(np.array([0.0, np.log(3)]))
    array([0.25, 0.75])
    """
    return find(name, VECTOR_CATALOGUE, "activation of vectors").with_parameters(**parameters)
