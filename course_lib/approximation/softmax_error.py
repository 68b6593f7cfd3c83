"""How far computed shares are from the true ones, in units in the last place."""

from typing import Final

import numpy as np
from flint import arb, ctx
from numpy.typing import NDArray

from course_lib.floats import FORMATS, ulp

_BITS: Final = 1400  # a leading share may be e^-700 short of 1


def softmax_errors(
    computed: NDArray[np.float64], scores: NDArray[np.float64], *, log: bool = False
) -> NDArray[np.float64]:
    r"""The errors of a computed softmax, or of its logarithm, against ball arithmetic.

    Parameters
    ----------
    computed : numpy.ndarray
        Float64, shape ``(rows, n)``: the shares of each row, or their logarithms.
    scores : numpy.ndarray
        The float64 numbers they were computed from, of the same shape.
    log : bool
        Whether `computed` holds :math:`\log s_i` instead of :math:`s_i`.

    Returns
    -------
    numpy.ndarray
        Errors in units in the last place that a float64 has at the true value, of that shape.

    Raises
    ------
    ValueError
        If the shapes differ, or are not ``(rows, n)``.
    """
    if computed.shape != scores.shape or scores.ndim != 2:
        raise ValueError(f"expected two arrays (rows, n), got {computed.shape}, {scores.shape}")
    before, ctx.prec = ctx.prec, _BITS
    try:
        rows = zip(computed.tolist(), scores.tolist(), strict=True)
        return np.array([_errors(row, x, log) for row, x in rows])
    finally:
        ctx.prec = before


def _errors(computed: list[float], scores: list[float], log: bool) -> list[float]:
    sizes = [arb(x).exp() for x in scores]
    total = sum(sizes, arb(0))
    shares = [size / total for size in sizes]
    true = [share.log() for share in shares] if log else shares
    return [_error(number, exact) for number, exact in zip(computed, true, strict=True)]


def _error(number: float, exact: arb) -> float:
    if not np.isfinite(number):
        return np.inf
    unit = float(ulp(np.array(float(exact.mid())), FORMATS["float64"]))
    return float(abs(arb(number) - exact).mid()) / unit
