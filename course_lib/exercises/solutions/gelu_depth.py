r"""The variance 2 is made for ReLU, which halves the mean square of normal
pre-activations. GELU leaves less than half, and the smaller its input, the
less: near 0 it is nearly $z/2$, which leaves a quarter. So a signal that
shrinks shrinks ever faster.

The measured values scatter by a factor of about five, although the
networks are drawn alike. By chance one layer passes on a little more than
another, and every further layer makes more of the difference. Wide layers
differ less, and the theory is that of endlessly wide ones.
"""

import numpy as np
from course_lib.activations import get
from course_lib.signal_propagation import expected_signals, propagate

gelu = get("gelu")
expected = expected_signals(gelu, 10, weight_variance=2)
theory = expected.mean_square
squares = []
for seed in range(10):
    rng = np.random.default_rng(seed)
    inputs = rng.normal(size=(16, 128))
    seen = propagate(gelu, inputs, 10, rng, weight_variance=2)
    squares.append(seen.variance[-1] + seen.mean[-1] ** 2)
low, high = min(squares), max(squares)
print(f"theory {theory:.2f}, measured {low:.2f} to {high:.2f}")
