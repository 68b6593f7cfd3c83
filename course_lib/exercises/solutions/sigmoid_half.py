r"""The average slope falls from $\frac14$ to 0 as $s$ grows, so it crosses
$\frac18$ once, at $s = 2.674$. `brentq` finds the crossing between two ends
at which the difference has opposite signs.

The interval of the first ten samples just misses $\frac18$. Is the crossing
wrong? A 95 % interval misses the truth once in twenty times, so repeat the
measurement before you doubt the theory, and do not look for a seed that
pleases. Of 200 intervals about 190 should contain $\frac18$.
"""

import numpy as np
from course_lib.activations import get
from course_lib.signal_propagation import gaussian_mean, sampled_mean
from course_lib.statistics import mean_interval
from scipy.optimize import brentq

f = get("sigmoid").derivative
s_half = brentq(lambda s: gaussian_mean(f, s) - 1 / 8, 0.1, 100)
rng = np.random.default_rng(3)
slopes = [sampled_mean(f, s_half, 1000, rng) for _ in range(10)]
_, low, high = mean_interval(slopes)
print(f"s = {s_half:.3f}, interval from {low:.4f} to {high:.4f}")

intervals = [
    mean_interval([sampled_mean(f, s_half, 1000, rng) for _ in range(10)])
    for _ in range(200)
]
covering = sum(low < 1 / 8 < high for _, low, high in intervals)
print(f"{covering} of 200 further intervals contain one eighth")
