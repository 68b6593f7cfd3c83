"""Least errors with known values, and witnesses that no approximation escapes."""

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.polynomial import Chebyshev

from course_lib.approximation import Witness, floors, minimax

X = np.linspace(-1, 1, 2001)
RELUS = np.maximum(np.column_stack([X, -X]), 0)


@pytest.mark.parametrize(
    ("features", "target", "error"),
    [
        (RELUS, np.ones_like(X), 1),
        (RELUS, X**2, 3 - 2 * np.sqrt(2)),
        (RELUS, X**3, 1 / 4),
        (np.column_stack([RELUS, np.ones_like(X)]), X**2, 1 / 8),
        (np.vander(X, 3), np.abs(X), 1 / 8),
        (np.vander(X, 4), np.abs(X), 1 / 8),
        (np.vander(X, 1), X**2, 1 / 2),
        (X[:, None], X**3, 1 / 4),
    ],
)
def test_known_floors(features, target, error):
    best = minimax(X, features, target)
    assert best.error == pytest.approx(error, abs=1e-6)  # the points are 1e-3 apart
    assert np.abs(features @ best.coefficients - target).max() == pytest.approx(best.error)
    assert np.abs(best.witness.weights).sum() == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize("degree", range(1, 7))
def test_a_power_by_lower_powers_is_chebyshevs(degree):
    points = np.cos(np.pi * np.arange(0, 1201) / 1200)[::-1]
    best = minimax(points, np.vander(points, degree), points**degree)
    assert best.error == pytest.approx(2.0 ** (1 - degree), rel=1e-5)
    leading = Chebyshev.basis(degree).convert(kind=np.polynomial.Polynomial).coef / 2 ** (
        degree - 1
    )
    np.testing.assert_allclose(best.coefficients[::-1], -leading[:-1], atol=1e-4)


@given(st.integers(0, 2**32 - 1), st.integers(1, 6))
def test_the_witness_proves_the_error(seed, units):
    rng = np.random.default_rng(seed)
    x = np.linspace(-1, 1, 101)
    features = np.tanh(np.outer(x, rng.normal(size=units)) + rng.normal(size=units))
    target = np.cos(rng.normal() + 3 * x)
    best = minimax(x, features, target)
    values = dict(zip(x, features, strict=True))
    heard = best.witness.weights @ np.array([values[point] for point in best.witness.points])
    assert np.abs(heard).max() < 1e-6
    lookup = dict(zip(x, target, strict=True))
    floor = best.witness.floor(lambda points: np.array([lookup[point] for point in points]))
    assert floor == pytest.approx(best.error, rel=1e-4, abs=1e-7)
    for _ in range(20):
        other = best.coefficients + rng.normal(size=units)
        assert np.abs(features @ other - target).max() >= floor - 1e-7


def test_a_witness_weighs_values():
    witness = Witness(np.array([-1, 0, 1.0]), np.array([1, -2, 1.0]))
    assert witness(np.square) == 2
    assert witness.floor(np.square) == 1 / 2
    assert witness(lambda x: 3 + x**3) == 0


def test_a_witness_needs_points_and_weights():
    with pytest.raises(ValueError, match=r"one shape \(n,\), got \(2,\) and \(3,\)"):
        Witness(np.ones(2), np.ones(3))
    with pytest.raises(ValueError, match="a weight other than 0"):
        Witness(np.ones(2), np.zeros(2))


def test_shapes_must_fit():
    with pytest.raises(ValueError, match=r"got \(2,\), \(3, 1\) and \(2,\)"):
        minimax(np.ones(2), np.ones((3, 1)), np.ones(2))


def test_infinity_is_refused():
    with pytest.raises(ValueError, match="finite features and targets"):
        minimax(np.ones(2), np.ones((2, 1)), np.array([np.inf, 1]))


def test_no_optimum(monkeypatch):
    failed = SimpleNamespace(success=False, message="out of time")
    monkeypatch.setattr(floors, "linprog", lambda *_, **__: failed)
    with pytest.raises(ArithmeticError, match="no best approximation was found: out of time"):
        minimax(X, RELUS, X)


def test_a_family_of_nothing():
    assert minimax(X, np.zeros((2001, 3)), X**2).error == pytest.approx(1)
