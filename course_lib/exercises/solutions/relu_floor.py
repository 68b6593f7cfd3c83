r"""Multiply out, integrate the powers, complete the square.

The square is least, 0, at $a = \frac35$, so no slope does better than
$\frac{4}{175}$ on $[0, 1]$. With all biases at 0 the network is
$ax$ for $x > 0$ and $cx$ for $x < 0$, and by symmetry $c$ fares as $a$
does: the mean over $[-1, 1]$ is at least $\frac{4}{175}$ as well. More
units do not help. This is where the animation starts, and the only way
down from there is to move the kinks.
"""

import sympy as sp

x, a = sp.symbols("x a", real=True)

lines = [
    (
        sp.Integral(x**6 - 2 * a * x**4 + a**2 * x**2, (x, 0, 1)),
        "multiply out the square",
    ),
    (
        sp.Rational(1, 7) - 2 * a / 5 + a**2 / 3,
        r"the integral of $x^n$ is $\frac{1}{n+1}$",
    ),
    (
        (a - sp.Rational(3, 5)) ** 2 / 3 + sp.Rational(4, 175),
        "complete the square",
    ),
]
