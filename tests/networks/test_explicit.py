"""Networks with given weights compute what torch's layers compute with them."""

import numpy as np
import pytest
import torch

from course_lib.activations import get
from course_lib.networks import Layer, Network, mlp, shallow

RNG = np.random.default_rng(0)


def layer(outputs, inputs, dtype=np.float64):
    return Layer(
        RNG.standard_normal((outputs, inputs)).astype(dtype),
        RNG.standard_normal(outputs).astype(dtype),
    )


@pytest.mark.parametrize("name", ["relu", "tanh", "gelu"])
@pytest.mark.parametrize("widths", [(3, 2), (1, 4, 1), (2, 5, 3, 4)])
def test_the_same_outputs_as_torch(name, widths):
    module = mlp(widths, get(name), torch.Generator().manual_seed(1))
    linear = [part for part in module if isinstance(part, torch.nn.Linear)]
    for part in linear:
        torch.nn.init.normal_(part.bias, generator=torch.Generator().manual_seed(2))
    layers = tuple(Layer(p.weight.detach().numpy(), p.bias.detach().numpy()) for p in linear)
    network = Network(layers, get(name))
    x = RNG.standard_normal((7, widths[0]))
    expected = module(torch.from_numpy(x)).detach().numpy()
    np.testing.assert_allclose(network(x), expected, rtol=1e-13, atol=1e-13)
    assert network.widths == tuple(widths)
    assert network.units == sum(widths[1:-1])
    assert network.parameters == sum(p.numel() for p in module.parameters())


def test_one_hidden_layer_is_a_sum_of_units():
    w, b, v = RNG.standard_normal((3, 6))
    x = np.linspace(-2, 2, 11)
    expected = 0.5 + sum(v[i] * np.tanh(w[i] * x + b[i]) for i in range(6))
    network = shallow(w, b, v, get("tanh"), constant=0.5)
    np.testing.assert_allclose(network(x[:, None])[:, 0], expected, rtol=1e-13)


@pytest.mark.parametrize("dtype", [np.float16, np.float32])
def test_the_dtype_of_the_weights_is_kept(dtype):
    network = Network((layer(4, 2, dtype), layer(1, 4, dtype)), get("relu"))
    assert network(np.zeros((3, 2), dtype)).dtype == dtype
    with pytest.raises(ValueError, match="dtype"):
        network(np.zeros((3, 2)))


def test_bad_input():
    with pytest.raises(ValueError, match="at least one layer"):
        Network((), get("relu"))
    with pytest.raises(ValueError, match="3 inputs follows 4 outputs"):
        Network((layer(4, 2), layer(1, 3)), get("relu"))
    with pytest.raises(ValueError, match="one dtype"):
        Network((layer(4, 2), layer(1, 4, np.float32)), get("relu"))
    with pytest.raises(ValueError, match=r"\(outputs, inputs\)"):
        Layer(np.zeros((2, 3)), np.zeros(3))
    with pytest.raises(ValueError, match="floating dtype"):
        Layer(np.zeros((2, 3), dtype=int), np.zeros(2, dtype=int))
    with pytest.raises(ValueError, match=r"\(batch, 2\)"):
        Network((layer(4, 2),), get("relu"))(np.zeros(2))
