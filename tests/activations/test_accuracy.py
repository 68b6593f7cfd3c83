"""Every record, format and order against mpmath, in NumPy, in torch, and as autograd's gradient.

The bounds are what the records promise: 4 ULP in float64 for the value and the first derivative, 5
for the second, and 1 in the smaller formats.
"""

import numpy as np
import pytest
import torch

from course_lib.activations import as_module
from course_lib.floats import FORMATS
from tests.activations.records import each_record
from tests.activations.reference import points, worst_error

each_form = pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS)
each_order = pytest.mark.parametrize("order", [0, 1, 2])


def bound(form, order):
    return 1.0 if form.name != "float64" else (4.0, 4.0, 5.0)[order]


def to_torch(array):
    if array.dtype.name == "bfloat16":
        return torch.from_numpy(array.view(np.int16)).view(torch.bfloat16)
    return torch.from_numpy(array)


def to_numpy(tensor):
    return tensor.detach().to(torch.float64).numpy()


def method(record, order):
    return (record.value, record.derivative, record.second_derivative)[order]


def check(computed, record, order, form):
    error, where = worst_error(computed, record, order, form)
    assert error <= bound(form, order), f"{error:.2f} ULP at z = {where!r}"


@each_record
@each_form
def test_at_least_20_000_points(record, form):
    assert len(points(record, form)) >= 20_000


@each_record
@each_form
@each_order
def test_numpy(record, form, order):
    check(method(record, order)(points(record, form)), record, order, form)


@each_record
@each_form
@each_order
def test_torch(record, form, order):
    check(to_numpy(method(record, order)(to_torch(points(record, form)))), record, order, form)


@each_record
@each_form
@pytest.mark.parametrize("order", [1, 2])
def test_gradients_through_the_module(record, form, order):
    z = to_torch(points(record, form)).clone().requires_grad_()
    result = as_module(record)(z)
    for _ in range(order):
        (result,) = torch.autograd.grad(result, z, torch.ones_like(z), create_graph=True)
    check(to_numpy(result), record, order, form)


def test_an_error_of_six_ulp_is_seen():
    record, form = next(iter(each_record.args[1])), FORMATS["float64"]
    values = record.value(points(record, form))
    at = len(values) // 3
    values[at] += 6 * np.spacing(values[at])
    error, where = worst_error(values, record, 0, form)
    assert error > bound(form, 0)
    assert where == points(record, form)[at]
