r"""Since $\sigma(z) = \frac12 + \frac12\tanh\frac z2$, the sigmoid with
steepness 40 is half a tanh with steepness 20, plus $\frac12$. The halves
add up to half the sum of all steps, which telescopes to half of the last
height minus the first. With the first height in front that makes the mean
of the two. Whatever a layer of sigmoids can do, a layer of tanh can.
"""

import math

steepness = 40 / 2
factor = 1 / 2
constant = (math.exp(1 / 8) + math.exp(7 / 8)) / 2
