"""The training loop, and what it shows about activations."""

from course_lib.training.comparison import Outcomes, fit_sine
from course_lib.training.descent import descend, steps_to_fit
from course_lib.training.fitting import fit
from course_lib.training.shifting import shifted
from course_lib.training.waking import steps_to_wake

__all__ = [
    "Outcomes",
    "descend",
    "fit",
    "fit_sine",
    "shifted",
    "steps_to_fit",
    "steps_to_wake",
]
