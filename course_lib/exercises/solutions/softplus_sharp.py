r"""The exact zeros do not come back. Far from the corner the slope of
softplus is tiny, but not 0: in nine of the ten runs there is not one zero,
where ReLU has about half. Flat slopes and dead units stay away as well.

The error follows ReLU's, and more: the interval of the paired differences
lies below 0, so in this setting softplus at $\beta = 20$ fits the curve
*better*. After $\beta = 1$, which fitted worse, that is a surprise; forty
other sets of initial weights, seeds 20 to 59, agree with it. The gap to
ReLU is at most $\log(2)/20$ everywhere, and yet closeness in value says
nothing about zeros, and not all about training.
"""

from course_lib.activations import get
from course_lib.statistics import mean_interval
from course_lib.training import fit_sine

sharp, relu = get("softplus", beta=20), get("relu")
ours, theirs = fit_sine(sharp, range(10)), fit_sine(relu, range(10))
zeros = ours.zeros
excess = ours.loss - theirs.loss
print("zeros:", [f"{share:.4f}" for share in zeros])
print("softplus − ReLU:", mean_interval(excess))
