"""Printed derivations as data, and the checker that proves or refutes each of their lines.

A line is proved where both its sides are defined and SymPy turns their difference into 0, on each
of the regions into which conditions, kinks and poles part the values of the symbols, boundaries
included. It is refuted by numbers at one point. Everything else is undecided, which is an error.

Notes
-----
What no checker of expressions can see is what SymPy makes of them before: ``z / z`` is 1 and
``exp(log(z))`` is z as soon as they are written. ``sympy.Mul(z, 1 / z, evaluate=False)`` keeps the
line as it is meant. A float is taken for the fraction that it is. A function without a definition
stands for any smooth real function; an integral or a limit is the usual improper one, a derivative
two-sided, and a power of a negative number has an integer exponent. Entries ``x[i]`` and ``x[k]``
of a vector are different ones, and its length is any that has them. Trusted without a second look
are SymPy's simplifications, its limits where a formula has no value, and the sums of convergent
series for which it knows no partial sums.
"""

from course_lib.derivations.checker import NotProvedError, Status, Verdict, decide
from course_lib.derivations.derivation import Derivation, Step
from course_lib.derivations.proof import Proof, check, prove
from course_lib.derivations.rendering import to_latex
from course_lib.derivations.witness import Witness

__all__ = [
    "Derivation",
    "NotProvedError",
    "Proof",
    "Status",
    "Step",
    "Verdict",
    "Witness",
    "check",
    "decide",
    "prove",
    "to_latex",
]
