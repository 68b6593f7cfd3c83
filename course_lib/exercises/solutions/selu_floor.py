r"""Far to the left $e^z$ is gone, and $-\lambda\alpha$, about $-1.758$, is
what is left: no SELU unit outputs less. Just left of 0 the slope is
$\lambda\alpha$, just right of it $\lambda$, so it drops by
$\lambda(\alpha - 1)$. That makes SELU the rare activation that is steeper
on its negative side, as long as $z$ is near 0: this is what stretches a
variance that has become too small.
"""

from course_lib.activations.self_normalizing import selu_constants

alpha, scale = (float(constant) for constant in selu_constants())
floor = -scale * alpha
drop = scale * (alpha - 1)
print(f"floor {floor:.3f}, drop {drop:.3f}")
