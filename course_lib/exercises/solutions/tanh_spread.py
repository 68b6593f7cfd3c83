r"""The wider the pre-activations, the more often the sigmoid is near 0 or
1, and the greater the variance of its outputs; their mean stays $\frac12$.
So the fraction $d\mu^2/v$ falls, though never below $d$: a variable between
0 and 1 of mean $\frac12$ has a variance of at most $\frac14$. The measured
numbers lie above the formula's. The least eigenvalue of a finite sample is
too small on average, the greatest too large.
"""

import numpy as np
from course_lib.activations import get
from course_lib.signal_propagation import condition_number

sigmoid = get("sigmoid")
kappa = condition_number(lambda z: sigmoid.value(3 * z), 10)
measured_kappas = []
for seed in range(10):
    z = 3 * np.random.default_rng(seed).normal(size=(1000, 10))
    x = sigmoid.value(z)
    measured_kappas.append(np.linalg.cond(x.T @ x / 1000))
mean = np.mean(measured_kappas)
print(f"formula {kappa:.1f}, measured {mean:.1f} on average")
