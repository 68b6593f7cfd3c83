"""Symmetries that are proved, and what they cost a network without biases."""

import dataclasses

import numpy as np
import pytest
import sympy as sp
import torch

from course_lib.activations import get
from course_lib.activations.catalogue import CATALOGUE
from course_lib.approximation import (
    WITNESSES,
    minimax,
    missed_power,
    odd_slope,
    symmetries,
    without_biases,
)
from course_lib.derivations import Status, decide
from course_lib.networks import mlp, shallow

each_record = pytest.mark.parametrize("record", CATALOGUE, ids=lambda it: it.name)
X = np.linspace(-1, 1, 801)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("sigmoid", {"odd up to a constant"}),
        ("tanh", {"odd", "odd up to a constant", "zero at zero"}),
        ("softplus", {"linear odd part"}),
        ("relu", {"linear odd part", "zero at zero"}),
        ("gelu", {"linear odd part", "zero at zero"}),
        ("mish", {"zero at zero"}),
        ("elu", {"zero at zero"}),
    ],
)
def test_known_symmetries(name, expected):
    assert set(symmetries(get(name))) == expected


def test_an_exponential_has_none():
    record = get("sigmoid")
    exponential = dataclasses.replace(record, definition=sp.exp(record.z))
    assert symmetries(exponential) == ()
    assert missed_power(exponential) is None


@pytest.mark.parametrize(
    ("name", "power", "floor"),
    [("sigmoid", 2, 1 / 2), ("softplus", 3, 1 / 4), ("tanh", 0, 1), ("mish", 0, 1), ("relu", 0, 1)],
)
def test_the_power_that_is_missed_most(name, power, floor):
    assert missed_power(get(name))[:2] == (power, floor)


@pytest.mark.parametrize("name", ["relu", "softplus", "squareplus", "silu", "gelu", "hardswish"])
def test_the_line_in_all_rectifiers(name):
    assert odd_slope(get(name)) == 1


@each_record
def test_every_record_has_a_witness_that_hears_no_unit(record):
    """The witness's sum over one unit is 0 for every weight, symbolically."""
    found = symmetries(record)
    assert found
    w = sp.Symbol("w", real=True)
    for name in found:
        witness = WITNESSES[name]
        total = sum(
            sp.Rational(weight) * record.expr.subs(record.z, w * sp.Rational(point))
            for point, weight in zip(witness.points, witness.weights, strict=True)
        )
        assert decide(total, sp.Integer(0)).status is Status.PROVED


@each_record
def test_no_random_network_is_below_the_floor(record):
    rng = np.random.default_rng(5)
    powers = [np.ones_like, np.square, lambda x: x**3]
    for name in symmetries(record):
        floor, target = max(
            ((WITNESSES[name].floor(power), power) for power in powers), key=lambda pair: pair[0]
        )
        assert floor >= 1 / 4
        for _ in range(10):
            w, v = rng.normal(scale=3, size=(2, 20))
            network = shallow(w, np.zeros(20), v / 20, record)
            assert np.abs(network(X[:, None])[:, 0] - target(X)).max() >= floor - 1e-12


@pytest.mark.parametrize(
    ("name", "power", "floor"),
    [
        ("relu", 2, 3 - 2 * np.sqrt(2)),
        ("relu", 3, 1 / 4),
        ("tanh", 2, 1),
        ("sigmoid", 2, 1 / 2),
        ("softplus", 3, 1 / 4),
        ("silu", 3, 1 / 4),
        ("gelu", 3, 1 / 4),
    ],
)
def test_thirty_units_reach_the_floor(name, power, floor):
    w = 3 * np.random.default_rng(0).standard_normal(30)
    best = minimax(X, get(name).value(np.outer(X, w)), X**power)
    assert best.error == pytest.approx(floor, abs=1e-5)


def test_biases_are_taken_out():
    network = mlp((2, 5, 1), get("relu"), torch.Generator().manual_seed(0))
    x = torch.randn(4, 2, dtype=torch.float64, generator=torch.Generator().manual_seed(1))
    before = network(x)
    assert without_biases(network) is network
    assert len(list(network.parameters())) == 2
    torch.testing.assert_close(network(x), before)  # they were 0
    torch.testing.assert_close(network(3 * x), 3 * before)
