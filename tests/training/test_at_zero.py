"""Six spellings of one function, three slopes at its kink, and where that decides."""

import numpy as np
import pytest
import torch

from course_lib.training import SPELLINGS, cubic_points, fit_from_zero, slope_at, zero_shares
from course_lib.training.at_zero import FORMATS
from tests.training.test_training import nudge

SLOPES = {
    "torch.relu(z)": 0.0,
    "torch.where(z > 0, z, 0)": 0.0,
    "torch.maximum(z, zero)": 0.5,
    "(z + abs(z)) / 2": 0.5,
    "z.clamp(min=0)": 1.0,
    "torch.fmax(z, zero)": 1.0,
}
each_spelling = pytest.mark.parametrize("name", SPELLINGS)
Y = cubic_points()[1][:, 0].numpy()


@pytest.fixture(autouse=True)
def one_thread():
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


def nudge_output(model):
    """The first layer is 0 by decision, and stays so."""
    nudge(model[-1])


@each_spelling
@pytest.mark.parametrize("dtype", FORMATS, ids=str)
def test_slopes(name, dtype):
    assert slope_at(SPELLINGS[name], 0.0, dtype) == SLOPES[name]
    assert slope_at(SPELLINGS[name], -0.5, dtype) == 0
    assert slope_at(SPELLINGS[name], 0.5, dtype) == 1


@each_spelling
def test_values_are_relu(name):
    z = torch.linspace(-3, 3, 61, dtype=torch.float64)
    assert torch.equal(SPELLINGS[name](z), torch.relu(z))


@each_spelling
def test_from_zero_only_a_positive_slope_learns(name):
    """Zero slope leaves a constant; the rest find the straight line at least."""
    constant = Y.var()
    line = np.polyfit(cubic_points()[0][:, 0].numpy(), Y, 1, full=True)[1].item() / len(Y)
    loss = fit_from_zero(SPELLINGS[name], range(10))
    if SLOPES[name]:
        assert (loss < line + 1e-8).all()
    else:
        np.testing.assert_allclose(loss, constant, rtol=1e-6)


@each_spelling
def test_printed_digits_survive_one_ulp(name):
    plain, nudged = (
        np.median(fit_from_zero(SPELLINGS[name], range(10), prepare=prepare))
        for prepare in (None, nudge_output)
    )
    assert f"{plain:.3f}" == f"{nudged:.3f}"


def test_away_from_zero_the_spellings_train_alike():
    relu, clamp = (
        fit_from_zero(SPELLINGS[name], range(3), steps=100, zero=False)
        for name in ("torch.relu(z)", "z.clamp(min=0)")
    )
    np.testing.assert_array_equal(relu, clamp)


def test_zeros_are_a_matter_of_precision():
    shares = zero_shares(np.random.default_rng(0), 1_000_000)
    assert shares[torch.float64] == 0
    assert shares[torch.float32] < 1e-5
    assert 1e-5 < shares[torch.float16] < shares[torch.bfloat16] < 1e-2
