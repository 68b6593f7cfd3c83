"""SymPy's word is not taken: what it claims of integrals and sums is proved again."""

from collections.abc import Callable

import pytest
import sympy as sp

from course_lib.derivations import Status, checker, decide
from tests.derivations.symbols import k, n, t, z


@pytest.fixture(autouse=True)
def no_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checker, "find_witness", lambda left, right, where: None)


def lying(function: Callable[..., sp.Expr], lie: sp.Expr) -> Callable[..., sp.Expr]:
    return lambda *arguments: function(*arguments) + lie.subs(t, arguments[-1])


def test_an_antiderivative_is_differentiated_back(monkeypatch: pytest.MonkeyPatch):
    square = sp.Integral(t**2, (t, 0, z))
    assert decide(square, z**3 / 3).status is Status.PROVED
    monkeypatch.setattr(sp, "integrate", lying(sp.integrate, t))
    assert decide(square, z**3 / 3 + z).status is Status.UNDECIDED


def test_a_constant_of_integration_does_no_harm(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sp, "integrate", lying(sp.integrate, sp.Integer(5)))
    assert decide(sp.Integral(t**2, (t, 0, z)), z**3 / 3).status is Status.PROVED


@pytest.mark.parametrize("lie", [sp.S.One, k, k * (k - 1)], ids=str)
def test_a_sum_is_proved_by_induction(monkeypatch: pytest.MonkeyPatch, lie: sp.Expr):
    total = sp.Sum(k, (k, 1, n))
    truth = n * (n + 1) / 2
    assert decide(total, truth).status is Status.PROVED
    honest = sp.summation
    monkeypatch.setattr(sp, "summation", lambda f, ends: honest(f, ends) + lie.subs(k, ends[2]))
    assert decide(total, truth + lie.subs(k, n - 1)).status is Status.UNDECIDED


def test_what_sympy_cannot_do_is_undecided(monkeypatch: pytest.MonkeyPatch):
    def fail(*arguments: sp.Expr) -> sp.Expr:
        raise RecursionError("too deep")

    monkeypatch.setattr(sp, "integrate", fail)
    verdict = decide(sp.Integral(t**2, (t, 0, z)), z**3 / 3)
    assert verdict.status is Status.UNDECIDED
    assert "too deep" in verdict.detail


def test_a_series_without_partial_sums_must_converge(monkeypatch: pytest.MonkeyPatch):
    series = sp.Sum(1 / sp.factorial(k), (k, 0, sp.oo))
    assert decide(series, sp.E).status is Status.PROVED
    monkeypatch.setattr(sp.Sum, "is_convergent", lambda self: sp.false)
    assert decide(series, sp.E).status is Status.UNDECIDED
