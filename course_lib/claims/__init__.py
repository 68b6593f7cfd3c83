"""Popular claims about activation functions, each decided by a check that runs."""

from typing import Final

from course_lib.claims import (
    dying,
    hypotheses,
    mish,
    relu,
    sigmoid,
    softmax,
    softplus,
    swish,
    tanh,
    why_nonlinear,
)
from course_lib.claims.ledger import (
    Claim,
    Finding,
    PlannedClaim,
    Ruling,
    Table,
    VerdictChangedError,
)
from course_lib.claims.planned import PLANNED
from course_lib.claims.report import Report
from course_lib.claims.sources import SOURCES

LEDGER: Final[tuple[Claim, ...]] = (
    *why_nonlinear.CLAIMS,
    *hypotheses.CLAIMS,
    *sigmoid.CLAIMS,
    *tanh.CLAIMS,
    *softplus.CLAIMS,
    *relu.CLAIMS,
    *dying.CLAIMS,
    *swish.CLAIMS,
    *mish.CLAIMS,
    *softmax.CLAIMS,
)


def table(*ids: str) -> Table:
    """Decide some claims anew, and show them with what decided them.

    Parameters
    ----------
    *ids : str
        The claims' numbers, such as ``"001.4"``, in the order wanted.

    Returns
    -------
    Table
        The claims with their findings.

    Raises
    ------
    KeyError
        If a number is not in the ledger.
    VerdictChangedError
        If a check contradicts the verdict on record.
    """
    ledger = {claim.id: claim for claim in LEDGER}
    for number in ids:
        if number not in ledger:
            raise KeyError(f"no claim has the number {number!r}; there are {', '.join(ledger)}")
    claims = tuple(ledger[number] for number in ids)
    return Table(claims, tuple(claim.decide() for claim in claims))


def report(source: str) -> Report:
    """Decide all claims of a source whose chapter stands, and list those to come with them.

    Parameters
    ----------
    source : str
        The source's number, such as ``"001"``.

    Returns
    -------
    Report
        The claims in the order of their numbers.

    Raises
    ------
    KeyError
        If no source has the number.
    VerdictChangedError
        If a check contradicts the verdict on record.
    """
    sources = {known.number: known for known in SOURCES}
    if source not in sources:
        raise KeyError(f"no source has the number {source!r}; there are {', '.join(sources)}")
    every: tuple[Claim | PlannedClaim, ...] = (*LEDGER, *PLANNED)
    entries = [claim for claim in every if claim.source.number == source]
    entries.sort(key=lambda claim: int(claim.id.partition(".")[2]))
    findings = {claim.id: claim.decide() for claim in entries if isinstance(claim, Claim)}
    return Report(sources[source], tuple(entries), findings)


__all__ = [
    "LEDGER",
    "PLANNED",
    "SOURCES",
    "Claim",
    "Finding",
    "PlannedClaim",
    "Report",
    "Ruling",
    "Table",
    "VerdictChangedError",
    "report",
    "table",
]
