"""A hidden layer learns the cube, its picture is exact, and free knots do better."""

import numpy as np
import pytest
import torch

from course_lib.activations import get
from course_lib.statistics import mean_interval
from course_lib.training import cubic_network, cubic_points, fit, fit_cubic, watch_cubic
from course_lib.training.free_knots import fit_free_knots
from course_lib.training.history import fit_recorded
from tests.training.test_training import nudge

RELU = get("relu")
SEED = 5  # the chapter draws it
FRAMES = sorted({0, *np.geomspace(1, 2000, 50).round().astype(int).tolist()})
STEPS = np.linspace(-1, 1, 12)[1:-1]
EVEN = np.sign(STEPS) * np.abs(STEPS) ** (5 / 7)  # as dense as curvature^(2/5), near the best
X, Y = (values[:, 0].numpy() for values in cubic_points())


@pytest.fixture(autouse=True)
def one_thread():
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


def test_the_start_is_as_described():
    hidden, _, output = cubic_network(RELU, 0, units=4000)
    assert hidden.weight.std().item() == pytest.approx(2, rel=0.05)
    assert not hidden.bias.any()
    assert not output.bias.any()
    assert output.weight.abs().max().item() == pytest.approx(4000**-0.5, rel=0.01)
    hidden = cubic_network(RELU, 0, units=4000, start="torch")[0]
    for drawn in (hidden.weight, hidden.bias):
        assert drawn.abs().max().item() == pytest.approx(1, rel=0.01)
        assert drawn.mean().item() == pytest.approx(0, abs=0.05)


def test_bad_input():
    with pytest.raises(ValueError, match="units must be positive, got 0"):
        cubic_network(RELU, 0, units=0)
    with pytest.raises(ValueError, match=r"start must be .*, got 'he'"):
        cubic_network(RELU, 0, start="he")
    with pytest.raises(ValueError, match=r"expected knots inside \(-1.0, 1.0\)"):
        fit_free_knots(X, Y, [0.0, 1.0])


def test_members_of_the_ensemble_train_as_alone():
    network = cubic_network(RELU, 3)
    alone = fit(network, *cubic_points(), steps=30, learning_rate=1e-2)[-1]
    assert fit_cubic(RELU, range(2, 5), steps=30).last[1] == pytest.approx(alone.item(), rel=1e-9)


def test_history_has_the_parameters_of_shorter_runs():
    x, y = cubic_points()
    history = fit_recorded(cubic_network(RELU, 0), x, y, at=[0, 3, 7], learning_rate=1e-2)
    assert history.losses.shape == (8,)
    for steps, kept in zip([0, 3, 7], history.snapshots, strict=True):
        network = cubic_network(RELU, 0)
        fit(network, x, y, steps=steps, learning_rate=1e-2)
        for name, parameter in network.named_parameters():
            torch.testing.assert_close(kept[name], parameter.detach(), rtol=0, atol=0)


def test_history_stops_listening():
    x, y = cubic_points()
    history = fit_recorded(cubic_network(RELU, 0), x, y, at=[2], learning_rate=1e-2)
    fit(cubic_network(RELU, 1), x, y, steps=5, learning_rate=1e-2)
    assert len(history.snapshots) == 1


@pytest.mark.parametrize("at", [[], [3, 3], [5, 2], [-1, 4]])
def test_history_refuses_steps_that_do_not_rise(at):
    x, y = cubic_points()
    with pytest.raises(ValueError, match="expected rising numbers of steps"):
        fit_recorded(cubic_network(RELU, 0), x, y, at=at, learning_rate=1e-2)


def test_the_picture_is_the_network():
    """Between corners the network is straight, and its parts add up."""
    frames = watch_cubic(0, [0, 200])
    network = cubic_network(RELU, 0)
    fit(network, *cubic_points(), steps=200, learning_rate=1e-2)
    x = torch.linspace(-1, 1, 777, dtype=torch.float64)[:, None]
    with torch.no_grad():
        outputs = network(x)[:, 0].numpy()
    drawn = np.interp(x[:, 0].numpy(), frames.corners[-1], frames.outputs[-1])
    np.testing.assert_allclose(drawn, outputs, atol=1e-12)
    bias = network[2].bias.item()
    for end, corner in ((0, 0), (2, -1)):
        total = frames.parts[-1, :, end].sum() + bias
        assert total == pytest.approx(frames.outputs[-1, corner], abs=1e-12)
    inside = np.abs(frames.kinks[-1]) < 1
    np.testing.assert_allclose(frames.parts[-1, inside, 1], 0, atol=1e-12)
    assert not frames.kinks[0].any()  # all biases start at 0


def test_ten_units_fit_the_cube():
    """What the chapter promises: the median is below 5e-4, and no network beats ten free knots."""
    fits = fit_cubic(RELU, range(20))
    assert np.median(fits.last) < 5e-4
    assert (fits.least <= fits.last).all()
    assert fit_free_knots(X, Y, EVEN).error < fits.least.min()


def test_free_knots_find_the_kinks_of_a_polygon():
    polygon = np.maximum(X + 0.31, 0) - 2 * np.maximum(X - 0.43, 0)
    found = fit_free_knots(X, polygon, [-0.5, 0.6])
    np.testing.assert_allclose(found.knots, [-0.31, 0.43], atol=1e-6)
    assert found.error < 1e-15


def test_free_knots_are_a_local_optimum():
    best = fit_free_knots(X, Y, EVEN)
    for move in np.eye(10) * 0.01:
        moved = [best.knots + sign * move for sign in (1, -1)]
        features = (np.maximum(np.subtract.outer(X, knots), 0) for knots in moved)
        for columns in features:
            design = np.column_stack([np.ones_like(X), X, columns])
            rest = Y - design @ np.linalg.lstsq(design, Y)[0]
            assert np.mean(rest**2) > best.error


def test_the_animation_survives_one_ulp():
    """Half a point of 430 is the least that anyone sees; a notebook tolerates a twentieth."""
    plain, nudged = watch_cubic(SEED, FRAMES), watch_cubic(SEED, FRAMES, prepare=nudge)
    for name in ("kinks", "parts", "corners", "outputs"):
        np.testing.assert_allclose(getattr(plain, name), getattr(nudged, name), atol=1e-6)
    assert not np.array_equal(plain.outputs, nudged.outputs)  # the nudge was felt
    assert [f"{loss:.1e}" for loss in plain.loss] == [f"{loss:.1e}" for loss in nudged.loss]


@pytest.mark.parametrize("name", ["relu", "tanh", "softplus", "sigmoid"])
def test_printed_exponents_survive_one_ulp(name):
    plain, nudged = (
        fit_cubic(get(name), range(16), steps=1000, prepare=prepare) for prepare in (None, nudge)
    )
    shown = [
        [f"{end:.1f}" for end in mean_interval(np.log10(fits.least))] for fits in (plain, nudged)
    ]
    assert shown[0] == shown[1]
    assert not np.array_equal(plain.last, nudged.last)  # the nudge was felt


def test_printed_digits_of_the_twenty_runs_survive_one_ulp():
    plain, nudged = (fit_cubic(RELU, range(20), prepare=prepare).last for prepare in (None, nudge))
    assert f"{np.median(plain):.0e}" == f"{np.median(nudged):.0e}"
    assert (plain < 5e-4).sum() == (nudged < 5e-4).sum()
    best = fit_free_knots(X, Y, EVEN).error
    assert f"{np.median(plain) / best:.0f}" == f"{np.median(nudged) / best:.0f}"


def test_the_exercise_survives_one_ulp():
    """Its checker allows a relative error of 1e-3."""
    for start, units in (("wide", 10), ("torch", 10), ("torch", 20)):
        plain, nudged = (
            fit_cubic(RELU, range(10), steps=1000, start=start, units=units, prepare=prepare).last
            for prepare in (None, nudge)
        )
        np.testing.assert_allclose(np.log10(plain), np.log10(nudged), atol=1e-5)
