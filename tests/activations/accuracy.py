"""The accuracy that records promise, for one format: in NumPy, in torch, and as gradients.

The bounds: 4 ULP in float64 for the value and the first derivative, 5 for the second; for products
with a gate, whose derivatives are sums, 5, 6 and 7; and 1 in the smaller formats. Each format has
its own test file, so that two processes share the work.
"""

import numpy as np
import pytest
import torch

from course_lib.activations import as_module
from tests.activations.reference import worst_error

each_order = pytest.mark.parametrize("order", [0, 1, 2])
each_derivative = pytest.mark.parametrize("order", [1, 2])
GATED = {"swish", "silu", "quick_gelu", "mish", "gelu", "gelu_tanh"}


def bound(record, form, order):
    if form.name != "float64":
        return 1.0
    return ((5.0, 6.0, 7.0) if record.name in GATED else (4.0, 4.0, 5.0))[order]


def check(computed, record, order, form):
    error, where = worst_error(computed, record, order, form)
    assert error <= bound(record, form, order), f"{error:.2f} ULP at z = {where!r}"


def by_numpy(record, z, order):
    return (record.value, record.derivative, record.second_derivative)[order](z)


def by_torch(record, z, order):
    return to_numpy(by_numpy(record, to_torch(z), order))


def by_gradients(record, z, order):
    z = to_torch(z).clone().requires_grad_()
    result = as_module(record)(z)
    for _ in range(order):
        (result,) = torch.autograd.grad(result, z, torch.ones_like(z), create_graph=True)
    return to_numpy(result)


def to_torch(array):
    if array.dtype.name == "bfloat16":
        return torch.from_numpy(array.view(np.int16)).view(torch.bfloat16)
    return torch.from_numpy(array)


def to_numpy(tensor):
    return tensor.detach().to(torch.float64).numpy()
