r"""The chain rule and the product rule differentiate the two terms; then
$\frac{e^z}{1+e^z}$ is $\sigma(z)$ and cancels.

The slope of the sigmoid is positive, so the derivative $-z\,\sigma'(z)$ is
positive for $z < 0$ and negative for $z > 0$: the difference $f_1(z) -
z\,\sigma(z)$ rises up to 0 and falls from there. It tends to 0 at both
ends. On the left both terms do. On the right it equals $f_1(-z) +
z\,\sigma(-z)$, by $f_1(z) = z + f_1(-z)$ and $1 - \sigma(z) = \sigma(-z)$,
and both of these tend to 0. A function that rises from 0 and falls back to
0 is never negative.

The derivative of $f_\beta(z)$ by $\beta$ is $(\beta z\,\sigma(\beta z) -
f_1(\beta z))/\beta^2$, minus this difference up to a positive factor. So
softplus falls as $\beta$ grows, at every $z$.
"""

import sympy as sp

z = sp.Symbol("z", real=True)
sigma = sp.Function("sigma")
slope = sp.Derivative(sigma(z), z)

lines = [
    (
        sp.exp(z) / (1 + sp.exp(z)) - sigma(z) - z * slope,
        "chain rule, product rule",
    ),
    (
        1 / (1 + sp.exp(-z)) - sigma(z) - z * slope,
        "multiply above and below by $e^{-z}$",
    ),
    (-z * slope, r"definition of $\sigma$"),
]
