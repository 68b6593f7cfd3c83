r"""A last layer can produce any four outputs if the activations at the four
corners, together with the constant, span all four dimensions. Three units
can just do that, but a unit that is on, or off, at all four corners adds
nothing that an affine map could not, and often one of the three is such a
unit. With eight units there is nearly always enough that bends. Nothing was
trained here but the last layer.
"""

import numpy as np
from course_lib.activations import get
from course_lib.approximation import CORNERS, XOR, affine_floor

relu = get("relu")


def share(seed, units):
    rng = np.random.default_rng(seed)
    weights = rng.normal(size=(1000, units, 2))
    biases = rng.normal(size=(1000, units))
    fits = 0
    for i in range(1000):
        z = CORNERS @ weights[i].T + biases[i]
        fits += affine_floor(relu.value(z), XOR) < 1e-9
    return fits / 1000


shares = [share(seed, 3) for seed in range(10)]
wider = [share(seed, 8) for seed in range(10)]
print(f"three units {np.mean(shares):.2f}, eight {np.mean(wider):.2f}")
