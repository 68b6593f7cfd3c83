"""A checked derivation as it appears in a notebook: aligned lines, reasons, the verdict."""

import html
from collections import Counter
from dataclasses import dataclass
from typing import Final

from course_lib.derivations.checker import NotProvedError, Status, Verdict, verdicts
from course_lib.derivations.derivation import Derivation
from course_lib.derivations.rendering import to_latex

# How a derivation that does not hold is shown, the worse first.
FAILED: Final = {Status.REFUTED: "refuted", Status.UNDECIDED: "undecided"}


@dataclass(frozen=True)
class Proof:
    """A derivation with the verdict on each of its steps. Displays itself in a notebook.

    Attributes
    ----------
    derivation : Derivation
        What was checked.
    verdicts : tuple of Verdict
        One for each step.
    """

    derivation: Derivation
    verdicts: tuple[Verdict, ...]

    @property
    def proved(self) -> bool:
        """Whether every step is proved, or argued where SymPy cannot hold it."""
        return all(v.status in (Status.PROVED, Status.ARGUED) for v in self.verdicts)

    @property
    def summary(self) -> str:
        """The verdict under the lines."""
        count = Counter(verdict.status for verdict in self.verdicts)
        steps = f"{len(self.verdicts)} step" + "s" * (len(self.verdicts) > 1)
        if count[Status.PROVED] == len(self.verdicts):
            return f"{steps}, {'each ' * (len(self.verdicts) > 1)}proved by SymPy"
        return f"{steps}: " + ", ".join(f"{count[s]} {s}" for s in Status if count[s])

    def _repr_markdown_(self) -> str:
        kinds = {Status.ARGUED: "argued"} if self.proved else FAILED
        found = {verdict.status for verdict in self.verdicts}
        kind = next((kinds[status] for status in kinds if status in found), "proved")
        details = "".join(
            f"<br>{verdict.status.capitalize()}, step {number}: "
            + (html.escape(verdict.detail) if verdict.status in FAILED else verdict.detail)
            for number, verdict in enumerate(self.verdicts, start=1)
            if verdict.status is not Status.PROVED
        )
        mark = "✓" if self.proved else "✗"
        return (
            f"$$\n{to_latex(self.derivation)}\n$$\n\n"
            f'<p class="derivation-{kind}">{mark} {self.summary}{details}</p>'
        )

    def __repr__(self) -> str:
        """The summary in one line."""
        return f"<Proof: {self.summary}>"


def check(derivation: Derivation) -> Proof:
    """Judge every step of a derivation, whatever the verdicts."""
    return Proof(derivation, tuple(verdicts(derivation)))


def prove(derivation: Derivation) -> Proof:
    """Judge every step of a derivation, and insist.

    Parameters
    ----------
    derivation : Derivation
        The lines with their reasons.

    Returns
    -------
    Proof
        The proof, which displays itself as aligned LaTeX with the verdict under it.

    Raises
    ------
    NotProvedError
        If a step is refuted or undecided. The message names the step, both sides, and the witness.
    """
    proof = check(derivation)
    lines = [derivation.start, *(step.expr for step in derivation.steps)]
    for number, verdict in enumerate(proof.verdicts, start=1):
        if verdict.status in (Status.REFUTED, Status.UNDECIDED):
            raise NotProvedError(
                f"step {number} ({derivation.steps[number - 1].reason}) is {verdict.status}: "
                f"{lines[number - 1]} = {lines[number]}; {verdict.detail}"
            )
    return proof
