"""Every claim is decided anew, and a check that finds otherwise is an error."""

import dataclasses
import re

import pytest

from course_lib.claims import LEDGER, Claim, Finding, Ruling, VerdictChangedError, table

each_claim = pytest.mark.parametrize("claim", LEDGER, ids=lambda claim: claim.id)
DECIDED_HERE = {
    "000": (1,),
    "001": (1, 2, 3, 4, 5, 7, 8, 9, 10, 12, 13, 14),
    "002": (3,),
    "003": (1, 2, 3),
}


def test_the_two_chapters_claims_are_all_there():
    wanted = {f"{source}.{n}" for source, numbers in DECIDED_HERE.items() for n in numbers}
    assert sorted(claim.id for claim in LEDGER) == sorted(wanted)


@each_claim
def test_the_check_finds_the_verdict_on_record(claim: Claim):
    finding = claim.decide()
    assert finding.ruling is claim.ruling
    assert finding.evidence.endswith((".", ")"))
    assert not re.search(r"nan|inf\b|None", finding.evidence)


@each_claim
@pytest.mark.parametrize("ruling", Ruling)
def test_another_verdict_on_record_is_an_error(claim: Claim, ruling: Ruling):
    changed = dataclasses.replace(claim, ruling=ruling)
    if ruling is not claim.ruling:
        with pytest.raises(VerdictChangedError, match=rf"claim {claim.id}.*on record as"):
            changed.decide()


@each_claim
def test_numbers_name_their_source(claim: Claim):
    assert claim.id.split(".")[0] == claim.source.number


def test_the_table_shows_wording_verdict_and_evidence():
    shown = table("003.2", "001.4", "001.1")
    markdown = shown._repr_markdown_()
    assert repr(shown) == "<3 claims: 003.2, 001.4, 001.1>"
    assert markdown.splitlines()[0] == "| Claim | Verdict | What decides it |"
    assert '<span class="claim-false">False</span>' in markdown
    assert '<span class="claim-true">True</span>' in markdown
    for line in markdown.splitlines():
        assert len(re.findall(r"(?<!\\)\|", line)) == 4


def test_unknown_numbers():
    with pytest.raises(KeyError, match=r"no claim has the number '9\.9'"):
        table("9.9")


def test_a_finding_is_data():
    assert Finding(Ruling.TRUE, "x") == Finding(Ruling.TRUE, "x")
