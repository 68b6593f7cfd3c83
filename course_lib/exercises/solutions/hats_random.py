r"""Random knots leave gaps. The longest of 64 pieces has on average about
$1 + \frac12 + \dots + \frac1{64}$, or nearly five, times the mean length,
and the error goes with its square, unless the sine is nearly straight
there. A layer that does not choose its kinks pays for it.
"""

import numpy as np
from course_lib.approximation import (
    greatest_distance,
    interpolant,
    on_line,
)


def sine(x):
    return np.sin(np.pi * x)


def error(knots):
    network = on_line(interpolant(knots, sine(knots)))
    return greatest_distance(sine, network, -1, 1).size


even = error(np.linspace(-1, 1, 65))
ratios = []
for seed in range(10):
    inner = np.sort(np.random.default_rng(seed).uniform(-1, 1, 63))
    ratios.append(error(np.concatenate([[-1], inner, [1]])) / even)
print(f"{min(ratios):.0f} to {max(ratios):.0f} times the error")
