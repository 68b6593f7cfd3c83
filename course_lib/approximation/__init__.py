"""How far one function is from another, and the constants that bring them closest."""

from course_lib.approximation.distance import (
    Best,
    Distance,
    best_constant,
    greatest_distance,
)
from course_lib.approximation.rates import rate
from course_lib.approximation.softmax_error import softmax_errors

__all__ = ["Best", "Distance", "best_constant", "greatest_distance", "rate", "softmax_errors"]
