r"""The chord of a parabola has the slope $2a + h$. The error is negative
between the knots, since a parabola sags below its chords, and largest in
the middle, where it is $-h^2/4$. With $g'' = 2$ the bound says $\frac18 h^2
\cdot 2$, the same number: no smaller constant than $\frac18$ can stand in
the theorem.
"""

import sympy as sp

x, a = sp.symbols("x a", real=True)
h = sp.Symbol("h", positive=True)

lines = [
    (x**2 - a**2 - (2 * a + h) * (x - a), "the slope of the chord"),
    ((x - a) * (x + a) - (2 * a + h) * (x - a), "two squares"),
    ((x - a) * (x - a - h), "take $x - a$ out"),
]
