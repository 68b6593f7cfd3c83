"""Training comes close, and not as close as the construction."""

import numpy as np
import torch

from course_lib.approximation.learned import learn


def wave(x):
    return np.sin(np.pi * x)


def test_errors_are_those_of_the_outputs():
    found = learn(wave, range(3), units=8, steps=20)
    assert found.outputs.shape == (3, 2001)
    np.testing.assert_array_equal(found.errors, np.abs(found.outputs - wave(found.x)).max(axis=1))


def test_more_steps_help_and_seeds_decide():
    few, many = (learn(wave, (4, 5), units=16, steps=steps).errors for steps in (10, 400))
    assert (many < few).all()
    assert many[0] != many[1]
    alone = learn(wave, (5,), units=16, steps=400).errors
    # a batched product may add in another order
    np.testing.assert_allclose(alone, many[1:], rtol=1e-9)


def test_networks_can_be_prepared():
    def silence(network):
        with torch.no_grad():
            for parameter in network.parameters():
                parameter.zero_()

    np.testing.assert_allclose(
        learn(wave, (0,), units=4, steps=0, prepare=silence).errors, 1, atol=1e-5
    )
