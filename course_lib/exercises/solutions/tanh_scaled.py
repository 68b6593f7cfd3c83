r"""At 1 the output should be 1, so $A = 1/\tanh\frac23$, about 1.7159,
which is where LeCun and his coauthors have their number from. The slope at
0 is $A \cdot \frac23$, since $\tanh'(0) = 1$: a little more than 1.
"""

import numpy as np

factor = 1 / np.tanh(2 / 3)
slope = factor * 2 / 3
print(f"factor {factor:.4f}")
