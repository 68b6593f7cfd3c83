r"""The average slope falls from $\frac14$ to 0 as $s$ grows, so it crosses
$\frac18$ once, at $s = 2.674$. `brentq` finds the crossing between two ends
at which the difference has opposite signs. Ten samples of 1,000
pre-activations confirm it: the interval for their mean contains $\frac18$.
"""

import numpy as np
from course_lib.activations import get
from course_lib.signal_propagation import gaussian_mean, sampled_mean
from course_lib.statistics import mean_interval
from scipy.optimize import brentq

sigmoid = get("sigmoid")
s_half = brentq(
    lambda s: gaussian_mean(sigmoid.derivative, s) - 1 / 8, 0.1, 100
)
rng = np.random.default_rng(3)
slopes = [
    sampled_mean(sigmoid.derivative, s_half, 1000, rng) for _ in range(10)
]
print(f"s = {s_half:.3f}, measured slope {mean_interval(slopes)}")
