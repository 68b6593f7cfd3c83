"""How far one function is from another, and the constants that bring them closest."""

from course_lib.approximation.bias_free import (
    WITNESSES,
    Missed,
    missed_power,
    odd_slope,
    symmetries,
    without_biases,
)
from course_lib.approximation.depth import (
    most_pieces,
    product_error,
    product_network,
    sawtooth_floor,
    square_error,
    square_network,
    tent_network,
)
from course_lib.approximation.distance import (
    Best,
    Distance,
    best_constant,
    greatest_distance,
)
from course_lib.approximation.floors import Minimax, Witness, minimax
from course_lib.approximation.polynomial import monomials, power_rank
from course_lib.approximation.rates import rate
from course_lib.approximation.regions import Polygon, along, corners, perturbed, random_relus
from course_lib.approximation.softmax_error import softmax_errors

__all__ = [
    "WITNESSES",
    "Best",
    "Distance",
    "Minimax",
    "Missed",
    "Polygon",
    "Witness",
    "along",
    "best_constant",
    "corners",
    "greatest_distance",
    "minimax",
    "missed_power",
    "monomials",
    "most_pieces",
    "odd_slope",
    "perturbed",
    "power_rank",
    "product_error",
    "product_network",
    "random_relus",
    "rate",
    "sawtooth_floor",
    "softmax_errors",
    "square_error",
    "square_network",
    "symmetries",
    "tent_network",
    "without_biases",
]
