r"""As it stands the formula returns 0 from 54 units on: $1 - 2^{-n}$ is
then rounded to 1. It has lost half of its digits long before. Two
functions avoid both subtractions: `log1p` for $\log(1 - q)$, and `expm1`
for $e^y - 1$. For wide layers the result is $100 \cdot 2^{-n}$.
"""

import numpy as np


def chance(n):
    return -np.expm1(100 * np.log1p(-np.exp2(-n)))
