"""Powers of the input from a few units with tiny weights."""

import math
from fractions import Fraction

import numpy as np
import sympy as sp

from course_lib.activations import Activation
from course_lib.networks import Network, shallow


def differenced_power(degree: int, weight: float, activation: Activation, bias: float) -> Network:
    r"""One hidden layer that is nearly :math:`x^k`, by a difference quotient in the weight.

    The `k`-th derivative of :math:`f(w x + b)` by `w` at 0 is :math:`x^k f^{(k)}(b)`. A central
    difference with the step `w` has ``k + 1`` units, with the weights :math:`(j - k/2) w`:

    .. math:: \frac{1}{w^k f^{(k)}(b)}
        \sum_{j=0}^{k} (-1)^{k-j} \binom{k}{j} f\bigl((j - \tfrac k2) w x + b\bigr) .

    Parameters
    ----------
    degree : int
        The :math:`k`, at least 1.
    weight : float
        The step :math:`w`, positive.
    activation : Activation
        The record :math:`f`, smooth at the bias.
    bias : float
        The :math:`b` that all units share.

    Returns
    -------
    Network
        With ``degree + 1`` hidden units, float64.

    Raises
    ------
    ValueError
        If the degree or the weight is not positive, or the derivative at the bias is 0.
    """
    if degree < 1 or not 0 < weight < np.inf:
        raise ValueError(f"expected a positive degree and weight, got {degree} and {weight}")
    slope = derivative_at(activation, degree, bias)
    if slope == 0:
        raise ValueError(f"derivative {degree} of {activation.name} is 0 at {bias:g}")
    steps = np.arange(degree + 1)
    signs = np.array([(-1) ** (degree - j) * math.comb(degree, j) for j in steps.tolist()])
    return shallow(
        (steps - degree / 2) * weight,
        np.full(degree + 1, bias),
        signs / (weight**degree * slope),
        activation,
    )


def derivative_at(activation: Activation, order: int, point: float) -> float:
    """The value of a higher derivative of a smooth activation, by SymPy to 30 digits.

    Parameters
    ----------
    activation : Activation
        The record.
    order : int
        How often its definition is differentiated.
    point : float
        Where, taken for the fraction that it is.

    Returns
    -------
    float
        The derivative, rounded once.
    """
    exact = Fraction(point)
    at = {activation.z: sp.Rational(exact.numerator, exact.denominator)}
    return float(sp.N(sp.diff(activation.expr, activation.z, order).subs(at), 30))
