"""One training loop: full batches, squared error, Adam."""

import torch
from torch import Tensor, nn


def fit(model: nn.Module, x: Tensor, y: Tensor, *, steps: int, learning_rate: float) -> list[float]:
    """Train a model on one batch, in place.

    Parameters
    ----------
    model : torch.nn.Module
        The model; its parameters are changed.
    x, y : torch.Tensor
        Inputs ``(batch, features)`` and targets of the outputs' shape.
    steps : int
        The number of updates.
    learning_rate : float
        Adam's step size.

    Returns
    -------
    list of float
        The mean squared error before each step, and after the last.

    Raises
    ------
    ValueError
        If `steps` is negative, or outputs and targets differ in shape.
    """
    if steps < 0:
        raise ValueError(f"steps must be at least 0, got {steps}")
    if model(x).shape != y.shape:
        raise ValueError(f"outputs {tuple(model(x).shape)} and targets {tuple(y.shape)} differ")
    optimizer = torch.optim.Adam(model.parameters(), lr=learning_rate)
    losses = []
    for _ in range(steps):
        optimizer.zero_grad()
        loss = nn.functional.mse_loss(model(x), y)
        loss.backward()  # type: ignore[no-untyped-call]
        optimizer.step()
        losses.append(loss.item())
    with torch.no_grad():
        losses.append(nn.functional.mse_loss(model(x), y).item())
    return losses
