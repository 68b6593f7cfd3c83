"""The training mode of RReLU: every element below 0 gets a random slope of its own."""

from typing import Any, overload

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from course_lib.activations.definition import Activation
from course_lib.activations.evaluation import check_dtype, check_tensor
from course_lib.activations.torch_module import as_module


@overload
def sample_slopes(
    rrelu: Activation, z: NDArray[Any], generator: np.random.Generator
) -> NDArray[Any]: ...
@overload
def sample_slopes(rrelu: Activation, z: Tensor, generator: torch.Generator) -> Tensor: ...
def sample_slopes(rrelu: Activation, z: Any, generator: Any) -> Any:
    """Slopes of RReLU in training: 1 where ``z > 0``, else uniform between its bounds.

    They are also the derivative: ``z * sample_slopes(rrelu, z, generator)`` is the value.

    Parameters
    ----------
    rrelu : Activation
        The record, ``get("rrelu")``, with its `lower` and `upper`.
    z : numpy.ndarray or torch.Tensor
        Pre-activations of any shape, in one of the four formats.
    generator : numpy.random.Generator or torch.Generator
        The source of randomness, of `z`'s kind. One number is drawn for every element.

    Returns
    -------
    numpy.ndarray or torch.Tensor
        Of `z`'s dtype and shape; drawn in float64 and rounded once.

    Raises
    ------
    ValueError
        If the record is another one.
    TypeError
        If `z` is neither, or the generator is of the other kind.
    """
    if rrelu.name != "rrelu":
        raise ValueError(f"expected the record rrelu, got {rrelu.name}")
    lower, upper = rrelu.arguments
    if isinstance(z, Tensor) and isinstance(generator, torch.Generator):
        check_tensor(rrelu.name, z)
        uniform = torch.rand(z.shape, generator=generator, dtype=torch.float64)
        below = (lower + (upper - lower) * uniform).to(z.dtype)
        return torch.where(z > 0, torch.ones_like(z), below)
    if isinstance(z, np.ndarray) and isinstance(generator, np.random.Generator):
        check_dtype(rrelu.name, z.dtype.name)
        drawn = lower + (upper - lower) * np.asarray(generator.random(z.shape))
        return np.where(z > 0, np.ones_like(z), drawn.astype(z.dtype))
    raise TypeError(
        "rrelu: expected an array with a NumPy generator or a tensor with torch's, "
        f"got {type(z).__name__} with {type(generator).__name__}"
    )


class RandomizedLeakyReLU(nn.Module):
    """RReLU as a module: random slopes in training, the record in evaluation.

    Parameters
    ----------
    rrelu : Activation
        The record, ``get("rrelu")``, with its `lower` and `upper`.
    generator : torch.Generator
        The source of the slopes. The gradient of a pass is the slopes that it drew.

    References
    ----------
    Xu, Wang, Chen & Li (2015), arXiv:1505.00853.
    """

    def __init__(self, rrelu: Activation, generator: torch.Generator) -> None:
        super().__init__()
        self.rrelu = rrelu
        self.generator = generator
        self.evaluation = as_module(rrelu)

    def forward(self, z: Tensor) -> Tensor:
        """Apply it to pre-activations of any shape; dtype and shape are kept."""
        if not self.training:
            evaluated: Tensor = self.evaluation(z)
            return evaluated
        return z * sample_slopes(self.rrelu, z.detach(), self.generator)

    def extra_repr(self) -> str:
        """The record with its bounds."""
        return str(self.rrelu)
