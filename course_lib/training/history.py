"""Training with the parameters kept at chosen steps, for an animation."""

import itertools
from collections.abc import Sequence
from typing import NamedTuple

from torch import Tensor, nn

from course_lib.training.fitting import fit


class History(NamedTuple):
    """A training run.

    Attributes
    ----------
    losses : torch.Tensor
        What `fit` returns: the error before each step, and after the last.
    snapshots : tuple of dict of str to torch.Tensor
        The model's parameters by name, one copy for each step that was asked for.
    """

    losses: Tensor
    snapshots: tuple[dict[str, Tensor], ...]


def fit_recorded(
    model: nn.Module, x: Tensor, y: Tensor, *, at: Sequence[int], learning_rate: float
) -> History:
    """Train as `fit` does, and keep the parameters along the way.

    Parameters
    ----------
    model : torch.nn.Module
        The model, or an `Ensemble`; its parameters are changed.
    x, y : torch.Tensor
        Inputs ``(batch, features)`` and targets ``(batch, outputs)``.
    at : sequence of int
        The numbers of updates after which to keep the parameters, rising from 0 or more. The last
        one ends the training.
    learning_rate : float
        Adam's step size.

    Returns
    -------
    History
        The errors, and the parameters at the steps in `at`.

    Raises
    ------
    ValueError
        If `at` is empty, does not rise, or begins below 0; or `fit` refuses its arguments.
    """
    if not at or at[0] < 0 or any(b <= a for a, b in itertools.pairwise(at)):
        raise ValueError(f"expected rising numbers of steps from 0 or more, got {list(at)}")
    wanted, kept = set(at), []

    def keep(step: int) -> None:
        if step in wanted:
            kept.append({name: value.clone() for name, value in model.named_parameters()})

    losses = fit(model, x, y, steps=at[-1], learning_rate=learning_rate, watch=keep)
    return History(losses, tuple(kept))
