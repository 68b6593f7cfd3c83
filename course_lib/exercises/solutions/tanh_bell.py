r"""Over the common denominator the numerator is a difference of two
squares, and everything but $4e^{-2z}$ cancels, on paper, once and for all.
In floats the subtraction would happen at every $z$ anew. What remains has
no subtraction at all, and it shows the tail: far to the right the slope is
$4e^{-2z}$, nearly.
"""

import sympy as sp

z = sp.Symbol("z", real=True)
u = sp.exp(-2 * z)

lines = [
    (1 - ((1 - u) / (1 + u)) ** 2, "tanh with exponentials"),
    (((1 + u) ** 2 - (1 - u) ** 2) / (1 + u) ** 2, "common denominator"),
    (4 * u / (1 + u) ** 2, "difference of two squares"),
]
