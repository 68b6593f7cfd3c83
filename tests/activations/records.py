"""The records under test: every entry of the catalogue, and further arguments."""

import pytest

from course_lib.activations import CATALOGUE, Activation, get

EXTRA = (
    get("softplus", beta=5),
    get("softplus", beta=0.1),
    get("softplus", beta=100),
    get("leaky_relu", negative_slope=0.2),
    get("leaky_relu", negative_slope=0),  # the rectifier
    get("leaky_relu", negative_slope=1),  # the identity, without a kink
    get("prelu", a=-0.1),
    get("rrelu", lower=0.1, upper=0.3),
    get("elu", alpha=0.5),  # a kink, unlike the default
    get("elu", alpha=2),
    get("celu", alpha=1.5),
    get("celu", alpha=0.01),
    get("celu", alpha=100),
    get("hardshrink", lambd=1),
    get("softshrink", lambd=0.1),
    get("swish", beta=0),
    get("swish", beta=0.1),
    get("swish", beta=5),
    get("squareplus", b=0.3),
    get("squareplus", b=1000),
    get("threshold", threshold=-0.5, value=2),  # jumps down
    get("threshold", threshold=0.25, value=0.25),  # a kink, no jump
)
RECORDS: tuple[Activation, ...] = (*CATALOGUE, *EXTRA)

each_record = pytest.mark.parametrize("record", RECORDS, ids=str)
each_default = pytest.mark.parametrize("record", CATALOGUE, ids=str)
