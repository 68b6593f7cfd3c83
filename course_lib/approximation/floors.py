"""The least error that a linear family of functions can have, and the witness of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
from scipy.optimize import linprog

from course_lib.approximation.distance import Floats

SMALLEST: Final = 1e-6
"""Relative to the largest: what is smaller is left out, lest rounding pass for a direction."""


@dataclass(frozen=True)
class Witness:
    r"""A weighted sum of values, :math:`\mu(f) = \sum_i \mu_i\,f(x_i)`.

    If it is 0 for every function of a linear family, then it is the same for a target `f` and for
    its error, so the greatest error is at least :math:`|\mu(f)| / \sum_i |\mu_i|`.

    Attributes
    ----------
    points : numpy.ndarray
        The :math:`x_i`, shape ``(n,)``.
    weights : numpy.ndarray
        The :math:`\mu_i`, shape ``(n,)``.

    Raises
    ------
    ValueError
        If there is no weight but 0, or the shapes differ.
    """

    points: Floats
    weights: Floats

    def __post_init__(self) -> None:
        """Check the shapes, and that something is weighed."""
        if self.points.shape != self.weights.shape or self.points.ndim != 1:
            raise ValueError(
                f"expected points and weights of one shape (n,), "
                f"got {self.points.shape} and {self.weights.shape}"
            )
        if not np.any(self.weights):
            raise ValueError("expected a weight other than 0")

    def __call__(self, f: Callable[[Floats], Floats]) -> float:
        """The weighted sum of a function's values."""
        return float(self.weights @ f(self.points))

    def floor(self, f: Callable[[Floats], Floats]) -> float:
        """The greatest error, at least, of every approximation of `f` that the witness ignores."""
        return abs(self(f)) / float(np.abs(self.weights).sum())


class Minimax(NamedTuple):
    """The best approximation of a target by a linear family, on finitely many points.

    Attributes
    ----------
    error : float
        Its greatest error, the least possible.
    coefficients : numpy.ndarray
        Those of the family's functions, shape ``(functions,)``.
    witness : Witness
        Ignores the family, and proves that no smaller error is possible. Its absolute weights add
        up to 1.
    """

    error: float
    coefficients: Floats
    witness: Witness


def minimax(x: Floats, features: Floats, target: Floats) -> Minimax:
    r"""Make the greatest error of :math:`\sum_j c_j\,g_j(x_i)` least, by a linear program.

    The program minimizes `e` under :math:`|\sum_j c_j\,g_j(x_i) - y_i| \le e`. The multipliers of
    these conditions are the witness's weights. Directions of the family that are smaller than
    a millionth of its largest are left out: no solver could tell them from rounding.

    Parameters
    ----------
    x : numpy.ndarray
        The points, shape ``(n,)``.
    features : numpy.ndarray
        The family's functions there, :math:`g_j(x_i)`, shape ``(n, functions)``.
    target : numpy.ndarray
        What to come close to, :math:`y_i`, shape ``(n,)``.

    Returns
    -------
    Minimax
        The error, the coefficients and the witness.

    Raises
    ------
    ValueError
        If the shapes do not fit, or a number is not finite.
    ArithmeticError
        If the solver finds no optimum.
    """
    if x.ndim != 1 or target.shape != x.shape or features.shape[:-1] != x.shape:
        raise ValueError(
            f"expected x (n,), features (n, functions) and target (n,), "
            f"got {x.shape}, {features.shape} and {target.shape}"
        )
    if not (np.isfinite(features).all() and np.isfinite(target).all()):
        raise ValueError("expected finite features and targets")
    directions, sizes, mixtures = np.linalg.svd(features, full_matrices=False)
    seen = sizes > SMALLEST * sizes[0]
    unit = np.sqrt(len(x))  # entries of a size near 1 are what the solver is made for
    basis, ones = unit * directions[:, seen], np.ones((len(x), 1))
    found = linprog(
        np.append(np.zeros(basis.shape[1]), 1.0),
        A_ub=np.block([[basis, -ones], [-basis, -ones]]),
        b_ub=np.append(target, -target),
        bounds=(None, None),
        method="highs-ipm",
        options={"primal_feasibility_tolerance": 1e-9, "dual_feasibility_tolerance": 1e-9},
    )
    if not found.success:
        raise ArithmeticError(f"no best approximation was found: {found.message}")
    above, below = np.split(-found.ineqlin.marginals, 2)
    weights = below - above
    kept = np.abs(weights) > SMALLEST * np.abs(weights).max()
    coefficients = mixtures[seen].T @ (found.x[:-1] * unit / sizes[seen])
    error = np.abs(features @ coefficients - target).max()
    return Minimax(float(error), coefficients, Witness(x[kept], weights[kept]))
