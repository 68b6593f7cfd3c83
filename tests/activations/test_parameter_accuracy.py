"""The derivatives by learnable parameters, against ball arithmetic on the definition's own."""

import numpy as np
import pytest
import sympy as sp
from array_api_compat import numpy as xnp

from course_lib.activations import get
from course_lib.activations.reference import in_balls, nearest
from course_lib.floats import FORMATS, ulp

SOFTPLUS, PRELU, SWISH = get("softplus"), get("prelu"), get("swish")


def truth(record, variables):
    """A function of z and the parameter that gives the true value as a float and a residual."""
    (parameter,) = record.parameters
    symbols = [{"z": record.z, parameter.name: parameter.symbol}[name] for name in variables]
    function = in_balls((record.z, parameter.symbol), sp.diff(record.definition, *symbols))
    return lambda z, value: nearest(function, z, value)


by_beta = pytest.mark.parametrize(
    "variables", [("beta",), ("z", "beta"), ("beta", "beta")], ids="-".join
)


def points(beta):
    rng = np.random.default_rng(4)
    t = np.concatenate([rng.normal(0, 4, 2000), rng.uniform(-744, 744, 2000), [-740.0, 740.0]])
    return t / (beta or 1.0)


@by_beta
@pytest.mark.parametrize("beta", [1e-10, 0.1, 1.0, 5.0, 1e10])
def test_softplus_within_eight_ulp(variables, beta):
    """Sums of up to five rounded terms: twice the bound of the derivatives by z.

    The sum is divided by beta last, as often as beta was derived by. Where it was subnormal before,
    its digits were lost before, so there one ULP is the smallest subnormal divided likewise.
    """
    divisor = min(1.0, beta) ** variables.count("beta")
    lost = FORMATS["float64"].smallest_subnormal / divisor
    check(SOFTPLUS, variables, beta, lost, 8)


@by_beta
@pytest.mark.parametrize("beta", [0.0, 1e-10, 0.1, 1.0, 5.0, 1e10])
def test_swish_within_eight_ulp(variables, beta):
    check(SWISH, variables, beta, 0.0, 8)


def check(record, variables, beta, lost, bound):
    true, z = truth(record, variables), points(beta)
    computed = record.form(variables).stable(xnp, z, beta=beta)
    for x, value in zip(z.tolist(), computed.tolist(), strict=True):
        rounded, residual = true(x, beta)
        own = ulp(np.array(rounded), FORMATS["float64"]).item()
        error = abs((value - rounded) / own - residual) * own / max(own, lost)
        assert error <= bound, f"{error:.2f} at z = {x!r}"


@pytest.mark.parametrize("variables", [("a",), ("z", "a"), ("a", "a")], ids="-".join)
@pytest.mark.parametrize("a", [-0.1, 0.0, 0.25, 2.0])
def test_prelu_exactly(variables, a):
    true = truth(PRELU, variables)
    z = np.concatenate([np.random.default_rng(5).normal(0, 4, 200), [0.0, -1e-310, 1e300, -1e300]])
    computed = PRELU.form(variables).stable(xnp, z, a=a)
    assert [(value, 0.0) for value in computed.tolist()] == [true(x, a) for x in z.tolist()]
