"""From a record's stable forms to numbers: every kind of array, every dtype, rounded once."""

from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
import torch
from array_api_compat import numpy as xnp

from course_lib.activations.torch_function import BLOCK, partial_derivative
from course_lib.floats import FORMATS

if TYPE_CHECKING:
    from course_lib.activations.definition import Activation

Array = TypeVar("Array", float, "np.ndarray[Any, Any]", torch.Tensor)
"""What goes in comes out: a Python float, a NumPy array (or scalar), or a torch tensor."""


def evaluate(activation: "Activation", variables: tuple[str, ...], z: Array) -> Array:
    """One partial derivative of an activation at `z`, in the kind, dtype and shape of `z`.

    Parameters
    ----------
    activation : Activation
        The record, with its parameters bound.
    variables : tuple of str
        What to differentiate by: ``()`` for the value.
    z : float, numpy.ndarray or torch.Tensor
        Pre-activations.

    Raises
    ------
    TypeError
        If `z` is no float, NumPy array or torch tensor, or its dtype is none of the four formats.
    NotImplementedError
        If the record has no form for these variables.
    """
    if isinstance(z, torch.Tensor):
        check_tensor(activation.name, z)
        return partial_derivative(activation, variables, z)
    if isinstance(z, np.ndarray | np.generic):
        if isinstance(z, np.ma.MaskedArray):
            raise TypeError(
                f"{activation.name}: expected a plain NumPy array, got a masked one, whose mask "
                "would be lost; fill it first"
            )
        check_dtype(activation.name, z.dtype.name)
        result: Array = _evaluate_numpy(activation, variables, z)
        return result
    if type(z) is float:
        return float(_evaluate_numpy(activation, variables, np.float64(z)))
    raise TypeError(
        f"{activation.name}: expected a float, a NumPy array or a torch tensor, "
        f"got {type(z).__name__}"
    )


def check_dtype(name: str, dtype: str) -> None:
    """Raise TypeError unless `dtype` names one of the four floating-point formats."""
    if dtype not in FORMATS:
        raise TypeError(f"{name}: expected one of {', '.join(FORMATS)}, got {dtype}")


def check_tensor(name: str, z: torch.Tensor) -> None:
    """Raise TypeError unless `z` is a dense tensor of one of the four formats."""
    check_dtype(name, str(z.dtype).removeprefix("torch."))
    if z.layout is not torch.strided:
        raise TypeError(f"{name}: expected a dense tensor, got layout {z.layout}")


def _evaluate_numpy(activation: "Activation", variables: tuple[str, ...], z: Any) -> Any:
    form = activation.form(variables)
    if form is None:
        raise NotImplementedError(f"{activation.name} has no stable form for {variables}")
    with np.errstate(all="ignore"):  # overflow to inf and inf * 0 in unselected branches are meant
        if z.size <= BLOCK:
            wide = np.asarray(z).astype(np.float64)
            result = np.asarray(form.stable(xnp, wide, **activation.keywords)).astype(z.dtype)
        else:
            result = np.empty(z.shape, z.dtype)
            points, target = z.reshape(-1), result.reshape(-1)
            for start in range(0, z.size, BLOCK):
                part = slice(start, start + BLOCK)
                wide = points[part].astype(np.float64)
                target[part] = form.stable(xnp, wide, **activation.keywords)
    return result[()] if isinstance(z, np.generic) else result
