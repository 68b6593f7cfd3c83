r"""The even part of $e^x$ is $\cosh x = \frac12(e^x + e^{-x})$, largest at
the ends: the witness at 1 and −1 finds $\cosh 1$, about 1.5431. With
sigmoid units a constant may be taken off. The best one halves the distance
between the greatest value $\cosh 1$ and the least, 1, which leaves 0.2715:
the witness with weights 1, −2 and 1 at −1, 0 and 1 finds the same.
"""

import numpy as np
from course_lib.approximation import WITNESSES

tanh_floor = WITNESSES["odd"].floor(np.exp)
sigmoid_floor = WITNESSES["odd up to a constant"].floor(np.exp)
print(f"{tanh_floor:.4f}, {sigmoid_floor:.4f}")
