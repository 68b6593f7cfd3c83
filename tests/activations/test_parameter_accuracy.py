"""The derivatives of softplus by beta, against mpmath in the definition's own form."""

import mpmath
import numpy as np
import pytest
import sympy as sp
from array_api_compat import numpy as xnp

from course_lib.activations import get
from course_lib.floats import FORMATS, ulp

SOFTPLUS = get("softplus")
BETA = SOFTPLUS.parameters[0].symbol
ORDERS = [("beta",), ("z", "beta"), ("beta", "beta")]


@pytest.mark.parametrize("variables", ORDERS, ids="-".join)
@pytest.mark.parametrize("beta", [1e-10, 0.1, 1.0, 5.0, 1e10])
def test_within_eight_ulp(variables, beta):
    """Sums of up to five rounded terms: twice the bound of the derivatives by z.

    The sum is divided by beta last, as often as beta was derived by. Where it was subnormal before,
    its digits were lost before, so there one ULP is the smallest subnormal divided likewise.
    """
    symbols = [{"z": SOFTPLUS.z, "beta": BETA}[name] for name in variables]
    truth = sp.lambdify((SOFTPLUS.z, BETA), sp.diff(SOFTPLUS.definition, *symbols), "mpmath")
    rng = np.random.default_rng(4)
    t = np.concatenate([rng.normal(0, 4, 200), rng.uniform(-744, 744, 200), [-740.0, 740.0]])
    z = t / beta
    divisor = min(1.0, beta) ** variables.count("beta")
    lost = FORMATS["float64"].smallest_subnormal / divisor
    computed = SOFTPLUS.form(variables).stable(xnp, z, beta=beta)
    with mpmath.workdps(1000):
        for x, value in zip(z.tolist(), computed.tolist(), strict=True):
            exact = truth(mpmath.mpf(x), mpmath.mpf(beta))
            unit = max(ulp(np.array(float(exact)), FORMATS["float64"]).item(), lost)
            assert abs(mpmath.mpf(value) - exact) <= 8 * unit, f"at z = {x!r}"
