"""Random signals through activations: theory by quadrature, measurement by sampling."""

from course_lib.signal_propagation.born_dead import born_dead_chance, count_born_dead
from course_lib.signal_propagation.conditioning import condition_number
from course_lib.signal_propagation.gaussian import gaussian_mean, sampled_mean
from course_lib.signal_propagation.gradient_signs import limiting_same_sign_share, same_sign_share

__all__ = [
    "born_dead_chance",
    "condition_number",
    "count_born_dead",
    "gaussian_mean",
    "limiting_same_sign_share",
    "same_sign_share",
    "sampled_mean",
]
