"""A network evaluated one unit after the other, so that every machine rounds alike."""

import numpy as np

from course_lib.networks import Network
from course_lib.networks.explicit import Array


def unit_by_unit(network: Network, x: Array) -> Array:
    """Outputs of one hidden layer over one variable, its units added in their order.

    Each product and each sum is rounded to the dtype of the weights. A matrix product adds in an
    order, and with intermediate digits, that depend on the processor.

    Parameters
    ----------
    network : Network
        With one input, one hidden layer, and one output.
    x : numpy.ndarray
        Inputs of its dtype, shape ``(batch,)``.

    Returns
    -------
    numpy.ndarray
        Outputs, of the same shape and dtype.

    Raises
    ------
    ValueError
        If the network has another shape, or `x` another dtype.
    """
    if len(network.layers) != 2 or (network.widths[0], network.widths[-1]) != (1, 1):
        raise ValueError(f"expected one hidden layer between 1 and 1, got {network.widths}")
    hidden, output = network.layers
    if x.dtype != output.W.dtype:
        raise ValueError(f"expected inputs of dtype {output.W.dtype}, got {x.dtype}")
    total = np.full_like(x, output.b[0])
    for w, b, v in zip(hidden.W[:, 0], hidden.b, output.W[0], strict=True):
        total += v * network.activation.value(w * x + b)
    return total
