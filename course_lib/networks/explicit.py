"""Networks whose weights are written down, not trained."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from course_lib.activations import Activation

Array = NDArray[np.floating[Any]]


@dataclass(frozen=True)
class Layer:
    r"""An affine layer, :math:`z = W a + b`.

    Attributes
    ----------
    W : numpy.ndarray
        Weights, shape ``(outputs, inputs)``.
    b : numpy.ndarray
        Biases, shape ``(outputs,)``, of the same dtype.

    Raises
    ------
    ValueError
        If the shapes or the dtypes do not fit each other.
    """

    W: Array
    b: Array

    def __post_init__(self) -> None:
        """Check the shapes and the dtypes."""
        if self.W.ndim != 2 or self.b.shape != self.W.shape[:1]:
            raise ValueError(
                f"expected W of shape (outputs, inputs) and b of shape (outputs,), "
                f"got {self.W.shape} and {self.b.shape}"
            )
        if self.W.dtype != self.b.dtype or self.W.dtype.kind != "f":
            raise ValueError(
                f"expected W and b of one floating dtype, got {self.W.dtype} and {self.b.dtype}"
            )

    def __call__(self, a: Array) -> Array:
        """Pre-activations ``(batch, outputs)`` of inputs ``(batch, inputs)``."""
        return a @ self.W.T + self.b


@dataclass(frozen=True)
class Network:
    r"""A multilayer perceptron with given weights, in NumPy.

    Layer :math:`\ell` computes :math:`z^\ell = W^\ell a^{\ell-1} + b^\ell` and
    :math:`a^\ell = \sigma(z^\ell)`; the last layer has no activation.

    Attributes
    ----------
    layers : tuple of Layer
        From the inputs to the outputs.
    activation : Activation
        The record that every layer but the last applies.

    Raises
    ------
    ValueError
        If there is no layer, or one has not as many inputs as the one before has outputs, or their
        dtypes differ.
    """

    layers: tuple[Layer, ...]
    activation: Activation

    def __post_init__(self) -> None:
        """Check that each layer takes what the one before gives."""
        if not self.layers:
            raise ValueError("a network needs at least one layer")
        widths = self.widths
        for layer, fan_in in zip(self.layers, widths, strict=False):
            if layer.W.shape[1] != fan_in:
                raise ValueError(f"a layer of {layer.W.shape[1]} inputs follows {fan_in} outputs")
        if len({layer.W.dtype for layer in self.layers}) > 1:
            raise ValueError("expected layers of one dtype")

    @property
    def widths(self) -> tuple[int, ...]:
        """The numbers of inputs, of units in each hidden layer, and of outputs."""
        return self.layers[0].W.shape[1], *(len(layer.b) for layer in self.layers)

    @property
    def units(self) -> int:
        """How many hidden units there are."""
        return sum(self.widths[1:-1])

    @property
    def parameters(self) -> int:
        """How many weights and biases there are."""
        return sum(layer.W.size + layer.b.size for layer in self.layers)

    def __call__(self, x: Array) -> Array:
        """Outputs ``(batch, outputs)`` of inputs ``(batch, inputs)``, in the dtype of the weights.

        Raises
        ------
        ValueError
            If the shape or the dtype of `x` does not fit.
        """
        first = self.layers[0].W
        if x.ndim != 2 or x.shape[1] != first.shape[1] or x.dtype != first.dtype:
            raise ValueError(
                f"expected inputs of shape (batch, {first.shape[1]}) and dtype {first.dtype}, "
                f"got {x.shape} and {x.dtype}"
            )
        for layer in self.layers[:-1]:
            x = self.activation.value(layer(x))
        return self.layers[-1](x)


def shallow(
    slopes: Array, offsets: Array, coefficients: Array, activation: Activation, constant: float = 0
) -> Network:
    r"""One hidden layer over one variable, :math:`x \mapsto c + \sum_i v_i\,\sigma(w_i x + b_i)`.

    Parameters
    ----------
    slopes, offsets, coefficients : numpy.ndarray
        The :math:`w_i`, :math:`b_i` and :math:`v_i`, each of shape ``(units,)``, of one dtype.
    activation : Activation
        The record :math:`\sigma`.
    constant : float
        The bias :math:`c` of the output.

    Returns
    -------
    Network
        With layers of shapes ``(units, 1)`` and ``(1, units)``.
    """
    output = np.array([constant], dtype=coefficients.dtype)
    return Network(
        (Layer(slopes[:, None], offsets), Layer(coefficients[None, :], output)), activation
    )
