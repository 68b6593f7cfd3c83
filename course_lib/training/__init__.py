"""The training loop, and what it shows about activations."""

from course_lib.training.at_zero import SPELLINGS, fit_from_zero, slope_at, zero_shares
from course_lib.training.comparison import Outcomes, fit_sine
from course_lib.training.cubic import (
    CubicFits,
    Frames,
    cubic_network,
    cubic_points,
    fit_cubic,
    watch_cubic,
)
from course_lib.training.descent import descend, steps_to_fit
from course_lib.training.dying import Runs, Watched, is_dead, train_rectifiers, watch_units
from course_lib.training.fitting import fit
from course_lib.training.free_knots import FreeKnots, fit_free_knots
from course_lib.training.history import History, fit_recorded
from course_lib.training.kinks import Kinds, default_units, unit_kinds
from course_lib.training.learned_slopes import learn_slopes, prelu_slope_gradient
from course_lib.training.recovery import line_error, recover, slope_of
from course_lib.training.shifting import shifted
from course_lib.training.waking import steps_to_wake

__all__ = [
    "SPELLINGS",
    "CubicFits",
    "Frames",
    "FreeKnots",
    "History",
    "Kinds",
    "Outcomes",
    "Runs",
    "Watched",
    "cubic_network",
    "cubic_points",
    "default_units",
    "descend",
    "fit",
    "fit_cubic",
    "fit_free_knots",
    "fit_from_zero",
    "fit_recorded",
    "fit_sine",
    "is_dead",
    "learn_slopes",
    "line_error",
    "prelu_slope_gradient",
    "recover",
    "shifted",
    "slope_at",
    "slope_of",
    "steps_to_fit",
    "steps_to_wake",
    "train_rectifiers",
    "unit_kinds",
    "watch_cubic",
    "watch_units",
    "zero_shares",
]
