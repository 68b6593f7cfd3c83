"""A number is judged by value, and a slip is named only when it explains the number."""

import math
import re
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
import sympy as sp
import torch

from course_lib.exercises import Mistake, Number, Status

NINE = Number(
    sp.log(9),
    test=lambda z: f"the output is {1 / (1 + math.exp(-z)):.4f}",
    mistakes=(Mistake(lambda: math.log(0.9), "these are no odds"),),
)
SLOPE = Number(sp.Rational(9, 100))

RIGHT = [
    math.log(9),
    2.197,
    np.log(9),
    np.float32(2.1972),
    np.array(2.1972),
    torch.tensor(2.1972, dtype=torch.float64, requires_grad=True),
    sp.log(9),
    2 * sp.log(3),
    Fraction(21972, 10000),
]


@pytest.mark.parametrize("answer", RIGHT, ids=repr)
def test_right_numbers_of_any_type(answer):
    assert NINE.judge(answer).status is Status.CORRECT


WRONG = [
    (NINE, -2.1972, "the sign is wrong: the output is 0.1000"),
    (NINE, 4.3944, "twice what it should be"),
    (NINE, 1.0986, "half of what it should be"),
    (NINE, 0.45512, "the reciprocal"),
    (NINE, 219.72, "a hundred times too large"),
    (SLOPE, 0.0009, "a hundred times too small"),
    (SLOPE, 0.91, "one minus what it should be"),
    (SLOPE, 0.0081, "the square of"),
    (NINE, math.log10(9), "logarithms to base 10"),
    (NINE, math.log2(9), "logarithms to base 2"),
    (NINE, math.log(0.9), "these are no odds: the output is 0.4737"),
    (NINE, 2.0, "right to 1 digit"),
    (NINE, 2.2, "right to 2 digits; give it to a relative error of 0.001"),
    (NINE, 3.0, "3 is too large: the output is 0.9526"),
    (NINE, 1.7, "1.7 is too small: the output is 0.8455"),
    (NINE, math.nan, "it is nan"),
    (NINE, math.inf, "it is inf; a division by 0, or an overflow"),
    (NINE, "2.1972", "it is the text '2.1972': leave out the quotation marks"),
    (NINE, [2.1972], "it is a list: give the number itself"),
    (NINE, np.array([2.1972]), r"an array of shape \(1,\): give the number itself"),
    (NINE, torch.ones(2), r"an array of shape \(2,\)"),
    (NINE, True, "it is True, and a number is asked for"),
    (NINE, 2.1972 + 3.1416j, "the complex number"),
    (NINE, math.log, "it is a function: call it"),
    (NINE, sp.log(sp.Symbol("p") * 9), "it still contains p"),
    (NINE, sp.zoo, "which is no real number|it is nan|it is zoo"),
    (NINE, sp.true, "it is True, and a number is asked for"),
    (NINE, Decimal("2.1972"), "of type Decimal"),
]


@pytest.mark.parametrize(
    ("checker", "answer", "message"), WRONG, ids=lambda value: repr(value)[:24]
)
def test_wrong_numbers_get_a_reason(checker, answer, message):
    finding = checker.judge(answer)
    assert finding.status in (Status.WRONG, Status.INCOMPLETE)
    assert finding.status is Status.WRONG or "right to" in finding.message
    assert re.search(message, finding.message), finding.message


def test_a_slip_that_two_explanations_fit_is_not_named():
    half = Number(sp.Rational(1, 2))  # a quarter is its half and its square
    assert half.judge(0.25).message == "0.25 is too small"


def test_zero_is_compared_absolutely():
    zero = Number(sp.Integer(0))
    assert zero.judge(1e-4).status is Status.CORRECT
    assert zero.judge(0.01).message == "0.01 is too large"


def test_the_tolerance_is_the_one_stated():
    inside, outside = 0.09 * (1 + 0.9e-3), 0.09 * (1 + 1.1e-3)
    assert SLOPE.judge(inside).status is Status.CORRECT
    assert SLOPE.judge(outside).status is Status.WRONG
