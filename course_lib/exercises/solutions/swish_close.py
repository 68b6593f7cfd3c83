r"""The greatest gap is $W(1/e)/\beta$, so it is one hundredth for
$\beta = 100\,W(1/e)$, about 27.85. It sits where $\beta z = 1 + W(1/e)$:
close to 0, at 0.04591, as a sharper unit differs from ReLU only near the
corner. Softplus needs more than twice the sharpness for the same gap.
"""

import numpy as np
from scipy.special import lambertw

w = lambertw(np.exp(-1)).real
sharpness = 100 * w
place = (1 + w) / sharpness
print(f"sharpness {sharpness:.2f}, place {place:.5f}")
