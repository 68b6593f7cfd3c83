"""A shifted activation has another mean and the same derivatives."""

import numpy as np
import pytest
import sympy as sp
import torch

from course_lib.activations import as_module, get
from course_lib.training import shifted

Z = np.linspace(-30, 30, 101)


@pytest.mark.parametrize("name", ["sigmoid", "softplus", "relu"])
@pytest.mark.parametrize("by", [1, -0.5])
def test_only_the_value_moves(name, by):
    record = get(name)
    moved = shifted(record, by)
    assert (moved.value(Z) == record.value(Z) + by).all()
    assert (moved.derivative(Z) == record.derivative(Z)).all()
    assert (moved.second_derivative(Z) == record.second_derivative(Z)).all()
    assert sp.simplify(moved.expr - record.expr) == sp.Rational(by)
    assert moved.limits == tuple(limit + sp.Rational(by) for limit in record.limits)


def test_its_record_says_so():
    moved = shifted(get("sigmoid"), -0.5)
    assert str(moved) == "sigmoid - 0.5"
    assert moved.properties.range == sp.Interval.open(-sp.Rational(1, 2), sp.Rational(1, 2))


def test_it_trains():
    z = torch.linspace(-3, 3, 7, dtype=torch.float64, requires_grad=True)
    (gradient,) = torch.autograd.grad(as_module(shifted(get("sigmoid"), 2))(z).sum(), z)
    torch.testing.assert_close(gradient, get("sigmoid").derivative(z.detach()), rtol=0, atol=0)


@pytest.mark.parametrize("by", [np.nan, np.inf])
def test_a_constant_that_is_not_finite_is_refused(by):
    with pytest.raises(ValueError, match="expected a finite constant"):
        shifted(get("sigmoid"), by)
