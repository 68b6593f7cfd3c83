"""Floating-point formats, distances in units in the last place, and error-free transformations.

Everything here works on NumPy arrays and torch tensors alike, through their array namespace ``xp``
(see `array_api_compat`).
"""

from dataclasses import dataclass
from typing import Any, Final

import ml_dtypes
import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class FloatFormat:
    """A binary floating-point format, as IEEE 754 describes one.

    Attributes
    ----------
    name : str
        The name that NumPy, `ml_dtypes` and torch share, such as ``"float32"``.
    precision : int
        Bits of the significand, the hidden one included.
    min_exponent, max_exponent : int
        The least and greatest ``e`` of the normal numbers ``m 2^e``, with ``1 <= m < 2``.
    """

    name: str
    precision: int
    min_exponent: int
    max_exponent: int

    @property
    def epsilon(self) -> float:
        """The distance from 1 to the next larger number, ``2^(1 - precision)``."""
        return float(2.0 ** (1 - self.precision))

    @property
    def smallest_normal(self) -> float:
        """The least positive normal number, ``2^min_exponent``."""
        return float(2.0**self.min_exponent)

    @property
    def smallest_subnormal(self) -> float:
        """The least positive number, and the spacing of all numbers below `smallest_normal`."""
        return float(2.0 ** (self.min_exponent - self.precision + 1))

    @property
    def largest(self) -> float:
        """The greatest finite number, ``(2 - epsilon) 2^max_exponent``."""
        return float((2.0 - self.epsilon) * 2.0**self.max_exponent)

    @property
    def dtype(self) -> np.dtype[Any]:
        """The NumPy dtype (bfloat16's comes from `ml_dtypes`)."""
        return np.dtype(getattr(ml_dtypes, self.name, self.name))


FORMATS: Final = {
    form.name: form
    for form in (
        FloatFormat("float16", 11, -14, 15),
        FloatFormat("bfloat16", 8, -126, 127),
        FloatFormat("float32", 24, -126, 127),
        FloatFormat("float64", 53, -1022, 1023),
    )
}


def covering_points(form: FloatFormat, per_binade: int, rng: np.random.Generator) -> NDArray[Any]:
    """Points that visit every binade of both signs, and every special number.

    Parameters
    ----------
    form : FloatFormat
        The format whose numbers are drawn.
    per_binade : int
        Random significands in each binade, subnormal binades included; its end points come on top.
    rng : numpy.random.Generator
        The source of the significands.

    Returns
    -------
    numpy.ndarray
        A one-dimensional array of ``form.dtype``: +-0, subnormals, the end points and `per_binade`
        inner points of each binade, +-largest, +-inf and NaN. Each appears once.

    Raises
    ------
    ValueError
        If `per_binade` is negative.
    """
    if per_binade < 0:
        raise ValueError(f"per_binade must be at least 0, got {per_binade}")
    exponents = np.arange(form.min_exponent - form.precision + 1, form.max_exponent + 1)
    significands = np.concatenate(
        [
            np.ones((len(exponents), 1)),
            1.0 + rng.random((len(exponents), per_binade)),
            np.full((len(exponents), 1), 2.0 - form.epsilon),
        ],
        axis=1,
    )
    with np.errstate(over="ignore"):  # a significand that rounds up to 2 in the last binade
        positive = np.ldexp(significands, exponents[:, None]).ravel().astype(form.dtype)
    positive = np.unique(positive[np.isfinite(positive.astype(np.float64))])
    special = np.array([0.0, -0.0, np.inf, -np.inf, np.nan]).astype(form.dtype)
    return np.concatenate([positive, -positive, special])


def ulp(x: NDArray[np.float64], form: FloatFormat) -> NDArray[np.float64]:
    """The spacing of `form`'s numbers around `x`: one unit in the last place.

    Below the normal range it is the smallest subnormal; at or beyond the largest number it is the
    spacing of the last binade.

    Parameters
    ----------
    x : numpy.ndarray
        Real values, as float64; any shape.
    form : FloatFormat
        The format.

    Returns
    -------
    numpy.ndarray
        Spacings, float64, of `x`'s shape; NaN where `x` is NaN.
    """
    size = np.clip(np.abs(x), form.smallest_subnormal, form.largest)
    exponent = np.frexp(size)[1] - 1
    exponent = np.clip(exponent, form.min_exponent, form.max_exponent)
    spacing = np.ldexp(1.0, exponent - form.precision + 1)
    return np.asarray(np.where(np.isnan(x), np.nan, spacing))


def two_sum(a: Any, b: Any) -> tuple[Any, Any]:
    """``a + b`` as a float and its exact rounding error.

    Knuth's algorithm, six operations: ``s + error == a + b`` exactly, barring overflow.

    Parameters
    ----------
    a, b : array
        Broadcastable arrays of one dtype.

    Returns
    -------
    tuple of array
        The rounded sum, and the error.

    References
    ----------
    Ogita, Rump & Oishi (2005), "Accurate sum and dot product", doi:10.1137/030601818.
    """
    total = a + b
    shadow = total - a
    return total, (a - (total - shadow)) + (b - shadow)


def two_prod(xp: Any, a: Any, b: Any) -> tuple[Any, Any]:
    """``a * b`` as a float64 and its exact rounding error.

    Dekker's product with Veltkamp's splitting: ``p + error == a * b`` exactly wherever neither the
    product nor the splitting (beyond ``2^996``) overflows and the error is no subnormal. Where the
    product is not finite, or too large to be split, the error is given as 0.

    Parameters
    ----------
    xp : namespace
        The arrays' namespace.
    a, b : array
        Broadcastable float64 arrays.

    Returns
    -------
    tuple of array
        The rounded product, and the error.

    References
    ----------
    Ogita, Rump & Oishi (2005), "Accurate sum and dot product", doi:10.1137/030601818.
    """
    product = a * b
    a_high, a_low = _split(a)
    b_high, b_low = _split(b)
    error = a_low * b_low - (((product - a_high * b_high) - a_low * b_high) - a_high * b_low)
    return product, xp.where(xp.isfinite(error), error, xp.zeros_like(error))


def quotient(xp: Any, a: Any, b: Any, low: Any = 0) -> tuple[Any, Any]:
    """``(a + low) / b`` as the float64 nearest to ``a / b``, and what that one misses.

    The remainder is ``a - q b``, with the exact error of the product. Where it is not finite, it is
    given as 0.

    Parameters
    ----------
    xp : namespace
        The arrays' namespace.
    a : array
        Float64.
    b : array or float
        Float64, broadcastable, not 0.
    low : array or float
        A part that `a` misses.

    Returns
    -------
    tuple of array
        The quotient, and what it misses, to about 16 digits.
    """
    q = a / b
    product, error = two_prod(xp, q, b)
    missed = (((a - product) - error) + low) / b
    return q, xp.where(xp.isfinite(missed), missed, xp.zeros_like(missed))


def scaled_exp(xp: Any, a: Any, b: Any, numerator: Any = 1, denominator: Any = 1) -> Any:
    """``numerator * exp(a * b) / denominator`` for ``a * b <= 0``, without the two usual losses.

    The rounding of ``a * b`` would be magnified by ``|a * b|``: its error `l` is folded back in as
    ``exp(h + l) = exp(h) + l exp(h)``. Where ``exp(h)`` would be subnormal, it is computed ``e^64``
    times too large and brought down by the last multiplication, so that only that one rounds.

    Parameters
    ----------
    xp : namespace
        The arrays' namespace.
    a, b, numerator, denominator : array or float
        Broadcastable float64 arrays; the last two may be numbers, between 1e-20 and 1e20 in size.

    Returns
    -------
    array
        The scaled exponential, within about 2 ULP.
    """
    high, low = two_prod(xp, a, b)
    deep = high < -640
    exponential = xp.exp(xp.where(deep, high + 64, high))
    lifted = numerator * (exponential + exponential * low) / denominator
    return xp.where(deep, lifted * xp.exp(-64 * xp.ones_like(high)), lifted)


def one_plus(e: Any) -> tuple[Any, Any]:
    """``1 + e`` for ``0 <= e <= 1``, rounded, and its exact rounding error relative to that.

    Parameters
    ----------
    e : array
        Float64.

    Returns
    -------
    tuple of array
        ``u`` and ``r`` with ``1 + e = u (1 + r)``, up to the rounding of `r`.
    """
    u = 1 + e
    return u, (e - (u - 1)) / u


def _split(a: Any) -> tuple[Any, Any]:
    shifted = 134217729 * a  # 2^27 + 1; an integer, so that the proof of a form stays exact
    high = shifted - (shifted - a)
    return high, a - high
