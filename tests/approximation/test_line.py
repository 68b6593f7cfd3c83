"""A network on the line keeps the shape, and wants one input."""

import numpy as np
import pytest

from course_lib.activations import get
from course_lib.approximation import on_line, unit_by_unit
from course_lib.networks import Layer, Network, shallow


def test_every_shape_is_kept():
    network = shallow(np.array([2.0]), np.array([1.0]), np.array([3.0]), get("relu"))
    x = np.linspace(-1, 1, 12).reshape(3, 4)
    np.testing.assert_array_equal(on_line(network)(x), 3 * np.maximum(2 * x + 1, 0))


def test_two_inputs_are_not_a_line():
    plane = Network(
        (Layer(np.ones((3, 2)), np.zeros(3)), Layer(np.ones((1, 3)), np.zeros(1))), get("relu")
    )
    for function in (on_line, lambda network: unit_by_unit(network, np.zeros(2))):
        with pytest.raises(ValueError, match=r"got .*\(2, 3, 1\)"):
            function(plane)
