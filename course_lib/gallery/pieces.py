"""An activation's formula along the real line, piece by piece between its singular points."""

from itertools import pairwise
from typing import NamedTuple

import sympy as sp

from course_lib.activations.definition import Activation, Z


class Piece(NamedTuple):
    """A part of the real line on which an activation has one smooth formula.

    Attributes
    ----------
    low, high : sympy.Expr
        Its ends, which may be infinite.
    formula : sympy.Expr
        The activation there, in `Z`, without a case distinction.
    """

    low: sp.Expr
    high: sp.Expr
    formula: sp.Expr


def smooth_pieces(activation: Activation, *, symbolic: bool = False) -> tuple[Piece, ...]:
    """The real line in pieces without a singular point inside.

    Parameters
    ----------
    activation : Activation
        The record.
    symbolic : bool
        Whether its parameters stay symbols. The order of the pieces and the branches of the formula
        are those of the record's arguments in either case.

    Returns
    -------
    tuple of Piece
        From left to right.
    """
    values = zip(activation.parameters, activation.arguments, strict=True)
    exact = {parameter.symbol: sp.Rational(value) for parameter, value in values}
    joints = {
        point.at
        for point in activation.singularities
        if sp.sympify(point.when).subs(exact) == sp.true
    }
    places = sorted((sp.sympify(at).subs(exact), at) for at in joints)
    ends = [(-sp.oo, -sp.oo), *places, (sp.oo, sp.oo)]
    found = []
    for (left, low), (right, high) in pairwise(ends):
        formula = _branch(activation.definition, {**exact, Z: _between(left, right)})
        piece = Piece(low, high, formula)
        found.append(piece if symbolic else Piece(left, right, formula.subs(exact)))
    return tuple(found)


def _between(left: sp.Expr, right: sp.Expr) -> sp.Expr:
    if left == -sp.oo:
        return sp.Integer(0) if right == sp.oo else right - 1
    return left + 1 if right == sp.oo else (left + right) / 2


def _branch(formula: sp.Expr, inside: dict[sp.Symbol, sp.Expr]) -> sp.Expr:
    """Replace each case distinction by the branch that holds at a point."""
    while cases := formula.atoms(sp.Piecewise):
        for case in cases:
            chosen = next(value for value, when in case.args if when.subs(inside) == sp.true)
            formula = formula.xreplace({case: chosen})
    return formula
