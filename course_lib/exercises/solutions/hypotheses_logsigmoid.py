r"""The logarithm of the sigmoid is minus softplus, mirrored, so the line in
it comes from the same place: the quotient of $1 + e^{z}$ and $1 + e^{-z}$
is $e^{z}$. A network of such units without biases has a linear odd part,
and misses $x^3$ by at least a quarter.
"""

import sympy as sp

z = sp.Symbol("z", real=True)
e = sp.exp(z)

lines = [
    (sp.log(1 + e) - sp.log(1 + 1 / e), "logarithm of one over"),
    (sp.log((1 + e) / (1 + 1 / e)), "logarithm of a quotient"),
    (z, "the quotient is $e^z$, whose logarithm is $z$"),
]
