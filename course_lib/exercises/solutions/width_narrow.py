r"""The numbers are all over the place, and some are 1. Of a hundred such
networks, 27 have a single piece: somewhere on the way all four units of a
layer are off on the whole interval, and nothing that comes later can bring
the input back. Each layer is a small risk, and there are sixteen of them.
It is why the mean is so far below one piece for each unit. The chapter on
dying units computes such chances.
"""

import numpy as np
from course_lib.approximation import corners, random_relus

widths = (1, *(4,) * 16, 1)
counts = []
for seed in range(100):
    network = random_relus(widths, np.random.default_rng(seed))
    counts.append(corners(network, -100.0, 100.0).pieces)
pieces = counts[:10]
single = counts.count(1)
print(pieces, "and", single, "of 100 with a single piece")
