"""Draws on a given axis; computes nothing."""

from course_lib.plotting.curves import (
    curve,
    label_curve,
    measured,
    points,
    shade,
    through_zero,
)
from course_lib.plotting.style import SERIES, use_style

__all__ = [
    "SERIES",
    "curve",
    "label_curve",
    "measured",
    "points",
    "shade",
    "through_zero",
    "use_style",
]
