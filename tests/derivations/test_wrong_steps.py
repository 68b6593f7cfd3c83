"""No wrong step is proved, and nearly all are refuted at a point where the sides do differ."""

import math
from functools import cache

import pytest

from course_lib.derivations import NotProvedError, Status, Verdict, check, checker, prove
from tests.derivations.independent import at_witness
from tests.derivations.symbols import Line
from tests.derivations.wrong_steps import UNDECIDED, WRONG

BY_NAME = {line.name: line for line in WRONG}
REFUTED = sorted(set(BY_NAME) - UNDECIDED)


@cache
def verdict_on(name: str) -> Verdict:
    (verdict,) = check(BY_NAME[name].derivation).verdicts
    return verdict


@pytest.mark.parametrize("name", REFUTED)
def test_it_is_refuted(name: str):
    verdict = verdict_on(name)
    assert verdict.status is Status.REFUTED, verdict.detail
    assert verdict.witness is not None
    assert str(verdict.witness) == verdict.detail


def test_the_witnesses_hold_when_computed_otherwise():
    told, differing = [], []
    for name in REFUTED:
        line, witness = BY_NAME[name], verdict_on(name).witness
        assert witness is not None
        for condition in line.where:
            values = {s: witness.point[str(s)] for s in condition.free_symbols}
            assert condition.subs(values) == True, name  # noqa: E712 (SymPy's own truth)
        shown = {line.left: witness.left, line.right: witness.right}
        numbers = {
            side: at_witness(line, side, witness.point)
            for side, text in shown.items()
            if text != "undefined"
        }
        for side, number in numbers.items():
            if number is not None:
                told.append(name)
                assert float(shown[side]) == pytest.approx(number, rel=1e-5, abs=1e-12), name
        if len(numbers) == 2 and None not in numbers.values():
            differing.append(name)
            assert not math.isclose(*numbers.values(), rel_tol=1e-9), name
    assert len(told) >= 120
    assert len(differing) >= 50


@pytest.mark.parametrize("name", sorted(UNDECIDED))
def test_what_is_not_refuted_is_listed_and_undecided(name: str):
    verdict = verdict_on(name)
    assert verdict.status is Status.UNDECIDED
    assert verdict.detail
    assert verdict.witness is None


def test_nearly_all_are_refuted():
    assert len(BY_NAME) == len(WRONG) >= 80
    assert set(BY_NAME) >= UNDECIDED
    assert len(UNDECIDED) <= len(WRONG) // 10


@pytest.mark.parametrize("line", WRONG[::8], ids=lambda line: line.name)
def test_prove_raises(line: Line):
    with pytest.raises(NotProvedError, match=r"step 1 \("):
        prove(line.derivation)


@pytest.mark.parametrize("line", WRONG, ids=lambda line: line.name)
def test_without_numbers_it_is_not_proved_either(line: Line, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(checker, "find_witness", lambda left, right, where: None)
    (verdict,) = check(line.derivation).verdicts
    assert verdict.status is Status.UNDECIDED
