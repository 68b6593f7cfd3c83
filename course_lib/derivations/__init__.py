"""Printed derivations as data, and the checker that proves or refutes each of their lines."""

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
