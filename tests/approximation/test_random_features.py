"""Random units: the variance that theory says, and what least squares adds."""

import numpy as np
import pytest
from scipy import integrate

from course_lib.approximation import (
    bell,
    cosine_errors,
    expected_error,
    fit_random_relus,
    rate,
    root_mean_square,
    spread_points,
)


def test_distances_and_directions_are_uniform():
    x = spread_points(20_000, 3, np.random.default_rng(0))
    r = np.linalg.norm(x, axis=1)
    assert r.max() <= 3
    np.testing.assert_allclose(np.quantile(r, [0.25, 0.5, 0.75]), [0.75, 1.5, 2.25], atol=0.05)
    # on the sphere in three dimensions each coordinate is uniform
    np.testing.assert_allclose(np.quantile(x[:, 0] / r, [0.25, 0.75]), [-0.5, 0.5], atol=0.03)


@pytest.mark.parametrize("inputs", [1, 4, 32])
def test_the_bell_is_a_mean_of_cosines(inputs):
    rng = np.random.default_rng(1)
    x = spread_points(5, inputs, rng)
    w = rng.normal(size=(inputs, 200_000))
    np.testing.assert_allclose(np.cos(x @ w).mean(axis=1), bell(x), atol=0.01)


def test_the_expected_error_is_the_integral():
    square, _ = integrate.quad(lambda r: (1 - np.exp(-(r**2))) ** 2 / 2, 0, 3)
    assert expected_error(7) == pytest.approx(np.sqrt(square / 3 / 7), rel=1e-9)
    assert expected_error(1) < np.sqrt(0.5)


@pytest.mark.parametrize("inputs", [2, 8, 32])
def test_averages_err_as_theory_says_in_every_dimension(inputs):
    squares = [
        cosine_errors(16, inputs, np.random.default_rng(seed), points=400)[0] ** 2
        for seed in range(60)
    ]
    # the standard deviation of one squared error is about its mean
    assert np.mean(squares) == pytest.approx(expected_error(16) ** 2, rel=0.5)


def test_least_squares_gain_much_in_two_dimensions_and_nothing_in_many():
    averaged, fitted = cosine_errors(64, 2, np.random.default_rng(0))
    assert fitted < averaged / 100
    averaged, fitted = cosine_errors(64, 32, np.random.default_rng(0))
    assert fitted > averaged / 2


def test_the_rate_of_averages():
    sizes = [4, 16, 64, 256]
    errors = [
        np.mean([cosine_errors(n, 3, np.random.default_rng(s), 500)[0] for s in range(10)])
        for n in sizes
    ]
    assert rate(sizes, errors) == pytest.approx(-0.5, abs=0.12)


def test_as_many_units_as_samples_fit_everything_and_predict_nothing():
    few, equal, many = (
        [fit_random_relus(units, np.random.default_rng(seed)) for seed in range(3)]
        for units in (16, 64, 1024)
    )
    assert min(fit.new for fit in equal) > 1.5 * max(fit.new for fit in few)
    assert min(fit.new for fit in equal) > 5 * max(fit.new for fit in many)
    assert max(fit.seen for fit in equal) < 0.05
    assert max(fit.seen for fit in many) < 1e-9
    assert min(fit.seen for fit in few) > 0.1


def test_a_ridge_or_more_samples_cure_it():
    ridge = [fit_random_relus(64, np.random.default_rng(s), ridge=1e-3).new for s in range(3)]
    samples = [fit_random_relus(64, np.random.default_rng(s), samples=512).new for s in range(3)]
    assert max(ridge + samples) < 0.4


def test_a_ridge_solves_its_normal_equations():
    found = fit_random_relus(8, np.random.default_rng(3), samples=30, ridge=0.02)
    rng = np.random.default_rng(3)
    seen, new = spread_points(30, 10, rng), spread_points(2000, 10, rng)
    w, b = rng.normal(size=(10, 8)), rng.normal(size=8)
    on_seen, on_new = (np.maximum(x @ w + b, 0) / np.sqrt(8) for x in (seen, new))
    gram = on_seen.T @ on_seen / 30 + 0.02 * np.eye(8)
    weights = np.linalg.solve(gram, on_seen.T @ bell(seen) / 30)
    assert found.seen == pytest.approx(root_mean_square(on_seen @ weights - bell(seen)), rel=1e-9)
    assert found.new == pytest.approx(root_mean_square(on_new @ weights - bell(new)), rel=1e-9)


def test_a_ridge_minimizes_what_it_says():
    rng = np.random.default_rng(5)
    plain = fit_random_relus(8, np.random.default_rng(5), samples=30)
    ridge = fit_random_relus(8, np.random.default_rng(5), samples=30, ridge=1e-12)
    heavy = fit_random_relus(8, np.random.default_rng(5), samples=30, ridge=1e6)
    np.testing.assert_allclose(ridge, plain, rtol=1e-6)
    seen, new = spread_points(30, 10, rng), spread_points(2000, 10, rng)
    expected = root_mean_square(bell(seen)), root_mean_square(bell(new))
    np.testing.assert_allclose(heavy, expected, rtol=1e-4)
