r"""The bound is the gap times the sum of the sizes of the weights, divided
by the scale. The change that is measured is five times smaller. At this
scale the errors of two units do not meet in one place, and the bound adds
them as if they did. What is left is the error of the unit with the greatest
weight, the first: its weight is the slope at $-1$, about $\pi$ of a sum of
about $5\pi$.
"""

import numpy as np
from course_lib.activations import get
from course_lib.approximation import (
    greatest_distance,
    interpolant,
    on_line,
    replace_relu,
    replacement_bound,
)

relu, gelu = get("relu"), get("gelu")
knots = np.linspace(-1, 1, 65)
network = interpolant(knots, np.sin(np.pi * knots))
gap = greatest_distance(gelu.value, relu.value, -8, 8).size
scale = replacement_bound(network, gap, 1.0) / 0.001
other = replace_relu(network, gelu, scale)
change = greatest_distance(on_line(other), on_line(network), -1, 1).size
print(f"scale {scale:.0f}, change {change:.2e}")
