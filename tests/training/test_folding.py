"""Folded SiLU rises everywhere, with slopes of the same size as SiLU's."""

import numpy as np
import pytest
import sympy as sp
import torch

from course_lib.activations import as_module, get
from course_lib.derivations import Status, decide
from course_lib.statistics import mean_interval
from course_lib.training import fit_sine, folded_silu
from course_lib.training.folding import LOWEST
from tests.training.test_training import nudge

Z = np.linspace(-30, 30, 2401)
SILU, FOLDED = get("silu"), folded_silu()


@pytest.fixture
def one_thread():
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


def test_it_is_silu_on_the_right_and_rises_on_the_left():
    right = float(LOWEST) <= Z
    assert (FOLDED.value(Z)[right] == SILU.value(Z)[right]).all()
    assert (FOLDED.value(Z)[~right] < SILU.value(Z)[~right]).all()
    assert (np.diff(FOLDED.value(Z)) > 0).all()
    assert not (np.diff(SILU.value(Z)) > 0).all()


def test_only_the_sign_of_the_slope_differs():
    assert (FOLDED.derivative(Z) == np.abs(SILU.derivative(Z))).all()
    assert (np.abs(FOLDED.second_derivative(Z)) == np.abs(SILU.second_derivative(Z))).all()


@pytest.mark.parametrize("z", [-20.0, -3.0, -1.5, -1.0, 0.0, 2.0])
def test_its_forms_agree_with_its_definition(z):
    at = FOLDED.expr.subs(FOLDED.z, sp.Rational(z))
    slope = FOLDED.derivative_expr.subs(FOLDED.z, sp.Rational(z))
    assert FOLDED.value(z) == pytest.approx(float(at), rel=1e-14)
    assert FOLDED.derivative(z) == pytest.approx(float(slope), rel=1e-12)


def test_value_and_slope_pass_the_fold_without_a_jump():
    left, right = (branch.expr for branch in reversed(FOLDED.definition.args))
    for order in (0, 1):
        sides = (sp.diff(side, FOLDED.z, order).subs(FOLDED.z, LOWEST) for side in (left, right))
        assert abs(float(next(sides)) - float(next(sides))) < 1e-15
    assert sp.limit(left, FOLDED.z, -sp.oo) == -2 * sp.LambertW(sp.exp(-1))
    assert decide(right, SILU.expr).status is Status.PROVED


def test_it_trains():
    z = torch.linspace(-3, 3, 7, dtype=torch.float64, requires_grad=True)
    (gradient,) = torch.autograd.grad(as_module(FOLDED)(z).sum(), z)
    torch.testing.assert_close(gradient, SILU.derivative(z.detach()).abs(), rtol=0, atol=0)


def test_printed_digits_survive_one_ulp(one_thread):
    shown = []
    for prepare in (None, nudge):
        folded, silu = (
            fit_sine(record, range(10, 20), bias_std=1, prepare=prepare).loss
            for record in (FOLDED, SILU)
        )
        shown.append([f"{v:.2f}" for v in mean_interval(np.log10(folded / silu))])
    assert shown[0] == shown[1]
