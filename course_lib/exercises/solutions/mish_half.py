r"""The gate $n/(n + 2)$ is one half where $n = 2$, that is where
$(e^z + 1)^2 = 3$: at $z = \log(\sqrt3 - 1)$. It opens to one half a little
left of 0, where the sigmoid needs $z = 0$. The slope there is less than the
gate, because $z$ is negative and the gate is still opening.
"""

import numpy as np

x = np.sqrt(3) - 1
z_half = np.log(x)
slope_half = 1 / 2 + z_half * 3 / 4 * x / (1 + x)
print(f"gate one half at {z_half:.4f}, slope {slope_half:.4f}")
