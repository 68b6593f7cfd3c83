"""Kinds, dtypes and shapes are kept; everything else gets an error that says what was expected."""

import ml_dtypes
import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from course_lib.activations import CATALOGUE, as_module, get
from tests.activations.records import each_record

NUMPY = [np.float16, ml_dtypes.bfloat16, np.float32, np.float64]
TORCH = [torch.float16, torch.bfloat16, torch.float32, torch.float64]
METHODS = ["value", "derivative", "second_derivative"]
each_method = pytest.mark.parametrize("method", METHODS)


@each_record
@each_method
@pytest.mark.parametrize("dtype", NUMPY)
@pytest.mark.parametrize("shape", [(), (0,), (3,), (2, 0, 4), (2, 3, 4)])
def test_numpy_arrays_keep_dtype_and_shape(record, method, dtype, shape):
    z = np.linspace(-2, 2, int(np.prod(shape))).reshape(shape).astype(dtype)
    result = getattr(record, method)(z)
    assert isinstance(result, np.ndarray)
    assert result.dtype == z.dtype
    assert result.shape == shape


@each_record
@each_method
@pytest.mark.parametrize("dtype", TORCH)
@pytest.mark.parametrize("shape", [(), (0,), (3,), (2, 0, 4), (2, 3, 4)])
def test_tensors_keep_dtype_and_shape(record, method, dtype, shape):
    z = torch.linspace(-2, 2, int(np.prod(shape))).reshape(shape).to(dtype)
    result = getattr(record, method)(z)
    assert isinstance(result, torch.Tensor)
    assert result.dtype == dtype
    assert result.shape == shape


@each_record
@each_method
def test_floats_and_numpy_scalars_stay_what_they_are(record, method):
    assert type(getattr(record, method)(0.5)) is float
    for dtype in NUMPY:
        assert type(getattr(record, method)(dtype(0.5))) is dtype


@each_record
@settings(deadline=None)  # a busy machine is no defect
@given(hnp.arrays(np.float64, hnp.array_shapes(max_dims=2), elements=st.floats(width=64)))
def test_elementwise_and_without_side_effects(record, z):
    before = z.copy()
    values = record.value(z)
    alone = [record.value(float(element)) for element in z.ravel()]
    # one at a time and in a vector may take different SIMD paths: equal to a few ULP
    np.testing.assert_allclose(values.ravel(), alone, rtol=4 * 2**-52, atol=2**-1073)
    np.testing.assert_array_equal(z, before)


@each_record
def test_views_and_foreign_byte_order(record):
    z = np.linspace(-3, 3, 24).reshape(4, 6)
    np.testing.assert_allclose(record.value(z[::2, ::-3]), record.value(z)[::2, ::-3], rtol=1e-15)
    swapped = record.value(z.astype(">f8"))
    assert swapped.dtype == np.dtype(">f8")
    np.testing.assert_allclose(swapped, record.value(z), rtol=1e-15)
    columns = torch.linspace(-3, 3, 24).reshape(4, 6).T
    torch.testing.assert_close(record.value(columns), record.value(columns.contiguous()))


WRONG = [
    (3, "int"),
    (True, "bool"),
    (1 + 2j, "complex"),
    ("1.0", "str"),
    (None, "NoneType"),
    ([0.5, 1.0], "list"),
    (np.arange(3), "int64"),
    (np.int64(3), "int64"),
    (np.array([True]), "bool"),
    (np.array([1j]), "complex128"),
    (np.array(["a"]), "str"),
    (np.array([0.5, None], dtype=object), "object"),
    (np.zeros(2, dtype=np.longdouble), "float128|longdouble"),
    (np.ma.masked_array([0.5, 1.0], mask=[True, False]), "masked"),
    (torch.arange(3), "int64"),
    (torch.tensor([True]), "bool"),
    (torch.zeros(2, dtype=torch.complex64), "complex64"),
    (torch.zeros(2).to_sparse(), "sparse"),
]


@pytest.mark.parametrize("record", CATALOGUE, ids=str)
@pytest.mark.parametrize(("wrong", "named"), WRONG, ids=lambda v: type(v).__name__)
@each_method
def test_other_inputs_get_a_clear_error(record, method, wrong, named):
    with pytest.raises(TypeError, match=rf"{record.name}: expected .*got.*({named})"):
        getattr(record, method)(wrong)


@pytest.mark.parametrize("wrong", [np.zeros(2), 0.5, [0.5]])
def test_the_module_takes_tensors_only(wrong):
    with pytest.raises(TypeError, match="softplus: expected a tensor"):
        as_module(get("softplus"))(wrong)


@pytest.mark.parametrize("wrong", [torch.arange(3), torch.zeros(2, dtype=torch.complex64)])
def test_the_module_takes_floating_point_only(wrong):
    with pytest.raises(TypeError, match="softplus: expected one of float16"):
        as_module(get("softplus"))(wrong)
