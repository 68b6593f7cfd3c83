"""The whole ledger as a page: each claim with its verdict, its evidence and its check."""

import inspect
from dataclasses import dataclass

from course_lib.claims.ledger import Claim, Finding, PlannedClaim
from course_lib.claims.sources import Source


@dataclass(frozen=True)
class Report:
    """One source's claims, the decided ones with their findings. Displays itself in a notebook.

    Attributes
    ----------
    source : Source
        Who says so.
    entries : tuple of Claim or PlannedClaim
        The source's claims in their order.
    findings : dict of str to Finding
        What the checks found, by the claims' numbers.
    """

    source: Source
    entries: tuple[Claim | PlannedClaim, ...]
    findings: dict[str, Finding]

    def _repr_markdown_(self) -> str:
        return "\n\n".join(self._entry(claim) for claim in self.entries)

    def __repr__(self) -> str:
        """One line, with the numbers of claims."""
        return (
            f"<{len(self.entries)} claims of source {self.source.number}, "
            f"{len(self.findings)} decided>"
        )

    def _entry(self, claim: Claim | PlannedClaim) -> str:
        title = f"**{claim.id}**&ensp;*{claim.wording}*&ensp;"
        if isinstance(claim, PlannedClaim):
            return f'{title}<span class="claim-planned">To come</span> in *{claim.part}*.'
        finding = self.findings[claim.id]
        name = claim.chapter.rpartition("/")[2].capitalize()
        return (
            f'{title}<span class="claim-{finding.ruling.name.lower()}">{finding.ruling.value}'
            f"</span>\n\n{finding.evidence} Chapter [{name}](../{claim.chapter}.ipynb).\n\n"
            f"<details><summary>The check of {claim.id}</summary>\n\n"
            f"```python\n{inspect.getsource(claim.check)}```\n\n</details>"
        )
