"""The bridge to torch: gradients are the record's derivatives, twice, in every transform."""

import copy

import pytest
import torch

from course_lib.activations import as_module, get
from tests.activations.records import each_record

# off the kinks, where a difference quotient means nothing
Z = torch.tensor([-40.0, -3.1, -0.7, -1e-3, 1e-3, 0.4, 2.2, 40.0], dtype=torch.float64)


def points():
    return Z.clone().requires_grad_()


def as_function(module):
    """The module as a function of its parameters and the input."""
    names = [name for name, _ in module.named_parameters()]

    def function(*inputs):
        parameters = dict(zip(names, inputs[:-1], strict=True))
        return torch.func.functional_call(module, parameters, (inputs[-1],))

    return function, tuple(p.detach().double().requires_grad_() for p in module.parameters())


@each_record
@pytest.mark.parametrize("learning", [False, True])
def test_gradcheck_and_gradgradcheck(record, learning):
    # a parameter at the end of its domain has no neighbors on one side
    inner = [p.name for p in record.parameters if record.keywords[p.name] in p.domain.interior]
    learn = [name for name in record.learnable if learning and name in inner]
    module = as_module(record, learn=learn).double()
    function, parameters = as_function(module)
    inputs = (*parameters, points())
    assert torch.autograd.gradcheck(function, inputs, check_forward_ad=True)
    assert torch.autograd.gradgradcheck(function, inputs)


@each_record
def test_transforms(record):
    module = as_module(record)
    slopes, curvatures = record.derivative(Z), record.second_derivative(Z)
    torch.testing.assert_close(torch.func.vmap(module)(Z), record.value(Z))
    torch.testing.assert_close(torch.func.vmap(torch.func.grad(module))(Z), slopes)
    torch.testing.assert_close(torch.func.jacrev(module)(Z), torch.diag(slopes))
    torch.testing.assert_close(torch.func.jacfwd(module)(Z), torch.diag(slopes))
    hessian = torch.func.hessian(lambda z: module(z).sum())(Z)
    torch.testing.assert_close(hessian, torch.diag(curvatures))


def test_hessian_by_a_learnable_parameter():
    module = as_module(get("softplus", beta=1.5), learn=["beta"]).double()
    function, (beta,) = as_function(module)
    hessian = torch.func.hessian(lambda b: function(b, Z).sum())(beta.detach())
    (expected,) = torch.autograd.functional.hessian(
        lambda b: (torch.log1p(torch.exp(-b * Z.abs())) / b).sum() + Z.clamp(min=0).sum(), (beta,)
    )[0]
    torch.testing.assert_close(hessian, expected)
    batched = torch.func.vmap(function, in_dims=(0, None))(torch.tensor([0.5, 2.0]).double(), Z)
    torch.testing.assert_close(batched[1], get("softplus", beta=2).value(Z))


@each_record
def test_a_third_derivative_is_an_error_and_no_guess(record):
    z = points()
    result = as_module(record)(z)
    for _ in range(2):
        (result,) = torch.autograd.grad(result.sum(), z, create_graph=True)
    with pytest.raises(NotImplementedError, match="no derivative by z, z, z on record"):
        torch.autograd.grad(result.sum(), z)


@pytest.mark.parametrize("name", ["softplus", "swish"])
def test_derivatives_by_beta_at_infinity_and_nan(name):
    z = torch.tensor([-torch.inf, -1e300, 1e300, torch.inf, torch.nan], dtype=torch.float64)
    module = as_module(get(name, beta=2), learn=["beta"]).double()
    function, (beta,) = as_function(module)
    first = torch.func.jacrev(function)
    for derivative in (first, torch.func.jacrev(first)):
        # a point at a time: the sums over a batch in reverse mode would spread the NaN
        values = torch.stack([derivative(beta.detach(), point) for point in z])
        assert not values[:4].any()
        assert values[4].isnan()


def test_derivatives_by_a_slope_that_training_carries_anywhere():
    module = as_module(get("prelu"), learn=["a"]).double()
    function, (a,) = as_function(module)
    z = torch.tensor([-torch.inf, -2.0, 0.0, 3.0, torch.inf, torch.nan], dtype=torch.float64)
    for slope in (-1.5, 0.0, 0.3, 1.0, 2.0):
        a = torch.full_like(a, slope)
        values = torch.stack([function(a, point) for point in z])
        expected = torch.where(z > 0, z, slope * z if slope else z * 0)
        expected[0] = -torch.inf * slope if slope else 0
        torch.testing.assert_close(values, expected, equal_nan=True)
        by_a = torch.stack([torch.func.grad(function)(a, point) for point in z])
        torch.testing.assert_close(by_a, z.clamp(max=0), equal_nan=True)


@each_record
def test_values_of_tensors_are_differentiable_too(record):
    z = points()
    (slope,) = torch.autograd.grad(record.value(z).sum(), z)
    torch.testing.assert_close(slope, record.derivative(Z), rtol=0, atol=0)


def test_training_moves_a_learnable_parameter():
    module = as_module(get("softplus", beta=1), learn="beta")
    optimizer = torch.optim.SGD(module.parameters(), lr=0.5)
    target = get("softplus", beta=4).value(Z.float())
    for _ in range(400):
        optimizer.zero_grad()
        torch.nn.functional.mse_loss(module(Z.float()), target).backward()
        optimizer.step()
    assert module.beta.item() > 2
    assert module.beta.dtype == torch.float32


def test_a_parameter_out_of_its_domain_gives_nan():
    module = as_module(get("softplus"), learn=["beta"])
    with torch.no_grad():
        module.beta.fill_(-1.0)
    assert module(Z).isnan().all()


def test_only_learnable_parameters_can_be_learned():
    with pytest.raises(ValueError, match="relu cannot learn 'beta'; learnable: none"):
        as_module(get("relu"), learn=["beta"])
    with pytest.raises(ValueError, match="softplus cannot learn 'alpha'; learnable: beta"):
        as_module(get("softplus"), learn=["alpha"])
    with pytest.raises(ValueError, match="elu cannot learn 'alpha'; learnable: none"):
        as_module(get("elu"), learn=["alpha"])


@pytest.mark.parametrize(("beta", "inside"), [(1e-21, False), (1e-20, True), (1e21, False)])
def test_the_domain_has_two_ends(beta, inside):
    module = as_module(get("softplus"), learn=["beta"]).double()
    with torch.no_grad():
        module.beta.fill_(beta)
    assert bool(module(Z).isfinite().all()) == inside


def test_the_module_shows_its_present_parameter():
    module = as_module(get("softplus", beta=2), learn=["beta"])
    with torch.no_grad():
        module.beta.fill_(3.5)
    assert "beta=3.5, learned" in repr(module)


@each_record
def test_state_copies_and_names(record):
    module = as_module(record, learn=record.learnable)
    twin = copy.deepcopy(module)
    twin.load_state_dict(module.state_dict())
    torch.testing.assert_close(twin(Z), module(Z))
    assert str(record) in repr(module)
