r"""The kink lies inside $[-r, r]$ if $|b| < r|w|$. For $r \ge 1$ the rest
of the square, of area 4, consists of two triangles with their tips at 0,
height 1 and base $2/r$, which together have the area $2/r$. So the share
inside is $1 - \frac{1}{2r}$: three quarters for $r = 2$, and nine tenths
for $r = 5$. Dead and always linear units share what is left.
"""

bent = 1 - 1 / (2 * 2)
reach = 1 / (2 * (1 - 9 / 10))
