r"""Both gates become fractions of exponentials. Over the common denominator
only $e^{2z}$ is left. Everything but the factor $z$ is positive, so Mish is
above SiLU on the right of 0 and below it on the left, and the two agree at
0 alone. To the left the difference fades like $\frac12 z e^{2z}$, which is
sooner than either function, and to the right like $z e^{-z}$.
"""

import sympy as sp

z = sp.Symbol("z", real=True)
x = sp.exp(z)

lines = [
    (
        z * (x * (x + 2) / (x**2 + 2 * x + 2) - x / (1 + x)),
        "both gates by exponentials",
    ),
    (
        z * x * ((x + 2) * (1 + x) - (x**2 + 2 * x + 2))
        / ((1 + x) * (x**2 + 2 * x + 2)),
        "common denominator",
    ),
    (z * x**2 / ((1 + x) * (x**2 + 2 * x + 2)), "cancel"),
]  # fmt: skip
