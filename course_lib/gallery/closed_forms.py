"""Means over a standard normal in closed form, for the integrands that have one we can find.

Two rules do all of it. On an interval, a power times an exponential is shifted to a moment of a
cut normal, by completing the square. On the whole line, integration by parts lowers the power, or
the number of factors erf. What is odd there is left out before.
"""

from collections.abc import Callable
from functools import cache

import sympy as sp

from course_lib.activations.definition import Z
from course_lib.gallery.pieces import Piece

_ERF = sp.erf(Z / sp.sqrt(2))


def closed_mean(
    pieces: tuple[Piece, ...], integrand: Callable[[sp.Expr], sp.Expr]
) -> sp.Expr | None:
    """The mean of an integrand for a standard normal variable, if the rules reach it.

    Parameters
    ----------
    pieces : tuple of Piece
        The smooth pieces of an activation; ends and formulas may have symbols besides `Z`.
    integrand : callable
        From an activation's formula to the integrand, in `Z`.

    Returns
    -------
    sympy.Expr or None
        The mean, or None where a term is beyond the rules: that says nothing about a closed form.
    """
    terms: list[sp.Expr | None] = []
    for low, high, formula in pieces:
        weight = sp.powsimp(sp.expand(integrand(formula)))
        if (low, high) == (-sp.oo, sp.oo):
            terms += [_over_the_line(term) for term in _terms(_even(weight))]
        else:
            terms += [_over_an_interval(term, low, high) for term in _terms(weight)]
    known = [term for term in terms if term is not None]
    return tidied(sp.Add(*known)) if len(known) == len(terms) else None


def tidied(expr: sp.Expr) -> sp.Expr:
    """A constant in the shortest writing that a few of SymPy's rules give."""
    plain = sp.expand(expr)
    candidates = [plain, sp.factor_terms(plain)]
    if any(power.base.is_Add and power.exp.is_negative for power in plain.atoms(sp.Pow)):
        candidates.append(sp.cancel(sp.together(plain)))  # SELU's constants are such quotients
    return min(candidates, key=sp.count_ops)


def _terms(weight: sp.Expr) -> list[sp.Expr]:
    return [term for term in sp.Add.make_args(weight) if term != 0]


def _even(weight: sp.Expr) -> sp.Expr:
    """A function of the same mean: without its odd terms, or half of it plus its mirror image."""
    if weight.has(sp.erf):
        return weight
    mirrored = [(term, term.subs(Z, -Z)) for term in sp.Add.make_args(weight)]
    rest = sp.Add(*(term for term, mirror in mirrored if sp.expand(term + mirror) != 0))
    exponentials = {part: sp.Dummy() for part in rest.atoms(sp.exp)}
    if not exponentials or rest.subs(exponentials).has(Z):
        return rest
    # a rational function of exponentials, such as the sigmoid's
    both = sp.cancel(sp.together((rest + rest.subs(Z, -Z)) / 2))
    return rest if both.has(Z) else both


def _over_an_interval(term: sp.Expr, low: sp.Expr, high: sp.Expr) -> sp.Expr | None:
    factor, rest = term.as_independent(Z, as_Add=False)
    power, rate = sp.Integer(0), sp.Integer(0)
    for part in sp.Mul.make_args(rest):
        base, exponent = part.as_base_exp()
        if base == Z and exponent.is_Integer and exponent > 0:
            power += exponent
        elif isinstance(part, sp.exp) and not sp.diff(part.exp, Z).has(Z):
            slope = sp.diff(part.exp, Z)
            factor *= sp.exp(sp.expand(part.exp - slope * Z))
            rate += slope
        elif part != 1:
            return None
    return factor * _shifted_moment(int(power), rate, low, high)


def _shifted_moment(power: int, rate: sp.Expr, low: sp.Expr, high: sp.Expr) -> sp.Expr:
    """The integral of ``z^n exp(k z)`` times the density: ``z = u + k`` completes the square."""
    return sp.exp(rate**2 / 2) * sp.Add(
        *(
            sp.binomial(power, j) * rate ** (power - j) * _cut_moment(j, low - rate, high - rate)
            for j in range(power + 1)
        )
    )


def _cut_moment(power: int, low: sp.Expr, high: sp.Expr) -> sp.Expr:
    """The integral of ``z^n`` times the standard normal density."""
    if power == 0:
        return (_erf_at(high) - _erf_at(low)) / 2
    edge = _edge(power - 1, low) - _edge(power - 1, high)
    return edge + ((power - 1) * _cut_moment(power - 2, low, high) if power > 1 else 0)


def _erf_at(z: sp.Expr) -> sp.Expr:
    return sp.sign(z) if z.is_infinite else sp.erf(z / sp.sqrt(2))


def _edge(power: int, z: sp.Expr) -> sp.Expr:
    return sp.Integer(0) if z.is_infinite else z**power * sp.exp(-(z**2) / 2) / sp.sqrt(2 * sp.pi)


def _over_the_line(term: sp.Expr) -> sp.Expr | None:
    factor, rest = term.as_independent(Z, as_Add=False)
    power, count, sharpness = 0, 0, sp.Integer(1)
    for part in sp.Mul.make_args(rest):
        base, exponent = part.as_base_exp()
        if base == Z and exponent.is_Integer and exponent > 0:
            power += int(exponent)
        elif base == _ERF and exponent.is_Integer and exponent > 0:
            count += int(exponent)
        elif isinstance(part, sp.exp) and (part.exp / Z**2).is_negative:
            sharpness -= 2 * part.exp / Z**2
        elif part != 1:
            return None
    integral = _by_parts(power, count, sharpness)
    return None if integral is None else factor * integral


@cache
def _by_parts(power: int, count: int, sharpness: sp.Expr) -> sp.Expr | None:
    """The integral of ``z^n erf(z / sqrt(2))^m exp(-s z^2 / 2) / sqrt(2 pi)`` over the line.

    With no power left: a normal density for ``m = 0``, an odd function for ``m = 1``, and for
    ``m = 2`` the chance that two correlated normal variables have the same sign.
    """
    if (power + count) % 2:
        return sp.Integer(0)
    if power == 0:
        squared = 2 * sp.asin(1 / (1 + sharpness)) / sp.pi
        known = {0: sp.Integer(1), 2: squared}.get(count)
        return None if known is None else known / sp.sqrt(sharpness)
    lower = [
        (weight, _by_parts(*arguments))
        for weight, arguments in (
            (sp.Integer(power - 1), (power - 2, count, sharpness)),
            (count * sp.sqrt(2 / sp.pi), (power - 1, count - 1, sharpness + 1)),
        )
        if weight != 0
    ]
    known = [weight * part / sharpness for weight, part in lower if part is not None]
    return sp.Add(*known) if len(known) == len(lower) else None
