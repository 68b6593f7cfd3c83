r"""The product rule brings out the gate and $z$ times its slope. That slope
is the density $\varphi$, and the chain rule gives $\varphi'(z) =
-z\,\varphi(z)$: the two terms cancel, and the gate is left.

So the slope of ReLU under Gaussian noise is between 0 and 1 and increases:
the blurred ReLU is increasing and convex, as ReLU is. GELU lacks the term
$\varphi$, and with it both properties.
"""

import sympy as sp

z = sp.Symbol("z", real=True)
Phi, varphi = sp.Function("Phi"), sp.Function("varphi")

lines = [
    (
        Phi(z) + z * sp.Derivative(Phi(z), z) + sp.Derivative(varphi(z), z),
        "product rule",
    ),
    (
        Phi(z) + z * varphi(z) + sp.Derivative(varphi(z), z),
        "the slope of Phi is the density",
    ),
    (Phi(z), "the density's slope is -z times the density"),
]
