"""A popular claim, its verdict, and the check that decides it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from course_lib.claims.sources import Source


class Ruling(Enum):
    """What becomes of a claim; the value is how the book prints it."""

    TRUE = "True"
    FALSE = "False"
    CONDITIONAL = "It depends"


@dataclass(frozen=True)
class Finding:
    """What a check found when it ran.

    Attributes
    ----------
    ruling : Ruling
        The outcome, decided by the check's own computation.
    evidence : str
        The reason in a sentence or two, with the numbers that the check computed.
    """

    ruling: Ruling
    evidence: str


@dataclass(frozen=True)
class Claim:
    """One statement of a source.

    Attributes
    ----------
    id : str
        The source's number and the claim's number in it, such as ``"001.4"``.
    source : Source
        Who says so.
    wording : str
        The statement, in short.
    ruling : Ruling
        The verdict that the book states.
    chapter : str
        The chapter that treats it, as a path in the book such as ``"activations/sigmoid"``.
    check : callable
        Decides the claim anew each time it is called.
    """

    id: str
    source: Source
    wording: str
    ruling: Ruling
    chapter: str
    check: Callable[[], Finding]

    def decide(self) -> Finding:
        """Run the check.

        Raises
        ------
        VerdictChangedError
            If the finding contradicts the verdict on record.
        """
        finding = self.check()
        if finding.ruling is not self.ruling:
            raise VerdictChangedError(
                f"claim {self.id} ({self.wording}) is on record as {self.ruling.value}, "
                f"but its check finds {finding.ruling.value}: {finding.evidence}"
            )
        return finding


@dataclass(frozen=True)
class PlannedClaim:
    """A statement whose chapter is still to come: on record, and without a verdict.

    Attributes
    ----------
    id, source, wording
        As in `Claim`.
    part : str
        The part of the book that will decide it.
    """

    id: str
    source: Source
    wording: str
    part: str


class VerdictChangedError(Exception):
    """A check whose finding contradicts the verdict on record."""


@dataclass(frozen=True)
class Table:
    """Claims with their findings. Displays itself in a notebook."""

    claims: tuple[Claim, ...]
    findings: tuple[Finding, ...]

    def _repr_markdown_(self) -> str:
        rows = [
            f"| {_cell(claim.wording)} <br><small>{claim.source.short}</small> "
            f'| <span class="claim-{finding.ruling.name.lower()}">{finding.ruling.value}</span> '
            f"| {_cell(finding.evidence)} |"
            for claim, finding in zip(self.claims, self.findings, strict=True)
        ]
        return "\n".join(["| Claim | Verdict | What decides it |", "|:--|:--|:--|", *rows])

    def __repr__(self) -> str:
        """One line, with the claims' numbers."""
        return f"<{len(self.claims)} claims: {', '.join(claim.id for claim in self.claims)}>"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
