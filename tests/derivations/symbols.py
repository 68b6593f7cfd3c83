"""The symbols and functions in which the tables of right and wrong steps are written."""

from dataclasses import dataclass, field
from typing import Any

import sympy as sp
from sympy import Rational, exp, log, tanh

from course_lib.derivations import Derivation

z, t, x, y, w = sp.symbols("z t x y w", real=True)
alpha, beta, lam, sigma_ = sp.symbols("alpha beta lambda sigma", positive=True)
slope = sp.Symbol("a", real=True)
n = sp.Symbol("n", integer=True, positive=True)
k, m = sp.symbols("k m", integer=True)
f, g, u = sp.Function("f"), sp.Function("g"), sp.Function("u")
oo = sp.oo
half = Rational(1, 2)


def sigmoid(s: sp.Expr) -> sp.Expr:
    return 1 / (1 + exp(-s))


def softplus(s: sp.Expr, b: sp.Expr = sp.S.One) -> sp.Expr:
    return log(1 + exp(b * s)) / b


def relu(s: sp.Expr) -> sp.Expr:
    return sp.Max(s, 0)


def normal(s: sp.Expr) -> sp.Expr:
    return exp(-(s**2) / 2) / sp.sqrt(2 * sp.pi)


def density(s: sp.Expr, b: sp.Expr = beta) -> sp.Expr:
    return b * exp(-b * s) / (1 + exp(-b * s)) ** 2


def mish(s: sp.Expr) -> sp.Expr:
    return s * tanh(softplus(s))


def gelu(s: sp.Expr) -> sp.Expr:
    return s * (1 + sp.erf(s / sp.sqrt(2))) / 2


def softmax(entry: sp.Expr, *all_of_them: sp.Expr) -> sp.Expr:
    return exp(entry) / sum(exp(one) for one in all_of_them)


def elu(s: sp.Expr) -> sp.Expr:
    return sp.Piecewise((s, s > 0), (alpha * (exp(s) - 1), True))


def leaky(s: sp.Expr) -> sp.Expr:
    return sp.Piecewise((s, s >= 0), (alpha * s, True))


@dataclass(frozen=True)
class Line:
    """One step: what stands left and right of the equality sign."""

    name: str
    left: sp.Expr
    right: sp.Expr
    where: tuple[Any, ...] = ()
    definitions: dict[Any, Any] = field(default_factory=dict)

    @property
    def derivation(self) -> Derivation:
        reason = (self.right, self.name)
        return Derivation(self.left, reason, where=self.where, definitions=self.definitions)
