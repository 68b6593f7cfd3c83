r"""$1 - \tanh^2 z$ loses its digits one by one as $\tanh^2 z$ approaches 1,
and from $|z|$ near 19 on it is 0 for good, although the slope is about
$10^{-16}$ there, far from the smallest float. With $e = e^{-2|z|}$ nothing
is subtracted, and nothing overflows. Below the normal range, from $|z| =
355$ on, the exponential has few digits left, and the result is allowed as
few.
"""

import numpy as np


def slope(z):
    e = np.exp(-2 * np.abs(z))
    return 4 * e / (1 + e) ** 2
