r"""The exponentials are 1, 3 and 4, so the shares are $\frac18$,
$\frac38$ and $\frac12$. At temperature $T$ the odds of the scores 2 and 0
are $e^{2/T}$. They have to be 9 to 1, so $\frac2T = \log 9$, and
$T$ is about 0.91. Every pair of shares tells the gap of its scores in this
way, and nothing tells their level.
"""

import numpy as np

share = 3 / 8
temperature = 2 / np.log(9)
print(f"temperature {temperature:.2f}")
