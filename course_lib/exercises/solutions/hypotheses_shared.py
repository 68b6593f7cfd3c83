r"""Without the bias all ten units are odd, and so is every sum of them: the
error is at least 1, at any width. A single number, added in every unit and
never trained, breaks the symmetry. The derivatives of tanh at 1 are
polynomials with integer coefficients in $\tanh 1$, a transcendental number,
so none of them is 0, and the units together make every power of $x$.
"""

import numpy as np

x = np.linspace(-1, 1, 201)
floor = 1
errors = []
for seed in range(10):
    w = 3 * np.random.default_rng(seed).standard_normal(10)
    a = np.tanh(np.outer(x, w) + 1)
    v, *_ = np.linalg.lstsq(a, x**2)
    errors.append(np.abs(a @ v - x**2).max())
print(f"{min(errors):.3f} to {max(errors):.3f}")
