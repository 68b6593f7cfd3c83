"""Every stable form is proved equal to the definition's derivative, piece by piece."""

import itertools
from dataclasses import replace

import pytest
import sympy as sp

from course_lib.activations import CATALOGUE, Form, Z, get
from course_lib.activations.symbolic import P, branches, pieces, settle
from course_lib.derivations import Status, decide
from tests.activations.records import each_default

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


def truth(record, form, z):
    """What a form must compute: SymPy's diff of the definition, or what is agreed at its joints."""
    order = len(form.variables)
    for point in record.singularities:
        if point.at == z and set(form.variables) == {"z"} and order in point.conventions:
            return point.conventions[order]
    names = {"z": record.z, **symbols(record)}
    expr = record.definition
    for name in form.variables:
        expr = sp.diff(expr, names[name])
    return expr.subs(record.z, z)


def unproved(record, form):
    """The pieces on which some branch of a form is not proved."""
    return [
        name
        for name, z in pieces(record).items()
        for formula in branches(form, z, **symbols(record))
        if decide(truth(record, form, z), formula).status is not Status.PROVED
    ]


@each_form
def test_stable_form_is_proved_equal_to_the_definition(record, form):
    assert unproved(record, form) == []


@each_form
def test_a_planted_sign_is_refuted(record, form):
    for z in pieces(record).values():
        for formula in branches(form, z, **symbols(record)):
            verdict = decide(truth(record, form, z), -formula)
            assert formula == 0 or verdict.status is Status.REFUTED


def clipped_too_early(xp, z):
    return xp.where(z <= 0, xp.zeros_like(z), xp.minimum(z, 5.99 * xp.ones_like(z)))


def clipped_too_late(xp, z):
    return xp.where(z <= 0, xp.zeros_like(z), xp.minimum(z, 6.01 * xp.ones_like(z)))


def shrunk_too_far(xp, z, lambd):
    return xp.where((z > lambd) | (z < -1.01 * lambd), z, xp.zeros_like(z))


def one_sided_shrinkage(xp, z, lambd):
    return xp.where(z > lambd, z, xp.zeros_like(z))


def open_end(xp, z, lambd):
    return xp.where((z >= lambd) | (z < -lambd), z, xp.zeros_like(z))


def open_ends_of_the_slope(xp, z):
    return xp.where((z >= -3) & (z <= 3), xp.ones_like(z) / 6, xp.zeros_like(z))


def left_bend(xp, z, alpha):
    return xp.where(z <= 0, alpha * xp.exp(xp.minimum(z, 0)), xp.zeros_like(z))


def deep_tail_forgotten(xp, z):
    return xp.where(z < -700, xp.zeros_like(z), xp.exp(z) / (1 + xp.exp(z)))


@pytest.mark.parametrize(
    ("name", "variables", "stable", "where"),
    [
        ("relu6", (), clipped_too_early, {"0 < z < 6", "z = 6", "z > 6"}),
        ("relu6", (), clipped_too_late, {"z > 6"}),
        ("hardshrink", (), shrunk_too_far, {"z < -lambd"}),
        ("hardshrink", (), one_sided_shrinkage, {"z < -lambd"}),
        ("hardshrink", (), open_end, {"z = lambd"}),
        ("hardsigmoid", ("z",), open_ends_of_the_slope, {"z = -3", "z = 3"}),
        ("elu", ("z", "z"), left_bend, {"z = 0"}),
        ("sigmoid", (), deep_tail_forgotten, {"z < 0"}),
    ],
)
def test_a_planted_branch_is_seen_where_it_is_wrong(name, variables, stable, where):
    assert set(unproved(get(name), Form(variables, stable))) == where


@each_default
def test_pieces_cover_the_line_once(record):
    numbers = {p.symbol: sp.Rational(p.default) for p in record.parameters}
    spans = []
    for z in pieces(record).values():
        ends = {sp.limit(z.subs(numbers), P, end) for end in (0, sp.oo)}
        spans.append((min(ends), max(ends)))
        assert sp.factor(sp.diff(z, P)).is_nonzero or not z.has(P)  # none is run through twice
    spans.sort(key=lambda span: (span[0], span[1]))
    assert spans[0][0] == -sp.oo
    assert spans[-1][1] == sp.oo
    for (_, end), (start, _) in itertools.pairwise(spans):
        assert end == start


def test_joints_without_an_order_are_refused():
    a, b = sp.symbols("a b", real=True)
    definition = sp.Piecewise((Z, Z - a > 0), (0, Z - b < 0), (1, True))
    with pytest.raises(ValueError, match=r"the order of \w and \w depends on the parameters"):
        pieces(replace(get("relu"), definition=definition))


def test_conditions_are_settled_only_if_they_always_hold():
    a = sp.Symbol("a", positive=True)
    assert settle(3 * P / (1 + P) < 3) == sp.true
    assert settle(a * P / (1 + P) > a) == sp.false
    assert settle((P + a > a) & (P + a < 0)) == sp.false
    assert settle(P - P >= 0) == sp.true
    open_condition = 3 * P / (1 + P) < 2
    assert settle(open_condition) not in (sp.true, sp.false)
