"""Autograd for records: each partial derivative is a node whose gradients are the next ones."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import torch
from array_api_compat import torch as xtorch
from torch import Tensor

if TYPE_CHECKING:
    from course_lib.activations.definition import Activation


BLOCK: Final = 2**14
"""How many numbers are computed at a time: intermediate results then stay in the cache."""


def partial_derivative(
    activation: "Activation", variables: tuple[str, ...], z: Tensor, *parameters: Tensor
) -> Tensor:
    """One partial derivative of an activation, differentiable by `z` and by the parameters.

    Differentiating it gives the record's own next partial derivative, never the derivative of the
    code. Beyond the last one on record, which is of second order, it raises an error.

    Parameters
    ----------
    activation : Activation
        The record.
    variables : tuple of str
        What is differentiated by already: ``()`` for the value.
    z : torch.Tensor
        Pre-activations, float64, of any shape.
    *parameters : torch.Tensor
        One tensor of `z`'s shape and dtype for each learnable parameter of the record. The others
        are constants: under `torch.func` every tensor would be differentiated by.

    Returns
    -------
    torch.Tensor
        Of `z`'s shape and dtype.

    Raises
    ------
    NotImplementedError
        If the record has no form for these variables.
    """
    node = _Node(activation, variables)
    result: Tensor = _PartialDerivative.apply(node, z, *parameters)  # type: ignore[no-untyped-call]
    return result


@dataclass(frozen=True)
class _Node:
    """What one autograd node computes; one opaque object, since vmap takes tuples apart."""

    activation: "Activation"
    variables: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return ("z", *self.activation.learnable)

    def by(self, name: str) -> "_Node":
        return _Node(self.activation, (*self.variables, name))

    def compute(self, z: Tensor, *parameters: Tensor) -> Tensor:
        form = self.activation.form(self.variables)
        if form is None:
            raise NotImplementedError(
                f"{self.activation} has no derivative by {', '.join(self.variables)} on record"
            )
        learnable = dict(zip(self.activation.learnable, parameters, strict=True))
        if form.torch_kernel is not None:
            kernel: Tensor = form.torch_kernel(z, **{**self.activation.keywords, **learnable})
            return kernel
        if z.numel() <= BLOCK:
            stable: Tensor = form.stable(xtorch, z, **{**self.activation.keywords, **learnable})
            return stable
        result = torch.empty_like(z, memory_format=torch.contiguous_format)
        parts = [torch.split(t.reshape(-1), BLOCK) for t in (result, z, *parameters)]
        for target, points, *values in zip(*parts, strict=True):
            named = dict(zip(self.activation.learnable, values, strict=True))
            target.copy_(form.stable(xtorch, points, **{**self.activation.keywords, **named}))
        return result

    def slope(self, name: str, tensors: tuple[Tensor, ...]) -> Tensor:
        return partial_derivative(self.activation, self.by(name).variables, *tensors)


class _PartialDerivative(torch.autograd.Function):
    @staticmethod
    def forward(node: _Node, z: Tensor, *parameters: Tensor) -> Tensor:
        return node.compute(z, *parameters)

    @staticmethod
    def vmap(
        info: Any, dims: tuple[int | None, ...], node: _Node, *tensors: Tensor
    ) -> tuple[Tensor, int]:
        """The batch is one more axis: an elementwise function takes it as it comes."""
        batched = (
            tensor.expand(info.batch_size, *tensor.shape) if dim is None else tensor.movedim(dim, 0)
            for tensor, dim in zip(tensors, dims[1:], strict=True)
        )
        return partial_derivative(node.activation, node.variables, *batched), 0

    @staticmethod
    def setup_context(ctx: Any, inputs: tuple[Any, ...], output: Tensor) -> None:
        ctx.node, *tensors = inputs
        ctx.save_for_backward(*tensors)
        ctx.save_for_forward(*tensors)

    @staticmethod
    def backward(ctx: Any, *gradients: Any) -> Any:
        slopes = (
            gradients[0] * ctx.node.slope(name, ctx.saved_tensors) if needed else None
            for name, needed in zip(ctx.node.names, ctx.needs_input_grad[1:], strict=True)
        )
        return (None, *slopes)

    @staticmethod
    def jvp(ctx: Any, *tangents: Any) -> Any:
        terms = [
            tangent * ctx.node.slope(name, ctx.saved_tensors)
            for name, tangent in zip(ctx.node.names, tangents[1:], strict=True)
            if tangent is not None
        ]
        return sum(terms[1:], start=terms[0])
