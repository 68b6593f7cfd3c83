"""Every record and order in float16 and bfloat16 against the truth."""

import pytest

from course_lib.floats import FORMATS
from tests.activations.accuracy import (
    by_gradients,
    by_numpy,
    by_torch,
    check,
    each_derivative,
    each_order,
)
from tests.activations.records import each_record
from tests.activations.reference import points

each_form = pytest.mark.parametrize("name", ["float16", "bfloat16"])


@each_record
@each_form
def test_at_least_20_000_points(record, name):
    assert len(points(record, FORMATS[name])) >= 20_000


@each_record
@each_form
@each_order
@pytest.mark.parametrize("way", [by_numpy, by_torch])
def test_values_and_derivatives(record, name, order, way):
    form = FORMATS[name]
    check(way(record, points(record, form), order), record, order, form)


@each_record
@each_form
@each_derivative
def test_gradients_through_the_module(record, name, order):
    form = FORMATS[name]
    check(by_gradients(record, points(record, form), order), record, order, form)
