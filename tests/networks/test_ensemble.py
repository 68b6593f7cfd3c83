"""Members of an ensemble compute and train as they would alone."""

import pytest
import torch

from course_lib.activations import as_module, get
from course_lib.networks import Ensemble, mlp
from course_lib.training import fit

X = torch.linspace(-1, 1, 16, dtype=torch.float64)[:, None]


def networks():
    return [mlp((1, 8, 1), get("softplus"), torch.Generator().manual_seed(s)) for s in range(3)]


def test_outputs_are_the_members_outputs():
    ensemble = Ensemble(networks())
    expected = torch.stack([network(X) for network in networks()])
    torch.testing.assert_close(ensemble(X), expected)
    assert len(list(ensemble.parameters())) == 4


def test_members_train_as_they_would_alone():
    ensemble, alone = Ensemble(networks()), networks()
    losses = fit(ensemble, X, X**2, steps=20, learning_rate=1e-2)
    single = [fit(network, X, X**2, steps=20, learning_rate=1e-2) for network in alone]
    torch.testing.assert_close(losses, torch.stack(single, dim=1))
    torch.testing.assert_close(ensemble(X), torch.stack([network(X) for network in alone]))


def test_every_layer_is_shown():
    outputs = Ensemble(networks()).through(X)
    assert [tuple(output.shape) for output in outputs] == [(3, 16, 8), (3, 16, 8), (3, 16, 1)]
    torch.testing.assert_close(outputs[1][2], networks()[2][:2](X))


def test_bad_input():
    with pytest.raises(ValueError, match="at least one network"):
        Ensemble([])
    learned = torch.nn.Sequential(as_module(get("softplus"), learn=["beta"]))
    with pytest.raises(ValueError, match="only linear layers may have parameters"):
        Ensemble([learned, learned])
