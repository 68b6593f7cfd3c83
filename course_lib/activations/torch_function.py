"""Autograd for records: each partial derivative is a node whose gradients are the next ones."""

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import torch
from array_api_compat import torch as xtorch
from torch import Tensor

if TYPE_CHECKING:
    from course_lib.activations.definition import Activation


BLOCK: Final = 2**14
"""How many numbers are computed at a time: intermediate results then stay in the cache."""


def partial_derivative(
    activation: "Activation", variables: tuple[str, ...], z: Tensor, **learned: Tensor
) -> Tensor:
    """One partial derivative of an activation, differentiable by `z` and by learned parameters.

    Differentiating it gives the record's own next partial derivative, never the derivative of the
    code. Beyond the last one on record, which is of second order, it raises an error.

    Parameters
    ----------
    activation : Activation
        The record.
    variables : tuple of str
        What is differentiated by already: ``()`` for the value.
    z : torch.Tensor
        Pre-activations of any shape, in any of the four formats.
    **learned : torch.Tensor
        Parameters in place of the record's arguments, float64, of `z`'s shape.

    Returns
    -------
    torch.Tensor
        Of `z`'s shape and dtype: computed in float64, rounded once.

    Raises
    ------
    NotImplementedError
        If the record has no form for these variables.
    """
    node = _Node(activation, variables, tuple(learned), z.dtype)
    return _apply(node, None, z, *learned.values())


@dataclass(frozen=True)
class _Node:
    """What one autograd node computes; one opaque object, since vmap takes tuples apart."""

    activation: "Activation"
    variables: tuple[str, ...]
    learned: tuple[str, ...]
    dtype: torch.dtype
    """Of the result: that of what was differentiated by last."""

    @property
    def names(self) -> tuple[str, ...]:
        return ("z", *self.learned)

    def by(self, name: str, tensor: Tensor) -> "_Node":
        return replace(self, variables=(*self.variables, name), dtype=tensor.dtype)

    def compute(self, upstream: Tensor | None, z: Tensor, *learned: Tensor) -> Tensor:
        """The partial derivative, times what arrives from above if there is such."""
        form = self.activation.form(self.variables)
        if form is None:
            raise NotImplementedError(
                f"{self.activation} has no derivative by {', '.join(self.variables)} on record"
            )
        constants = self.activation.keywords
        if self.learned:
            form = replace(form, torch_kernel=None, torch_product=None)
        elif upstream is None and form.torch_kernel and z.dtype == torch.float64:
            whole: Tensor = form.torch_kernel(z, **constants)
            return whole
        elif upstream is not None and form.torch_product and _are_numbers(upstream, z):
            product: Tensor = form.torch_product(upstream, z, **constants)
            return product
        result = torch.empty(z.shape, dtype=self.dtype, device=z.device)
        tensors = (result, z, *learned) if upstream is None else (result, z, *learned, upstream)
        function = form.torch_kernel or partial(form.stable, xtorch)
        for target, points, *others in zip(*(_blocks(tensor) for tensor in tensors), strict=True):
            named = dict(zip(self.learned, others, strict=False))
            values = function(points.to(torch.float64), **{**constants, **named})
            if upstream is None:
                target.copy_(values)
            else:
                torch.mul(values, others[-1], out=target)
        return result


def _are_numbers(upstream: Tensor, z: Tensor) -> bool:
    """Whether both are float64, and `z` is nowhere NaN: then the least of it is a number."""
    in_float64 = upstream.dtype == z.dtype == torch.float64
    return in_float64 and (not z.numel() or not z.amin().isnan())


def _blocks(tensor: Tensor) -> tuple[Tensor, ...]:
    return torch.split(tensor.reshape(-1), BLOCK)


class _PartialDerivative(torch.autograd.Function):
    """A partial derivative, or its product with an upstream gradient: one pass over memory."""

    @staticmethod
    def forward(node: _Node, upstream: Tensor | None, z: Tensor, *learned: Tensor) -> Tensor:
        return node.compute(upstream, z, *learned)

    @staticmethod
    def vmap(
        info: Any, dims: tuple[int | None, ...], node: _Node, *tensors: Tensor | None
    ) -> tuple[Tensor, int]:
        """The batch is one more axis: an elementwise function takes it as it comes."""
        batched = (
            None
            if tensor is None
            else tensor.expand(info.batch_size, *tensor.shape)
            if dim is None
            else tensor.movedim(dim, 0)
            for tensor, dim in zip(tensors, dims[1:], strict=True)
        )
        return _apply(node, *batched), 0

    @staticmethod
    def setup_context(ctx: Any, inputs: tuple[Any, ...], output: Tensor) -> None:
        ctx.node, upstream, *tensors = inputs
        ctx.weighted = upstream is not None
        kept = (upstream, *tensors) if ctx.weighted else tuple(tensors)
        ctx.save_for_backward(*kept)
        ctx.save_for_forward(*kept)

    @staticmethod
    def backward(ctx: Any, *gradients: Any) -> Any:
        upstream, tensors = _saved(ctx)
        _, by_upstream, *needed = ctx.needs_input_grad
        arriving = gradients[0] if upstream is None else gradients[0] * upstream
        slopes = (
            _apply(ctx.node.by(name, tensor), arriving, *tensors) if wanted else None
            for name, tensor, wanted in zip(ctx.node.names, tensors, needed, strict=True)
        )
        own = _apply(ctx.node, gradients[0], *tensors) if by_upstream else None
        return (None, own, *slopes)

    @staticmethod
    def jvp(ctx: Any, *tangents: Any) -> Any:
        upstream, tensors = _saved(ctx)
        terms = [
            tangent * _apply(ctx.node.by(name, tensor), upstream, *tensors)
            for name, tensor, tangent in zip(ctx.node.names, tensors, tangents[2:], strict=True)
            if tangent is not None
        ]
        if tangents[1] is not None:
            terms.append(_apply(ctx.node, tangents[1], *tensors))
        return sum(terms[1:], start=terms[0])


def _saved(ctx: Any) -> tuple[Tensor | None, tuple[Tensor, ...]]:
    if ctx.weighted:
        upstream, *tensors = ctx.saved_tensors
        return upstream, tuple(tensors)
    return None, ctx.saved_tensors


def _apply(node: _Node, *tensors: Tensor | None) -> Tensor:
    result: Tensor = _PartialDerivative.apply(node, *tensors)  # type: ignore[no-untyped-call]
    return result
