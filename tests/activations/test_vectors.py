"""Laws of the activations of vectors: each record meets each law."""

import mpmath
import numpy as np
import pytest
import sympy as sp
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from course_lib.activations import VECTOR_CATALOGUE, get_vector
from course_lib.activations.vector import maxout
from course_lib.floats import FORMATS, ulp

RECORDS = [*VECTOR_CATALOGUE, get_vector("softmax", temperature=0.3), maxout(3)]
SOFT = [record for record in RECORDS if "softmax" in record.name]
N = 6
# The definitions of softmax's relatives lose e^-600 of what they add.
DIGITS = 500
DOUBLE = FORMATS["float64"]
# Values and Jacobians, in ULP of the truth.
BOUNDS = {"log_softmax": (2.0, 5.0), "softmax": (4.0, 6.0)}
GATED = (5.0, 6.0)

every_record = pytest.mark.parametrize("record", RECORDS, ids=str)
every_soft_one = pytest.mark.parametrize("record", SOFT, ids=str)
vectors = hnp.arrays(np.float64, (3, N), elements=st.floats(-30, 30))


def rows(rng, count, n=N):
    """Vectors of many sizes, spread as 100 randn, near ties, with one that leads by far."""
    spread = [scale * rng.standard_normal((count, n)) for scale in (1e-8, 0.1, 1.0, 10.0, 100.0)]
    leading = np.where(np.arange(n) == 2, 0.0, -40 - 5 * rng.random((count, n)))
    shifted = 1e4 + rng.standard_normal((count, n))
    ties = rng.integers(-2, 3, (count, n)).astype(float)
    return np.concatenate([*spread, leading, shifted, ties])


def truth(record, x, what):
    """The exact value or Jacobian at one vector, from the definition, as a matrix of mpf."""
    inputs, outputs = record.exprs(len(x))
    matrix = sp.Matrix(outputs) if what == "value" else record.jacobian_expr(len(x))
    function = sp.lambdify(inputs, matrix, "mpmath")
    with mpmath.workdps(DIGITS):
        return function(*(mpmath.mpf(float(entry)) for entry in x))


def worst(record, x, computed, what):
    """The greatest error over some vectors, in ULP of the truth."""
    found = 0.0
    for vector, result in zip(x, computed, strict=True):
        exact = truth(record, vector, what)
        with mpmath.workdps(DIGITS):
            for number, true in zip(np.ravel(result), exact, strict=True):
                size = ulp(np.float64(float(true)), DOUBLE)
                found = max(found, float(abs(mpmath.mpf(float(number)) - true) / float(size)))
    return found


@every_record
@pytest.mark.parametrize("what", ["value", "jacobian"])
@pytest.mark.parametrize("kind", ["numpy", "torch"])
def test_it_is_accurate(record, what, kind):
    x = rows(np.random.default_rng(1), count=5)
    if record.name == "maxout":  # a tie has no derivative
        x = np.array([row for row in x if len(set(row)) == N])
    given = x if kind == "numpy" else torch.from_numpy(x)
    computed = np.asarray(record.value(given) if what == "value" else record.jacobian(given))
    bound = BOUNDS.get(record.name, GATED)[what == "jacobian"]
    assert worst(record, x, computed, what) <= bound


@every_soft_one
def test_long_rows_are_accurate(record):
    x = 100 * np.random.default_rng(2).standard_normal((5, 300))
    total = [mpmath.mpf(0)] * len(x)
    computed = record.value(x)
    temperature = mpmath.mpf(record.keywords["temperature"])
    with mpmath.workdps(DIGITS):
        for row, vector in enumerate(x):
            sizes = [mpmath.exp(mpmath.mpf(float(entry)) / temperature) for entry in vector]
            total[row] = mpmath.fsum(sizes)
            for place, size in enumerate(sizes):
                exact = size / total[row]
                exact = mpmath.log(exact) if record.name == "log_softmax" else exact
                error = abs(mpmath.mpf(float(computed[row, place])) - exact)
                assert error <= BOUNDS[record.name][0] * float(ulp(np.float64(exact), DOUBLE))


@every_record
@pytest.mark.parametrize("name", ["float16", "bfloat16", "float32"])
def test_smaller_formats_are_rounded_once(record, name):
    form = FORMATS[name]
    x = np.random.default_rng(3).normal(size=(50, N)).astype(form.dtype)
    result = record.value(x)
    assert result.dtype == x.dtype
    exact = record.value(x.astype(np.float64))
    assert np.all(np.abs(result.astype(np.float64) - exact) <= 0.501 * ulp(exact, form))
    if name != "bfloat16":
        assert record.value(torch.from_numpy(x)).dtype == getattr(torch, name)


@every_record
@given(x=vectors, seed=st.integers(0, 2**32 - 1))
@settings(max_examples=25, deadline=None)  # a busy machine is no defect
def test_the_product_is_upstream_times_the_jacobian(record, x, seed):
    upstream = np.random.default_rng(seed).normal(size=(len(x), record.outputs(N)))
    jacobian = record.jacobian(x)
    expected = np.einsum("bm,bmn->bn", upstream, jacobian)
    scale = np.einsum("bm,bmn->bn", np.abs(upstream), np.abs(jacobian))
    product = record.vector_jacobian_product(x, upstream)
    assert np.all(np.abs(product - expected) <= 1e-14 * (scale + 1e-300))


@every_record
def test_autograd_gives_its_jacobian(record):
    x = torch.from_numpy(rows(np.random.default_rng(4), count=2))
    for vector in x:
        by_autograd = torch.autograd.functional.jacobian(record.value, vector)
        torch.testing.assert_close(by_autograd, record.jacobian(vector), rtol=1e-12, atol=1e-300)


@every_record
def test_it_is_twice_differentiable(record):
    generator = torch.Generator().manual_seed(5)
    x = torch.randn(4, N, dtype=torch.float64, generator=generator, requires_grad=True)
    assert torch.autograd.gradcheck(record.value, x)
    assert torch.autograd.gradgradcheck(record.value, x)


@every_record
def test_it_works_under_vmap(record):
    x = torch.randn(4, N, dtype=torch.float64, generator=torch.Generator().manual_seed(6))
    jacobians = torch.func.vmap(torch.func.jacrev(record.value))(x)
    torch.testing.assert_close(jacobians, record.jacobian(x))


@every_record
def test_any_axis_holds_the_vectors(record):
    x = np.random.default_rng(7).normal(size=(2, N, 3))
    last = np.moveaxis(x, 1, -1)
    np.testing.assert_array_equal(record.value(x, axis=1), np.moveaxis(record.value(last), -1, 1))
    np.testing.assert_array_equal(record.jacobian(x, axis=1), record.jacobian(last))
    tensor = record.value(torch.from_numpy(x), axis=-2)
    torch.testing.assert_close(tensor, torch.from_numpy(record.value(x, axis=1)))
    upstream = np.ones_like(record.value(x, axis=1))
    product = record.vector_jacobian_product(x, upstream, axis=1)
    by_last = record.vector_jacobian_product(last, np.moveaxis(upstream, 1, -1))
    np.testing.assert_array_equal(product, np.moveaxis(by_last, -1, 1))


@every_soft_one
@given(x=vectors, shift=st.integers(-8, 8))
@settings(deadline=None)
def test_softmax_does_not_feel_a_shift(record, x, shift):
    x = np.round(x * 2**20) / 2**20  # so that the shift is exact
    np.testing.assert_array_equal(record.value(x), record.value(x + 2.0**shift))


@every_soft_one
@given(x=vectors)
@settings(deadline=None)
def test_softmax_is_a_distribution(record, x):
    shares = np.exp(record.value(x)) if record.name == "log_softmax" else record.value(x)
    np.testing.assert_allclose(shares.sum(-1), 1, rtol=1e-14)
    assert np.all(shares >= 0)
    np.testing.assert_allclose(record.jacobian(x) @ np.ones(N), 0, atol=1e-12)


@pytest.mark.parametrize("kind", [np.array, torch.tensor])
def test_limits_of_softmax(kind):
    softmax, log_softmax = get_vector("softmax"), get_vector("log_softmax")
    inf, nan = np.inf, np.nan
    cases = {
        (0.0, -inf, 0.0): (0.5, 0.0, 0.5),
        (inf, 3.0, -inf): (1.0, 0.0, 0.0),
        (inf, inf, 0.0): (nan, nan, 0.0),
        (-inf, -inf, -inf): (nan, nan, nan),
        (0.0, nan, 0.0): (nan, nan, nan),
        (1e308, -1e308, 0.0): (1.0, 0.0, 0.0),
    }
    for x, expected in cases.items():
        given = kind(x) if kind is np.array else torch.tensor(x, dtype=torch.float64)
        np.testing.assert_array_equal(np.asarray(softmax.value(given)), expected)
        with np.errstate(divide="ignore"):
            logs = np.log(expected)
        near = np.asarray(log_softmax.value(given))
        finite = np.isfinite(logs)
        np.testing.assert_allclose(near[finite], logs[finite], rtol=1e-15)
        if max(x) < 1e300:
            np.testing.assert_array_equal(near[~finite], logs[~finite])


def test_the_leading_share_keeps_its_logarithm():
    x = np.array([0.0, -40.0])
    assert get_vector("log_softmax").value(x)[0] == -np.exp(-40.0)
    assert torch.log_softmax(torch.from_numpy(x), -1)[0] == 0


def test_frameworks_agree_where_they_are_accurate():
    x = torch.randn(20, N, dtype=torch.float64, generator=torch.Generator().manual_seed(8))
    for name, function in {
        "softmax": lambda x: torch.softmax(x, -1),
        "log_softmax": lambda x: torch.log_softmax(x, -1),
        "glu": torch.nn.functional.glu,
        "maxout": lambda x: x.reshape(20, -1, 2).amax(-1),
    }.items():
        torch.testing.assert_close(get_vector(name).value(x), function(x))


def test_maxout_shares_the_slope_of_a_tie():
    x = np.array([1.0, 1.0, 0.0, 2.0, 2.0, 2.0])
    expected = [[0.5, 0.5, 0, 0, 0, 0], [0, 0, 0, 1 / 3, 1 / 3, 1 / 3]]
    np.testing.assert_array_equal(maxout(3).jacobian(x), expected)
    tensor = torch.tensor(x, requires_grad=True)
    tensor.reshape(2, 3).amax(-1).sum().backward()
    np.testing.assert_array_equal(maxout(3).vector_jacobian_product(x, np.ones(2)), tensor.grad)


@every_record
def test_what_does_not_fit_is_refused(record):
    with pytest.raises(TypeError, match=f"{record.name}: expected a NumPy array or a torch tensor"):
        record.value([1.0, 2.0])
    with pytest.raises(TypeError, match="expected one of float16"):
        record.value(np.arange(N))
    with pytest.raises(ValueError, match="expected an axis of 1, got 1"):
        record.value(np.ones(N), axis=1)
    with pytest.raises(ValueError, match=r"expected .* input"):
        record.value(np.ones((2, 0)))
    with pytest.raises(ValueError, match=r"expected upstream of shape \(\d,\), got \(1, \d\)"):
        record.vector_jacobian_product(np.ones(N), np.ones((1, record.outputs(N))))
    with pytest.raises(TypeError, match="expected upstream as ndarray, got Tensor"):
        record.vector_jacobian_product(np.ones(N), torch.ones(record.outputs(N)))


def test_numbers_of_inputs_that_do_not_fit_are_refused():
    with pytest.raises(ValueError, match="glu: expected an even number of inputs, got 3"):
        get_vector("glu").value(np.ones(3))
    with pytest.raises(ValueError, match="maxout: expected a multiple of 2 inputs, got 3"):
        get_vector("maxout").value(np.ones(3))
    with pytest.raises(ValueError, match="maxout: expected at least one piece, got 0"):
        maxout(0)


def test_parameters_are_checked():
    with pytest.raises(ValueError, match=r"softmax: temperature must lie in .* got 0"):
        get_vector("softmax", temperature=0)
    with pytest.raises(TypeError, match="softmax has no parameter 'beta'"):
        get_vector("softmax", beta=1)
    with pytest.raises(KeyError, match="did you mean 'softmax'"):
        get_vector("sotfmax")
    assert str(get_vector("softmax", temperature=2)) == "softmax(temperature=2)"
