"""The loop learns, refuses nonsense, and prints only digits that survive a nudge of one ULP."""

import numpy as np
import pytest
import torch
from torch import nn

from course_lib.activations import get
from course_lib.networks import mlp
from course_lib.statistics import mean_interval
from course_lib.training import fit, fit_sine, shifted
from course_lib.training.fitting import make_optimizer

X = torch.linspace(-1, 1, 16, dtype=torch.float64)[:, None]


@pytest.fixture(autouse=True)
def one_thread():
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


def network(seed=0):
    return mlp((1, 8, 1), get("softplus"), torch.Generator().manual_seed(seed))


def test_fit_lowers_the_loss_and_reports_every_step():
    losses = fit(network(), X, X**2, steps=50, learning_rate=1e-2)
    assert losses.shape == (51,)
    assert losses[-1] < 0.5 * losses[0]


def test_no_steps_change_nothing():
    model = network()
    before = [p.clone() for p in model.parameters()]
    fit(model, X, X, steps=0, learning_rate=1e-2)
    for old, new in zip(before, model.parameters(), strict=True):
        torch.testing.assert_close(old, new, rtol=0, atol=0)


def test_bad_input():
    with pytest.raises(ValueError, match="steps must be at least 0, got -1"):
        fit(network(), X, X, steps=-1, learning_rate=1e-2)
    with pytest.raises(ValueError, match=r"outputs \(16, 1\) and targets \(16,\) differ"):
        fit(network(), X, X[:, 0], steps=1, learning_rate=1e-2)

    with pytest.raises(ValueError, match="either a learning rate or an optimizer"):
        fit(network(), X, X, steps=1)
    rule = make_optimizer("sgd", network(), 0.1)
    with pytest.raises(ValueError, match="either a learning rate or an optimizer"):
        fit(network(), X, X, steps=1, learning_rate=0.1, optimizer=rule)


def test_any_optimizer_can_move_the_model():
    model, steps = network(), 3
    losses = fit(model, X, X**2, steps=steps, optimizer=make_optimizer("sgd", model, 0.1))
    twin = network()
    for step in range(steps + 1):
        loss = (twin(X) - X**2).square().mean()
        torch.testing.assert_close(losses[step], loss.detach())
        twin.zero_grad()
        loss.backward()
        with torch.no_grad():
            for parameter in twin.parameters():
                parameter -= 0.1 * parameter.grad


def test_the_watcher_comes_before_the_first_step_and_after_each():
    model, seen = network(), []

    def watch(step):
        seen.append((step, (model(X) - X**2).square().mean()))

    losses = fit(model, X, X**2, steps=4, learning_rate=1e-2, watch=watch)
    assert [step for step, _ in seen] == [0, 1, 2, 3, 4]
    torch.testing.assert_close(torch.stack([loss for _, loss in seen]), losses)


def nudge(model: nn.Module) -> None:
    """Move every initial weight by one ULP."""
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.copy_(torch.nextafter(parameter, torch.full_like(parameter, torch.inf)))


@pytest.mark.parametrize("name", ["relu", "softplus"])
def test_printed_digits_survive_one_ulp(name):
    plain = fit_sine(get(name), range(10))
    nudged = fit_sine(get(name), range(10), prepare=nudge)
    for before, after in zip(plain, nudged, strict=True):
        assert str(mean_interval(before)) == str(mean_interval(after))
    assert not np.array_equal(plain.loss, nudged.loss)  # the nudge was felt


def test_printed_digits_of_the_longer_run_survive_one_ulp():
    """The chapter prints two decimals of it: the longer the run, the more a nudge is amplified."""
    shown = []
    for prepare in (None, nudge):
        relu, softplus = (
            fit_sine(get(name), range(10), steps=500, learning_rate=0.02, prepare=prepare)
            for name in ("relu", "softplus")
        )
        _, low, high = mean_interval(softplus.loss - relu.loss)
        shown.append(f"{low:.2f} {high:.2f} {relu.dead.mean():.2f}")
    assert shown[0] == shown[1]
    assert low < 0 < high


def test_dead_units_are_those_flat_on_every_input():
    relu = fit_sine(get("relu"), range(3), steps=0)
    assert (relu.dead < relu.flat).all()  # a unit off on some inputs is not dead
    assert (relu.dead > 0).any()


def test_the_target_is_learned():
    x = torch.linspace(-2, 2, 32, dtype=torch.float64)[:, None]
    members = [mlp((1, 32, 32, 1), get("relu"), torch.Generator().manual_seed(0))]
    expected = fit(members[0], x, torch.sin(3 * x), steps=20, learning_rate=1e-2)[-1]
    assert fit_sine(get("relu"), [0], steps=20).loss[0] == pytest.approx(expected.item())


def test_relu_has_zeros_and_softplus_none():
    relu, softplus = (fit_sine(get(name), range(2)) for name in ("relu", "softplus"))
    assert (relu.zeros > 0.2).all()
    np.testing.assert_array_equal(relu.zeros, relu.flat)
    assert not softplus.zeros.any()
    assert not softplus.dead.any()


def test_printed_digits_of_the_four_with_biases_survive_one_ulp():
    """The chapter on tanh prints two decimals of the logarithms, at the greatest step size too."""
    four = (get("sigmoid"), shifted(get("sigmoid"), -0.5), shifted(get("tanh"), 1), get("tanh"))
    shown = []
    for prepare in (None, nudge):
        losses = [
            fit_sine(record, range(10), learning_rate=0.1, bias_std=1, prepare=prepare).loss
            for record in four
        ]
        shown.append([str(mean_interval(np.log10(loss))) for loss in losses])
    assert shown[0] == shown[1]


def test_without_biases_odd_activations_stay_odd_until_rounding_breaks_the_symmetry():
    plain, nudged = (
        np.log10(fit_sine(get("tanh"), range(3), learning_rate=0.1, prepare=prepare).loss)
        for prepare in (None, nudge)
    )
    assert np.abs(plain - nudged).max() > 0.01


def test_biases_are_drawn_with_the_weights():
    outcomes = [fit_sine(get("tanh"), [0, 1], steps=0, bias_std=std).loss for std in (0, 1, 1)]
    assert (outcomes[1] == outcomes[2]).all()
    assert (outcomes[0] != outcomes[1]).all()
