r"""With the targets lifted by 5 the share of dead units is larger by 0.09
on average, and the interval stays above 0. At first every error has the
same sign. What reaches the bias of a unit then has one sign on all
inputs, so nothing cancels, and the step is as large as the offset makes
it. Subtract the mean from your targets, or start the last bias there.
"""

from course_lib.statistics import mean_interval
from course_lib.training import train_rectifiers

lifted, centered = (
    train_rectifiers("sgd", 0.03, range(10), offset=offset).share
    for offset in (5, 0)
)
excess = lifted - centered
mean, low, high = mean_interval(excess)
print(f"{mean:.2f} ({low:.2f} to {high:.2f})")
