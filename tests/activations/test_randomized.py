"""RReLU in training: random slopes from a given generator, and gradients equal to them."""

import numpy as np
import pytest
import torch

from course_lib.activations import get
from course_lib.activations.randomized import RandomizedLeakyReLU, sample_slopes

RRELU = get("rrelu", lower=0.1, upper=0.3)
Z = np.random.default_rng(0).normal(size=(50, 400))


def torch_generator(seed=0):
    return torch.Generator().manual_seed(seed)


@pytest.mark.parametrize(
    "slopes",
    [
        sample_slopes(RRELU, Z, np.random.default_rng(1)),
        sample_slopes(RRELU, torch.tensor(Z), torch_generator()).numpy(),
    ],
    ids=["numpy", "torch"],
)
def test_slopes_are_uniform_below_0_and_1_above(slopes):
    below = np.sort(slopes[Z <= 0])
    assert (slopes[Z > 0] == 1).all()
    assert below[0] >= 0.1
    assert below[-1] <= 0.3
    steps = (np.arange(len(below)) + 0.5) / len(below)
    # the greatest gap to the uniform distribution exceeds 1.95 / sqrt(n) once in a thousand seeds
    assert np.abs((below - 0.1) / 0.2 - steps).max() < 1.95 / np.sqrt(len(below))


def test_the_mean_slope_is_the_records():
    drawn = sample_slopes(RRELU, np.full(10**5, -1.0), np.random.default_rng(2))
    error = 0.2 / np.sqrt(12 * 10**5)
    assert drawn.mean() == pytest.approx(RRELU.derivative(-1.0), abs=4 * error)


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16, torch.float32, torch.float64])
def test_gradients_are_the_sampled_slopes(dtype):
    z = torch.tensor(Z).to(dtype).requires_grad_()
    result = RandomizedLeakyReLU(RRELU, torch_generator(3))(z)
    (gradient,) = torch.autograd.grad(result, z, torch.ones_like(z))
    slopes = sample_slopes(RRELU, z.detach(), torch_generator(3))
    assert gradient.dtype == result.dtype == dtype
    torch.testing.assert_close(gradient, slopes, rtol=0, atol=0)
    torch.testing.assert_close(result.detach(), z.detach() * slopes, rtol=0, atol=0)


def test_the_generator_decides_and_moves_on():
    z = torch.tensor(Z)
    module = RandomizedLeakyReLU(RRELU, torch_generator(4))
    first, second = module(z), module(z)
    assert not torch.equal(first, second)
    assert torch.equal(first, RandomizedLeakyReLU(RRELU, torch_generator(4))(z))
    state = torch.get_rng_state()
    module(z)
    assert torch.equal(torch.get_rng_state(), state)  # torch's global generator is left alone


def test_evaluation_is_the_record():
    module = RandomizedLeakyReLU(RRELU, torch_generator()).eval()
    z = torch.tensor(Z)
    torch.testing.assert_close(module(z), RRELU.value(z), rtol=0, atol=0)
    assert "rrelu(lower=0.1, upper=0.3)" in repr(module)


def test_nan_stays_and_infinity_too():
    z = torch.tensor([torch.nan, -torch.inf, torch.inf, 0.0])
    result = RandomizedLeakyReLU(get("rrelu"), torch_generator())(z)
    torch.testing.assert_close(result, z, equal_nan=True)


@pytest.mark.parametrize(
    ("z", "generator"),
    [(Z, torch_generator()), (torch.tensor(Z), np.random.default_rng(0)), ([1.0], None)],
)
def test_kinds_that_do_not_fit(z, generator):
    with pytest.raises(TypeError, match="rrelu: expected an array with a NumPy generator"):
        sample_slopes(RRELU, z, generator)


def test_other_records_and_dtypes_are_refused():
    with pytest.raises(ValueError, match="expected the record rrelu, got leaky_relu"):
        sample_slopes(get("leaky_relu"), Z, np.random.default_rng(0))
    with pytest.raises(TypeError, match="rrelu: expected one of float16"):
        sample_slopes(RRELU, np.arange(3), np.random.default_rng(0))
