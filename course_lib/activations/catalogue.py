"""Every activation of the course, by name."""

from typing import Final

from course_lib.activations.clipped import HARDSIGMOID, HARDTANH, RELU6
from course_lib.activations.definition import Activation
from course_lib.activations.exponential import CELU, ELU, SELU
from course_lib.activations.gated import HARDSWISH, QUICK_GELU, SILU, SWISH
from course_lib.activations.gelu import GELU
from course_lib.activations.gelu_tanh import GELU_TANH
from course_lib.activations.leaky import LEAKY_RELU, PRELU, RRELU
from course_lib.activations.mish import MISH
from course_lib.activations.parameters import find
from course_lib.activations.rectifiers import RELU, SQUARED_RELU, THRESHOLD
from course_lib.activations.shrinkage import HARDSHRINK, SOFTSHRINK, TANHSHRINK
from course_lib.activations.sigmoidal import LOGSIGMOID, SIGMOID, SOFTSIGN, TANH
from course_lib.activations.smooth_rectifiers import SOFTPLUS, SQUAREPLUS

CATALOGUE: Final[tuple[Activation, ...]] = (
    SIGMOID,
    TANH,
    LOGSIGMOID,
    SOFTSIGN,
    HARDSIGMOID,
    HARDTANH,
    RELU,
    RELU6,
    THRESHOLD,
    SQUARED_RELU,
    LEAKY_RELU,
    PRELU,
    RRELU,
    ELU,
    SELU,
    CELU,
    HARDSHRINK,
    SOFTSHRINK,
    TANHSHRINK,
    SOFTPLUS,
    SQUAREPLUS,
    SWISH,
    SILU,
    HARDSWISH,
    MISH,
    GELU,
    GELU_TANH,
    QUICK_GELU,
)


def get(name: str, **parameters: float) -> Activation:
    """The activation called `name`, with its parameters bound.

    Parameters
    ----------
    name : str
        Its name in the catalogue.
    **parameters : float
        Values of its parameters; those left out keep their defaults.

    Returns
    -------
    Activation
        The record.

    Raises
    ------
    KeyError
        If no activation has this name.
    TypeError
        If the activation has no such parameter, or a value is no real number.
    ValueError
        If a value lies outside the parameter's domain.

    Examples
    --------
    >>> get("softplus", beta=5).value(0.0)
    0.13862943611198905
    """
    return find(name, CATALOGUE, "activation").with_parameters(**parameters)
