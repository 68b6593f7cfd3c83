r"""On $[-1, 1]$ the pieces have the length $h = 2/n$, and $|g''| = \pi^2
|\sin \pi x|$ is at most $\pi^2$. The bound $\frac18 h^2 \pi^2$ is at most
one thousandth from $n = \pi \sqrt{500}$ on, about 70.25, so 71 units are
enough. Ten times the accuracy costs about three times the units.
"""

import math

bound = (2 / 16) ** 2 * math.pi**2 / 8
exact = math.pi * math.sqrt(500)
units = math.ceil(exact)
print(f"at least {exact:.2f} units")
