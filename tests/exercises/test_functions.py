"""A function is judged at points where it matters; the simplest counterexample is shown."""

import math
import re

import numpy as np
import pytest
import sympy as sp

from course_lib.exercises import Function, Status

Z = sp.Symbol("z", real=True)
SIGMOID = Function(
    "sigmoid",
    1 / (1 + sp.exp(-Z)),
    points=(0.0, 1.0, -1.0, 2.0, -2.0, 10.0, -10.0, 30.0, -30.0, -700.0, 800.0, -800.0),
    mistakes=((1 / (1 + sp.exp(Z)), "the minus sign in the exponent is missing"),),
)


def right(z):
    e = np.exp(-np.abs(z))
    return np.where(z < 0, e, 1.0) / (1 + e)


def test_a_right_function_is_accepted_with_what_was_tried():
    finding = SIGMOID.judge(right)
    assert finding.status is Status.CORRECT
    assert finding.message == "within 4 ULP at all 12 points tried"


def by_tanh(z):
    return (1 + np.tanh(z / 2)) / 2


def one_minus(z):
    return np.where(z < 0, 1 - 1 / (1 + np.exp(-np.abs(z))), 1 / (1 + np.exp(-np.abs(z))))


def single(z):
    return right(z.astype(np.float32)).astype(np.float64)


def float32(z):
    return right(z).astype(np.float32)


def in_place(z):
    result = right(z)
    z *= -1
    return result


def looped(z):
    return np.array([right(x) for x in z.ravel()]).reshape(z.shape)


def one_by_one(z):
    return np.vectorize(lambda x: float(right(x)))(z)


def no_return(z):
    right(z)


def branches(z):
    return np.exp(z) / (1 + np.exp(z)) if z < 0 else right(z)


def scalar_only(z):
    return right(np.array([float(z[0])])) if len(z) == 1 else math.exp(z)


def printing_row(z):
    return right(z.reshape(-1))


def summed_over_rows(z):
    return right(z) + (z.ndim - 1) * z.sum(axis=0)


def warns(z):
    with np.errstate(over="warn"):
        return np.where(z < 0, np.exp(z) / (1 + np.exp(z)), 1 / (1 + np.exp(-z)))


def nan_far_out(z):
    with np.errstate(all="ignore"):
        return np.exp(z) / (1 + np.exp(z))


def needs_two(z, beta):
    return right(beta * z)


def fails_at_ten(z):
    if (z == 10).any():
        raise ZeroDivisionError("division by zero")
    return right(z)


WRONG = [
    (lambda z: 1 - right(z), "at z = 1 you return 0.2689, expected 0.7311"),
    (lambda z: -right(z), "at z = 0 you return -0.5, expected 0.5; the sign is wrong everywhere"),
    (lambda z: 2 * right(z), "at z = 0 you return 1, expected 0.5; it is 2 times the expected"),
    (lambda z: right(-z), "at z = 1 you return 0.2689, expected 0.7311; the minus sign in the exp"),
    (
        by_tanh,
        r"at z = -10 you return 4.\d+e-05, .*about 1\d of 16 digits are right.* ULP where 4",
    ),
    (
        one_minus,
        r"at z = -2 .*15 of 16 .*9.3 ULP where 4 .*worst at z = -700: 0 for 9.86e-305",
    ),
    (lambda z: np.tanh(z), "at z = 0 you return 0, expected 0.5"),
    (lambda z: np.full_like(z, 0.5), "at z = 1 you return 0.5, expected 0.7311"),
    (single, "about [78] of 16 digits are right, as if float32 were used"),
    (float32, "for a float64 array it returns float32, which holds fewer digits"),
    (lambda z: np.rint(right(z)).astype(int), "it returns an array of int64"),
    (lambda z: right(z) > 0.5, "it returns an array of bool"),
    (lambda z: right(z).tolist(), "it returns a list: return a NumPy array"),
    (lambda z: str(right(z)), "it returns a str"),
    (lambda z: right(z).mean(), r"for an array of shape \(12,\) it returns one number"),
    (lambda z: right(z)[:, None], r"it returns one of shape \(12, 1\)"),
    (lambda z: right(z)[1:], r"it returns one of shape \(11,\)"),
    (printing_row, r"for an array of shape \(2, 3\) it returns shape \(6,\): keep the shape"),
    (summed_over_rows, r"for an array of shape \(2, 3\) other values come out"),
    (in_place, "changes its argument in place: the entry 1 of the caller's array became -1"),
    (no_return, "it returns None: is the `return` missing"),
    (branches, "`if` cannot decide for an array of them: use `np.where`"),
    (scalar_only, "works for one number, but for an array it raises TypeError"),
    (nan_far_out, "at z = 800 you return nan, expected 1; .*inf - inf"),
    (lambda z: math.log(-1) + z, "at z = 0 it raises ValueError: .*"),
    (fails_at_ten, "at z = 10 it raises ZeroDivisionError: division by zero"),
    (needs_two, r"call it as `sigmoid\(z\)`: .*missing 1 required positional argument: 'beta'"),
    (lambda z: undefined(z), "NameError: name 'undefined' is not defined"),  # noqa: F821
    (0.5, "it is a float: give the function itself, `sigmoid`, without calling it"),
    (np.zeros(3), r"it is an array of shape \(3,\): give the function itself"),
    ("sigmoid", "it is a str: give the function itself"),
]


@pytest.mark.parametrize(("answer", "message"), WRONG, ids=range(len(WRONG)))
def test_wrong_functions_get_a_counterexample(answer, message):
    finding = SIGMOID.judge(answer)
    assert finding.status is Status.WRONG
    assert re.search(message, finding.message), finding.message


UNFINISHED = [
    (warns, "the values are right, but at z = 800 Python warns: overflow .* in exp"),
    (looped, "the values are right, but Python goes through the entries one by one: 64 more"),
    (one_by_one, "one by one"),
]


@pytest.mark.parametrize(("answer", "message"), UNFINISHED)
def test_right_values_are_not_all_that_is_asked_for(answer, message):
    finding = SIGMOID.judge(answer)
    assert finding.status is Status.INCOMPLETE
    assert re.search(message, finding.message), finding.message


def stub(z): ...


def passes(z):
    """Not written."""
    pass  # noqa: PIE790


def dots(z):
    return ...


def to_do(z):
    raise NotImplementedError


@pytest.mark.parametrize("answer", [stub, passes, dots, to_do])
def test_a_stub_is_not_attempted(answer):
    assert SIGMOID.judge(answer).status is Status.NOT_ATTEMPTED


def test_a_constant_is_an_attempt():
    assert SIGMOID.judge(lambda z: 0.5).status is Status.WRONG


def test_the_tracer_of_a_debugger_is_put_back():
    import sys

    before = sys.gettrace()
    SIGMOID.judge(right)
    assert sys.gettrace() is before


def test_units_of_a_larger_scale_forgive_what_no_code_can_know():
    minus_log2 = Function("f", Z - sp.log(2), (0.7, 0.6931), ulps=2)
    scaled = Function("f", Z - sp.log(2), (0.7, 0.6931), ulps=2, scale=Z)
    subtract = lambda z: z - np.log(2)  # noqa: E731
    assert minus_log2.judge(subtract).status is Status.WRONG
    assert scaled.judge(subtract).status is Status.CORRECT
