r"""The level goes out of the logarithm as it is, and what is left depends
on the gap alone. The hyperbolic cosine is even: it does not matter which
of the two scores leads. Far from 0, $\log(2\cosh u)$ is $|u|$, nearly, and
$\frac{p+q}{2} + \frac{|p-q|}{2}$ is the greater of the two.
"""

import sympy as sp

p, q = sp.symbols("p q", real=True)
middle, gap = (p + q) / 2, (p - q) / 2
both = sp.exp(gap) + sp.exp(-gap)

lines = [
    (
        sp.log(sp.Mul(sp.exp(middle), both, evaluate=False)),
        "the middle taken out",
    ),
    (middle + sp.log(both), "logarithm of a product"),
    (middle + sp.log(2 * sp.cosh(gap)), "hyperbolic cosine"),
]
