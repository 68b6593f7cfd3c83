"""What happens at ReLU's kink: which slope torch takes there, and when inputs are exactly 0."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from course_lib.networks import Ensemble
from course_lib.training.cubic import cubic_points
from course_lib.training.fitting import fit

Spelling = Callable[[Tensor], Tensor]

SPELLINGS: Final[Mapping[str, Spelling]] = MappingProxyType(
    {
        "torch.relu(z)": torch.relu,
        "torch.where(z > 0, z, 0)": lambda z: torch.where(z > 0, z, 0),
        "torch.maximum(z, zero)": lambda z: torch.maximum(z, torch.zeros_like(z)),
        "(z + abs(z)) / 2": lambda z: (z + abs(z)) / 2,
        "z.clamp(min=0)": lambda z: z.clamp(min=0),
        "torch.fmax(z, zero)": lambda z: torch.fmax(z, torch.zeros_like(z)),
    }
)
"""Ways to write the rectifier in torch, all with the same values."""

FORMATS: Final = (torch.float64, torch.float32, torch.float16, torch.bfloat16)


def slope_at(spelling: Spelling, z: float, dtype: torch.dtype = torch.float64) -> float:
    """The derivative that autograd returns.

    Parameters
    ----------
    spelling : callable
        A function of a tensor, such as one of `SPELLINGS`.
    z : float
        Where.
    dtype : torch.dtype
        The tensor's format.

    Returns
    -------
    float
        The slope.
    """
    at = torch.tensor([z], dtype=dtype, requires_grad=True)
    (slope,) = torch.autograd.grad(spelling(at).sum(), at)
    return float(slope)


class _Elementwise(nn.Module):
    def __init__(self, function: Spelling) -> None:
        super().__init__()
        self.function = function

    def forward(self, z: Tensor) -> Tensor:
        return self.function(z)


def fit_from_zero(
    spelling: Spelling,
    seeds: range,
    *,
    units: int = 10,
    steps: int = 500,
    zero: bool = True,
    prepare: Callable[[nn.Module], None] | None = None,
) -> NDArray[np.float64]:
    """Fit the cube from a first layer of zeros: every pre-activation starts at the kink.

    Parameters
    ----------
    spelling : callable
        The hidden units' activation, a function of a tensor.
    seeds : range
        One training run each; a seed decides the other weights.
    units : int
        The number of hidden units.
    steps : int
        The number of updates, by Adam with step size 1/100.
    zero : bool
        Whether the first layer starts from zeros; else from torch's initialization.
    prepare : callable, optional
        Applied to each network before training; a test nudges the weights with it.

    Returns
    -------
    numpy.ndarray
        The mean squared error after training, float64, shape ``(seeds,)``.
    """
    networks = []
    for seed in seeds:
        generator = torch.Generator().manual_seed(seed)
        hidden, output = (
            nn.Linear(*ends, dtype=torch.float64) for ends in ((1, units), (units, 1))
        )
        for parameter, bound in (
            (hidden.weight, 1.0),
            (hidden.bias, 1.0),
            (output.weight, units**-0.5),
            (output.bias, units**-0.5),
        ):
            nn.init.uniform_(parameter, -bound, bound, generator=generator)
        if zero:
            nn.init.zeros_(hidden.weight)
            nn.init.zeros_(hidden.bias)
        networks.append(nn.Sequential(hidden, _Elementwise(spelling), output))
        if prepare is not None:
            prepare(networks[-1])
    x, y = cubic_points()
    return fit(Ensemble(networks), x, y, steps=steps, learning_rate=1e-2)[-1].numpy()


def zero_shares(rng: np.random.Generator, draws: int = 4_000_000) -> dict[torch.dtype, float]:
    """How often ``w x + b`` is exactly 0 for standard normal `w`, `x` and `b`, by format.

    Parameters
    ----------
    rng : numpy.random.Generator
        The source.
    draws : int
        The number of pre-activations.

    Returns
    -------
    dict of torch.dtype to float
        The share of zeros among them.
    """
    normal = [torch.from_numpy(rng.standard_normal(draws)) for _ in range(3)]
    shares = {}
    for dtype in FORMATS:
        w, x, b = (numbers.to(dtype) for numbers in normal)
        shares[dtype] = float((w * x + b == 0).double().mean())
    return shares
