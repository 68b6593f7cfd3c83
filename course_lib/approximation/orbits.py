"""Orbits of the tent map in floats: every step is exact, and all of them end at 0."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from course_lib.approximation.depth import tent_network
from course_lib.floats import FloatFormat
from course_lib.networks.explicit import Array

_MOST = 2000  # more than the bits of the smallest float64 above 0


def uniform_floats(count: int, form: FloatFormat, rng: np.random.Generator) -> Array:
    """Draw reals uniform on [0, 1], each cut down to the next float below.

    Unlike `numpy.random.Generator.random`, which draws multiples of a fixed number, small ones keep
    all their bits.

    Parameters
    ----------
    count : int
        How many.
    form : FloatFormat
        One that NumPy computes in.
    rng : numpy.random.Generator
        The source.

    Returns
    -------
    numpy.ndarray
        In the format's dtype, shape ``(count,)``.
    """
    exponents = np.minimum(rng.geometric(0.5, size=count), -form.min_exponent)
    fractions = rng.integers(0, 2 ** (form.precision - 1), size=count)
    significands = 1 + fractions * form.epsilon
    drawn: Array = np.ldexp(significands, -exponents).astype(form.dtype)
    return drawn


def steps_to_zero(starts: Array) -> NDArray[np.int64]:
    """After how many steps of the tent map an orbit is exactly 0, for good.

    Parameters
    ----------
    starts : numpy.ndarray
        Floats of [0, 1], shape ``(n,)``.

    Returns
    -------
    numpy.ndarray
        The numbers of steps, shape ``(n,)``.

    Raises
    ------
    ValueError
        If a start lies outside [0, 1].
    """
    if not ((starts >= 0) & (starts <= 1)).all():
        raise ValueError("expected starts in [0, 1]")
    step = tent_network(1, starts.dtype.type)
    steps = np.zeros(len(starts), dtype=np.int64)
    x = starts[:, None]
    for _ in range(_MOST):
        alive = x[:, 0] != 0
        if not alive.any():
            break
        steps += alive
        x = step(x)
    return steps


def surviving_share(steps: ArrayLike, precision: int) -> NDArray[np.float64]:
    r"""The share of orbits that are not yet 0 after some steps, for uniform starts.

    A start below 1 has `precision` bits from its first 1 on. If :math:`e` zeros stand before them
    and the last :math:`j` of them are 0, its orbit needs :math:`p + 1 + e - j` steps; `e` and `j`
    are independent and geometric, so the number is symmetric about :math:`p + 1`.

    Parameters
    ----------
    steps : array_like
        Numbers of steps, integers.
    precision : int
        The bits of the significand, `p`, the hidden one included.

    Returns
    -------
    numpy.ndarray
        Shares, of the shape of `steps`.
    """
    beyond = np.asarray(steps) - precision
    late = 2.0 ** (1 - np.maximum(beyond, 1)) / 3
    early = 1 - 2.0 ** np.minimum(beyond, 0) / 3
    shares: NDArray[np.float64] = np.where(beyond > 0, late, early)
    return shares
