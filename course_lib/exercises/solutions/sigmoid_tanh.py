r"""Write the hyperbolic tangent with exponentials, divide above and below
by $e^z$, and split off the constant. Each line changes one thing.

So $\tanh$ is a sigmoid, stretched by 2 and moved down by 1, of an input
that is doubled. A network with $\tanh$ units and one with sigmoid units
represent the same functions: the weights and biases on either side of a
unit absorb the two 2s and the 1. They do not train alike, because initial
weights, step sizes and the mean of the outputs differ.
"""

import sympy as sp

z = sp.Symbol("z", real=True)
sigma = sp.Function("sigma")

lines = [
    (
        (sp.exp(z) - sp.exp(-z)) / (sp.exp(z) + sp.exp(-z)),
        "definition of tanh",
    ),
    (
        (1 - sp.exp(-2 * z)) / (1 + sp.exp(-2 * z)),
        "divide above and below by $e^z$",
    ),
    (2 / (1 + sp.exp(-2 * z)) - 1, "add and subtract 1"),
    (2 * sigma(2 * z) - 1, r"definition of $\sigma$ at $2z$"),
]
