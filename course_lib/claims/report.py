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
        body = self._planned(claim) if isinstance(claim, PlannedClaim) else self._decided(claim)
        return f'<div class="claim">\n\n**{claim.id}**&ensp;*{claim.wording}*&ensp;{body}\n\n</div>'

    def _planned(self, claim: PlannedClaim) -> str:
        return f'<span class="claim-planned">To come</span> in *{claim.part}*.'

    def _decided(self, claim: Claim) -> str:
        finding = self.findings[claim.id]
        verdict, kind = finding.ruling.value, finding.ruling.name.lower()
        return (
            f'<span class="claim-{kind}">{verdict}</span>\n\n'
            f"{finding.evidence} [In its chapter](../{claim.chapter}.ipynb).\n\n"
            f"<details><summary>The check of {claim.id}</summary>\n\n"
            f"```python\n{inspect.getsource(claim.check)}```\n\n</details>"
        )
