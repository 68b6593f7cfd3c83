r"""The exponential of $-|z|$ cannot overflow, and both sides of 0 can be
written with it. In the slope the difference $1 - \sigma(z)$ is the other
gate, so nothing near 1 is subtracted. A cancellation stays in $1 + e + z$,
beside the root of the slope. The chapter removes it, too, by expanding
about the root. The backward pass multiplies the gradient that arrives by
`slope(z)`.
"""

import numpy as np


def swish(z):
    e = np.exp(-np.abs(z))
    return np.where(z < 0, z * e, z) / (1 + e)


def slope(z):
    e = np.exp(-np.abs(z))
    right = 1 + e + z * e
    left = e * (1 + e + z)
    return np.where(z < 0, left, right) / (1 + e) ** 2
