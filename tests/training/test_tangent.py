"""The spectra are those of autograd's Jacobian; descent starts as the linear theory says."""

import numpy as np
import pytest
import torch
from torch.func import functional_call, jacrev

from course_lib.activations import get
from course_lib.networks import mlp
from course_lib.statistics import mean_interval
from course_lib.training import (
    descend_networks,
    fit_sine,
    linearized_losses,
    random_task,
    tangent_spectra,
)

MISH, SILU, RELU = get("mish"), get("silu"), get("relu")
TASK = random_task(range(3))
SMALL = random_task(range(2), inputs=3, units=5, samples=4)


def networks(activation, task):
    for hidden, outgoing in zip(task.hidden, task.outgoing, strict=True):
        widths = (hidden.shape[1], hidden.shape[0], 1)
        network = mlp(widths, activation, torch.Generator())
        with torch.no_grad():
            network[0].weight.copy_(torch.from_numpy(hidden))
            network[2].weight.copy_(torch.from_numpy(outgoing)[None])
        yield network


def jacobian(network, x):
    parameters = dict(network.named_parameters())
    parts = jacrev(lambda p: functional_call(network, p, (x,))[:, 0])(parameters)
    return torch.cat([part.reshape(len(x), -1) for part in parts.values()], dim=1).detach()


@pytest.mark.parametrize("activation", [MISH, RELU], ids=lambda f: f.name)
def test_spectra_are_those_of_the_jacobian(activation):
    eigenvalues, eigenvectors = tangent_spectra(activation, SMALL)
    for i, network in enumerate(networks(activation, SMALL)):
        j = jacobian(network, torch.from_numpy(SMALL.x[i])).numpy()
        squares = np.linalg.svd(j, compute_uv=False)[::-1] ** 2 / len(j)
        np.testing.assert_allclose(eigenvalues[i], squares, rtol=1e-9)
        moved = j @ j.T @ eigenvectors[i] / len(j)
        np.testing.assert_allclose(moved, eigenvalues[i] * eigenvectors[i], atol=1e-9)


@pytest.mark.parametrize("activation", [MISH, RELU], ids=lambda f: f.name)
def test_descent_is_that_of_autograd(activation):
    losses = descend_networks(activation, SMALL, steps=3)
    assert losses.shape == (4, 2)
    for i, network in enumerate(networks(activation, SMALL)):
        x, y = torch.from_numpy(SMALL.x[i]), torch.from_numpy(SMALL.y[i])[:, None]
        rate = 1 / tangent_spectra(activation, SMALL)[0][i, -1]
        optimizer = torch.optim.SGD(network.parameters(), lr=rate)
        for loss in losses[:, i]:
            error = (network(x) - y).square().mean()
            assert error.item() == pytest.approx(loss, rel=1e-9)
            optimizer.zero_grad()
            (error / 2).backward()
            optimizer.step()


def test_the_linear_theory_starts_at_the_same_loss_and_is_exact_for_wide_layers():
    wide = random_task(range(3), units=4000, samples=8)
    theory = linearized_losses(MISH, wide, steps=20)
    measured = descend_networks(MISH, wide, steps=20)
    np.testing.assert_allclose(theory[0], measured[0])
    np.testing.assert_allclose(theory, measured, rtol=0.05)  # the rest falls like 1/units
    assert (np.diff(theory, axis=0) < 0).all()


def test_a_task_depends_on_its_seeds_alone():
    again = random_task([2, 0])
    for one, other in zip(TASK, again, strict=True):
        np.testing.assert_array_equal(one[[2, 0]], other)


def test_descent_leaves_the_task_as_it_was():
    before = [part.copy() for part in TASK]
    descend_networks(MISH, TASK, steps=2)
    for old, new in zip(before, TASK, strict=True):
        np.testing.assert_array_equal(old, new)


def test_printed_digits_survive_one_ulp():
    """The chapter on Mish prints three decimals of gains, and two of condition numbers."""
    task = random_task(range(10))
    nudged = task._replace(
        hidden=np.nextafter(task.hidden, np.inf), outgoing=np.nextafter(task.outgoing, np.inf)
    )
    shown = []
    for one in (task, nudged):
        mish, silu = (np.log10(descend_networks(f, one, steps=200)[-1]) for f in (MISH, SILU))
        spectra = (tangent_spectra(f, one)[0] for f in (MISH, SILU))
        kappas = [np.log10(values[:, -1] / values[:, 0]).mean() for values in spectra]
        shown.append([f"{number:.5f}" for number in (*kappas, (mish - silu).mean())])
    assert shown[0] == shown[1]
    assert not np.array_equal(task.hidden, nudged.hidden)


def nudge(network):
    with torch.no_grad():
        for parameter in network.parameters():
            parameter.copy_(torch.nextafter(parameter, torch.full_like(parameter, torch.inf)))


def test_printed_digits_of_the_race_survive_one_ulp():
    shown = []
    for prepare in (None, nudge):
        mish, silu = (
            np.log10(fit_sine(f, range(10), steps=100, prepare=prepare).loss) for f in (MISH, SILU)
        )
        shown.append(str(mean_interval(mish - silu)))
    assert shown[0] == shown[1]
