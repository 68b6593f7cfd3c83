"""One training loop: full batches, squared error, Adam."""

import torch
from torch import Tensor, nn


def fit(model: nn.Module, x: Tensor, y: Tensor, *, steps: int, learning_rate: float) -> Tensor:
    """Train a model, or an ensemble of them, on one batch, in place.

    Parameters
    ----------
    model : torch.nn.Module
        The model, or an `Ensemble`; its parameters are changed.
    x, y : torch.Tensor
        Inputs ``(batch, features)`` and targets ``(batch, outputs)``.
    steps : int
        The number of updates.
    learning_rate : float
        Adam's step size.

    Returns
    -------
    torch.Tensor
        The mean squared error before each step, and after the last: shape ``(steps + 1,)``, or
        ``(steps + 1, members)`` for an ensemble.

    Raises
    ------
    ValueError
        If `steps` is negative, or outputs and targets differ in shape.
    """
    if steps < 0:
        raise ValueError(f"steps must be at least 0, got {steps}")
    if model(x).shape[-2:] != y.shape:
        raise ValueError(f"outputs {tuple(model(x).shape)} and targets {tuple(y.shape)} differ")
    optimizer = torch.optim.Adam(model.parameters(), lr=learning_rate)
    losses = []
    for _ in range(steps):
        optimizer.zero_grad()
        loss = _mean_squared_error(model(x), y)
        loss.sum().backward()  # type: ignore[no-untyped-call]
        optimizer.step()
        losses.append(loss.detach())
    with torch.no_grad():
        losses.append(_mean_squared_error(model(x), y))
    return torch.stack(losses)


def _mean_squared_error(outputs: Tensor, y: Tensor) -> Tensor:
    return (outputs - y).square().mean(dim=(-2, -1))
