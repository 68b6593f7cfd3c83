r"""The chord from 0 to $h$ has the slope $1/\sqrt h$. The gap $\sqrt x -
x/\sqrt h$ is greatest where $\frac{1}{2\sqrt x} = \frac{1}{\sqrt h}$, at $x
= h/4$, and is $\frac12\sqrt h - \frac14\sqrt h = \frac14\sqrt h$ there. On
all other pieces the root bends less. With $h = 1/n$ the error is
$\frac{1}{4\sqrt n}$, which is one hundredth for $n = 625$. The parabola
needs $4^{m+1} \ge 10^6$. As $4^{10}$ is a little more than a million, nine
tents do, with 26 units. The same accuracy for the root would take $6 \cdot
10^{10}$ equal pieces.
"""

import numpy as np

pieces = round(1 / (4 * 0.01) ** 2)
tents = int(np.ceil(np.log(1e6) / np.log(4))) - 1
print(pieces, "pieces,", tents, "tents,", 3 * tents - 1, "units")
