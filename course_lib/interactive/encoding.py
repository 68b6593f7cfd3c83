"""Frames as short text: positions in twentieths of a point, as differences of differences."""

from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

PER_POINT: Final = 20
"""Steps of the grid to which positions are rounded, for each point (1/72 inch) of the figure."""
FARTHEST: Final = 2**20
"""Steps from the figure's corner beyond which a position is moved in: 100 figures away."""

DIGITS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
GAP: Final = "."

Positions = NDArray[np.float64]


def quantize(positions: Positions) -> Positions:
    """Round positions to the grid, in its whole steps.

    Parameters
    ----------
    positions : ndarray
        Positions in points, of any shape.

    Returns
    -------
    ndarray
        Whole numbers, and NaN where a position is not finite.
    """
    farthest = FARTHEST / PER_POINT
    inside = np.clip(np.where(np.isfinite(positions), positions, np.nan), -farthest, farthest)
    rounded: Positions = np.rint(inside * PER_POINT) + 0.0  # not -0
    return rounded


def encode(frames: Positions) -> str:
    """Write frames as text.

    Each number is what a straight line through the two before it leaves to be said: little, along
    a smooth curve. It is written in base 64, the lowest five bits first, a sixth saying that more
    follow, its sign in the very lowest. A missing point is ``.``. Each frame starts anew.

    Parameters
    ----------
    frames : ndarray
        Whole numbers and NaN, of shape ``(frames, points)``.

    Returns
    -------
    str
        Letters, digits, ``+``, ``/`` and ``.``: safe in JSON and in HTML.
    """
    return "".join(piece for frame in frames.tolist() for piece in _encoded(frame))


def _encoded(frame: list[float]) -> list[str]:
    pieces: list[str] = []
    last = slope = count = 0
    for position in frame:
        if position != position:
            pieces.append(GAP)
            continue
        value = int(position)
        pieces.append(_written(value - last - slope))
        slope = value - last if count else 0
        last, count = value, count + 1
    return pieces


def _written(number: int) -> str:
    rest = 2 * number if number >= 0 else -2 * number - 1
    digits = []
    while rest > 31:
        digits.append(DIGITS[32 + rest % 32])
        rest //= 32
    return "".join(digits) + DIGITS[rest]


def decode(text: str, points: int) -> Positions:
    """Read frames that `encode` wrote.

    Parameters
    ----------
    text : str
        What it returned.
    points : int
        The points of one frame.

    Returns
    -------
    ndarray
        The frames, of shape ``(frames, points)``.

    Raises
    ------
    ValueError
        If the text does not hold whole frames.
    """
    differences = list(_read(text))
    if not differences or len(differences) % points:
        raise ValueError(f"expected frames of {points} points, got {len(differences)} numbers")
    starts = range(0, len(differences), points)
    frames = [_decoded(differences[start : start + points]) for start in starts]
    return np.array(frames, dtype=np.float64)


def _read(text: str) -> Iterator[int | None]:
    rest = shift = 0
    for digit in text:
        if digit == GAP:
            yield None
            continue
        bits = DIGITS.index(digit)
        rest += (bits % 32) << shift
        shift += 5
        if bits < 32:
            yield -(rest + 1) // 2 if rest % 2 else rest // 2
            rest = shift = 0
    if shift:
        raise ValueError(f"the last number lacks its end: {text[-8:]!r}")


def _decoded(differences: list[int | None]) -> list[float]:
    frame: list[float] = []
    last = slope = count = 0
    for difference in differences:
        if difference is None:
            frame.append(np.nan)
            continue
        value = last + slope + difference
        slope = value - last if count else 0
        last, count = value, count + 1
        frame.append(value)
    return frame
