"""True steps about densities, sums and rules, and all true steps: each must be proved."""
# ruff: noqa: E501 (a table reads by rows)

import sympy as sp
from sympy import (
    Abs,
    Derivative,
    Eq,
    Gt,
    Integral,
    Limit,
    Lt,
    Max,
    Ne,
    Sum,
    cos,
    cosh,
    exp,
    log,
    pi,
    sin,
    sqrt,
)

from tests.derivations.right_functions import FUNCTIONS
from tests.derivations.symbols import (
    Line,
    alpha,
    beta,
    density,
    f,
    g,
    half,
    k,
    n,
    normal,
    oo,
    relu,
    sigma_,
    sigmoid,
    slope,
    softmax,
    softplus,
    t,
    u,
    w,
    x,
    y,
    z,
)

LOGISTIC_DENSITY = [
    Line("density, other form", density(z), beta / (4 * cosh(beta * z / 2) ** 2)),
    Line("density integrates to 1", Integral(density(t), (t, -oo, oo)), sp.S.One),
    Line("density, distribution", Integral(density(t), (t, -oo, z)), sigmoid(beta * z)),
    Line("density, symmetric", density(-z), density(z)),
    Line("density, convolution with ReLU", Integral(relu(z - t) * density(t), (t, -oo, oo)), softplus(z, beta)),
    Line("density, half-line", Integral((z - t) * density(t), (t, -oo, z)), softplus(z, beta)),
    Line("density, mean", Integral(t * density(t), (t, -oo, oo)), sp.S.Zero),
]  # fmt: skip

SOFTMAX = [
    Line("softmax of two is a sigmoid", softmax(x, x, y), sigmoid(x - y)),
    Line("softmax of three sums to 1", sum(softmax(e, x, y, z) for e in (x, y, z)), sp.S.One),
    Line("softmax, own derivative", Derivative(softmax(x, x, y, z), x), softmax(x, x, y, z) * (1 - softmax(x, x, y, z))),
    Line("softmax, other derivative", Derivative(softmax(x, x, y, z), y), -softmax(x, x, y, z) * softmax(y, x, y, z)),
    Line("softmax, shifted", softmax(x + t, x + t, y + t, z + t), softmax(x, x, y, z)),
    Line("log-sum-exp, gradient", Derivative(log(exp(x) + exp(y) + exp(z)), x), softmax(x, x, y, z)),
    Line("log-sum-exp, shifted", log(exp(x + t) + exp(y + t)), t + log(exp(x) + exp(y))),
    Line("log-sum-exp, stable", log(exp(x) + exp(y)), Max(x, y) + log(1 + exp(-Abs(x - y)))),
]  # fmt: skip

GAUSSIAN_MOMENTS = [
    Line("normal integrates to 1", Integral(normal(t), (t, -oo, oo)), sp.S.One),
    Line("ReLU, Gaussian mean", Integral(relu(t) * normal(t), (t, -oo, oo)), 1 / sqrt(2 * pi)),
    Line("ReLU, Gaussian second moment", Integral(relu(t) ** 2 * normal(t), (t, -oo, oo)), half),
    Line("ReLU, Gaussian mean with a scale", Integral(relu(sigma_ * t) * normal(t), (t, -oo, oo)), sigma_ / sqrt(2 * pi)),
    Line("normal, variance", Integral(t ** 2 * normal(t), (t, -oo, oo)), sp.S.One),
]  # fmt: skip

SUMS = [
    Line("sum of integers", Sum(k, (k, 1, n)), n * (n + 1) / 2),
    Line("sum, shifted", Sum(k, (k, 1, n)), Sum(k + 1, (k, 0, n - 1))),
    Line("mean of a constant", Sum(z, (k, 1, n)) / n, z),
    Line("geometric sum", Sum(half ** k, (k, 0, n)), 2 - half ** n),
    Line("geometric sum with a ratio", Sum(slope ** k, (k, 0, n)), (1 - slope ** (n + 1)) / (1 - slope), (Ne(slope, 1),)),
    Line("geometric series", Sum(half ** k, (k, 0, oo)), sp.Integer(2)),
    Line("geometric series with a ratio", Sum(slope ** k, (k, 0, oo)), 1 / (1 - slope), (Gt(slope, 0), Lt(slope, 1))),
    Line("short sum", Sum(exp(k * z), (k, 0, 2)), 1 + exp(z) + exp(2 * z)),
    Line("variance of n terms", Sum(sigma_ ** 2 / n, (k, 1, n)), sigma_ ** 2),
    Line("geometric series with a ratio of any sign", Sum(slope**k, (k, 0, oo)), 1 / (1 - slope), (Lt(Abs(slope), 1),)),
    Line("exponential as a limit", Limit((1 + z / n) ** n, n, oo), exp(z)),
]  # fmt: skip

RULES = [
    Line("product rule", Derivative(f(z) * g(z), z), f(z) * Derivative(g(z), z) + g(z) * Derivative(f(z), z)),
    Line("chain rule", Derivative(exp(f(z)), z), exp(f(z)) * Derivative(f(z), z)),
    Line("reciprocal rule", Derivative(1 / (1 + f(z) ** 2), z), -2 * f(z) * Derivative(f(z), z) / (1 + f(z) ** 2) ** 2),
    Line("product rule, one factor known", Derivative(z * u(z), z), u(z) + z * Derivative(u(z), z), definitions={u(z): sigmoid(z)}),
    Line("chain rule, defined", Derivative(f(2 * z), z), 2 * f(2 * z) * (1 - f(2 * z)), definitions={f(z): sigmoid(z)}),
    Line("fundamental theorem", Derivative(Integral(t * exp(t), (t, 0, z)), z), z * exp(z)),
    Line("fundamental theorem, any function", Derivative(Integral(f(t), (t, -z, z**2)), z), 2 * z * f(z**2) + f(-z)),
    Line("fundamental theorem, no antiderivative", Derivative(Integral(exp(-(t**4)), (t, 0, z)), z), exp(-(z**4))),
    Line("mixed derivative", Derivative(exp(x * y), x, y), (1 + x * y) * exp(x * y)),
]  # fmt: skip

ELEMENTARY = [
    Line("root of a square", sqrt(z ** 2), Abs(z)),
    Line("third binomial", (z ** 2 - 1) / (z - 1), z + 1, (Ne(z, 1),)),
    Line("cancelled where nothing is 0", (exp(2 * z) - 1) / (exp(z) - 1), exp(z) + 1, (Ne(z, 0),)),
    Line("symbolic pole excluded", (z ** 2 - w ** 2) / (z - w), z + w, (Ne(z, w),)),
    Line("logarithm of a product", log(alpha * beta), log(alpha) + log(beta)),
    Line("sine near 0", Limit(sin(z) / z, z, 0, "+-"), sp.S.One),
    Line("what cancels is large", sp.cosh(x * y * z) ** 2 - sp.sinh(x * y * z) ** 2, sp.S.One),
    Line("half angle", Limit((1 - cos(z)) / z ** 2, z, 0, "+-"), half),
    Line("power", Derivative(alpha ** z, z), alpha ** z * log(alpha)),
    Line("integral with a free end", Integral(Abs(t), (t, 0, z)), z * Abs(z) / 2),
    Line("at a point", Max(z, 0), sp.Integer(3), (Eq(z, 3),)),
]  # fmt: skip

RIGHT = [*FUNCTIONS, *LOGISTIC_DENSITY, *SOFTMAX, *GAUSSIAN_MOMENTS, *SUMS, *RULES, *ELEMENTARY]
