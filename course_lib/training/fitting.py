"""One training loop: full batches, squared error, any optimizer."""

from collections.abc import Callable
from typing import Final

import torch
from torch import Tensor, nn

OPTIMIZERS: Final = ("sgd", "momentum", "adam")


def fit(
    model: nn.Module,
    x: Tensor,
    y: Tensor,
    *,
    steps: int,
    learning_rate: float | None = None,
    optimizer: torch.optim.Optimizer | None = None,
    watch: Callable[[int], None] | None = None,
) -> Tensor:
    """Train a model, or an ensemble of them, on one batch, in place.

    Parameters
    ----------
    model : torch.nn.Module
        The model, or an `Ensemble`; its parameters are changed.
    x, y : torch.Tensor
        Inputs ``(batch, features)`` and targets ``(batch, outputs)``.
    steps : int
        The number of updates.
    learning_rate : float, optional
        Adam's step size.
    optimizer : torch.optim.Optimizer, optional
        The rule for the model's parameters, in place of Adam.
    watch : callable, optional
        ``watch(step)`` is called after `step` updates, from 0 to `steps`, outside of autograd and
        before the error is measured. It may look at the model, or change it.

    Returns
    -------
    torch.Tensor
        The mean squared error before each step, and after the last: shape ``(steps + 1,)``, or
        ``(steps + 1, members)`` for an ensemble.

    Raises
    ------
    ValueError
        If `steps` is negative, outputs and targets differ in shape, or not exactly one of
        `learning_rate` and `optimizer` is given.
    """
    if steps < 0:
        raise ValueError(f"steps must be at least 0, got {steps}")
    if optimizer is None and learning_rate is not None:
        optimizer = make_optimizer("adam", model, learning_rate)
    elif optimizer is None or learning_rate is not None:
        raise ValueError("expected either a learning rate or an optimizer")
    losses = []
    for step in range(steps + 1):
        if watch is not None:
            with torch.no_grad():
                watch(step)
        loss = _mean_squared_error(model(x), y)
        losses.append(loss.detach())
        if step < steps:
            optimizer.zero_grad()
            loss.sum().backward()  # type: ignore[no-untyped-call]
            optimizer.step()
    return torch.stack(losses)


def make_optimizer(name: str, model: nn.Module, learning_rate: float) -> torch.optim.Optimizer:
    """One of `OPTIMIZERS` for all parameters of a model.

    Parameters
    ----------
    name : {"sgd", "momentum", "adam"}
        Gradient descent, the same with momentum 0.9, or Adam.
    model : torch.nn.Module
        The model.
    learning_rate : float
        The step size.

    Returns
    -------
    torch.optim.Optimizer
        The rule.

    Raises
    ------
    ValueError
        If there is no such optimizer.
    """
    if name not in OPTIMIZERS:
        raise ValueError(f"no optimizer is called {name!r}; there are {', '.join(OPTIMIZERS)}")
    if name == "adam":
        return torch.optim.Adam(model.parameters(), lr=learning_rate)
    momentum = 0.9 if name == "momentum" else 0.0
    return torch.optim.SGD(model.parameters(), lr=learning_rate, momentum=momentum)


def _mean_squared_error(outputs: Tensor, y: Tensor) -> Tensor:
    if outputs.shape[-2:] != y.shape:
        raise ValueError(f"outputs {tuple(outputs.shape)} and targets {tuple(y.shape)} differ")
    return (outputs - y).square().mean(dim=(-2, -1))
