r"""The log-odds of $\frac{9}{10}$ are $\log 9$: that is the pre-activation,
by the definition of the sigmoid as their inverse. The slope follows from
the output alone, $\sigma(1-\sigma) = \frac{9}{10} \cdot \frac{1}{10}$.
"""

import numpy as np

z_wanted = np.log(9)
slope = 0.9 * (1 - 0.9)
