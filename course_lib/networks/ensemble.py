"""Networks of one shape, evaluated side by side."""

import copy
from collections.abc import Sequence

import torch
from torch import Tensor, nn


class Ensemble(nn.Module):
    """Several networks of one architecture as one module with stacked parameters.

    Trained with an optimizer that acts entry by entry, such as SGD or Adam, on the sum of the
    members' losses, each member moves as it would alone.

    Parameters
    ----------
    networks : sequence of torch.nn.Module
        The members, which differ in their parameters only. They are copied.

    Raises
    ------
    ValueError
        If there is no network.
    """

    def __init__(self, networks: Sequence[nn.Module]) -> None:
        super().__init__()
        if not networks:
            raise ValueError("an ensemble needs at least one network")
        stacked, _ = torch.func.stack_module_state(list(networks))
        self.names = tuple(stacked)
        self.stacked = nn.ParameterList(stacked.values())
        self._template = [copy.deepcopy(networks[0])]  # in a list: its parameters are not ours

    def forward(self, x: Tensor) -> Tensor:
        """Outputs of all members for one batch ``(batch, features)``, stacked in front."""
        template = self._template[0]
        parameters = dict(zip(self.names, self.stacked, strict=True))
        outputs: Tensor = torch.func.vmap(
            lambda own: torch.func.functional_call(template, own, (x,))
        )(parameters)
        return outputs

    def members(self) -> list[nn.Module]:
        """The networks with their present parameters, as copies."""
        copies = []
        for i in range(len(self.stacked[0])):
            member = copy.deepcopy(self._template[0])
            member.load_state_dict({n: p[i] for n, p in zip(self.names, self.stacked, strict=True)})
            copies.append(member)
        return copies
