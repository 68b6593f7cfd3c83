"""How far one function is from another, and the constants that bring them closest."""

from course_lib.approximation.absolute import BestPolygon, best_polygon
from course_lib.approximation.adaptive import (
    Cusp,
    adaptive_knots,
    chord_errors,
    polygon_error,
    random_cusp,
)
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
from course_lib.approximation.differences import derivative_at, differenced_power
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
from course_lib.approximation.hats import (
    balanced_knots,
    hat,
    interpolant,
    interpolation_bound,
    middle_error,
)
from course_lib.approximation.learned import Learned, learn
from course_lib.approximation.learned_teeth import Taught, learn_teeth
from course_lib.approximation.line import on_line
from course_lib.approximation.orbits import steps_to_zero, surviving_share, uniform_floats
from course_lib.approximation.polynomial import monomials, power_rank
from course_lib.approximation.random_features import (
    Fit,
    bell,
    cosine_errors,
    expected_error,
    fit_random_relus,
    root_mean_square,
    spread_points,
)
from course_lib.approximation.rates import rate
from course_lib.approximation.regions import Polygon, along, corners, perturbed, random_relus
from course_lib.approximation.replacing import replace_relu, replacement_bound
from course_lib.approximation.ridges import (
    bump_bound,
    directions,
    mean_of_ridges,
    plane_bump,
    ridge_profile,
)
from course_lib.approximation.rounding import unit_by_unit
from course_lib.approximation.softmax_error import softmax_errors
from course_lib.approximation.targets import TrigonometricPolynomial, random_waves
from course_lib.approximation.towers import tower_bound, towers

__all__ = [
    "CORNERS",
    "WITNESSES",
    "XOR",
    "Best",
    "BestPolygon",
    "Cusp",
    "Distance",
    "Fit",
    "Learned",
    "Minimax",
    "Missed",
    "Polygon",
    "Taught",
    "TrigonometricPolynomial",
    "Witness",
    "adaptive_knots",
    "affine_floor",
    "along",
    "balanced_knots",
    "bell",
    "best_constant",
    "best_polygon",
    "bump_bound",
    "chord_errors",
    "collapse",
    "collapse_error",
    "corners",
    "cosine_errors",
    "derivative_at",
    "differenced_power",
    "directions",
    "expected_error",
    "fit_random_relus",
    "fit_xor",
    "greatest_distance",
    "hat",
    "interpolant",
    "interpolation_bound",
    "learn",
    "learn_teeth",
    "mean_of_ridges",
    "middle_error",
    "minimax",
    "missed_power",
    "monomials",
    "most_pieces",
    "odd_slope",
    "on_line",
    "orthogonal_stack",
    "perturbed",
    "plane_bump",
    "polygon_error",
    "power_rank",
    "product_error",
    "product_network",
    "random_cusp",
    "random_relus",
    "random_waves",
    "rate",
    "replace_relu",
    "replacement_bound",
    "ridge_profile",
    "root_mean_square",
    "rounded_xor",
    "run_stack",
    "sawtooth_floor",
    "second_difference",
    "softmax_errors",
    "spread_points",
    "square_error",
    "square_network",
    "steps_to_zero",
    "superposition_error",
    "surviving_share",
    "symmetries",
    "tent_network",
    "tower_bound",
    "towers",
    "uniform_floats",
    "unit_by_unit",
    "without_biases",
    "xor_network",
]
