"""Where derivatives do not exist, and what is returned there."""

import numpy as np
import pytest
import sympy as sp
import torch
from torch.nn import functional as F  # noqa: N812

from course_lib.activations import get
from tests.activations.records import each_default, each_record
from tests.activations.reference import joints, number

SMOOTHNESS = {"jump": -1, "kink": 0, "bend": 1}


@each_record
def test_singular_points_are_where_one_sided_limits_differ(record):
    second = sp.diff(record.derivative_expr, record.z)
    found = {}
    for joint in joints(record):
        for kind, expr in zip(
            SMOOTHNESS, (record.expr, record.derivative_expr, second), strict=True
        ):
            left, right = (one_sided(expr, record.z, joint, side) for side in "-+")
            if sp.simplify(left - right) != 0:
                found[joint] = kind
                break
    assert {point.at: point.kind for point in record.singular_points} == found
    assert len(record.singular_points) == len(found)


def one_sided(expr, z, joint, side):
    """The limit at a joint from one side, taken on the piece that lies there."""
    beside = joint + (sp.Rational(1, 100) if side == "+" else sp.Rational(-1, 100))
    if isinstance(expr, sp.Piecewise):
        expr = next(p for p, condition in expr.args if condition.subs(z, beside) == sp.true)
    return sp.limit(expr, z, joint, side)


@each_default
def test_smoothness_is_that_of_the_worst_point(record):
    worst = min((SMOOTHNESS[point.kind] for point in record.singular_points), default=sp.oo)
    assert record.properties.smoothness == worst  # without any: an elementary function


@each_record
def test_convention_is_what_is_returned(record):
    for point in record.singular_points:
        at = number(point.at)
        assert point.citation
        if point.kind == "bend":
            assert record.second_derivative(at) == number(point.convention)
        else:
            assert record.derivative(at) == number(point.convention)
            assert record.derivative_expr.subs(record.z, point.at) == point.convention
            assert record.second_derivative(at) == 0


TORCH = {
    "softsign": F.softsign,
    "hardsigmoid": F.hardsigmoid,
    "hardtanh": F.hardtanh,
    "relu": F.relu,
    "relu6": F.relu6,
    "threshold": F.threshold,
    "squared_relu": lambda z: F.relu(z) ** 2,
    "leaky_relu": F.leaky_relu,
    "prelu": lambda z, a: F.prelu(z, torch.tensor([a], dtype=z.dtype)),
    "rrelu": F.rrelu,
    "elu": F.elu,
    "selu": F.selu,
    "celu": F.celu,
    "hardshrink": F.hardshrink,
    "softshrink": F.softshrink,
    "hardswish": F.hardswish,
}


@each_record
def test_convention_is_torchs_as_cited(record):
    for point in record.singular_points:
        assert "torch" in point.citation
        z = torch.tensor([number(point.at)], dtype=torch.float64, requires_grad=True)
        result = TORCH[record.name](z, **record.keywords)
        (result,) = torch.autograd.grad(result, z, create_graph=point.kind == "bend")
        if point.kind == "bend":
            (result,) = torch.autograd.grad(result, z)
        assert result.item() == pytest.approx(number(point.convention), rel=1e-15)


@pytest.mark.parametrize(
    ("record", "kinds"),
    [
        (get("elu"), ["bend"]),
        (get("elu", alpha=1 + 2**-52), ["kink"]),
        (get("leaky_relu"), ["kink"]),
        (get("leaky_relu", negative_slope=1), []),
        (get("rrelu", lower=0.5, upper=1.5), []),
        (get("threshold"), ["jump"]),
        (get("threshold", threshold=0, value=0), ["kink"]),
        (get("celu", alpha=3), ["bend"]),
    ],
    ids=str,
)
def test_kinds_depend_on_the_arguments(record, kinds):
    assert [point.kind for point in record.singular_points] == kinds


@pytest.mark.parametrize(
    ("name", "left", "right"),
    [("softsign", 2, -2), ("elu", 1, 0), ("celu", 1, 0), ("squared_relu", 0, 2)],
)
def test_the_second_derivative_at_a_bend_is_0(name, left, right):
    beside = get(name).second_derivative(np.array([-1e-9, 0.0, -0.0, 1e-9]))
    np.testing.assert_allclose(beside, [left, 0, 0, right], rtol=1e-8)
