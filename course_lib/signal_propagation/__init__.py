"""Random signals through activations: theory by quadrature, measurement by sampling."""

from course_lib.signal_propagation.conditioning import condition_number
from course_lib.signal_propagation.gaussian import gaussian_mean, sampled_mean
from course_lib.signal_propagation.gradient_signs import limiting_same_sign_share, same_sign_share

__all__ = [
    "condition_number",
    "gaussian_mean",
    "limiting_same_sign_share",
    "same_sign_share",
    "sampled_mean",
]
