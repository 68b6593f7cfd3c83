r"""The numbers that `rng.random` draws are multiples of $2^{-53}$. If 2
divides the numerator $j$ times, the orbit takes $54 - j$ steps. The mean of
$j$ is $\frac14 + \frac28 + \frac{3}{16} + \dots = 1$, so the mean is 53. A
real number that is cut down to a float64 takes 54 steps on average: below
one half the floats are denser than the multiples of $2^{-53}$, and
`rng.random` never draws the ones between. It is one more reason to say
which uniform numbers one means.
"""

import numpy as np
from course_lib.approximation import steps_to_zero

mean_steps = 53
measured_means = [
    steps_to_zero(np.random.default_rng(seed).random(1000)).mean()
    for seed in range(10)
]
print(f"measured {np.mean(measured_means):.1f}")
