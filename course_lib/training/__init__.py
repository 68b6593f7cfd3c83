"""The training loop, and what it shows about activations."""

from course_lib.training.comparison import Outcomes, fit_sine
from course_lib.training.fitting import fit

__all__ = ["Outcomes", "fit", "fit_sine"]
