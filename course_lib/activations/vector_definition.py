"""The record of an activation of vectors: its formula, its Jacobian, its stable forms."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import sympy as sp
import torch
from array_api_compat import numpy as xnp
from array_api_compat import torch as xtorch
from torch import Tensor

from course_lib.activations.evaluation import check_dtype, check_tensor
from course_lib.activations.parameters import Parametrized


@dataclass(frozen=True, kw_only=True)
class VectorActivation(Parametrized):
    r"""An activation :math:`f: \mathbb{R}^n \to \mathbb{R}^m`, applied along one axis of an array.

    Arrays keep their kind and dtype: NumPy arrays and torch tensors in float16, bfloat16, float32
    and float64. The computation runs in float64 and is rounded once. Values of tensors are
    differentiable, and their gradients are this record's vector-Jacobian products.

    Beside what every record has, which is said at `Parametrized`.

    Attributes
    ----------
    definition : callable
        ``definition(inputs, **symbols)``: the outputs, one SymPy expression each, of a sequence of
        SymPy expressions.
    outputs : callable
        ``outputs(n)``: how many outputs `n` inputs have. Raises ValueError where `n` does not fit.
    stable, stable_jacobian : callable
        ``stable(xp, x, **parameters)`` along the last axis of float64 arrays; the Jacobian has a
        row for each output as its last axis but one.
    stable_product : callable
        ``stable_product(xp, x, upstream, **parameters)``: the vector-Jacobian product.
    """

    definition: Callable[..., tuple[sp.Expr, ...]]
    outputs: Callable[[int], int]
    stable: Callable[..., Any]
    stable_jacobian: Callable[..., Any]
    stable_product: Callable[..., Any]

    def exprs(self, n: int) -> tuple[tuple[sp.Symbol, ...], tuple[sp.Expr, ...]]:
        """`n` real symbols ``x_1 ... x_n``, and the outputs for them.

        Raises
        ------
        ValueError
            If there is no such vector of `n` inputs.
        """
        self.outputs(n)
        inputs = sp.symbols(f"x_1:{n + 1}", real=True)
        exact = {str(symbol): number for symbol, number in self.exact.items()}
        return inputs, self.definition(inputs, **exact)

    def jacobian_expr(self, n: int) -> sp.Matrix:
        """The Jacobian for `n` inputs in the symbols of `exprs`, computed by SymPy."""
        inputs, outputs = self.exprs(n)
        return sp.Matrix(outputs).jacobian(inputs)

    def value(self, x: Any, axis: int = -1) -> Any:
        """The activation along one axis.

        Parameters
        ----------
        x : numpy.ndarray or torch.Tensor
            Inputs, `n` along `axis`, in float16, bfloat16, float32 or float64.
        axis : int
            The axis that holds the vectors.

        Returns
        -------
        numpy.ndarray or torch.Tensor
            Of `x`'s kind and dtype, `m` along `axis`. A vector with a NaN gives NaN wherever the
            output depends on it.

        Raises
        ------
        TypeError
            If `x` is of another kind or dtype.
        ValueError
            If `x` has no such axis, or `n` does not fit.
        """
        wide = self._check(x, axis)
        if isinstance(wide, Tensor):
            value: Tensor = _Value.apply(self, wide)  # type: ignore[no-untyped-call]
            return value.to(x.dtype).movedim(-1, axis)
        return np.moveaxis(self._numpy(self.stable, wide).astype(x.dtype), -1, axis)

    def jacobian(self, x: Any, axis: int = -1) -> Any:
        """The Jacobians along one axis.

        Parameters
        ----------
        x, axis
            As for `value`.

        Returns
        -------
        numpy.ndarray or torch.Tensor
            Of `x`'s kind and dtype; its shape is that of `x` without `axis`, followed by
            ``(m, n)``: entry ``[..., i, k]`` is the derivative of output `i` by input `k`.

        Raises
        ------
        TypeError, ValueError
            As for `value`.
        """
        wide = self._check(x, axis)
        if isinstance(wide, Tensor):
            jacobian: Tensor = self.stable_jacobian(xtorch, wide, **self.keywords)
            return jacobian.to(x.dtype)
        return self._numpy(self.stable_jacobian, wide).astype(x.dtype)

    def vector_jacobian_product(self, x: Any, upstream: Any, axis: int = -1) -> Any:
        """The gradient of a loss by the inputs, given its gradient by the outputs.

        Parameters
        ----------
        x, axis
            As for `value`.
        upstream : numpy.ndarray or torch.Tensor
            The gradient by the outputs, of the shape of ``value(x, axis)``.

        Returns
        -------
        numpy.ndarray or torch.Tensor
            Of `x`'s kind, dtype and shape: the upstream vector times the Jacobian.

        Raises
        ------
        TypeError
            If `x` or `upstream` is of another kind or dtype.
        ValueError
            If the shapes do not fit.
        """
        wide = self._check(x, axis)
        if type(upstream) is not type(x):
            raise TypeError(
                f"{self.name}: expected upstream as {type(x).__name__}, "
                f"got {type(upstream).__name__}"
            )
        shape = list(x.shape)
        shape[axis] = self.outputs(shape[axis])
        if list(upstream.shape) != shape:
            raise ValueError(
                f"{self.name}: expected upstream of shape {tuple(shape)}, "
                f"got {tuple(upstream.shape)}"
            )
        if isinstance(wide, Tensor):
            arriving = upstream.to(torch.float64).movedim(axis, -1)
            product: Tensor = self.stable_product(xtorch, wide, arriving, **self.keywords)
            return product.to(x.dtype).movedim(-1, axis)
        arriving = np.moveaxis(upstream.astype(np.float64), axis, -1)
        return np.moveaxis(
            self._numpy(self.stable_product, wide, arriving).astype(x.dtype), -1, axis
        )

    def _check(self, x: Any, axis: int) -> Any:
        """Return `x` in float64 with its vectors along the last axis."""
        if isinstance(x, Tensor):
            check_tensor(self.name, x)
        elif type(x) is np.ndarray:
            check_dtype(self.name, x.dtype.name)
        else:
            raise TypeError(
                f"{self.name}: expected a NumPy array or a torch tensor, got {type(x).__name__}"
            )
        if not -x.ndim <= axis < x.ndim:
            raise ValueError(f"{self.name}: expected an axis of {x.ndim}, got {axis}")
        self.outputs(x.shape[axis])
        if isinstance(x, Tensor):
            return x.to(torch.float64).movedim(axis, -1)
        return np.moveaxis(x.astype(np.float64), axis, -1)

    def _numpy(self, form: Callable[..., Any], *arrays: Any) -> Any:
        with np.errstate(
            all="ignore"
        ):  # overflow to inf and inf - inf on unselected paths are meant
            return np.asarray(form(xnp, *arrays, **self.keywords))


class _Value(torch.autograd.Function):
    """The value, with the record's product as its gradient; the rest is left to autograd."""

    @staticmethod
    def forward(record: VectorActivation, x: Tensor) -> Tensor:
        value: Tensor = record.stable(xtorch, x, **record.keywords)
        return value

    @staticmethod
    def setup_context(ctx: Any, inputs: tuple[Any, ...], output: Tensor) -> None:
        ctx.record, x = inputs
        ctx.save_for_backward(x)

    @staticmethod
    def vmap(
        info: Any, dims: tuple[int | None, ...], record: VectorActivation, x: Tensor
    ) -> tuple[Tensor, int]:
        """The batch is one more axis before the last."""
        assert dims[1] is not None
        return _Value.apply(record, x.movedim(dims[1], 0)), 0  # type: ignore[no-untyped-call]

    @staticmethod
    def backward(ctx: Any, *gradients: Any) -> Any:
        (x,) = ctx.saved_tensors
        return None, ctx.record.stable_product(xtorch, x, gradients[0], **ctx.record.keywords)
