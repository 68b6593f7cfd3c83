"""Floating-point formats, distances in units in the last place, and error-free transformations.

Everything here works on NumPy arrays and torch tensors alike, through their array namespace ``xp``
(see `array_api_compat`).
"""

import math
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
    error = shadow - total
    error += a
    shadow -= b
    error -= shadow
    return total, error


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
    product, error = two_prod_within(a, b)
    none = xp.zeros_like(product)
    return product, none if isinstance(error, int) else xp.where(xp.isfinite(error), error, none)


def two_prod_within(a: Any, b: Any) -> tuple[Any, Any]:
    """`two_prod` for factors below ``2^996`` whose product is finite, without a check.

    A number that is a power of two, as a factor, makes the product exact: then the error is the
    number 0.

    Parameters
    ----------
    a, b : array or float
        Broadcastable float64 arrays, or numbers.

    Returns
    -------
    tuple of array
        The rounded product, and the error.
    """
    product = a * b
    if _is_power_of_two(a) or _is_power_of_two(b):
        return product, 0
    a_high, a_low = _split(a)
    b_high, b_low = (a_high, a_low) if b is a else _split(b)
    error = a_high * b_high
    error -= product
    error += a_low * b_high
    error += a_high * b_low
    error += a_low * b_low
    return product, error


def head(xp: Any, x: Any) -> Any:
    """`x` rounded to the 24 bits of a float32: the product of two such numbers is exact.

    `x` itself under proof.

    Parameters
    ----------
    xp : namespace
        The arrays' namespace.
    x : array
        Float64, in float32's range.

    Returns
    -------
    array
        Float64, a new array.
    """
    if hasattr(xp, "exact"):
        return x
    return xp.astype(xp.astype(x, xp.float32), xp.float64)


def square(xp: Any, x: Any) -> tuple[Any, Any]:
    """``x^2`` for `x` in float32's range, rounded, and its rounding error to some 13 digits.

    Parameters
    ----------
    xp : namespace
        The arrays' namespace.
    x : array
        Float64.

    Returns
    -------
    tuple of array
        The rounded square, and the error.
    """
    front = head(xp, x)
    rest = x - front
    rest *= front + x
    front *= front
    return fast_two_sum(front, rest)


def fast_two_sum(a: Any, b: Any) -> tuple[Any, Any]:
    """`two_sum` for ``|a| >= |b|``, in three operations; both arrays are used up.

    Parameters
    ----------
    a, b : array
        Arrays of one shape and dtype.

    Returns
    -------
    tuple of array
        The rounded sum, and the error.

    References
    ----------
    Dekker (1971), doi:10.1007/BF01397083.
    """
    total = a + b
    a -= total
    b += a
    return total, b


def quotient(xp: Any, a: Any, b: Any, low: Any = 0) -> tuple[Any, Any]:
    """``(a + low) / b`` as the float64 nearest to ``a / b``, and what that one misses.

    The remainder is ``a - q b``, with the exact error of the product. Where it is not finite, it is
    given as 0; and as the number 0 if `b` is a number that is a power of two, and `low` none.

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
    if _is_power_of_two(b) and isinstance(low, int):
        return q, 0
    product, error = two_prod(xp, q, b)
    missed = (((a - product) - error) + low) / b
    return q, xp.where(xp.isfinite(missed), missed, xp.zeros_like(missed))


def _is_power_of_two(factor: Any) -> bool:
    return isinstance(factor, int | float) and abs(math.frexp(factor)[0]) == 0.5


def _split(a: Any) -> tuple[Any, Any]:
    high = 134217729 * a  # 2^27 + 1; an integer, so that the proof of a form stays exact
    high -= high - a
    return high, a - high
