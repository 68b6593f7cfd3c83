"""Popular claims about activation functions, each decided by a check that runs."""

from typing import Final

from course_lib.claims import sigmoid, softplus
from course_lib.claims.ledger import Claim, Finding, Ruling, Table, VerdictChangedError

LEDGER: Final[tuple[Claim, ...]] = (*sigmoid.CLAIMS, *softplus.CLAIMS)


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


__all__ = ["LEDGER", "Claim", "Finding", "Ruling", "Table", "VerdictChangedError", "table"]
