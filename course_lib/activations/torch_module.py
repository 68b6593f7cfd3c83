"""The one bridge from a record to torch's modules."""

from collections.abc import Iterable

import torch
from torch import Tensor, nn

from course_lib.activations.definition import Activation
from course_lib.activations.evaluation import check_tensor
from course_lib.activations.torch_function import partial_derivative


class ActivationModule(nn.Module):
    """A record as a torch module. Make one with `as_module`.

    Parameters
    ----------
    activation : Activation
        The record. Its arguments are the initial values of the learnable parameters.
    learn : iterable of str
        The parameters to train; each becomes an `nn.Parameter` of that name. One that training
        drives out of its domain gives NaN, as `torch.log` does outside of its own.
    """

    def __init__(self, activation: Activation, learn: Iterable[str] = ()) -> None:
        super().__init__()
        self.activation = activation
        self.learned = (learn,) if isinstance(learn, str) else tuple(learn)
        for name in self.learned:
            if name not in activation.learnable:
                known = ", ".join(activation.learnable) or "none"
                raise ValueError(f"{activation.name} cannot learn {name!r}; learnable: {known}")
            initial = torch.tensor(activation.keywords[name], dtype=torch.get_default_dtype())
            self.register_parameter(name, nn.Parameter(initial))

    def forward(self, z: Tensor) -> Tensor:
        """Apply the activation to pre-activations of any shape; dtype and shape are kept."""
        if not isinstance(z, Tensor):
            raise TypeError(f"{self.activation.name}: expected a tensor, got {type(z).__name__}")
        check_tensor(self.activation.name, z)
        learned = {name: self._parameter(name).expand(z.shape) for name in self.learned}
        return partial_derivative(self.activation, (), z, **learned)

    def extra_repr(self) -> str:
        """The activation with its initial arguments, and the learned ones as they are now."""
        present = [f"{name}={getattr(self, name).item():g}, learned" for name in self.learned]
        return ", ".join([str(self.activation), *present])

    def _parameter(self, name: str) -> Tensor:
        value: Tensor = getattr(self, name).to(torch.float64)
        (domain,) = (p.domain for p in self.activation.parameters if p.name == name)
        inside = (value >= float(domain.inf)) & (value <= float(domain.sup))
        return torch.where(inside, value, torch.nan)


def as_module(activation: Activation, *, learn: Iterable[str] = ()) -> ActivationModule:
    """A torch module that applies a record, with the record's derivatives as its gradients.

    It is twice differentiable by the inputs and by the learnable parameters, forwards and
    backwards, and works under `torch.func.vmap`, `jacrev`, `jacfwd` and `hessian`.

    Parameters
    ----------
    activation : Activation
        The record, as `get` returns it.
    learn : iterable of str
        Names of parameters to train, such as ``["beta"]``.

    Returns
    -------
    ActivationModule
        The module; with ``learn``, its parameters carry those names.

    Raises
    ------
    ValueError
        If a name in `learn` is no learnable parameter of the activation.

    Examples
    --------
    >>> from course_lib.activations import get
    >>> module = as_module(get("softplus"), learn=["beta"])
    >>> [name for name, _ in module.named_parameters()]
    ['beta']
    """
    return ActivationModule(activation, learn)
