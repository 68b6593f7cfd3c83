"""Networks of one shape, evaluated side by side."""

import copy
from collections.abc import Sequence

import torch
from torch import Tensor, nn


class Ensemble(nn.Module):
    """Several networks of one architecture as one module, by batched matrix products.

    Trained with an optimizer that acts entry by entry, such as SGD or Adam, on the sum of the
    members' losses, each member moves as it would alone.

    Parameters
    ----------
    networks : sequence of torch.nn.Sequential
        The members: linear layers, which may differ in their weights, and elementwise layers
        without parameters. They are copied.

    Raises
    ------
    ValueError
        If there is no network, or a layer other than a linear one has parameters.
    """

    def __init__(self, networks: Sequence[nn.Sequential]) -> None:
        super().__init__()
        if not networks:
            raise ValueError("an ensemble needs at least one network")
        self.layers = nn.ModuleList()
        for layers in zip(*networks, strict=True):
            self.layers.append(_stacked(layers))
        self.size = len(networks)

    def forward(self, x: Tensor) -> Tensor:
        """Outputs ``(members, batch, outputs)`` of all members for one batch of inputs."""
        return self.through(x)[-1]

    def through(self, x: Tensor) -> list[Tensor]:
        """The output of each layer in turn, ``(members, batch, features)``.

        Parameters
        ----------
        x : torch.Tensor
            Inputs ``(batch, features)``, the same for every member.

        Returns
        -------
        list of torch.Tensor
            One tensor for each layer.
        """
        outputs = []
        x = x.expand(self.size, *x.shape)
        for layer in self.layers:
            x = layer(x)
            outputs.append(x)
        return outputs


class _StackedLinear(nn.Module):
    """Linear layers side by side: ``(members, batch, inputs) -> (members, batch, outputs)``."""

    def __init__(self, layers: Sequence[nn.Linear]) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.stack([layer.weight.detach() for layer in layers]))
        self.bias = nn.Parameter(torch.stack([layer.bias.detach() for layer in layers]))

    def forward(self, x: Tensor) -> Tensor:
        return torch.baddbmm(self.bias[:, None, :], x, self.weight.mT)


def _stacked(layers: Sequence[nn.Module]) -> nn.Module:
    linear = [layer for layer in layers if isinstance(layer, nn.Linear)]
    if len(linear) == len(layers):
        return _StackedLinear(linear)
    if any(True for layer in layers for _ in layer.parameters()):
        raise ValueError(f"only linear layers may have parameters, got {layers[0]}")
    return copy.deepcopy(layers[0])
