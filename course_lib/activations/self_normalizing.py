"""The two constants of SELU, from the fixed point that they are made for."""

from functools import cache

import sympy as sp


def half_line_moment(k: int) -> sp.Expr:
    """The mean of ``exp(k X)`` over the negative values of a standard normal X.

    Completing the square shifts the density by `k`: ``exp(k^2 / 2) P(X < -k)``.
    """
    return sp.exp(sp.Rational(k**2, 2)) * (1 - sp.erf(k / sp.sqrt(2))) / 2


@cache
def selu_constants() -> tuple[sp.Expr, sp.Expr]:
    """SELU's alpha and scale, in closed form.

    For a standard normal X they make ``f(X)`` of mean 0 and variance 1, where ``f(z)`` is
    ``scale z`` on the right and ``scale alpha (exp(z) - 1)`` on the left.

    Returns
    -------
    tuple of sympy.Expr
        ``alpha = 1.6732...`` and ``scale = 1.0507...``.

    References
    ----------
    Klambauer, Unterthiner, Mayr & Hochreiter (2017), arXiv:1706.02515.
    """
    density_at_0 = 1 / sp.sqrt(2 * sp.pi)  # also the mean of X over its positive values
    # expand (exp(z) - 1)^n and take the moment of each term
    left = half_line_moment(1) - half_line_moment(0)
    left_squared = half_line_moment(2) - 2 * half_line_moment(1) + half_line_moment(0)
    alpha = sp.Symbol("alpha", positive=True)
    (solution,) = sp.solve(density_at_0 + alpha * left, alpha)
    second_moment = sp.Rational(1, 2) + solution**2 * left_squared
    return solution, 1 / sp.sqrt(sp.factor(second_moment))
