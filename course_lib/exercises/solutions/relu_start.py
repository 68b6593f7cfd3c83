r"""Torch's start costs almost a factor of ten: on average the error is
0.88 powers of ten larger, and the interval lies above 0. One of the ten
runs goes the other way, so compare means, not single runs.

With twice the units the difference is gone: the interval contains 0. Half
of 20 units from torch's start have their kink inside, as many as the wide
start has in all. The waste is real, and it is bought back by width.
"""

import numpy as np
from course_lib.activations import get
from course_lib.statistics import mean_interval
from course_lib.training import fit_cubic

relu, seeds = get("relu"), range(10)
wide = fit_cubic(relu, seeds, steps=1000).last
torch_10 = fit_cubic(relu, seeds, steps=1000, start="torch").last
torch_20 = fit_cubic(relu, seeds, steps=1000, start="torch", units=20).last
decades = np.log10(torch_10 / wide)
doubled = np.log10(torch_20 / wide)
mean, low, high = mean_interval(decades)
print(f"10 units: {mean:.2f} ({low:.2f} to {high:.2f})")
mean, low, high = mean_interval(doubled)
print(f"20 units: {mean:.2f} ({low:.2f} to {high:.2f})")
