r"""A network of $L$ layers lives with probability $(1 - 2^{-n})^L$. For
$L = 100$ and 13 units per layer it is born dead with a chance of 0.0121,
for 14 units with 0.0061: 14 is the least width. Each further unit halves
the chance.

For 5 units, $(1 - 2^{-5})^L < \frac12$ means
$L > \log\frac12 / \log\frac{31}{32} = 21.8$, so 22 layers are enough to
make death the likelier outcome.
"""

import math

widths = range(1, 50)
width = min(n for n in widths if 1 - (1 - 2.0**-n) ** 100 <= 0.01)
for n in (13, 14):
    print(f"{n} units: {1 - (1 - 2.0**-n) ** 100:.4f}")
ratio = math.log(1 / 2) / math.log(31 / 32)
depth = math.ceil(ratio)
print(f"depth above {ratio:.1f}")
