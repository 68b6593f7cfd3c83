r"""Everything that contains $x$ or $y$ cancels, unit by unit. What is left
is the same for all inputs: minus the bias of the one affine map that the
stack is. So the stack is linear exactly if that bias is 0, which happens
without any biases, and also if they happen to cancel.
"""

import sympy as sp

x, y, c = sp.symbols("x y c", real=True)
u, v, b = (sp.IndexedBase(name, real=True) for name in "uvb")
j = sp.Symbol("j", integer=True)
n = sp.Symbol("n", integer=True, positive=True)
term = v[j] * (u[j] * (x + y) + b[j])
term -= v[j] * (u[j] * x + b[j]) + v[j] * (u[j] * y + b[j])

lines = [
    (sp.Sum(term, (j, 1, n)) - c, "take the sums together"),
    (-sp.Sum(v[j] * b[j], (j, 1, n)) - c, "multiply out each term"),
]
