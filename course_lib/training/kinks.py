"""Where the kinks of ReLU units lie: inside an interval of inputs, or out of its reach."""

from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import ArrayLike, NDArray


class Kinds(NamedTuple):
    """What units ``relu(w x + b)`` are on inputs from ``-radius`` to ``radius``; each a bool array.

    Attributes
    ----------
    bent : numpy.ndarray
        The kink lies inside.
    linear : numpy.ndarray
        No kink inside, and never off: the unit is affine there.
    dead : numpy.ndarray
        No kink inside, and never on: the unit is 0 there.
    """

    bent: NDArray[np.bool_]
    linear: NDArray[np.bool_]
    dead: NDArray[np.bool_]


def unit_kinds(w: ArrayLike, b: ArrayLike, radius: float = 1.0) -> Kinds:
    """Sort units with one input by what they are on an interval.

    On ``[-radius, radius]`` the pre-activation ``w x + b`` runs from ``b - radius |w|`` to
    ``b + radius |w|``, so the kink lies inside if ``|b| < radius |w|``.

    Parameters
    ----------
    w, b : array_like
        The units' weights and biases, of one shape.
    radius : float
        Half the length of the interval, positive.

    Returns
    -------
    Kinds
        For each unit, which of the three it is.

    Raises
    ------
    ValueError
        If `radius` is not positive and finite.
    """
    if not 0 < radius < np.inf:
        raise ValueError(f"radius must be positive and finite, got {radius}")
    reach, bias = radius * np.abs(np.asarray(w)), np.asarray(b)
    return Kinds(
        bent=np.abs(bias) < reach, linear=bias >= reach, dead=(bias <= -reach) & (bias < 0)
    )


def default_units(count: int, generator: torch.Generator) -> tuple[NDArray[np.float64], ...]:
    """Weights and biases of a layer with one input, as `torch.nn.Linear` draws them.

    With one input both are uniform on [-1, 1].

    Parameters
    ----------
    count : int
        The number of units.
    generator : torch.Generator
        The source.

    Returns
    -------
    tuple of numpy.ndarray
        `w` and `b`, each of shape ``(count,)``.
    """
    draws = torch.rand(2, count, generator=generator, dtype=torch.float64)
    w, b = 2 * draws.numpy() - 1
    return w, b
