"""Every record and order in float64 against the truth."""

import numpy as np
import pytest

from course_lib.floats import FORMATS
from tests.activations.accuracy import (
    bound,
    by_gradients,
    by_numpy,
    by_torch,
    check,
    each_derivative,
    each_order,
)
from tests.activations.records import RECORDS, each_record
from tests.activations.reference import points, worst_error

FORM = FORMATS["float64"]


@each_record
def test_at_least_20_000_points(record):
    assert len(points(record, FORM)) >= 20_000


@each_record
@each_order
@pytest.mark.parametrize("way", [by_numpy, by_torch])
def test_values_and_derivatives(record, order, way):
    check(way(record, points(record, FORM), order), record, order, FORM)


@each_record
@each_derivative
def test_gradients_through_the_module(record, order):
    check(by_gradients(record, points(record, FORM), order), record, order, FORM)


@pytest.mark.parametrize("record", RECORDS[:2], ids=str)
def test_an_error_of_six_ulp_is_seen(record):
    values = record.value(points(record, FORM))
    at = len(values) // 3
    values[at] += 6 * np.spacing(values[at])
    error, where = worst_error(values, record, 0, FORM)
    assert error > bound(record, FORM, 0)
    assert where == points(record, FORM)[at]
