"""Every true step is proved, without an argument and without an error."""

import pytest

from course_lib.derivations import Status, check, prove
from tests.derivations.right_steps import RIGHT
from tests.derivations.symbols import Line


@pytest.mark.parametrize("line", RIGHT, ids=lambda line: line.name)
def test_it_is_proved(line: Line):
    (verdict,) = check(line.derivation).verdicts
    assert verdict.status is Status.PROVED, verdict.detail
    assert not verdict.detail
    assert verdict.witness is None


def test_names_are_told_apart():
    assert len({line.name for line in RIGHT}) == len(RIGHT) >= 100


def test_prove_returns_the_proof():
    line = RIGHT[0]
    proof = prove(line.derivation)
    assert proof.proved
    assert proof.derivation is not None
    assert repr(proof) == "<Proof: 1 step, proved by SymPy>"
