"""Shapes, He's variance, reproducibility, and refusals."""

import pytest
import torch

from course_lib.activations import ActivationModule, get
from course_lib.networks import mlp


def build(widths, seed=0):
    return mlp(widths, get("relu"), torch.Generator().manual_seed(seed))


def test_layers_and_shapes():
    network = build((3, 5, 7, 2))
    linear = [layer for layer in network if isinstance(layer, torch.nn.Linear)]
    assert [tuple(layer.weight.shape) for layer in linear] == [(5, 3), (7, 5), (2, 7)]
    assert sum(isinstance(layer, ActivationModule) for layer in network) == 2
    assert network(torch.zeros(4, 3, dtype=torch.float64)).shape == (4, 2)


def test_variance_is_he_s():
    weight = build((400, 300, 1))[0].weight
    assert weight.var().item() == pytest.approx(2 / 400, rel=0.02)
    assert not build((400, 300, 1))[0].bias.any()


def test_the_generator_decides():
    same, twin, other = (build((2, 4, 1), seed)[0].weight for seed in (1, 1, 2))
    assert torch.equal(same, twin)
    assert not torch.equal(same, other)


@pytest.mark.parametrize("widths", [(), (3,), (3, 0, 1), (3, -2)])
def test_bad_widths(widths):
    with pytest.raises(ValueError, match="expected two or more positive widths"):
        build(widths)
