"""Units are sorted as their outputs show, and torch's default start gives the shares of theory."""

import numpy as np
import pytest
import torch

from course_lib.training import default_units, unit_kinds


@pytest.mark.parametrize("radius", [0.5, 1.0, 3.0])
def test_kinds_are_what_the_outputs_show(radius):
    rng = np.random.default_rng(0)
    w, b = rng.uniform(-1, 1, (2, 500))
    x = np.linspace(-radius, radius, 4001)
    on = np.multiply.outer(w, x) + b[:, None] > 0
    kinds = unit_kinds(w, b, radius)
    np.testing.assert_array_equal(kinds.dead, ~on.any(axis=1))
    np.testing.assert_array_equal(kinds.linear, on.all(axis=1))
    np.testing.assert_array_equal(kinds.bent, on.any(axis=1) & ~on.all(axis=1))


def test_every_unit_is_of_one_kind():
    kinds = np.array(unit_kinds([1, -1, 1, 0, 0, 0], [1, -1, 0, 1, 0, -1]))
    assert kinds.sum(axis=0).tolist() == [1] * 6
    assert kinds.argmax(axis=0).tolist() == [1, 2, 0, 1, 1, 2]


@pytest.mark.parametrize("radius", [0, -1, np.inf, np.nan])
def test_a_bad_radius(radius):
    with pytest.raises(ValueError, match="radius must be positive and finite"):
        unit_kinds([1.0], [0.0], radius)


@pytest.mark.parametrize(
    ("radius", "bent"), [(0.5, 0.25), (1.0, 0.5), (2.0, 0.75), (5.0, 0.9)], ids=str
)
def test_shares_are_those_of_theory(radius, bent):
    units = default_units(100_000, torch.Generator().manual_seed(0))
    kinds = unit_kinds(*units, radius)
    error = 5 * 0.5 / 100_000**0.5  # five standard deviations
    assert kinds.bent.mean() == pytest.approx(bent, abs=error)
    assert kinds.dead.mean() == pytest.approx((1 - bent) / 2, abs=error)
    assert kinds.linear.mean() == pytest.approx((1 - bent) / 2, abs=error)


def test_torch_draws_its_own_layer_from_the_same_square():
    torch.manual_seed(0)
    layer = torch.nn.Linear(1, 100_000)
    for parameter in (layer.weight, layer.bias):
        assert parameter.abs().max().item() == pytest.approx(1, abs=1e-3)
        assert parameter.var().item() == pytest.approx(1 / 3, rel=0.01)
