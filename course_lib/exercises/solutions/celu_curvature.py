r"""The slope of CELU's left branch is $e^{z/\alpha}$, which reaches 1 for
every $\alpha$: that is the repair. Its curvature is $e^{z/\alpha}/\alpha$
and reaches $1/\alpha$, while the straight line on the right has none. So
the curvature jumps from $1/\alpha$ to 0. A larger $\alpha$ makes the jump
smaller, and none makes it vanish.
"""

import sympy as sp

z = sp.Symbol("z", real=True)
alpha = sp.Symbol("alpha", positive=True)
once = sp.Derivative(sp.exp(z / alpha), z)

lines = [
    (sp.Limit(once, z, 0, "-"), "the slope is $e^{z/\\alpha}$"),
    (sp.Limit(sp.exp(z / alpha) / alpha, z, 0, "-"), "chain rule"),
    (1 / alpha, "continuous: insert 0"),
]
