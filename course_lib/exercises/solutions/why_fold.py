r"""The straight parts $\alpha z$ and $-\alpha z$ cancel, and $1 - \alpha$
times ReLU's fold is left. So a kink of any size folds the plane, and the
weights behind it only have to be $1/(1 - \alpha)$ times as large. At
$\alpha = 1$ there is no kink, and no weight makes up for that. At
$\alpha = -1$ the sum is $2|z|$: each unit alone is the absolute value.
"""

import sympy as sp

z, alpha = sp.symbols("z alpha", real=True)

lines = [
    (
        (1 - alpha) * (sp.Max(z, 0) + sp.Max(-z, 0)),
        "insert the definition; the straight parts cancel",
    ),
    ((1 - alpha) * sp.Abs(z), "one of the two is 0, the other is |z|"),
]
