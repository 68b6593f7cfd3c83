"""True steps about activation functions, as the course prints them: each must be proved."""
# ruff: noqa: E501 (a table reads by rows)

import sympy as sp
from sympy import (
    Abs,
    Derivative,
    Integral,
    Limit,
    Lt,
    Max,
    Min,
    Ne,
    Piecewise,
    Rational,
    erf,
    exp,
    log,
    sign,
    sqrt,
    tanh,
)

from tests.derivations.symbols import (
    Line,
    alpha,
    beta,
    density,
    elu,
    f,
    gelu,
    half,
    lam,
    leaky,
    mish,
    normal,
    oo,
    relu,
    sigmoid,
    slope,
    softplus,
    t,
    x,
    y,
    z,
)

HARD = Piecewise((-1, z < -1), (1, z > 1), (z, True))

SIGMOID = [
    Line("sigmoid, quotient rule", Derivative(sigmoid(z), z), exp(-z) / (1 + exp(-z)) ** 2),
    Line("sigmoid, by itself", exp(-z) / (1 + exp(-z)) ** 2, sigmoid(z) * (1 - sigmoid(z))),
    Line("sigmoid, symmetry", sigmoid(-z), 1 - sigmoid(z)),
    Line("sigmoid, other form", sigmoid(z), exp(z) / (1 + exp(z))),
    Line("sigmoid as tanh", sigmoid(z), (1 + tanh(z / 2)) / 2),
    Line("sigmoid, second derivative", Derivative(sigmoid(z), (z, 2)), sigmoid(z) * (1 - sigmoid(z)) * (1 - 2 * sigmoid(z))),
    Line("sigmoid, at plus infinity", Limit(sigmoid(z), z, oo), sp.S.One),
    Line("sigmoid, at minus infinity", Limit(sigmoid(z), z, -oo), sp.S.Zero),
    Line("sigmoid, largest slope", exp(-z) / (1 + exp(-z)) ** 2, Rational(1, 4) - (sigmoid(z) - half) ** 2),
    Line("sigmoid, logit", log(sigmoid(z) / (1 - sigmoid(z))), z),
    Line("sigmoid, derivative in a definition", Derivative(f(z), z), f(z) * (1 - f(z)), definitions={f(z): sigmoid(z)}),
    Line("sigmoid, integral of the derivative", Integral(exp(-t) / (1 + exp(-t)) ** 2, (t, -oo, z)), sigmoid(z)),
]  # fmt: skip

SOFTPLUS = [
    Line("softplus, derivative", Derivative(softplus(z, beta), z), sigmoid(beta * z)),
    Line("softplus, second derivative", Derivative(softplus(z, beta), (z, 2)), density(z)),
    Line("softplus, stable form", softplus(z), Max(z, 0) + log(1 + exp(-Abs(z)))),
    Line("softplus, stable form with beta", softplus(z, beta), Max(z, 0) + log(1 + exp(-beta * Abs(z))) / beta),
    Line("softplus, odd part", softplus(z, beta) - softplus(-z, beta), z),
    Line("softplus, gap to ReLU", softplus(z, beta) - relu(z), log(1 + exp(-beta * Abs(z))) / beta),
    Line("softplus, large beta", Limit(softplus(z, beta), beta, oo), relu(z)),
    Line("softplus, at minus infinity", Limit(softplus(z, beta), z, -oo), sp.S.Zero),
    Line("softplus, at plus infinity", Limit(softplus(z, beta), z, oo), oo),
    Line("softplus, asymptote", Limit(softplus(z, beta) - z, z, oo), sp.S.Zero),
    Line("softplus as an integral", Integral(sigmoid(beta * t), (t, -oo, z)), softplus(z, beta)),
    Line("softplus at 0", softplus(sp.S.Zero, beta), log(2) / beta),
    Line("softplus as log-sum-exp", softplus(z), log(exp(0) + exp(z))),
    Line("softplus, derivative in beta", Derivative(softplus(z, beta), beta), z * sigmoid(beta * z) / beta - log(1 + exp(beta * z)) / beta ** 2),
]  # fmt: skip

TANH = [
    Line("tanh, derivative", Derivative(tanh(z), z), 1 - tanh(z) ** 2),
    Line("tanh, exponentials", tanh(z), (exp(2 * z) - 1) / (exp(2 * z) + 1)),
    Line("tanh from sigmoid", tanh(z), 2 * sigmoid(2 * z) - 1),
    Line("tanh, limit", Limit(tanh(z), z, -oo), sp.Integer(-1)),
    Line("tanh, near 0", Limit(tanh(z) / z, z, 0), sp.S.One),
    Line("tanh, large slope", Limit(tanh(beta * z), beta, oo), sign(z)),
]  # fmt: skip

RECTIFIERS = [
    Line("ReLU by absolute value", relu(z), (z + Abs(z)) / 2),
    Line("ReLU, derivative off the kink", Derivative(relu(z), z), Piecewise((0, z < 0), (1, True)), (Ne(z, 0),)),
    Line("ReLU, homogeneous", relu(alpha * z), alpha * relu(z)),
    Line("ReLU, difference", relu(z) - relu(-z), z),
    Line("ReLU as an integral", Integral(sp.Heaviside(t), (t, -oo, z)), relu(z)),
    Line("leaky ReLU as a maximum", leaky(z), Max(z, alpha * z), (Lt(alpha, 1),)),
    Line("leaky ReLU by ReLU", leaky(z), relu(z) - alpha * relu(-z)),
    Line("leaky ReLU, derivative", Derivative(leaky(z), z), Piecewise((1, z > 0), (alpha, True)), (Ne(z, 0),)),
    Line("PReLU, derivative in the slope", Derivative(Max(z, 0) + slope * Min(z, 0), slope), Min(z, 0)),
    Line("ELU, derivative", Derivative(elu(z), z), Piecewise((1, z > 0), (elu(z) + alpha, True)), (Ne(z, 0),)),
    Line("ELU with alpha 1, smooth", Derivative(elu(z).subs(alpha, 1), z), Piecewise((1, z >= 0), (exp(z), True))),
    Line("ELU, left slope at 0", Limit(alpha * exp(z), z, 0, "-"), alpha),
    Line("ELU, at minus infinity", Limit(elu(z), z, -oo), -alpha),
    Line("SELU, derivative", Derivative(lam * elu(z), z), lam * Piecewise((1, z > 0), (alpha * exp(z), True)), (Ne(z, 0),)),
    Line("CELU, smooth", Derivative(Max(z, 0) + Min(alpha * (exp(z / alpha) - 1), 0), z), Piecewise((1, z >= 0), (exp(z / alpha), True))),
    Line("hardtanh", HARD, Max(-1, Min(1, z))),
    Line("hardtanh, derivative", Derivative(HARD, z), Piecewise((1, Abs(z) < 1), (0, True)), (Ne(z, 1), Ne(z, -1))),
    Line("maximum of three", Max(x, y, z), (Max(x, y) + z + Abs(Max(x, y) - z)) / 2),
    Line("ReLU6", Min(relu(z), 6), Piecewise((0, z < 0), (z, z <= 6), (6, True))),
]  # fmt: skip

SMOOTH_KIN = [
    Line("swish, derivative", Derivative(z * sigmoid(beta * z), z), sigmoid(beta * z) + beta * z * sigmoid(beta * z) * (1 - sigmoid(beta * z))),
    Line("SiLU, derivative", Derivative(z * sigmoid(z), z), sigmoid(z) * (1 + z * (1 - sigmoid(z)))),
    Line("SiLU, odd part", z * sigmoid(z) - -z * sigmoid(-z), z),
    Line("SiLU, at minus infinity", Limit(z * sigmoid(z), z, -oo), sp.S.Zero),
    Line("swish, large beta", Limit(z * sigmoid(beta * z), beta, oo), relu(z)),
    Line("mish without logarithms", mish(z), z * ((1 + exp(z)) ** 2 - 1) / ((1 + exp(z)) ** 2 + 1)),
    Line("mish, derivative", Derivative(mish(z), z), tanh(softplus(z)) + z * (1 - tanh(softplus(z)) ** 2) * sigmoid(z)),
    Line("GELU, derivative", Derivative(gelu(z), z), (1 + erf(z / sqrt(2))) / 2 + z * normal(z)),
    Line("GELU, odd part", gelu(z) - gelu(-z), z),
    Line("GELU, from the normal distribution", z * Integral(normal(t), (t, -oo, z)), gelu(z)),
    Line("softsign, derivative", Derivative(z / (1 + Abs(z)), z), 1 / (1 + Abs(z)) ** 2),
    Line("softsign, limit", Limit(z / (1 + Abs(z)), z, oo), sp.S.One),
    Line("squareplus, derivative", Derivative((z + sqrt(z ** 2 + beta)) / 2, z), (1 + z / sqrt(z ** 2 + beta)) / 2),
    Line("squareplus, no gap", Limit((z + sqrt(z ** 2 + beta)) / 2, beta, 0), relu(z)),
]  # fmt: skip

FUNCTIONS = [*SIGMOID, *SOFTPLUS, *TANH, *RECTIFIERS, *SMOOTH_KIN]
