"""How well a small network is conditioned where training starts, and how fast it then learns."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from course_lib.activations import Activation

Floats = NDArray[np.float64]


class Task(NamedTuple):
    """Networks ``x -> v . f(W x + b) + c`` before training, one for each seed, with their data.

    The initial biases `b` and `c` are 0.

    Attributes
    ----------
    x : numpy.ndarray
        Inputs, ``(seeds, samples, inputs)``.
    y : numpy.ndarray
        Targets, ``(seeds, samples)``.
    hidden : numpy.ndarray
        The weights `W`, ``(seeds, units, inputs)``.
    outgoing : numpy.ndarray
        The weights `v`, ``(seeds, units)``.
    """

    x: Floats
    y: Floats
    hidden: Floats
    outgoing: Floats


def random_task(
    seeds: Sequence[int], *, inputs: int = 8, units: int = 64, samples: int = 32
) -> Task:
    """Standard normal inputs and targets, and weights by He's initialization.

    Random targets ask as much of every direction in which the outputs can move.

    Parameters
    ----------
    seeds : sequence of int
        One task each.
    inputs, units, samples : int
        The sizes.

    Returns
    -------
    Task
        The data and the weights, the same for every activation.
    """
    drawn = []
    for seed in seeds:
        rng = np.random.default_rng(seed)
        x, y = rng.normal(size=(samples, inputs)), rng.normal(size=samples)
        hidden = rng.normal(0, np.sqrt(2 / inputs), (units, inputs))
        drawn.append((x, y, hidden, rng.normal(0, np.sqrt(2 / units), units)))
    return Task(*(np.stack(parts) for parts in zip(*drawn, strict=True)))


def tangent_spectra(activation: Activation, task: Task) -> tuple[Floats, Floats]:
    """Eigenvalues and eigenvectors of ``J J^T / samples`` before training.

    `J` holds the derivatives of the outputs by all parameters, one row for each sample. The
    eigenvalues are those of the Gauss-Newton matrix ``J^T J / samples`` that are not 0.

    Parameters
    ----------
    activation : Activation
        The hidden units'.
    task : Task
        Networks and data.

    Returns
    -------
    eigenvalues : numpy.ndarray
        Rising, ``(seeds, samples)``.
    eigenvectors : numpy.ndarray
        In columns, ``(seeds, samples, samples)``.
    """
    z = task.x @ task.hidden.mT
    outputs = activation.value(z)
    slopes = activation.derivative(z) * task.outgoing[:, None, :]
    by_hidden = (slopes @ slopes.mT) * (1 + task.x @ task.x.mT)
    by_outgoing = 1 + outputs @ outputs.mT
    eigenvalues, eigenvectors = np.linalg.eigh((by_hidden + by_outgoing) / task.x.shape[1])
    return eigenvalues, eigenvectors


def descend_networks(activation: Activation, task: Task, *, steps: int) -> Floats:
    """Gradient descent on half the mean squared error, full batches.

    Each network has a step size of its own, one over the greatest eigenvalue of its Gauss-Newton
    matrix before training, so that none is favored by the size of its gradients.

    Parameters
    ----------
    activation : Activation
        The hidden units'.
    task : Task
        Networks and data; they are not changed.
    steps : int
        The number of updates.

    Returns
    -------
    numpy.ndarray
        The mean squared error before the first step and after each, ``(steps + 1, seeds)``.
    """
    rates = 1 / tangent_spectra(activation, task)[0][:, -1]
    x, y, hidden, outgoing = task
    hidden_bias, bias = np.zeros_like(outgoing), np.zeros(len(y))
    losses = np.empty((steps + 1, len(y)))
    for step in range(steps + 1):
        z = x @ hidden.mT + hidden_bias[:, None, :]
        outputs = activation.value(z)
        error = (outputs @ outgoing[:, :, None])[:, :, 0] + bias[:, None] - y
        losses[step] = (error**2).mean(axis=1)
        moves = error * rates[:, None] / y.shape[1]
        delta = moves[:, :, None] * outgoing[:, None, :] * activation.derivative(z)
        outgoing = outgoing - (outputs.mT @ moves[:, :, None])[:, :, 0]
        hidden = hidden - delta.mT @ x
        hidden_bias, bias = hidden_bias - delta.sum(axis=1), bias - moves.sum(axis=1)
    return losses


def linearized_losses(activation: Activation, task: Task, *, steps: int) -> Floats:
    """What `descend_networks` would give if the outputs were linear in the parameters.

    Along an eigenvector of eigenvalue `lambda` each step multiplies the error by
    ``1 - lambda / lambda_max``.

    Parameters
    ----------
    activation : Activation
        The hidden units'.
    task : Task
        Networks and data.
    steps : int
        The number of updates.

    Returns
    -------
    numpy.ndarray
        The mean squared error before the first step and after each, ``(steps + 1, seeds)``.
    """
    eigenvalues, eigenvectors = tangent_spectra(activation, task)
    outputs = activation.value(task.x @ task.hidden.mT) @ task.outgoing[:, :, None]
    start = (eigenvectors.mT @ (outputs - task.y[:, :, None]))[:, :, 0]
    factors = 1 - eigenvalues / eigenvalues[:, -1:]
    powers = factors ** np.arange(steps + 1)[:, None, None]
    losses: Floats = ((start * powers) ** 2).mean(axis=2)
    return losses
