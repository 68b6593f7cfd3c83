"""Who comes back from far below 0: under gradient descent the leaky, under Adam most."""

import numpy as np
import pytest
import torch
from torch import nn

from course_lib.activations import get
from course_lib.training import line_error, recover, slope_of
from tests.training.test_training import nudge

LEAKY = {"leaky": nn.LeakyReLU(), "prelu": nn.LeakyReLU(0.25)}
SMALL = {
    "elu": nn.ELU(),
    "selu": nn.SELU(),
    "softplus": nn.Softplus(),
    "sigmoid": nn.Sigmoid(),
    "tanh": nn.Tanh(),
    "silu": nn.SiLU(),
    "mish": nn.Mish(),
}
TINY = {"relu": nn.ReLU(), "gelu": nn.GELU()}


@pytest.fixture(autouse=True, scope="module")
def one_thread():
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.mark.parametrize("name", [*LEAKY, *SMALL, *TINY])
def test_who_comes_back(name):
    module = (LEAKY | SMALL | TINY)[name]
    slow, adam = (recover(module, rule, range(10)) for rule in ("sgd", "adam"))
    assert (slow < 0.95).all() == (name in LEAKY)
    assert (slow > 0.995).all() == (name not in LEAKY)
    assert (adam < 0.95).all() == (name not in TINY)
    if name in LEAKY:  # awake, and a straight line: no kink has come back among the inputs
        assert np.median(adam) == pytest.approx(line_error(), abs=1e-3)
    again = recover(module, "adam", range(10), prepare=nudge)
    assert f"{np.median(again):.2f}" == f"{np.median(adam):.2f}"


def test_the_constant_is_one_and_the_line_less():
    assert recover(nn.ReLU(), "sgd", range(3)) == pytest.approx([1, 1, 1], abs=1e-2)
    assert 0.8 < line_error() < 0.9


@pytest.mark.parametrize("name", ["elu", "softplus", "tanh", "leaky_relu"])
def test_slopes_are_those_of_the_records(name):
    module = {"leaky_relu": nn.LeakyReLU(), **SMALL}[name]
    assert slope_of(module, -3.0) == pytest.approx(get(name).derivative(-3.0), rel=1e-12)


def test_the_slope_of_gelu_is_lost_in_single_precision():
    assert slope_of(nn.GELU(), -15.0, torch.float32) == 0
    assert slope_of(nn.GELU(), -15.0) < 0
