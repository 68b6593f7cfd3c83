"""What every record states about its function, proved by SymPy or tried on many points."""

import itertools

import numpy as np
import pytest
import sympy as sp

from course_lib.activations import CATALOGUE
from course_lib.activations.symbolic import branches
from course_lib.derivations import Status, decide
from tests.activations.records import each_record

P = sp.Symbol("p", positive=True)
GRID = np.concatenate([np.linspace(-400, 400, 8001), np.linspace(-1e-3, 1e-3, 201)])
each_form = pytest.mark.parametrize(
    ("record", "form"),
    [
        pytest.param(record, form, id=f"{record.name}-{'-'.join(form.variables) or 'value'}")
        for record in CATALOGUE
        for form in record.forms
    ],
)


def symbols(record):
    return {parameter.name: parameter.symbol for parameter in record.parameters}


def truth(record, form):
    """What a form must compute, by SymPy's diff of the definition."""
    names = {"z": record.z, **symbols(record)}
    expr = record.definition
    for name in form.variables:
        expr = sp.diff(expr, names[name])
    return expr


@each_form
@pytest.mark.parametrize("z", [P, -P], ids=["positive", "negative"])
def test_stable_form_is_proved_equal_to_the_definition(record, form, z):
    formulas = list(branches(form, z, **symbols(record)))
    assert formulas
    for formula in formulas:
        assert decide(truth(record, form).subs(record.z, z), formula).status is Status.PROVED


@each_form
def test_a_planted_sign_is_refuted(record, form):
    for formula in branches(form, P, **symbols(record)):
        verdict = decide(truth(record, form).subs(record.z, P), -formula)
        assert formula == 0 or verdict.status is Status.REFUTED


@pytest.mark.parametrize("record", CATALOGUE, ids=str)
def test_forms_are_complete_to_second_order(record):
    names = ["z", *(p.name for p in record.parameters if p.learnable)]
    for order in range(3):
        for variables in itertools.combinations_with_replacement(names, order):
            assert record.form(variables) is not None
            assert record.form(variables[::-1]) is record.form(variables)


@each_record
def test_derivative_expr_is_the_diff_of_expr(record):
    assert record.derivative_expr == sp.diff(record.expr, record.z)
    assert record.expr.free_symbols == {record.z}
    for name, derivative in record.parameter_derivatives.items():
        assert derivative == sp.diff(record.definition, symbols(record)[name])


@each_record
def test_values_at_infinity_are_the_limits(record):
    limits = [float(limit) for limit in record.limits]
    assert list(record.value(np.array([-np.inf, np.inf]))) == limits
    assert np.isnan(record.value(np.nan))
    assert np.isnan(record.derivative(np.nan))
    assert np.isnan(record.second_derivative(np.nan))


@each_record
def test_range_is_what_values_fill(record):
    values = np.append(record.value(GRID), [float(limit) for limit in record.limits])
    assert values.min() == pytest.approx(float(record.properties.range.inf), abs=1e-12)
    assert values.max() == float(record.properties.range.sup)
    reals = record.properties.range
    for limit in record.limits:  # a limit belongs to the range exactly if a finite z attains it
        attained = bool((record.value(GRID) == float(limit)).any()) and not reals.is_open
        assert (limit in reals) == attained


@each_record
def test_lipschitz_constant_is_the_largest_slope(record):
    slopes = np.abs(record.derivative(GRID))
    assert slopes.max() == pytest.approx(float(record.properties.lipschitz), rel=1e-9)
    assert slopes.max() <= float(record.properties.lipschitz)


@each_record
def test_monotonicity(record):
    slopes = record.derivative(np.linspace(-4, 4, 1001))
    kind = record.properties.monotone
    assert kind == (
        "increasing" if (slopes > 0).all() else "nondecreasing" if (slopes >= 0).all() else None
    )


@each_record
def test_convexity_is_growth_of_the_slope(record):
    growing = (np.diff(record.derivative(np.sort(GRID))) >= -1e-16).all()
    assert record.properties.convex == growing


@each_record
def test_parity(record):
    even, odd = (
        decide(record.expr.subs(record.z, -record.z), sign * record.expr).status is Status.PROVED
        for sign in (1, -1)
    )
    assert record.properties.parity == ("even" if even else "odd" if odd else None)


@each_record
def test_singular_points_are_where_one_sided_limits_differ(record):
    found = {}
    for joint in joints(record):
        if one_sided(record.expr, record.z, joint, "-") != one_sided(
            record.expr, record.z, joint, "+"
        ):
            found[joint] = "jump"
        elif one_sided(record.derivative_expr, record.z, joint, "-") != one_sided(
            record.derivative_expr, record.z, joint, "+"
        ):
            found[joint] = "kink"
    assert {point.at: point.kind for point in record.singular_points} == found
    if found:
        assert record.properties.smoothness == (-1 if "jump" in found.values() else 0)
    else:
        assert record.properties.smoothness is sp.oo  # no joint: an elementary function


def joints(record):
    return {
        joint
        for condition in record.expr.atoms(sp.core.relational.Relational)
        for joint in sp.solve(condition.lhs - condition.rhs, record.z)
    }


def one_sided(expr, z, joint, side):
    """The limit at a joint from one side, taken on the piece that lies there."""
    beside = joint + (sp.Rational(1, 100) if side == "+" else sp.Rational(-1, 100))
    piece = next(p for p, condition in expr.args if condition.subs(z, beside) == sp.true)
    return sp.limit(piece, z, joint, side)


@each_record
def test_convention_at_singular_points(record):
    for point in record.singular_points:
        at = float(point.at)
        assert record.derivative(at) == float(point.convention)
        assert record.derivative_expr.subs(record.z, point.at) == point.convention
        assert record.second_derivative(at) == 0
        assert point.citation


@each_record
def test_sources_can_be_looked_up(record):
    assert any(mark in record.source for mark in ("doi:", "arXiv:", "PMLR", "NeurIPS"))
