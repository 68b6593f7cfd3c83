"""One random network in depth: activations on the way up, the gradient on the way down."""

from typing import Literal, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from course_lib.activations import Activation
from course_lib.signal_propagation.gaussian import gaussian_mean

Floats = NDArray[np.float64]
Distribution = Literal["normal", "uniform"]


class Signals(NamedTuple):
    """What was seen in each layer, the inputs' first; float64 arrays of shape ``(layers + 1,)``.

    Attributes
    ----------
    mean, variance : numpy.ndarray
        Those of all activations of a layer, over its units and the samples.
    shared : numpy.ndarray
        The mean product of one unit's activations for two different samples: what stays of a mean
        that the unit has over the data, squared and averaged over the units.
    gradient : numpy.ndarray
        The mean square of the gradient by a layer's activations, in units of the last layer's.
    """

    mean: Floats
    variance: Floats
    shared: Floats
    gradient: Floats

    @property
    def growth(self) -> float:
        """The factor by which the gradient's length grows a layer, on the way down."""
        return float(self.gradient[0] ** (0.5 / (len(self.gradient) - 1)))


def propagate(
    activation: Activation,
    inputs: Floats,
    layers: int,
    rng: np.random.Generator,
    *,
    weight_variance: float = 1.0,
    bias_variance: float = 0.0,
    distribution: Distribution = "normal",
    dropout: float = 0.0,
    alpha_dropout: float = 0.0,
) -> Signals:
    """Send samples up through a random network and a random gradient down.

    All layers are as wide as the inputs. A layer is ``a = f(a W + b)``, with weights of variance
    ``weight_variance / width``, followed by the dropout that is asked for. The gradient of the last
    activations is standard normal.

    Parameters
    ----------
    activation : Activation
        The record that every layer applies.
    inputs : numpy.ndarray
        Samples, float64, shape ``(samples, width)`` with at least two samples.
    layers : int
        The depth.
    rng : numpy.random.Generator
        The source of weights, biases, dropped units and the last gradient.
    weight_variance, bias_variance : float
        The variance of a weight, times the width, and of a bias. 1 and 0 are LeCun's.
    distribution : {"normal", "uniform"}
        What weights and biases are drawn from.
    dropout : float
        The probability that a unit is set to 0, the others being divided by the rest.
    alpha_dropout : float
        The probability that a unit is set to its limit on the far left, all being rescaled so that
        mean 0 and variance 1 are kept. The activation must be bounded below.

    Returns
    -------
    Signals
        The four averages of every layer.

    Raises
    ------
    ValueError
        If there are fewer than two samples or no layer, or both dropouts are asked for.

    References
    ----------
    Klambauer, Unterthiner, Mayr & Hochreiter (2017), arXiv:1706.02515, for alpha dropout.
    """
    samples, width = inputs.shape
    if samples < 2 or layers < 1:
        raise ValueError(f"expected 2 samples and a layer or more, got {samples} and {layers}")
    if dropout and alpha_dropout:
        raise ValueError("expected one kind of dropout, got two")
    noise = _Dropout.of(activation, dropout, alpha_dropout)
    a = torch.from_numpy(np.ascontiguousarray(inputs, dtype=np.float64))
    seen, steps = [_summary(a)], []
    for _ in range(layers):
        weight = _drawn(rng, (width, width), weight_variance / width, distribution)
        z = a @ weight
        if bias_variance:
            z += _drawn(rng, (width,), bias_variance, distribution)
        a, slope = activation.value(z), activation.derivative(z)
        if noise is not None:
            kept = torch.from_numpy(rng.random(a.shape) >= noise.probability)
            a, slope = noise.applied(a, kept), slope * kept * noise.scale
        seen.append(_summary(a))
        steps.append((weight, slope))
    delta = torch.from_numpy(rng.standard_normal(a.shape))
    squares = [float((delta**2).mean())]
    for weight, slope in reversed(steps):
        delta = (delta * slope) @ weight.T
        squares.append(float((delta**2).mean()))
    gradient = np.array(squares[::-1]) / squares[0]
    mean, variance, shared = np.array(seen).T
    return Signals(mean, variance, shared, gradient)


class Expected(NamedTuple):
    """What `propagate` would see if layers were endlessly wide.

    Attributes
    ----------
    mean_square : float
        That of the last layer's activations.
    growth : float
        The factor by which the gradient's length grows a layer, on the way down.
    """

    mean_square: float
    growth: float


def expected_signals(
    activation: Activation,
    layers: int,
    *,
    weight_variance: float = 1.0,
    bias_variance: float = 0.0,
    dropout: float = 0.0,
    alpha_dropout: float = 0.0,
) -> Expected:
    """The limit of `propagate` for wide layers, from inputs of mean square 1.

    Pre-activations are normal of mean 0, and their variance decides everything: the next mean
    square by ``E f(z)^2``, and the factor of the gradient's square by ``E f'(z)^2``.

    Parameters
    ----------
    activation : Activation
        The record that every layer applies.
    layers : int
        The depth.
    weight_variance, bias_variance, dropout, alpha_dropout : float
        As for `propagate`.

    Returns
    -------
    Expected
        The mean square of the last layer's activations, and the factor by which the gradient's
        length grows a layer.
    """
    noise = _Dropout.of(activation, dropout, alpha_dropout) or _Dropout(0.0, 0.0, 1.0, 0.0)
    square, logarithm = 1.0, 0.0
    for _ in range(layers):
        std = np.sqrt(weight_variance * square + bias_variance)
        slope = gaussian_mean(lambda z: activation.derivative(z) ** 2, std)
        mean = gaussian_mean(activation.value, std)
        square = noise.mean_square(mean, gaussian_mean(lambda z: activation.value(z) ** 2, std))
        logarithm += np.log(weight_variance * (1 - noise.probability) * noise.scale**2 * slope)
    return Expected(square, float(np.exp(logarithm / (2 * layers))))


class _Dropout(NamedTuple):
    """A dropped unit gives `value`; then all are multiplied by `scale` and moved by `shift`."""

    probability: float
    value: float
    scale: float
    shift: float

    @classmethod
    def of(cls, activation: Activation, dropout: float, alpha_dropout: float) -> "_Dropout | None":
        p = dropout or alpha_dropout
        if not p:
            return None
        if not 0 < p < 1:
            raise ValueError(f"a unit is dropped with a probability in (0, 1), got {p}")
        if dropout:
            return cls(p, 0.0, 1 / (1 - p), 0.0)
        floor = float(activation.value(-np.inf))
        if not np.isfinite(floor):
            raise ValueError(f"{activation.name} has no limit on the left for alpha dropout")
        scale = ((1 - p) * (1 + p * floor**2)) ** -0.5
        return cls(p, floor, scale, -scale * p * floor)

    def applied(self, a: Tensor, kept: Tensor) -> Tensor:
        return torch.where(kept, a, self.value) * self.scale + self.shift

    def mean_square(self, mean: float, mean_square: float) -> float:
        """The mean square after dropout, from the mean and the mean square before it."""
        p = self.probability
        mean = self.scale * ((1 - p) * mean + p * self.value)
        mean_square = self.scale**2 * ((1 - p) * mean_square + p * self.value**2)
        return mean_square + 2 * self.shift * mean + self.shift**2


def _drawn(
    rng: np.random.Generator, shape: tuple[int, ...], variance: float, distribution: Distribution
) -> Tensor:
    if distribution == "normal":
        values = rng.standard_normal(shape)
    else:
        values = rng.uniform(-np.sqrt(3), np.sqrt(3), shape)
    return torch.from_numpy(np.sqrt(variance) * values)


def _summary(a: Tensor) -> tuple[float, float, float]:
    samples = len(a)
    pairs = (a.sum(dim=0) ** 2 - (a**2).sum(dim=0)) / (samples * (samples - 1))
    return float(a.mean()), float(a.var(correction=0)), float(pairs.mean())
