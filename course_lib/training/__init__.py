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
from course_lib.training.folding import folded_silu
from course_lib.training.free_knots import FreeKnots, fit_free_knots
from course_lib.training.history import History, fit_recorded
from course_lib.training.kinks import Kinds, default_units, unit_kinds
from course_lib.training.learned_sharpness import Sharpened, fit_one_layer, learn_sharpness
from course_lib.training.learned_slopes import learn_slopes, prelu_slope_gradient
from course_lib.training.recovery import line_error, recover, slope_of
from course_lib.training.shifting import shifted
from course_lib.training.tangent import (
    Task,
    descend_networks,
    linearized_losses,
    random_task,
    tangent_spectra,
)
from course_lib.training.turning import turning_times
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
    "Sharpened",
    "Task",
    "Watched",
    "cubic_network",
    "cubic_points",
    "default_units",
    "descend",
    "descend_networks",
    "fit",
    "fit_cubic",
    "fit_free_knots",
    "fit_from_zero",
    "fit_one_layer",
    "fit_recorded",
    "fit_sine",
    "folded_silu",
    "is_dead",
    "learn_sharpness",
    "learn_slopes",
    "line_error",
    "linearized_losses",
    "prelu_slope_gradient",
    "random_task",
    "recover",
    "shifted",
    "slope_at",
    "slope_of",
    "steps_to_fit",
    "steps_to_wake",
    "tangent_spectra",
    "train_rectifiers",
    "turning_times",
    "unit_kinds",
    "watch_cubic",
    "watch_units",
    "zero_shares",
]
