r"""At four times the width Mish's condition number is still below SiLU's,
though by a little less than before. Swish with $\beta = \frac54$, whose
gate is a plain sigmoid and which has no $\Delta$, gains most of that too.
"""

import numpy as np
from course_lib.activations import get
from course_lib.training import random_task, tangent_spectra

task = random_task(range(10), units=256)
kappa = {}
for name, beta in (("mish", {}), ("silu", {}), ("swish", {"beta": 1.25})):
    values, _ = tangent_spectra(get(name, **beta), task)
    kappa[name] = values[:, -1] / values[:, 0]
gains = np.log10(kappa["silu"] / kappa["mish"])
controls = np.log10(kappa["silu"] / kappa["swish"])
print(f"{gains.mean():.3f} and {controls.mean():.3f} powers of ten")
