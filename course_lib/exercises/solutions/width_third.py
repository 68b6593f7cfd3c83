r"""The tent takes $\frac13$ to $\frac23$, and $\frac23$ to itself. So
$t^j(\frac13) = \frac23$ for all $j$, and {eq}`eq-square` is a geometric
sum. Its limit is $\frac19$, the square. The error $\frac29 4^{-m}$ is
$\frac89$ of the bound $4^{-(m+1)}$: one third is never in the middle of a
piece, but always a third of the way along. In floats the orbit is another
one. The nearest float64 to $\frac13$ is a multiple of $2^{-54}$, so its
orbit is 0 after 55 steps, and leaves $\frac23$ some steps before. That
comes too late to matter, as the terms are divided by $4^j$.
"""

import sympy as sp

j = sp.Symbol("j", integer=True)
m = sp.Symbol("m", integer=True, positive=True)
third = sp.Rational(1, 3)

lines = [
    (third - 2 * third * sp.Sum(4**-j, (j, 1, m)), "take the factor out"),
    (third**2 + 2 * third**2 * 4**-m, "geometric series: (1 - 4^-m)/3"),
]
