"""Small drawings of an activation and its slope, all in the same frame."""

import html
from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from course_lib.activations.definition import Activation
from course_lib.interactive.drawing import path
from course_lib.interactive.encoding import quantize

LEFT, RIGHT, BOTTOM, TOP = -4, 4, -2, 4
UNIT: Final = 30
"""Units of the drawing for 1: the axes have one scale, so that a slope of 1 is a diagonal."""

STEPS: Final = 12
"""Points for each 1 on the axis."""

_SAID: Final = (-4.0, -2.0, 0.0, 2.0, 4.0)
Floats = NDArray[np.float64]


def curve(activation: Activation, order: int) -> str:
    """The ``d`` of a path that shows the activation (order 0) or its slope (order 1).

    The line is cut where it jumps. Positions are rounded to a twentieth of a unit.
    """
    function = activation.value if order == 0 else activation.derivative
    across: list[Floats] = []
    down: list[Floats] = []
    for z in _runs(activation):
        places, heights = _straightened(*_on_paper(z, function(z)))
        across += [places, np.array([np.nan])]
        down += [heights, np.array([np.nan])]
    return path(quantize(np.concatenate(across)), quantize(np.concatenate(down)))


def _runs(activation: Activation) -> list[Floats]:
    """Points on each smooth piece: at its ends the nearest numbers inside."""
    joints = sorted({float(point.at) for point in activation.singular_points})
    joints = [joint for joint in joints if LEFT < joint < RIGHT]
    lows = [float(LEFT), *(np.nextafter(joint, np.inf) for joint in joints)]
    highs = [*(np.nextafter(joint, -np.inf) for joint in joints), float(RIGHT)]
    inner = np.arange(LEFT * STEPS, RIGHT * STEPS + 1) / STEPS
    return [
        np.concatenate([[low], inner[(low < inner) & (inner < high)], [high]])
        for low, high in zip(lows, highs, strict=True)
    ]


def _on_paper(z: Floats, values: Floats) -> tuple[Floats, Floats]:
    """Positions in units, a little beyond the frame at most."""
    heights = np.clip(values, BOTTOM - 1, TOP + 1)
    return (z - LEFT) * UNIT, (TOP - heights) * UNIT


def _straightened(across: Floats, down: Floats) -> tuple[Floats, Floats]:
    """Leave out the points in the middle of a level line."""
    steps = quantize(down)
    level = (steps[1:-1] == steps[:-2]) & (steps[1:-1] == steps[2:])
    kept = np.concatenate([[True], ~level, [True]])
    return across[kept], down[kept]


def said(function: Callable[[Floats], Floats]) -> str:
    """A few values in words, for who cannot see the drawing."""
    values = function(np.array(_SAID))
    listed = ", ".join(f"{value:.3g}" for value in values + 0.0)  # not -0
    places = ", ".join(f"{z:g}" for z in _SAID)
    return f"{listed} at {places}".replace("-", "−")


def drawing(alt: str, *paths: tuple[str, str]) -> str:
    """An SVG element with the common frame.

    Parameters
    ----------
    alt : str
        What it shows, in words.
    *paths : tuple of str
        Each a class, which the style sheet gives its look, and the ``d``.

    Returns
    -------
    str
        The element.
    """
    width, height = (RIGHT - LEFT) * UNIT, (TOP - BOTTOM) * UNIT
    grid = "".join(
        [f"M{(z - LEFT) * UNIT} 0V{height}" for z in range(LEFT + 1, RIGHT) if z]
        + [f"M0 {(TOP - y) * UNIT}H{width}" for y in range(BOTTOM + 1, TOP) if y]
    )
    axes = f"M0 {TOP * UNIT}H{width}M{-LEFT * UNIT} 0V{height}"
    lines = "".join(f'<path class="{look}" d="{d}"/>' for look, d in paths)
    return (
        f'<svg viewBox="0 0 {width} {height}" role="img" aria-label="{html.escape(alt)}">'
        f'<path class="gallery-grid" d="{grid}"/><path class="gallery-axes" d="{axes}"/>'
        f"{lines}{_numbers()}</svg>"
    )


def _numbers() -> str:
    below, beside = TOP * UNIT + 12, -LEFT * UNIT - 4
    across = [(z, (z - LEFT) * UNIT, below, "middle") for z in (-2, 2)]
    up = [(y, beside, (TOP - y) * UNIT + 4, "end") for y in (2,)]
    return "".join(
        f'<text x="{x}" y="{y}" text-anchor="{anchor}">{number}</text>'.replace(">-", ">−")
        for number, x, y, anchor in across + up
    )
