"""Ridges in many directions average to a bump."""

import numpy as np
import pytest
from scipy import integrate

from course_lib.approximation import (
    bump_bound,
    directions,
    mean_of_ridges,
    plane_bump,
    ridge_profile,
)

RADIUS = 3.0
AXIS = np.linspace(-RADIUS, RADIUS, 61)
SQUARE = np.stack(np.meshgrid(AXIS, AXIS), axis=-1).reshape(-1, 2)
DISK = SQUARE[np.hypot(*SQUARE.T) <= RADIUS]
BUMP = np.exp(-(DISK**2).sum(axis=1) / 2)


@pytest.mark.parametrize("r", [0.0, 0.5, 1.7, 3.0, 6.0])
def test_the_mean_over_all_angles_is_the_bump(r):
    total, _ = integrate.quad(lambda angle: ridge_profile(r * np.cos(angle)), 0, np.pi)
    assert total / np.pi == pytest.approx(np.exp(-(r**2) / 2), abs=1e-9)


def test_twelve_directions_are_as_good_as_all():
    errors = [np.abs(mean_of_ridges(DISK, count) - BUMP).max() for count in (3, 6, 12)]
    assert errors[0] > 0.1
    assert errors[1] < 0.01
    assert errors[2] < 1e-7


@pytest.mark.parametrize("pieces", [8, 15, 32])
@pytest.mark.parametrize("count", [1, 4, 9])
def test_the_network_is_within_the_bound_of_the_exact_ridges(count, pieces):
    network = plane_bump(count, pieces, RADIUS)
    assert network.widths == (2, count * pieces, 1)
    change = np.abs(network(DISK)[:, 0] - mean_of_ridges(DISK, count)).max()
    assert bump_bound(pieces, RADIUS) / 4 < change <= bump_bound(pieces, RADIUS)


def test_the_greatest_curvature_is_two():
    t = np.linspace(-10, 10, 20_001)
    curvature = np.diff(ridge_profile(t), 2) / (t[1] - t[0]) ** 2
    assert np.abs(curvature).max() == pytest.approx(2, rel=1e-4)
    assert t[1:-1][np.abs(curvature).argmax()] == pytest.approx(0, abs=1e-9)


def test_directions_are_units_half_a_turn():
    found = directions(4)
    np.testing.assert_allclose(np.hypot(*found.T), 1)
    np.testing.assert_allclose(found[2], [0, 1], atol=1e-15)
