"""What one number each says about an activation, to ten proved digits, and in closed form."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction
from functools import cache
from typing import Final

import sympy as sp
from flint import arb, ctx

from course_lib.activations.definition import Activation, Z
from course_lib.gallery.balls import BITS, gaussian_mean
from course_lib.gallery.closed_forms import closed_mean, tidied
from course_lib.gallery.extremes import infimum, steepest
from course_lib.gallery.pieces import smooth_pieces

DIGITS: Final = 10
LONGEST: Final = 60
"""The operations of the longest closed form that is of use to a reader."""

_LONG: Final = Context(prec=60)


@dataclass(frozen=True)
class Constant:
    """A number, known to more digits than are shown.

    Attributes
    ----------
    ball : flint.arb
        An enclosure.
    closed : sympy.Expr or None
        A closed form in the record's parameters, if one is known; it lies in the enclosure.
    exact : sympy.Expr or None
        The closed form for the record's arguments.
    """

    ball: arb
    closed: sp.Expr | None = None
    exact: sp.Expr | None = None

    def __float__(self) -> float:
        """The nearest float, but for its last bit."""
        return float(self.ball.mid()) if self.ball.is_finite() else float(self.ball)

    def digits(self, count: int = DIGITS) -> str:
        """The number in `count` significant digits, fewer if it is a short decimal.

        Raises
        ------
        ArithmeticError
            If the enclosure does not decide the last digit.
        """
        if not self.ball.is_finite():
            return "∞" if self.ball > 0 else "−∞"
        if self.exact is not None and self.exact.is_Rational:
            decimal = _decimal(Fraction(int(self.exact.p), int(self.exact.q)), count)
            short = decimal.normalize()
            is_exact = sp.Rational(str(short)) == self.exact
            return _written(short if is_exact else decimal)
        low, high = (
            _decimal(_fraction(end), count) for end in (self.ball.lower(), self.ball.upper())
        )
        if low != high:
            raise ArithmeticError(f"{count} digits asked of {self.ball}")
        return _written(low)


@dataclass(frozen=True)
class Constants:
    """The constants of one activation; `Z` is standard normal.

    Attributes
    ----------
    lipschitz : Constant
        The greatest size of the slope.
    minimum : Constant
        The greatest lower bound of the values.
    lowest_at : flint.arb or None
        The one point where the minimum is taken.
    mean, mean_square : Constant
        ``E f(Z)`` and ``E f(Z)^2``.
    slope_mean_square : Constant
        ``E f'(Z)^2``: what a layer multiplies the mean square of a gradient by.
    forward_gain, backward_gain : Constant
        ``1 / sqrt(E f^2)`` and ``1 / sqrt(E f'^2)``.
    stability : Constant
        The slope at 1 of ``V(q) = E f(sqrt(q) Z)^2 / E f(Z)^2``, which takes the mean square of one
        layer's pre-activations to the next one's under the forward gain.
    """

    lipschitz: Constant
    minimum: Constant
    lowest_at: arb | None
    mean: Constant
    mean_square: Constant
    slope_mean_square: Constant
    forward_gain: Constant
    backward_gain: Constant
    stability: Constant

    @property
    def verdict(self) -> str:
        """Whether a small error of the mean square shrinks, stays or grows from layer to layer."""
        if self.stability.exact == 1:
            return "neutral"
        if self.stability.ball < 1:
            return "stable"
        if self.stability.ball > 1:
            return "unstable"
        raise ArithmeticError(f"the slope may be 1: {self.stability.ball}")


@cache
def constants(activation: Activation) -> Constants:
    """The constants of an activation.

    Parameters
    ----------
    activation : Activation
        The record. Its values may grow at most as a power.

    Returns
    -------
    Constants
        Enclosures, and closed forms where the rules give one.

    Raises
    ------
    ArithmeticError
        If a closed form or a property on record lies outside of its enclosure.

    Examples
    --------
    >>> from course_lib.activations import get
    >>> found = constants(get("gelu"))
    >>> found.mean_square.digits(), found.mean_square.closed, found.verdict
    ('0.4252214826', (sqrt(3)/pi + 2)/6, 'unstable')
    """
    odd = activation.properties.parity == "odd"
    mean = _mean(activation, lambda f: f, known=sp.Integer(0) if odd else None)
    square = _mean(activation, lambda f: f**2)
    slope_square = _mean(activation, lambda f: sp.diff(f, Z) ** 2)
    # by parts, 2 V'(1) = E (Z^2 - 1) f^2 / E f^2: no derivative of f, so jumps count as they should
    fourth = _mean(activation, lambda f: Z**2 * f**2)
    lowest = infimum(activation)
    with ctx.workprec(BITS):
        return Constants(
            lipschitz=_on_record(activation, steepest(activation), activation.properties.lipschitz),
            minimum=_on_record(activation, lowest.value, activation.properties.range.inf),
            lowest_at=lowest.at,
            mean=mean,
            mean_square=square,
            slope_mean_square=slope_square,
            forward_gain=_gain(square),
            backward_gain=_gain(slope_square),
            stability=Constant(
                (fourth.ball / square.ball - 1) / 2,
                _stability(fourth.closed, square.closed),
                _stability(fourth.exact, square.exact),
            ),
        )


def _mean(
    activation: Activation,
    integrand: Callable[[sp.Expr], sp.Expr],
    known: sp.Expr | None = None,
) -> Constant:
    ball = gaussian_mean(smooth_pieces(activation), integrand)
    closed = known
    if closed is None:
        closed = closed_mean(smooth_pieces(activation, symbolic=True), integrand)
    if closed is None:
        return Constant(ball)
    values = zip(activation.parameters, activation.arguments, strict=True)
    exact = closed.subs({parameter.symbol: sp.Rational(value) for parameter, value in values})
    return Constant(_checked(activation, ball, exact), closed, exact)


def _on_record(activation: Activation, ball: arb, stated: sp.Expr) -> Constant:
    """A property on record is a closed form, unless it is itself a decimal."""
    if not stated.is_finite:
        if ball.is_finite() or float(ball) != float(stated):
            raise ArithmeticError(f"{activation}: {stated} is on record, {ball} was found")
        return Constant(ball)
    _checked(activation, ball, stated)
    return Constant(ball) if stated.atoms(sp.Float) else Constant(ball, stated, stated)


def _checked(activation: Activation, ball: arb, exact: sp.Expr) -> arb:
    with ctx.workprec(BITS):
        # a decimal on record has 30 digits, a limit at infinity comes as a float
        close = abs(ball - arb(str(sp.N(exact, 30)))) < arb(10) ** -14
    if not close:
        raise ArithmeticError(f"{activation}: expected {exact}, found {ball}")
    return ball


def _gain(square: Constant) -> Constant:
    closed, exact = (
        None if form is None else 1 / sp.sqrt(form) for form in (square.closed, square.exact)
    )
    return Constant(1 / square.ball.sqrt(), closed, exact)


def _stability(fourth: sp.Expr | None, square: sp.Expr | None) -> sp.Expr | None:
    if fourth is None or square is None or max(map(sp.count_ops, (fourth, square))) > LONGEST:
        return None
    return tidied((fourth / square - 1) / 2)


def _fraction(number: arb) -> Fraction:
    mantissa, exponent = number.man_exp()
    return Fraction(int(mantissa)) * Fraction(2) ** int(exponent)


def _decimal(number: Fraction, count: int) -> Decimal:
    decimal = _LONG.divide(Decimal(number.numerator), Decimal(number.denominator))
    rounded = Context(prec=count).plus(decimal)
    # with the zeros at its end, which division leaves out
    return rounded + Decimal(0).scaleb(rounded.adjusted() - count + 1)


def _written(decimal: Decimal) -> str:
    return f"{decimal:f}".replace("-", "−")
