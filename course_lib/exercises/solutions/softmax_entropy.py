r"""Entropy is greatest where all shares are equal, and there it is
$\log 10$, about 2.30. Scores of standard deviation 3 leave 0.94 of it on
average: as if the choice were between $e^{0.94}$ scores, two or three of
the ten. It is the spread that decides, and multiplying scores
by 3 is the same as a temperature of $\frac13$.
"""

import numpy as np
from course_lib.activations import get_vector

softmax = get_vector("softmax")
greatest = np.log(10)
entropies = []
for seed in range(10):
    scores = 3 * np.random.default_rng(seed).normal(size=(1000, 10))
    shares = softmax.value(scores)
    terms = -shares * np.log(shares)
    entropies.append(terms.sum(axis=-1).mean())
print(f"greatest {greatest:.2f}, average {np.mean(entropies):.2f}")
