r"""Replace both by absolute values, then sort the terms.

A leaky ReLU is a line of slope $\frac{1 + \alpha}{2}$ plus a corner of
weight $\frac{1 - \alpha}{2}$. For $\alpha = 1$ the corner is gone and the
unit is linear; for $\alpha = 0$ both weights are $\frac12$, and it is
ReLU. For $\alpha > 1$ the weight of the corner is negative: the function
bends downward and is the *minimum* of $z$ and $\alpha z$. That is why the
formula with a maximum needs $\alpha \le 1$.
"""

import sympy as sp

z, alpha = sp.symbols("z alpha", real=True)

lines = [
    (
        (z + sp.Abs(z)) / 2 + alpha * (z - sp.Abs(z)) / 2,
        r"$\max(z, 0)$ and $\min(z, 0)$ are half of $z \pm |z|$",
    ),
    (
        (1 + alpha) / 2 * z + (1 - alpha) / 2 * sp.Abs(z),
        "collect $z$ and $|z|$",
    ),
]
