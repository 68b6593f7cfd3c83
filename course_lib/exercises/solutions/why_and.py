r"""With $x_i = \frac12 (1 + s_i)$ the target is $\frac14 (1 + s_1 + s_2 +
s_1 s_2)$. The first three terms are an affine map. The last one averages 0
against each of them, so it is what the best map leaves over: its mean
square is $\frac1{16}$. At $(1, 1)$ the best map is $\frac34$, at the other
corners at most $\frac14$. So it never meets the target, and yet a threshold
at $\frac12$ decides rightly at every corner, which for exclusive or no
threshold does.
"""

from course_lib.approximation import CORNERS, affine_floor

output = 1 / 4 + 1 / 4 + 1 / 4
floor = 1 / 16
target = CORNERS[:, 0] * CORNERS[:, 1]
print(f"least squares: {affine_floor(CORNERS, target):.4f}")
