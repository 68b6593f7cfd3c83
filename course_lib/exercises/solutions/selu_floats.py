r"""Three things can go wrong. Constants with four digits are wrong in the
fifth digit of every output. The subtraction in $e^z - 1$ loses one digit
for each power of ten by which $z$ is nearer to 0 than 1, and below
$10^{-16}$ all of them; `np.expm1` subtracts before it rounds. And
`np.where` computes both branches everywhere, so the exponential overflows
on the right, where nobody needs it, unless its argument is cut off at 0.
"""

import numpy as np
from course_lib.activations.self_normalizing import selu_constants

alpha, scale = selu_constants()
right, depth = float(scale), float(scale * alpha)


def selu(z):
    left = depth * np.expm1(np.minimum(z, 0))
    return np.where(z > 0, right * z, left)
