"""Hidden layers whose activation is a power: polynomials, whatever the width."""

import math
from typing import Any, Final

import numpy as np
from flint import fmpz_mat
from numpy.typing import NDArray

RANGE: Final = 9
"""Weights, biases and inputs are drawn from the integers up to this size."""


def monomials(variables: int, degree: int, *, biases: bool = True) -> int:
    r"""How many monomials there are: :math:`\binom{d + k}{k}` of degree up to `k` in `d` variables.

    Parameters
    ----------
    variables, degree : int
        The numbers `d` and `k`.
    biases : bool
        Without biases only those of degree `k` exactly count, :math:`\binom{d + k - 1}{k}`.

    Returns
    -------
    int
        Their number.
    """
    return math.comb(variables + degree - (not biases), degree)


def power_rank(
    variables: int,
    degree: int,
    width: int,
    rng: np.random.Generator,
    *,
    samples: int = 100,
    biases: bool = True,
) -> int:
    r"""The exact rank of a hidden matrix with the activation :math:`z^k`.

    Its entries are :math:`(w_i \cdot x_j + b_i)^k` for random integer weights, biases and inputs,
    and its rank is found in integers, without rounding.

    Parameters
    ----------
    variables : int
        The number of inputs.
    degree : int
        The power `k`.
    width : int
        The number of units.
    rng : numpy.random.Generator
        The source of the integers.
    samples : int
        The number of inputs `x_j`.
    biases : bool
        Whether the units have biases.

    Returns
    -------
    int
        The rank, at most the number of `monomials`.
    """
    x = rng.integers(-RANGE, RANGE + 1, size=(samples, variables))
    w = rng.integers(-RANGE, RANGE + 1, size=(width, variables))
    b = rng.integers(-RANGE, RANGE + 1, size=width) if biases else np.zeros(width, dtype=np.int64)
    z: NDArray[Any] = (x @ w.T + b).astype(object)  # Python's integers do not overflow
    return int(fmpz_mat((z**degree).tolist()).rank())
