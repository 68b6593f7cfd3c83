"""A network with one input and one output as a function on the line."""

from collections.abc import Callable

import numpy as np

from course_lib.approximation.distance import Floats
from course_lib.networks import Network


def on_line(network: Network) -> Callable[[Floats], Floats]:
    """The function of a float64 array of any shape that a network computes entry by entry.

    Parameters
    ----------
    network : Network
        With one input and one output, float64.

    Returns
    -------
    callable
        What `greatest_distance` takes.

    Raises
    ------
    ValueError
        If the network has more inputs or outputs.
    """
    if (network.widths[0], network.widths[-1]) != (1, 1):
        raise ValueError(f"expected one input and one output, got widths {network.widths}")

    def value(x: Floats) -> Floats:
        return network(x.reshape(-1, 1)).astype(np.float64, copy=False).reshape(x.shape)

    return value
