"""The constants against other ways to compute them, and closed forms against the enclosures."""

import mpmath
import numpy as np
import pytest
import sympy as sp
from flint import arb

from course_lib.activations import CATALOGUE, Z, get
from course_lib.activations.reference import in_balls
from course_lib.gallery import Constant, constants
from course_lib.gallery.balls import gaussian_mean, over_balls
from course_lib.gallery.closed_forms import closed_mean
from course_lib.gallery.extremes import infimum, steepest
from course_lib.gallery.pieces import smooth_pieces
from course_lib.signal_propagation import fixed_length
from tests.activations.records import RECORDS, each_default, each_record

MEANS = {
    "mean": (0, 0, 1),
    "mean_square": (0, 0, 2),
    "slope_mean_square": (1, 0, 2),
}


def by_mpmath(record, order, power):
    """The mean of a power of a derivative, in 30 digits, by another quadrature."""
    joints = sorted(float(point.at) for point in record.singular_points)
    total = mpmath.mpf(0)
    with mpmath.workdps(30):
        for low, high, formula in smooth_pieces(record):
            f = sp.lambdify(Z, sp.diff(formula, Z, order) ** power, "mpmath")
            ends = [mpmath.mpf(sp.N(end, 30)) if end.is_finite else None for end in (low, high)]
            start = -mpmath.mpf(14) if ends[0] is None else ends[0]
            stop = mpmath.mpf(14) if ends[1] is None else ends[1]
            cuts = [start, *(mpmath.mpf(k) for k in range(-13, 14) if start < k < stop), stop]
            total += mpmath.quad(lambda z, f=f: f(z) * mpmath.npdf(z), cuts)
    assert len(smooth_pieces(record)) == len(joints) + 1
    return total


@each_default
@pytest.mark.parametrize("name", MEANS)
def test_means_agree_with_another_quadrature(record, name):
    order, _, power = MEANS[name]
    found = getattr(constants(record), name)
    assert float(found) == pytest.approx(float(by_mpmath(record, order, power)), abs=1e-14)


@each_default
def test_enclosures_decide_more_than_ten_digits(record):
    found = constants(record)
    for name in ("mean_square", "slope_mean_square", "forward_gain", "backward_gain", "stability"):
        assert getattr(found, name).ball.rel_accuracy_bits() > 50
    assert found.mean.exact == 0 or found.mean.ball.rel_accuracy_bits() > 50


@each_record
def test_closed_forms_lie_in_the_enclosures(record):
    """For other arguments too: the symbols stand for all of them."""
    values = zip(record.parameters, record.arguments, strict=True)
    exact = {parameter.symbol: sp.Rational(value) for parameter, value in values}
    for integrand in (lambda f: f, lambda f: f**2, lambda f: sp.diff(f, Z) ** 2):
        closed = closed_mean(smooth_pieces(record, symbolic=True), integrand)
        if closed is not None:
            truth = gaussian_mean(smooth_pieces(record), integrand)
            assert in_balls((), sp.sympify(closed).subs(exact))().overlaps(truth), closed


def test_there_are_closed_forms():
    expected = {
        "relu": (1 / sp.sqrt(2 * sp.pi), sp.Rational(1, 2)),
        "gelu": (1 / (2 * sp.sqrt(sp.pi)), sp.Rational(1, 3) + sp.sqrt(3) / (6 * sp.pi)),
        "sigmoid": (sp.Rational(1, 2), None),
        "selu": (sp.Integer(0), sp.Integer(1)),
        "softsign": (sp.Integer(0), None),
    }
    for name, (mean, square) in expected.items():
        found = constants(get(name))
        assert sp.simplify(found.mean.closed - mean) == 0
        assert (found.mean_square.closed is None) == (square is None)
        if square is not None:
            assert sp.simplify(found.mean_square.closed - square) == 0
    known = [record for record in CATALOGUE if constants(record).mean_square.closed is not None]
    assert len(known) >= len(CATALOGUE) // 2


@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        ("gelu", "mean_square"),
        ("elu", "mean"),
        ("relu", "slope_mean_square"),
    ],
)
def test_a_wrong_closed_form_is_refused(monkeypatch, wrong, name):
    def planted(pieces, integrand):
        closed = closed_mean(pieces, integrand)
        return None if closed is None else closed + sp.Rational(1, 10**12)

    assert getattr(constants(get(wrong)), name).closed is not None
    monkeypatch.setattr("course_lib.gallery.constant.closed_mean", planted)
    with pytest.raises(ArithmeticError, match=rf"{wrong}.*expected"):
        constants.__wrapped__(get(wrong))


@each_record
def test_extremes_against_a_fine_grid(record):
    z = np.concatenate([np.linspace(-30, 30, 600_001), [-np.inf, np.inf]])
    least, steep = record.value(z).min(), np.abs(record.derivative(z)).max()
    found = infimum(record)
    assert float(found.value.mid()) <= least + 1e-12 or not found.value.is_finite()
    if found.at is not None:
        assert record.value(float(found.at.mid())) == pytest.approx(least, abs=1e-7)
    bound = steepest(record)
    # between two points, 1e-4 apart, a slope changes by 1e-4 of the second derivative
    assert not bound.is_finite() or float(bound.mid()) == pytest.approx(steep, rel=1e-3)
    assert not bound.is_finite() or bound.upper() > steep - 1e-12


@each_default
def test_extremes_are_those_on_record(record):
    found = constants(record)
    for constant, stated in (
        (found.lipschitz, record.properties.lipschitz),
        (found.minimum, record.properties.range.inf),
    ):
        if stated.is_finite:
            assert float(constant) == pytest.approx(float(stated), abs=1e-14)
        else:
            assert float(constant) == float(stated)


def test_a_wrong_property_is_refused():
    record = get("gelu")
    wrong = record.properties.__class__(
        **{**vars(record.properties), "lipschitz": sp.Rational(1129, 1000)}
    )
    planted = record.__class__(**{**vars_of(record), "properties": wrong})
    with pytest.raises(ArithmeticError, match="expected 1129/1000"):
        constants(planted)


def vars_of(record):
    return {name: getattr(record, name) for name in record.__dataclass_fields__}


@each_default
def test_gains_keep_the_mean_squares(record):
    found = constants(record)
    forward, backward = float(found.forward_gain), float(found.backward_gain)
    assert forward**2 * float(found.mean_square) == pytest.approx(1, abs=1e-14)
    assert backward**2 * float(found.slope_mean_square) == pytest.approx(1, abs=1e-14)


@each_default
def test_stability_is_a_slope(record):
    """Against a difference quotient of the map itself, by mpmath."""
    h = mpmath.mpf("1e-6")

    def mean_square(q):
        total = mpmath.mpf(0)
        for low, high, formula in smooth_pieces(record):
            f = sp.lambdify(Z, formula, "mpmath")
            s = mpmath.sqrt(q)
            start = mpmath.mpf(-13) if not low.is_finite else mpmath.mpf(sp.N(low, 30)) / s
            stop = mpmath.mpf(13) if not high.is_finite else mpmath.mpf(sp.N(high, 30)) / s
            cuts = [start, *(mpmath.mpf(k) for k in range(-12, 13) if start < k < stop), stop]
            total += mpmath.quad(lambda z, f=f, s=s: f(s * z) ** 2 * mpmath.npdf(z), cuts)
        return total

    with mpmath.workdps(30):
        slope = (mean_square(1 + h) - mean_square(1 - h)) / (2 * h) / mean_square(1)
    assert float(constants(record).stability) == pytest.approx(float(slope), abs=1e-9)


def test_verdicts():
    verdicts = {record.name: constants(record).verdict for record in CATALOGUE}
    assert {verdicts[name] for name in ("gelu", "silu", "mish", "hardswish")} == {"unstable"}
    assert {verdicts[name] for name in ("tanh", "selu", "elu", "softplus")} == {"stable"}
    assert {verdicts[name] for name in ("relu", "leaky_relu", "prelu", "rrelu")} == {"neutral"}


def test_a_stable_point_is_the_one_that_is_found():
    gain = float(constants(get("tanh")).forward_gain)
    assert fixed_length(get("tanh").value, weight_variance=gain**2, start=1.3) == pytest.approx(1)


@pytest.mark.parametrize(
    ("ball", "exact", "digits"),
    [
        ("2/3", None, "0.6666666667"),
        ("-1/3", None, "−0.3333333333"),
        ("1/2", "1/2", "0.5"),
        ("1/2", None, "0.5000000000"),
        ("99999999999/100000000000", None, "1.000000000"),
        ("12345678901/1000", None, "12345678.90"),
        ("0", "0", "0"),
    ],
)
def test_digits(ball, exact, digits):
    enclosure = in_balls((), sp.Rational(ball))() + arb(0, 1e-20)
    form = None if exact is None else sp.Rational(exact)
    assert Constant(enclosure, form, form).digits() == digits


def test_a_digit_that_is_not_known_is_not_shown():
    with pytest.raises(ArithmeticError, match="10 digits asked of"):
        Constant(arb(1, 1e-9) / 3).digits()
    assert Constant(arb(1, 1e-9) / 3).digits(6) == "0.333333"


def test_infinite_constants():
    assert constants(get("hardshrink")).lipschitz.digits() == "∞"
    assert constants(get("leaky_relu")).minimum.digits() == "−∞"


@pytest.mark.parametrize("expr", [sp.sin(Z), Z ** sp.Rational(1, 3)])
def test_functions_that_no_rule_knows_are_refused(expr):
    with pytest.raises(TypeError, match="expected a"):
        over_balls(expr)


def test_pieces_join():
    for record in RECORDS:
        pieces = smooth_pieces(record)
        assert [piece.low for piece in pieces[1:]] == [piece.high for piece in pieces[:-1]]
        assert not any(piece.formula.has(sp.Piecewise) for piece in pieces)
        for low, high, formula in pieces:
            z = (
                float((max(low, -3) + min(high, 3)) / 2)
                if low < 3 and high > -3
                else float(low) + 1
            )
            assert float(formula.subs(Z, z)) == pytest.approx(record.value(z), abs=1e-12)
