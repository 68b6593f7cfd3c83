"""The gradient by the learned slope is what autograd finds, per layer and per channel."""

import numpy as np
import pytest
import torch
from torch import nn

from course_lib.training import learn_slopes, prelu_slope_gradient
from tests.training.test_training import nudge


@pytest.fixture(autouse=True)
def one_thread():
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


def plain(z, slopes):
    """PReLU by comparison, product and choice, with slopes along the channels."""
    return torch.where(z > 0, z, slopes.reshape(1, -1, *[1] * (z.ndim - 2)) * z)


@pytest.mark.parametrize("shape", [(32, 8), (4, 8, 5, 5)], ids=str)
@pytest.mark.parametrize("per_channel", [False, True])
def test_autograd_agrees(shape, per_channel):
    generator = torch.Generator().manual_seed(0)
    z, target = torch.randn(2, *shape, generator=generator, dtype=torch.float64)
    slopes = torch.full((shape[1] if per_channel else 1,), 0.25, dtype=torch.float64)
    slopes.requires_grad_()
    module = nn.PReLU(len(slopes), dtype=torch.float64)
    for function in (lambda z: plain(z, slopes), module):
        out = function(z)
        loss = (out - target).square().mean() + out.prod(dim=0).sin().sum()
        parameter = module.weight if function is module else slopes
        upstream, gradient = torch.autograd.grad(loss, [out, parameter])
        by_hand = prelu_slope_gradient(z, upstream, per_channel=per_channel)
        assert by_hand.shape == gradient.shape
        size = (upstream * z).abs().sum()
        assert (by_hand - gradient).abs().max() <= 1e-14 * size


def test_the_layer_gets_the_sum_over_its_channels():
    z, upstream = torch.randn(2, 6, 3, 4, generator=torch.Generator().manual_seed(1))
    each = prelu_slope_gradient(z, upstream, per_channel=True)
    torch.testing.assert_close(each.sum(), prelu_slope_gradient(z, upstream)[0])


def test_bad_shapes():
    with pytest.raises(ValueError, match=r"got \(3, 2\) and \(3, 1\)"):
        prelu_slope_gradient(torch.ones(3, 2), torch.ones(3, 1))
    with pytest.raises(ValueError, match=r"got \(3,\) and \(3,\)"):
        prelu_slope_gradient(torch.ones(3), torch.ones(3))


def test_slopes_are_learned_and_decay_pulls_them_to_relu():
    free, pulled = learn_slopes(range(8)), learn_slopes(range(8), decay=3.0)
    assert (np.abs(free - 0.25) > 1e-3).all()
    assert free.min() < 0 < free.max()
    assert np.abs(pulled).mean() < 0.4 * np.abs(free).mean()


@pytest.mark.parametrize("decay", [0, 0.3, 3])
def test_printed_digits_survive_one_ulp(decay):
    still, moved = (
        learn_slopes(range(8), decay=decay, prepare=prepare) for prepare in (None, nudge)
    )
    assert [f"{a:.2f}" for a in still] == [f"{a:.2f}" for a in moved]
    assert f"{np.abs(still).mean():.2f}" == f"{np.abs(moved).mean():.2f}"
