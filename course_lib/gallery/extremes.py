"""The least value of an activation and the greatest size of its slope, over the whole line."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np
import sympy as sp
from flint import arb, ctx

from course_lib.activations.definition import Activation, Z
from course_lib.activations.reference import in_balls
from course_lib.gallery.balls import BITS, Function, over_balls, real_ball
from course_lib.gallery.pieces import smooth_pieces

CELLS: Final = 240
"""The parts of a piece in which a change of sign is looked for, within `NEAR` of 0."""

NEAR: Final = 12

BEYOND: Final = tuple(NEAR * 1.2**k for k in range(1, 45))
"""Farther points, up to 36,000: a gate of small sharpness has its dip out there."""


class Lowest(NamedTuple):
    """The greatest lower bound of an activation.

    Attributes
    ----------
    value : flint.arb
        The bound; minus infinity if there is none.
    at : flint.arb or None
        The one point where it is taken, None if it is taken nowhere or in many points.
    """

    value: arb
    at: arb | None


def infimum(activation: Activation) -> Lowest:
    """The greatest lower bound of an activation, and where it is taken.

    Parameters
    ----------
    activation : Activation
        The record.

    Returns
    -------
    Lowest
        The value and the place.
    """
    with ctx.workprec(BITS):
        found = list(_candidates(activation, 0))
        value = min((ball for _, ball in found), key=_middle)
        places = [at for at, ball in found if ball.overlaps(value)]
        return Lowest(value, places[0] if len(places) == 1 else None)


def steepest(activation: Activation) -> arb:
    """The least Lipschitz constant of an activation, infinite if there is none.

    Parameters
    ----------
    activation : Activation
        The record.

    Returns
    -------
    flint.arb
        A ball that holds the greatest size of the slope.
    """
    if any(point.kind == "jump" for point in activation.singular_points):
        return arb.pos_inf()
    with ctx.workprec(BITS):
        return max((abs(ball) for _, ball in _candidates(activation, 1)), key=_middle)


def _middle(ball: arb) -> float:
    return float(ball.mid())


def _candidates(activation: Activation, order: int) -> Iterator[tuple[arb | None, arb]]:
    """Where a derivative may be extreme, with its value: turning points, joints and limits."""
    limit = activation.value if order == 0 else activation.derivative
    yield from ((None, arb(limit(float(end)))) for end in (-np.inf, np.inf))
    jumps = [point.at for point in activation.singular_points if point.kind == "jump"]
    for low, high, formula in smooth_pieces(activation):
        inner = over_balls(sp.diff(formula, Z, order))
        slope = over_balls(sp.diff(formula, Z, order + 1))
        for end in (low, high):
            if end.is_finite:
                place = in_balls((), end)()
                # at a jump the other side may have the point itself
                yield None if end in jumps else place, real_ball(inner, place)
        for at in _roots(slope, _points(low, high)):
            yield at, real_ball(inner, at)


def _points(low: sp.Expr, high: sp.Expr) -> list[arb]:
    start, end = (in_balls((), edge)() for edge in (sp.Max(low, -NEAR), sp.Min(high, NEAR)))
    left = [arb(-far) for far in reversed(BEYOND)] if low == -sp.oo else []
    right = [arb(far) for far in BEYOND] if high == sp.oo else []
    return [*left, *(start + (end - start) * k / CELLS for k in range(CELLS + 1)), *right]


def _roots(function: Function, points: list[arb]) -> Iterator[arb]:
    """Bisect wherever the sign changes; points at which it cannot be told are left out."""
    decided = [(x, sign) for x in points if (sign := _sign(function, x))]
    for (left, before), (right, after) in pairwise(decided):
        if before != after:
            yield _bisected(function, left, right, before)


def _sign(function: Function, x: arb) -> int:
    ball = real_ball(function, x)
    return 1 if ball > 0 else -1 if ball < 0 else 0


def _bisected(function: Function, left: arb, right: arb, before: int) -> arb:
    for _ in range(BITS):
        middle = ((left + right) / 2).mid()
        sign = _sign(function, middle)
        if sign == 0:
            return middle
        left, right = (middle, right) if sign == before else (left, middle)
    return left.union(right)
