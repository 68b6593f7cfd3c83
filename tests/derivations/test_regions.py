"""Regions part the reals: every number falls into exactly one piece, and is covered by it."""

import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

from course_lib.derivations.regions import Region, UndecidedError, cut, truth
from course_lib.derivations.signs import nonnegative, nonzero, sign
from tests.derivations.symbols import alpha, beta, n, w, z

settings.register_profile("derivations", derandomize=True, deadline=None)
settings.load_profile("derivations")
rationals = st.fractions(-9, 9, max_denominator=8).map(sp.Rational)


def parted(*relations: sp.Basic) -> list[Region]:
    pieces, settled = [Region()], []
    while pieces:
        piece = pieces.pop()
        unsettled = [r for r in relations if truth(piece, r) is None]
        if unsettled:
            pieces += cut(piece, unsettled[0])
        else:
            settled.append(piece)
    return settled


def within(piece: Region, values: dict[sp.Symbol, sp.Expr]) -> bool:
    inside = []
    for v, bounds in piece.bounds.items():
        low, high = (bound.subs(values) for bound in bounds)
        inside.append(low == values[v] if low == high else low < values[v] < high)
    return all(inside)


PARTINGS = [
    (z > 0,),
    (z > 0, z >= 1, sp.Ne(z, sp.Rational(5, 2))),
    (z**2 > 4,),
    (z > w,),
    (z > w, z > 0),
    (z * w > 0,),
    (alpha < 1, z > alpha),
    (sp.exp(z) > 1,),
]


@pytest.mark.parametrize("relations", PARTINGS, ids=str)
@given(st.data())
def test_every_number_falls_into_exactly_one_region(relations, data):
    symbols = sorted(set().union(*(r.free_symbols for r in relations)), key=str)
    values = {
        s: data.draw(rationals.filter(lambda q: q > 0) if s.is_positive else rationals)
        for s in symbols
    }
    (home,) = [piece for piece in parted(*relations) if within(piece, values)]
    for relation in relations:
        assert truth(home, relation) == bool(relation.subs(values))


@pytest.mark.parametrize("relations", PARTINGS, ids=str)
def test_a_region_gives_back_what_is_put_in(relations):
    for piece in parted(*relations):
        own = piece.apply(z * w + alpha)
        assert sp.simplify(piece.apply(piece.restore(own)) - own) == 0
        assert not piece.restore(own).free_symbols - {z, w, alpha}


def test_an_integer_is_cut_into_integers():
    before, at, after = cut(Region(), sp.Gt(n, 2))
    assert at.points == {n: 2}
    assert after.apply(n).is_integer
    assert truth(before, sp.Lt(n, 2))
    assert truth(after, sp.Gt(n, 2))
    with pytest.raises(UndecidedError):
        cut(Region(), sp.Gt(n, sp.Rational(3, 2)))


def test_regions_in_words():
    assert [piece.describe() for piece in cut(Region(), z > 1)] == ["z < 1", "z = 1", "z > 1"]
    assert Region().describe() == "all"
    assert Region({z: (sp.S.Zero, beta)}).describe() == "0 < z < beta"


@pytest.mark.parametrize(
    ("expr", "expected"),
    [
        (1 + sp.exp(-z), 1),
        (sp.exp(beta) - 1, 1),
        (1 - sp.exp(beta), -1),
        (sp.exp(beta) - 1 - beta, 1),
        (1 - sp.tanh(z), 1),
        (sp.exp(beta * alpha) - 1, 1),
        (sp.log(1 + beta), 1),
        (sp.sqrt(2) + sp.sqrt(3) - sp.sqrt(5 + 2 * sp.sqrt(6)), 0),
        (sp.pi - sp.Rational(355, 113), -1),
        (z, None),
        (z**2 + z + 1, None),  # positive, but no square is completed
        (beta - 1, None),
        (sp.exp(z) - 1, None),
        (sp.exp(beta) - 1 - 2 * beta, None),
        (sp.sin(beta), None),
        (sp.Symbol("q", nonnegative=True), None),
        (sp.nan, None),
        (sp.oo, None),
    ],
    ids=str,
)
def test_signs(expr, expected):
    assert sign(expr) == expected
    if expected:
        assert nonzero(expr)
        assert nonnegative(expr) == (expected == 1)


def test_what_may_vanish_is_not_nonzero():
    for expr in (z, z * w, beta - alpha, sp.exp(z) - 1, z**2, sp.cos(beta)):
        assert not nonzero(expr)
    assert nonnegative(z**2)
    assert not nonnegative(z)
