r"""Each unit is a polynomial of degree 2 in three variables: one constant,
three inputs, three squares and three products of two, ten monomials in all,
$\binom{3 + 2}{2}$. For the second question take $T_4(x) = 8x^4 - 8x^2 + 1$.
It has size at most 1 and takes the values 1, −1, 1, −1, 1 at five points of
the interval, so $x^4 - (x^2 - \frac18) = \frac18 T_4(x)$ has size
$\frac18$. The witness at those five points, with weights 1, −2, 2, −2 and
1, ignores cubics, gives 1 for $x^4$, and has size 8.
"""

import numpy as np
from course_lib.approximation import Witness, monomials

rank = monomials(variables=3, degree=2)
r = np.sqrt(1 / 2)
witness = Witness(
    np.array([-1, -r, 0, r, 1]), np.array([1.0, -2, 2, -2, 1])
)
floor = witness.floor(lambda x: x**4)
print(rank, round(floor, 6))
