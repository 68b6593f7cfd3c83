"""Builds one self-contained figure with a slider from given curves; computes nothing."""

from course_lib.interactive.parts import Changing, Control, Moving
from course_lib.interactive.slider import Slider, slider

__all__ = ["Changing", "Control", "Moving", "Slider", "slider"]
