"""Argued steps, errors for what cannot be read, and the refusal to print what is not proved."""

import pytest
import sympy as sp

from course_lib.derivations import (
    Derivation,
    NotProvedError,
    Status,
    Step,
    Witness,
    check,
    decide,
    prove,
)
from tests.derivations.symbols import beta, f, k, sigmoid, t, z

# An integral over all of a function that is not defined: SymPy has nothing to hold on to.
LIMIT_OF_INTEGRAL = sp.Limit(sp.Integral(f(t / beta) * sp.exp(-(t**2)), (t, 0, 1)), beta, sp.oo)
INTEGRAL_OF_LIMIT = f(sp.S.Zero) * sp.Integral(sp.exp(-(t**2)), (t, 0, 1))
THEOREM = "dominated convergence [Rudin, 1987, Theorem 1.34]"


def test_an_argued_step_is_argued_only_where_nothing_else_is_possible():
    argued = Step(INTEGRAL_OF_LIMIT, "limit under the integral", THEOREM)
    (verdict,) = check(Derivation(LIMIT_OF_INTEGRAL, argued)).verdicts
    assert verdict.status is Status.ARGUED
    assert verdict.detail == THEOREM
    without = Derivation(LIMIT_OF_INTEGRAL, (INTEGRAL_OF_LIMIT, "limit under the integral"))
    assert check(without).verdicts[0].status is Status.UNDECIDED


def test_an_argued_step_that_can_be_proved_is_an_error():
    derivation = Derivation(sigmoid(-z), Step(1 - sigmoid(z), "symmetry", "see [Bishop, 2006]"))
    assert check(derivation).verdicts[0].status is Status.UNDECIDED
    with pytest.raises(NotProvedError, match="can be proved: drop the argument"):
        prove(derivation)


def test_an_argued_step_that_is_false_is_refuted():
    derivation = Derivation(sigmoid(-z), Step(sigmoid(z), "symmetry", "see [Bishop, 2006]"))
    (verdict,) = check(derivation).verdicts
    assert verdict.status is Status.REFUTED
    with pytest.raises(NotProvedError, match="is refuted"):
        prove(derivation)


def test_argued_steps_are_counted_and_shown():
    proof = prove(
        Derivation(
            LIMIT_OF_INTEGRAL,
            Step(INTEGRAL_OF_LIMIT, "limit under the integral", THEOREM),
            (f(sp.S.Zero) * sp.sqrt(sp.pi) * sp.erf(1) / 2, "the error function"),
        )
    )
    assert proof.proved
    assert proof.summary == "2 steps: 1 proved, 1 argued"
    assert f"Argued, step 1: {THEOREM}" in proof._repr_markdown_()
    assert "derivation-argued" in proof._repr_markdown_()


def test_what_does_not_hold_is_not_shown_as_proved():
    false = check(Derivation(sigmoid(-z), (1 - sigmoid(z), "right"), (sigmoid(z), "wrong")))
    shown = false._repr_markdown_()
    assert '<p class="derivation-refuted">✗ 2 steps: 1 proved, 1 refuted' in shown
    assert f"Refuted, step 2: {false.verdicts[1].detail}" in shown
    open_step = Step(INTEGRAL_OF_LIMIT, "limit under the integral")
    shown = check(Derivation(LIMIT_OF_INTEGRAL, open_step))._repr_markdown_()
    assert '<p class="derivation-undecided">✗ 1 step: 1 undecided' in shown


def test_the_error_names_the_step_its_reason_both_sides_and_the_witness():
    derivation = Derivation(
        sigmoid(-z),
        (1 - sigmoid(z), "symmetry"),
        (1 + sigmoid(z), "a slip of the pen"),
    )
    with pytest.raises(NotProvedError) as caught:
        prove(derivation)
    message = str(caught.value)
    assert message.startswith("step 2 (a slip of the pen) is refuted: ")
    assert str(1 - sigmoid(z)) in message
    assert str(1 + sigmoid(z)) in message
    witness = check(derivation).verdicts[1].witness
    assert witness is not None
    assert message.endswith(str(witness))


def test_a_witness_in_words():
    assert str(Witness({"z": "0"}, "undefined", "1.0")) == "at z = 0, left undefined, right 1.0"
    assert str(Witness({}, "2.0", "1.0")) == "always, left 2.0, right 1.0"


def test_an_undecided_step_says_where_it_stops():
    with pytest.raises(NotProvedError, match=r"is undecided: .*undefined: .*z = 0"):
        prove(Derivation(1 / z + 1, (1 + 1 / z, "the order of terms")))


SLOT = sp.Symbol("s")
WHOLE = sp.Symbol("m", integer=True)


@pytest.mark.parametrize(
    ("make", "error", "message"),
    [
        (lambda: Derivation(z), ValueError, "at least one step"),
        (lambda: Derivation(z, (z, " ")), ValueError, "step 1 has no reason"),
        (lambda: Derivation(0.5, (z, "x")), TypeError, "expected a SymPy expression, got float"),
        (lambda: Derivation(z, ("z", "x")), TypeError, "expected a SymPy expression, got str"),
        (lambda: Derivation(z > 0, (z, "x")), TypeError, "expected a SymPy expression"),
        (lambda: Derivation(z, (z, "x"), where=(True,)), TypeError, "expected a relation"),
        (
            lambda: Derivation(z, (z, "x"), definitions={z: z}),
            TypeError,
            "expected a function of symbols",
        ),
        (
            lambda: Derivation(z, (z, "x"), definitions={f(2 * z): z}),
            TypeError,
            "expected a function of symbols",
        ),
        (lambda: Derivation(SLOT, (SLOT, "x")), ValueError, "symbol s must be real"),
        (lambda: Derivation(z, (z, "x"), where=(SLOT > 0,)), ValueError, "symbol s must be real"),
        (
            lambda: Derivation(f(z), (f(z), "x"), definitions={f(z): SLOT * z}),
            ValueError,
            "symbol s must be real",
        ),
        (
            lambda: Derivation(f(z), (f(z), "x"), definitions={f(z): f(z) + 1}),
            ValueError,
            "round in a circle",
        ),
        (
            lambda: Derivation(f(z), (f(z), "x"), definitions={f(z, t): z * t}),
            ValueError,
            "defined for 2 arguments",
        ),
        (lambda: Derivation(sp.I * z, (z, "x")), TypeError, "imaginary unit"),
        (
            lambda: Derivation(sp.Integral(beta, (beta, -1, 1)), (z, "x")),
            ValueError,
            "beta is assumed nonnegative, but runs from -1 to 1",
        ),
        (
            lambda: Derivation(sp.Integral(WHOLE, (WHOLE, 0, 1)), (z, "x")),
            ValueError,
            "assumptions that its range does not have",
        ),
        (
            lambda: Derivation(sp.Limit(beta, beta, 0, "-"), (z, "x")),
            ValueError,
            "beta is assumed nonnegative",
        ),
        (lambda: Derivation(sp.Integral(z, z), (z, "x")), ValueError, "without both bounds"),
        (lambda: decide(SLOT, SLOT), ValueError, "symbol s must be real"),
    ],
)
def test_bad_input_gets_a_clear_error(make, error, message):
    with pytest.raises(error, match=message):
        make()


def test_bound_variables_may_have_the_assumptions_of_their_range():
    assert prove(Derivation(sp.Integral(beta, (beta, 0, 1)), (sp.S.Half, "power rule"))).proved
    assert prove(Derivation(sp.Limit(1 / beta, beta, sp.oo), (sp.S.Zero, "vanishes"))).proved
    assert prove(Derivation(sp.Sum(k, (k, 1, 3)), (sp.Integer(6), "added up"))).proved


def test_contradictory_conditions_prove_nothing():
    verdict = decide(z, z + 1, (z > 1, z < 0))
    assert verdict.status is Status.UNDECIDED
    assert verdict.detail == "the conditions contradict each other"
