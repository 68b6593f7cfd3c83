"""A learned sharpness is one parameter more, and digits that are printed survive one ULP."""

import numpy as np
import pytest
import torch
from torch import nn

from course_lib.activations import as_module, get
from course_lib.networks import mlp
from course_lib.statistics import mean_interval
from course_lib.training import fit_one_layer, folded_silu, learn_sharpness
from course_lib.training.learned_sharpness import STEPS, UNITS
from course_lib.training.tasks import sine_points
from tests.training.test_training import nudge


@pytest.fixture(autouse=True)
def one_thread():
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


def test_a_module_that_learns_beta_takes_the_same_path():
    """Another way to write it: one network, `as_module`, a loop."""
    generator = torch.Generator().manual_seed(3)
    network = mlp((1, UNITS, 1), get("silu"), generator)
    nn.init.normal_(network[0].bias, generator=generator)
    network[1] = as_module(get("swish", beta=1), learn=["beta"]).double()
    optimizer = torch.optim.Adam(network.parameters(), lr=0.03)
    x, y = sine_points()
    path = [network[1].beta.item()]
    for _ in range(20):
        optimizer.zero_grad()
        (network(x) - y).square().mean().backward()
        optimizer.step()
        path.append(network[1].beta.item())
    found = learn_sharpness([2, 3]).betas
    assert found.shape == (STEPS + 1, 2)
    np.testing.assert_allclose(found[:21, 1], path, rtol=1e-12)


def test_the_sharpness_never_leaves_its_domain():
    low = learn_sharpness(range(4), start=0.02, learning_rate=0.1)
    assert (low.betas >= 0).all()
    assert (low.betas == 0).any()
    assert np.isfinite(low.loss).all()


def test_runs_start_from_the_same_weights():
    """With no room to move in, what is learned is what is fixed."""
    learned = learn_sharpness(range(3), learning_rate=1e-12).loss
    fixed = fit_one_layer(get("silu"), range(3), learning_rate=1e-12)
    np.testing.assert_allclose(learned, fixed, rtol=1e-8)
    assert len(set(fixed)) == 3


def test_printed_digits_survive_one_ulp():
    for record in (get("silu"), folded_silu(), get("relu")):
        plain, moved = (
            np.log10(fit_one_layer(record, range(20), prepare=prepare)) for prepare in (None, nudge)
        )
        assert not np.array_equal(plain, moved)
        assert [f"{v:.3f}" for v in mean_interval(plain)] == [
            f"{v:.3f}" for v in mean_interval(moved)
        ]
    plain, moved = (learn_sharpness(range(20), prepare=prepare) for prepare in (None, nudge))
    np.testing.assert_allclose(plain.betas[-1], moved.betas[-1], rtol=1e-5, atol=1e-5)
    np.testing.assert_allclose(plain.loss, moved.loss, rtol=1e-4)
