"""Dead units stay where they are, except where something else still moves them."""

import numpy as np
import pytest
import torch
from scipy import stats

from course_lib.activations import get
from course_lib.networks import mlp
from course_lib.statistics import mean_interval
from course_lib.training import is_dead, train_rectifiers, watch_units
from course_lib.training.tasks import sine_points
from tests.training.test_training import nudge

RATES = {
    "sgd": (0.001, 0.003, 0.01, 0.03),
    "momentum": (0.003, 0.01),
    "adam": (0.001, 0.003, 0.01, 0.03, 0.1),
}
SEEDS = range(10)


@pytest.fixture(autouse=True, scope="module")
def one_thread():
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="module")
def runs():
    return {
        (name, rate): train_rectifiers(name, rate, SEEDS)
        for name, rates in RATES.items()
        for rate in rates
    }


def test_dead_is_positive_for_no_input():
    z = torch.tensor([[-1.0, 0.0, -1.0], [-2.0, -3.0, 1e-300]], dtype=torch.float64)
    assert is_dead(z).tolist() == [True, True, False]
    assert is_dead(torch.stack([z, -z])).tolist() == [[True, True, False], [False, False, False]]


def test_a_dead_unit_has_exactly_no_gradient_and_the_others_have_one():
    x, y = sine_points()
    network = mlp((1, 8, 1), get("relu"), torch.Generator().manual_seed(0))
    with torch.no_grad():
        network[0].bias[3] = -9.0
    (network(x) - y).square().mean().backward()
    assert is_dead(network[0](x)).nonzero().flatten().tolist() == [3]
    for parameter in (network[0].weight, network[0].bias):
        gradient = parameter.grad.reshape(8, -1)
        assert (gradient[3] == 0).all()
        assert (gradient[[0, 1, 2, 4, 5, 6, 7]] != 0).all()
    assert network[2].weight.grad[0, 3] == 0


def test_three_units_die_in_one_step_and_never_move_again():
    watched = watch_units(7)
    alive = watched.highest > 0
    died = np.flatnonzero(~alive[-1])
    assert died.tolist() == [2, 4, 7]
    assert alive[:3, died].all()
    assert not alive[3:, died].any()
    for values in (watched.highest, watched.bias, watched.outgoing):
        assert (values[3:, died] == values[3, died]).all()
        assert (np.diff(values[3:, ~np.isin(range(8), died)], axis=0) != 0).all()
    assert watched.above[2] == 1
    step = watched.bias[3] - watched.bias[2]
    assert set(np.argsort(step)[:3]) == {2, 4, 7}
    assert set(np.argsort(watched.outgoing[2])[-3:]) == {2, 4, 7}


def test_without_memory_nobody_comes_back_in_the_first_layer(runs):
    for rate in RATES["sgd"]:
        first, second = runs["sgd", rate].revived
        assert first == 0
        assert second > 0 or rate == 0.001
    assert runs["sgd", 0.03].died[0] > 0


def test_momentum_and_adam_bring_some_back(runs):
    assert runs["momentum", 0.01].revived[0] > 0
    assert runs["adam", 0.1].revived[0] > 0


def test_larger_steps_kill_more_and_the_best_network_is_mostly_dead(runs):
    shares = [runs["adam", rate].share.mean() for rate in (0.01, 0.03, 0.1)]
    assert shares == sorted(shares)
    medians = {rate: np.median(runs["adam", rate].loss) for rate in RATES["adam"]}
    best = min(medians, key=medians.get)
    assert runs["adam", best].share.mean() > 0.5


def test_shares_are_counts(runs):
    some = runs["adam", 0.03]
    assert some.dead.shape == (201, 2, 10, 32)
    np.testing.assert_array_equal(some.share * 64, some.dead[-1].sum(axis=(0, 2)))
    np.testing.assert_array_equal(some.born * 64, some.dead[0].sum(axis=(0, 2)))
    back = np.zeros(2, dtype=int)
    for layer in range(2):
        for member in range(10):
            for unit in range(32):
                history = "".join("01"[d] for d in some.dead[:, layer, member, unit].astype(int))
                back[layer] += "10" in history
    np.testing.assert_array_equal(some.revived, back)


def printed(run):
    mean, low, _ = mean_interval(run.share)
    correlation = stats.pearsonr(run.share, np.log(run.loss))
    ends = correlation.statistic, *correlation.confidence_interval()
    return (
        f"{100 * mean:.0f} ± {100 * (mean - low):.0f}",
        f"{np.median(run.loss):.2g}",
        [f"{end:.1f}" for end in ends] if mean < 0.5 else None,
    )


def test_printed_digits_survive_one_ulp(runs):
    for (name, rate), run in runs.items():
        moved = train_rectifiers(name, rate, SEEDS, prepare=nudge)
        assert printed(moved) == printed(run), (name, rate)
        if rate <= 0.03:
            np.testing.assert_array_equal(moved.revived, run.revived)
            np.testing.assert_array_equal(moved.died, run.died)
    still, moved = watch_units(7), watch_units(7, prepare=nudge)
    for before, after in zip(still, moved, strict=True):
        np.testing.assert_allclose(before, after, atol=1e-9)


def test_no_such_optimizer():
    with pytest.raises(ValueError, match="no optimizer is called 'rmsprop'; there are sgd, mom"):
        train_rectifiers("rmsprop", 0.1, range(2))
