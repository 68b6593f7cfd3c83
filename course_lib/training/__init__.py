"""The training loop, and what it shows about activations."""

from course_lib.training.comparison import Outcomes, fit_sine
from course_lib.training.fitting import fit
from course_lib.training.waking import steps_to_wake

__all__ = ["Outcomes", "fit", "fit_sine", "steps_to_wake"]
