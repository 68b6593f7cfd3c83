r"""The two products with $z$ cancel, and two gates of opposite inputs add
up to 1. So the slope falls below 0 on the left exactly where it exceeds 1
at the opposite point on the right, and by the same amount. For
pre-activations that are symmetric about 0 the mean slope is $\frac12$,
whatever their spread.
"""

import sympy as sp

z = sp.Symbol("z", real=True)
sigma = sp.Function("sigma")
gate, other = sigma(z), 1 - sigma(z)

lines = [
    (
        gate * (1 + z * other) + other * (1 - z * gate),
        r"$\sigma(-z) = 1 - \sigma(z)$",
    ),
    (gate + sigma(-z), "the products with z cancel"),
    (sp.Integer(1), "gates of opposite inputs"),
]
