"""SELU's constants against the fixed point that defines them."""

import mpmath
import numpy as np
import pytest
import sympy as sp
import torch

from course_lib.activations.self_normalizing import half_line_moment, selu_constants

X = sp.Symbol("x", real=True)
DENSITY = sp.exp(-(X**2) / 2) / sp.sqrt(2 * sp.pi)


@pytest.mark.parametrize("k", [0, 1, 2])
def test_moments_are_the_integrals(k):
    integral = sp.integrate(sp.exp(k * X) * DENSITY, (X, -sp.oo, 0))
    assert sp.simplify(integral - half_line_moment(k)) == 0


def test_mean_and_variance_are_kept_to_30_digits():
    """Numerical integration knows nothing of the closed form."""
    with mpmath.workdps(40):
        alpha, scale = (mpmath.mpf(str(c.evalf(40))) for c in selu_constants())

        def selu(x):
            return scale * x if x > 0 else scale * alpha * mpmath.expm1(x)

        nodes = [-mpmath.inf, -6, 0, 6, mpmath.inf]
        mean = mpmath.quad(lambda x: selu(x) * mpmath.npdf(x), nodes)
        square = mpmath.quad(lambda x: selu(x) ** 2 * mpmath.npdf(x), nodes)
        assert abs(mean) < mpmath.mpf(10) ** -30
        assert abs(square - 1) < mpmath.mpf(10) ** -30


def test_fifteen_digits():
    alpha, scale = (f"{constant.evalf(30):.15f}" for constant in selu_constants())
    assert (alpha, scale) == ("1.673263242354377", "1.050700987355480")


def test_all_digits_that_torch_documents():
    """32 significant digits stand in its documentation and in its kernels."""
    alpha, scale = (str(constant.evalf(32)) for constant in selu_constants())
    assert alpha == "1.6732632423543772848170429916717"
    assert scale == "1.0507009873554804934193349852946"


def test_torch_has_the_same_to_float64():
    alpha, scale = (float(constant.evalf(30)) for constant in selu_constants())
    z = torch.tensor([1.0, -100.0], dtype=torch.float64)
    np.testing.assert_allclose(
        torch.nn.functional.selu(z).numpy(), [scale, -scale * alpha], rtol=3e-16
    )
