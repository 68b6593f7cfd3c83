r"""$\Phi(z) = \frac{9}{10}$ is asked for, so $z$ is the normal quantile of
0.9. The output is $z$ nine times in ten, and 0 otherwise: a constant times
a gate of variance $p(1 - p)$, whose root is 0.3. On average the output is
0.9 times $z$, which is what GELU passes on; the spread is what it leaves
out.
"""

from scipy.stats import norm

p = 0.9
z_wanted = norm.ppf(p)
deviation = (p * (1 - p)) ** 0.5
spread = z_wanted * deviation
print(f"p = {p:.1f}, deviation of the gate {deviation:.1f}")
