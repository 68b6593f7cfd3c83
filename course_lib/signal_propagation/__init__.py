"""Random signals through activations: theory by quadrature, measurement by sampling."""

from course_lib.signal_propagation.born_dead import born_dead_chance, count_born_dead
from course_lib.signal_propagation.conditioning import condition_number
from course_lib.signal_propagation.deep_network import (
    Expected,
    Signals,
    expected_signals,
    propagate,
)
from course_lib.signal_propagation.gaussian import gaussian_mean, sampled_mean
from course_lib.signal_propagation.gradient_signs import limiting_same_sign_share, same_sign_share
from course_lib.signal_propagation.mean_field import (
    correlation_map,
    correlation_path,
    fixed_length,
    gradient_factor,
)
from course_lib.signal_propagation.moment_map import (
    Moments,
    moment_jacobian,
    moment_map,
    moment_path,
)

__all__ = [
    "Expected",
    "Moments",
    "Signals",
    "born_dead_chance",
    "condition_number",
    "correlation_map",
    "correlation_path",
    "count_born_dead",
    "expected_signals",
    "fixed_length",
    "gaussian_mean",
    "gradient_factor",
    "limiting_same_sign_share",
    "moment_jacobian",
    "moment_map",
    "moment_path",
    "propagate",
    "same_sign_share",
    "sampled_mean",
]
