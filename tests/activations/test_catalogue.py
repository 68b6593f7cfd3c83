"""Records are found by name, are frozen, and refuse parameters that make no sense."""

import copy
import dataclasses
import inspect
import pickle

import numpy as np
import pytest
import sympy as sp
import torch

from course_lib.activations import CATALOGUE, get


def test_names_are_unique_and_found():
    assert len({record.name for record in CATALOGUE}) == len(CATALOGUE)
    for record in CATALOGUE:
        assert get(record.name) == record


@pytest.mark.parametrize(
    ("name", "hint"), [("sigmiod", "did you mean 'sigmoid'"), ("x", "there are")]
)
def test_unknown_names_get_a_hint(name, hint):
    with pytest.raises(KeyError, match=hint):
        get(name)


@pytest.mark.parametrize("record", CATALOGUE, ids=str)
def test_records_are_frozen_copied_and_pickled(record):
    with pytest.raises(dataclasses.FrozenInstanceError):
        record.name = "other"
    assert copy.deepcopy(record) == record
    assert pickle.loads(pickle.dumps(record)) == record


def test_parameters_bind_exactly():
    record = get("softplus", beta=0.1)
    assert record.keywords == {"beta": 0.1}
    assert str(record) == "softplus(beta=0.1)"
    (beta,) = (p.symbol for p in record.parameters)
    assert record.expr == record.definition.subs(beta, sp.Rational(0.1))
    assert record.with_parameters(beta=2) == get("softplus", beta=2)
    assert get("softplus").keywords == {"beta": 1.0}


@pytest.mark.parametrize(
    "beta", [-1, 0, -0.0, np.nan, np.inf, -np.float32(2), 10**400, 1e-21, 1e21]
)
def test_beta_outside_its_domain(beta):
    with pytest.raises(ValueError, match=r"softplus: beta must lie in .*, got"):
        get("softplus", beta=beta)


@pytest.mark.parametrize("beta", ["1", 1j, True, None, [1.0], np.complex64(1)])
def test_beta_of_another_type(beta):
    with pytest.raises(TypeError, match="softplus: beta must be a real number, got"):
        get("softplus", beta=beta)


@pytest.mark.parametrize(
    ("name", "parameters", "message"),
    [
        ("elu", {"alpha": 0}, "alpha must lie in"),
        ("elu", {"alpha": -1}, "alpha must lie in"),
        ("celu", {"alpha": 0}, "alpha must lie in"),
        ("celu", {"alpha": 1e21}, "alpha must lie in"),
        ("hardshrink", {"lambd": 0}, "lambd must lie in"),
        ("softshrink", {"lambd": -0.5}, "lambd must lie in"),
        ("prelu", {"a": np.inf}, "a must lie in Reals and be finite"),
        ("leaky_relu", {"negative_slope": np.nan}, "negative_slope must lie in Reals"),
        ("threshold", {"value": np.inf}, "value must lie in Reals"),
        ("rrelu", {"lower": 0.5}, r"expected lower <= upper, got lower=0.5, upper=0.333"),
        ("rrelu", {"lower": 0.2, "upper": 0.1}, "expected lower <= upper"),
    ],
)
def test_parameters_that_make_no_sense(name, parameters, message):
    with pytest.raises(ValueError, match=rf"{name}: {message}"):
        get(name, **parameters)


@pytest.mark.parametrize("slope", [-3.0, 0.0, 1.0, 1e300])
def test_every_real_slope_is_allowed(slope):
    assert get("prelu", a=slope).derivative(-1.0) == slope
    assert get("leaky_relu", negative_slope=slope).derivative(-1.0) == slope
    assert get("rrelu", lower=slope, upper=slope).derivative(-1.0) == slope


def test_unknown_parameters():
    with pytest.raises(TypeError, match="sigmoid has no parameter 'beta'; its parameters: none"):
        get("sigmoid", beta=1)
    with pytest.raises(TypeError, match="softplus has no parameter 'b'; its parameters: beta"):
        get("softplus", b=1)


NOT_ELEMENTWISE = {"GLU", "MultiheadAttention", "Softmax", "Softmax2d", "Softmin", "LogSoftmax"}
RECORD_OF = {  # where the name in lower case is not the record's
    "LeakyReLU": "leaky_relu",
}


def torch_classes():
    """The classes that torch.nn's module of activations defines."""
    return {
        name: found
        for name, found in vars(torch.nn.modules.activation).items()
        if inspect.isclass(found)
        and issubclass(found, torch.nn.Module)
        and found.__module__ == torch.nn.modules.activation.__name__
    }


def test_every_elementwise_activation_of_torch_is_here():
    """By name, and by value at its defaults: PReLU, RReLU, ... as they are evaluated."""
    classes = torch_classes()
    assert set(classes) >= NOT_ELEMENTWISE
    z = torch.linspace(-4, 4, 81, dtype=torch.float64)
    for name in sorted(set(classes) - NOT_ELEMENTWISE):
        record = get(RECORD_OF.get(name, name.lower()))
        arguments = (1.0, 0.0) if name == "Threshold" else ()
        module = classes[name](*arguments).double().eval()
        torch.testing.assert_close(record.value(z), module(z), rtol=1e-6, atol=1e-7)


@pytest.mark.parametrize("name", sorted(NOT_ELEMENTWISE))
def test_the_others_have_no_record(name):
    assert name.lower() not in [record.name for record in CATALOGUE]


def test_gelu_with_its_approximation():
    z = torch.linspace(-4, 4, 81, dtype=torch.float64)
    expected = torch.nn.GELU(approximate="tanh")(z)
    torch.testing.assert_close(get("gelu_tanh").value(z), expected)


def test_special_cases_of_swish():
    z = np.linspace(-8, 8, 101)
    np.testing.assert_array_equal(get("swish", beta=0).value(z), z / 2)
    np.testing.assert_allclose(get("swish", beta=1).value(z), get("silu").value(z), rtol=1e-15)
    np.testing.assert_allclose(get("swish", beta=1e8).value(z), np.maximum(z, 0), atol=1e-15)
    quick = get("swish", beta=1.702).value(z)
    np.testing.assert_allclose(get("quick_gelu").value(z), quick, rtol=1e-14)
