"""Wrong steps, each a true one with one error planted: none may be proved, nearly all refuted."""
# ruff: noqa: E501 (a table reads by rows)

import sympy as sp
from sympy import (
    Abs,
    Derivative,
    Ge,
    Gt,
    Heaviside,
    Integral,
    Limit,
    Max,
    Min,
    Mul,
    Ne,
    Piecewise,
    Rational,
    Sum,
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
    g,
    gelu,
    half,
    k,
    lam,
    leaky,
    m,
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
    w,
    x,
    y,
    z,
)

SIGMOID_SLOPE = Derivative(sigmoid(z), z)

FLIPPED_SIGNS = [
    Line("quotient rule, flipped sign", SIGMOID_SLOPE, -exp(-z) / (1 + exp(-z)) ** 2),
    Line("slope by the value, flipped sign", SIGMOID_SLOPE, sigmoid(z) * (1 + sigmoid(z))),
    Line("symmetry, flipped sign", sigmoid(-z), sigmoid(z) - 1),
    Line("softplus parity, flipped sign", softplus(z) + softplus(-z), z),
    Line("softmax off the diagonal, flipped sign", Derivative(softmax(x, x, y), y), softmax(x, x, y) * softmax(y, x, y)),
    Line("product rule, flipped sign", Derivative(f(z) * g(z), z), f(z) * Derivative(g(z), z) - g(z) * Derivative(f(z), z)),
    Line("stable softplus, flipped exponent", softplus(z), Max(z, 0) + log(1 + exp(Abs(z)))),
    Line("integral, flipped sign", Integral(exp(-t), (t, 0, z)), exp(-z) - 1),
]  # fmt: skip

DROPPED_FACTORS = [
    Line("softplus, inner derivative too many", Derivative(softplus(z, beta), z), beta * sigmoid(beta * z)),
    Line("sigmoid with beta, inner derivative dropped", Derivative(sigmoid(beta * z), z), sigmoid(beta * z) * (1 - sigmoid(beta * z))),
    Line("second derivative, factor 2 dropped", Derivative(sigmoid(z), (z, 2)), sigmoid(z) * (1 - sigmoid(z)) * (1 - sigmoid(z))),
    Line("swish, beta dropped", Derivative(z * sigmoid(beta * z), z), sigmoid(beta * z) + z * sigmoid(beta * z) * (1 - sigmoid(beta * z))),
    Line("GELU, factor one half dropped", Derivative(gelu(z), z), (1 + erf(z / sqrt(2))) / 2 + 2 * z * normal(z)),
    Line("SELU, lambda dropped", Derivative(lam * elu(z), z), Piecewise((1, z > 0), (lam * alpha * exp(z), True)), (Ne(z, 0),)),
    Line("chain rule, inner derivative dropped", Derivative(exp(f(z)), z), exp(f(z))),
    Line("power rule, factor dropped", Derivative(alpha**z, z), alpha**z),
    Line("squareplus, factor dropped", Derivative((z + sqrt(z**2 + beta)) / 2, z), 1 + z / sqrt(z**2 + beta)),
    Line("sum, 1/n dropped", Sum(sigma_**2 / n**2, (k, 1, n)), sigma_**2),
]  # fmt: skip

WRONG_BRANCHES = [
    Line("leaky ReLU, branches swapped", leaky(z), Piecewise((alpha * z, z >= 0), (z, True))),
    Line("leaky ReLU as a maximum, slope above 1", leaky(z), Max(z, alpha * z), (Gt(alpha, 1),)),
    Line("leaky ReLU as a minimum", leaky(z), Min(z, alpha * z), (sp.Lt(alpha, 1),)),
    Line("ELU, wrong branch of the slope", Derivative(elu(z), z), Piecewise((1, z < 0), (alpha * exp(z), True)), (Ne(z, 0),)),
    Line("hardtanh, one case lost", Max(-1, Min(1, z)), Piecewise((1, z > 1), (z, True))),
    Line("PReLU, wrong branch of the slope", Derivative(Max(z, 0) + slope * Min(z, 0), slope), Max(z, 0)),
    Line("a case missing at 0", Piecewise((z, z > 0), (-z, z < 0)), Abs(z)),
    Line("a value off at one point", Piecewise((1, z >= 0), (0, True)), Heaviside(z)),
    Line("log-sum-exp, minimum for maximum", log(exp(x) + exp(y)), Min(x, y) + log(1 + exp(-Abs(x - y)))),
    Line("a diagonal forgotten", Max(z, w), Piecewise((z, z > w), (w, z < w))),
]  # fmt: skip

WRONG_LIMITS = [
    Line("sigmoid, wrong end", Limit(sigmoid(z), z, -oo), sp.S.One),
    Line("softplus, wrong end", Limit(softplus(z), z, oo), sp.S.Zero),
    Line("asymptote shifted", Limit(softplus(z) - z, z, oo), log(2)),
    Line("ELU, bound with the wrong sign", Limit(elu(z), z, -oo), alpha),
    Line("tanh, side ignored", Limit(tanh(beta * z), beta, oo), sp.S.One),
    Line("jump taken from both sides", Limit(Heaviside(z), z, 0, "+-"), half),
    Line("jump, only the right side", Limit(Heaviside(z), z, 0, "+-"), sp.S.One),
    Line("jump, only the left side", Limit(Heaviside(z), z, 0, "+-"), sp.S.Zero),
    Line("large beta, half at 0", Limit(sigmoid(beta * z), beta, oo), Piecewise((1, z >= 0), (0, True))),
    Line("limit depends on the parameter", Limit(exp(-slope * t), t, oo), sp.S.Zero),
    Line("zero to the zero", Limit(sp.S.Zero**t, t, 0), sp.S.One),
    Line("second-order limit", Limit((1 - sp.cos(z)) / z**2, z, 0), sp.S.One),
    Line("lower end of an integral shifted", Integral(density(t), (t, 0, z)), sigmoid(beta * z)),
    Line("upper end of an integral shifted", Integral(sigmoid(t), (t, -oo, z + 1)), softplus(z)),
    Line("only half of the line", Integral(normal(t), (t, 0, oo)), sp.S.One),
    Line("divergent integral", Integral(t / (1 + t**2), (t, -oo, oo)), sp.S.Zero),
    Line("integral across a pole", Integral(1 / t**2, (t, -1, 1)), sp.Integer(-2)),
]  # fmt: skip

SHIFTED_INDICES = [
    Line("sum, upper end shifted", Sum(k, (k, 1, n)), n * (n - 1) / 2),
    Line("sum, index shifted in one place", Sum(k, (k, 1, n)), Sum(k + 1, (k, 1, n - 1))),
    Line("geometric sum, exponent shifted", Sum(slope**k, (k, 0, n)), (1 - slope**n) / (1 - slope), (Ne(slope, 1),)),
    Line("geometric series, first term lost", Sum(half**k, (k, 1, oo)), sp.Integer(2)),
    Line("short sum, last term lost", Sum(exp(k * z), (k, 0, 2)), 1 + exp(z)),
]  # fmt: skip

WRONG_ASSUMPTIONS = [
    Line("root of a square, sign ignored", sqrt(z**2), z),
    Line("logarithm of a square", log(z**2), 2 * log(z), (Ne(z, 0),)),
    Line("homogeneous for every factor", relu(slope * z), slope * relu(z)),
    Line("geometric sum, ratio 1 allowed", Sum(slope**k, (k, 0, n)), (1 - slope ** (n + 1)) / (1 - slope)),
    Line("geometric series diverges", Sum(slope**k, (k, 0, oo)), 1 / (1 - slope), (Gt(slope, 1),)),
    Line("sum to a real number", Sum(k, (k, 1, slope)), slope * (slope + 1) / 2),
    Line("sum to a negative number", Sum(k, (k, 1, m)), m * (m + 1) / 2),
    Line("swapped order of bounds", Integral(Abs(t), (t, 0, z)), z**2 / 2),
    Line("power of a product", sqrt(x * y), sqrt(x) * sqrt(y), (Gt(x * y, 0),)),
    Line("wrong range of the condition", Abs(z), z, (Ge(z, -1),)),
]  # fmt: skip

WRONG_CONSTANTS = [
    Line("softplus at 0", softplus(sp.S.Zero, beta), 1 / beta),
    Line("largest slope", exp(-z) / (1 + exp(-z)) ** 2, half - (sigmoid(z) - half) ** 2),
    Line("Gaussian mean of ReLU", Integral(relu(t) * normal(t), (t, -oo, oo)), 1 / sqrt(sp.pi)),
    Line("Gaussian second moment of ReLU", Integral(relu(t) ** 2 * normal(t), (t, -oo, oo)), sp.S.One),
    Line("density as a hyperbolic cosine", density(z), beta / (2 * sp.cosh(beta * z / 2) ** 2)),
    Line("tanh from sigmoid, without doubling", tanh(z), 2 * sigmoid(z) - 1),
    Line("a millionth too much", sigmoid(z), exp(z) / (1 + exp(z)) + Rational(1, 10**6)),
    Line("a hair too much", sigmoid(z), exp(z) / (1 + exp(z)) * (1 + Rational(1, 10**12))),
    Line("a hair too much, everywhere", tanh(z) ** 2 + 1 / sp.cosh(z) ** 2, 1 + Rational(1, 10**40)),
]  # fmt: skip

MISSING_CONDITIONS = [
    Line("third binomial at the pole", (z**2 - 1) / (z - 1), z + 1),
    Line("third binomial at a symbolic pole", (z**2 - w**2) / (z - w), z + w),
    Line("pole of an exponential", (exp(2 * z) - 1) / (exp(z) - 1), exp(z) + 1),
    Line("pole that moves with beta", (exp(2 * beta * z) - 4) / (exp(beta * z) - 2), exp(beta * z) + 2),
    Line("sine over its argument", sp.sin(z) / z, Piecewise((sp.sin(z) / z, Ne(z, 0)), (1, True))),
    Line("cancelled at 0", Mul(z, 1 / z, evaluate=False), sp.S.One),
    Line("cancelled in a definition", f(w), sp.S.One, (), {f(z): z / slope}),
    Line("a sign where none is", z / Abs(z), sign(z)),
    Line("logarithm of what may be negative", exp(log(z + 1), evaluate=False), z + 1),
]  # fmt: skip

KINKS_IGNORED = [
    Line("ReLU, kink ignored", Derivative(relu(z), z), Heaviside(z)),
    Line("ReLU, a slope chosen at 0", Derivative(relu(z), z), Piecewise((1, z > 0), (0, True))),
    Line("absolute value, kink ignored", Derivative(Abs(z), z), sign(z)),
    Line("a moving kink ignored", Derivative(Abs(z - w), z), Piecewise((1, z >= w), (-1, True))),
    Line("a jump has slope 0", Derivative(Heaviside(z), z), sp.S.Zero),
    Line("second derivative at a joint", Derivative(relu(z) ** 2, (z, 2)), 2 * Heaviside(z)),
    Line("ELU with alpha 2, kink ignored", Derivative(elu(z).subs(alpha, 2), z), Piecewise((1, z > 0), (2 * exp(z), True))),
    Line("kink of a root of a square", Derivative(sqrt(z**2), z), Piecewise((1, z >= 0), (-1, True))),
]  # fmt: skip

CAPTURES = [
    Line("bound variable captured by a definition", Integral(f(x), (slope, 0, 1)), x / 2, (), {f(z): slope * z}),
    Line("bound variable that is free as well", Integral(Abs(x), (x, 0, 1)) + Abs(x), Abs(x)),
    Line("derivative by what was put in", Derivative(f(2 * z), z), f(2 * z) * (1 - f(2 * z)), (), {f(z): sigmoid(z)}),
    Line("a function is not linear", f(z + w), f(z) + f(w)),
]  # fmt: skip

WRONG = [
    *FLIPPED_SIGNS,
    *DROPPED_FACTORS,
    *WRONG_BRANCHES,
    *WRONG_LIMITS,
    *SHIFTED_INDICES,
    *WRONG_ASSUMPTIONS,
    *WRONG_CONSTANTS,
    *MISSING_CONDITIONS,
    *KINKS_IGNORED,
    *CAPTURES,
]

# Wrong beyond what numbers of 30 digits and a tolerance can show, or without a value on both sides.
UNDECIDED = {
    "a hair too much",
    "a hair too much, everywhere",
    "divergent integral",
    "integral across a pole",
    "sum to a negative number",  # 0 or minus the terms between: two conventions
}
