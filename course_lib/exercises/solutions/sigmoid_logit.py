r"""The formula subtracts two numbers that are nearly equal when $p$ is near
$\frac12$. Each logarithm is near $-\log 2$ there and carries a rounding
error of about $10^{-16}$, while their difference goes to 0: its digits are
lost one by one. Far from $\frac12$ the formula is accurate.

Put $x = 2p - 1$. For $p \ge \frac14$ floats hold $x$ exactly, and

$$
\log\frac{p}{1-p} = \log\frac{1+x}{1-x} = 2 \operatorname{artanh} x .
$$

Below $\frac14$ the logarithms differ by more than 1 and can be subtracted.
`np.where` evaluates both branches for every entry, so each gets its
arguments cut off where the other takes over.

No code gives the logit of $1 - 10^{-20}$: the float nearest to this number
is 1, so it is lost before any code can run. A library should offer logits
throughout, as `BCEWithLogitsLoss` does, and never ask for the probability.
"""

import numpy as np


def logit(p):
    low, high = np.minimum(p, 0.25), np.maximum(p, 0.25)
    return np.where(
        p < 0.25,
        np.log(low) - np.log1p(-low),
        2 * np.arctanh(2 * high - 1),
    )
