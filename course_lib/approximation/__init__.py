"""How far one function is from another, and the constants that bring them closest."""

from course_lib.approximation.affine import (
    affine_floor,
    collapse,
    collapse_error,
    orthogonal_stack,
    run_stack,
    superposition_error,
)
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
from course_lib.approximation.exclusive_or import (
    CORNERS,
    XOR,
    fit_xor,
    rounded_xor,
    second_difference,
    xor_network,
)
from course_lib.approximation.floors import Minimax, Witness, minimax
from course_lib.approximation.polynomial import monomials, power_rank
from course_lib.approximation.rates import rate
from course_lib.approximation.regions import Polygon, along, corners, perturbed, random_relus
from course_lib.approximation.softmax_error import softmax_errors

__all__ = [
    "CORNERS",
    "WITNESSES",
    "XOR",
    "Best",
    "Distance",
    "Minimax",
    "Missed",
    "Polygon",
    "Witness",
    "affine_floor",
    "along",
    "best_constant",
    "collapse",
    "collapse_error",
    "corners",
    "fit_xor",
    "greatest_distance",
    "minimax",
    "missed_power",
    "monomials",
    "most_pieces",
    "odd_slope",
    "orthogonal_stack",
    "perturbed",
    "power_rank",
    "product_error",
    "product_network",
    "random_relus",
    "rate",
    "rounded_xor",
    "run_stack",
    "sawtooth_floor",
    "second_difference",
    "softmax_errors",
    "square_error",
    "square_network",
    "superposition_error",
    "symmetries",
    "tent_network",
    "without_biases",
    "xor_network",
]
