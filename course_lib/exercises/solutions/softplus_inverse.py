r"""As it stands, $\log(e^y - 1)$ gives $-\infty$ at $y = 10^{-20}$, because
$e^y$ is rounded to 1, and $\infty$ at $y = 1000$, because $e^{1000}$
overflows. In $y + \log(1 - e^{-y})$ the exponential is at most 1, and
`expm1` computes $e^{-y} - 1$ without rounding $e^{-y}$ first.

Near $y = \log 2$ the result passes through 0, and $y$ itself, which is
rounded, limits what any code can know of it. That is why the error is
measured in units of $y$ there.
"""

import numpy as np


def inverse(y):
    return y + np.log(-np.expm1(-y))
