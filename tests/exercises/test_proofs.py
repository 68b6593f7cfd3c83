"""A proof is judged line by line; what is true but not what was asked for is not yet right."""

import re

import pytest
import sympy as sp

from course_lib.derivations import Derivation, Step
from course_lib.exercises import Chain, Status, Waypoint

z = sp.Symbol("z", real=True)
sigma, f = sp.Function("sigma"), sp.Function("f")
MEANING = {sigma(z): 1 / (1 + sp.exp(-z))}
E = sp.exp(-2 * z)
TANH = Chain(
    sp.tanh(z),
    2 * sigma(2 * z) - 1,
    definitions=MEANING,
    least_steps=3,
    waypoints=(
        Waypoint(
            lambda line: line.has(sp.exp) and not line.has(sp.tanh, sigma),
            "line with exponentials only",
        ),
    ),
)
FIRST = ((sp.exp(z) - sp.exp(-z)) / (sp.exp(z) + sp.exp(-z)), "definition")
SECOND = ((1 - E) / (1 + E), "divide by e^z")
THIRD = (2 / (1 + E) - 1, "add and subtract 1")
LAST = (2 * sigma(2 * z) - 1, "definition")
RIGHT = [FIRST, SECOND, THIRD, LAST]


@pytest.mark.parametrize(
    "answer",
    [
        RIGHT,
        tuple(RIGHT),
        [list(line) for line in RIGHT],
        [Step(*line) for line in RIGHT],
        Derivation(sp.tanh(z), *RIGHT, definitions=MEANING),
        Derivation(sp.tanh(z), *RIGHT),
        [FIRST, THIRD, LAST],
    ],
    ids=range(7),
)
def test_right_lines_in_any_form(answer):
    finding = TANH.judge(answer)
    assert finding.status is Status.CORRECT, finding.message
    assert re.fullmatch("[34] steps, each proved by SymPy", finding.message)


def test_definitions_of_ones_own_are_welcome():
    own = Derivation(
        sp.tanh(z), FIRST, SECOND, (f(z), "shorter"), LAST, definitions={f(z): 2 / (1 + E) - 1}
    )
    assert TANH.judge(own).status is Status.CORRECT


x, other_z = sp.Symbol("x", real=True), sp.Symbol("z")
WRONG = [
    ([FIRST, ((1 + E) / (1 - E), "divide"), THIRD, LAST], r"line 2 is false, .* at z = .*, left"),
    ([((sp.exp(-z) - sp.exp(z)) / (sp.exp(z) + sp.exp(-z)), "d"), LAST], "line 1 is false.*left"),
    ([FIRST, ((1 - E) / (1 + E) / 2, "divide"), THIRD, LAST], "line 2 is false"),
    ([FIRST, SECOND, (2 / (1 + E) + 1, "add"), LAST], "line 3 is false"),
    ([FIRST, SECOND, (1 / (1 + E) - 1, "add"), LAST], "line 3 is false"),
    ([FIRST, SECOND, THIRD, (2 * sigma(z) - 1, "definition")], r"line 4 is false.*sigma\(z\)"),
    ([(2 * sigma(2 * z) + 1, "clear")], "line 1 is false, `tanh.z.` = `2.sigma"),
    ([(sp.Integer(0), "clear")], "line 1 is false"),
    ([(z, "clear")], "line 1 is false"),
    (
        Derivation(sp.sinh(z), (sp.sinh(z) + 0 * z, "same")),
        r"the chain starts at `sinh\(z\)`; start",
    ),
    (Derivation(LAST[0], (sp.tanh(z), "backwards")), "the chain starts at `2.sigma"),
    (Derivation(sp.tanh(z), *RIGHT, where=[z > 0]), "you assume `z > 0`, and the statement has no"),
    (
        Derivation(sp.tanh(z), (sigma(z), "my own"), definitions={sigma(z): sp.tanh(z)}),
        r"you define `sigma\(z\)` as `tanh\(z\)`; here it is `1/\(1 \+ exp\(-z\)\)`",
    ),
    ([(sp.tanh(x), "rename")], "line 1 contains `x`, which the statement does not"),
    ([(sp.tanh(other_z), "same")], r"another symbol of that name: .*sp.Symbol\('z', real=True\)"),
    ([FIRST, (f(z), "shorter")], r"line 2 contains `f\(z\)`, which is not defined"),
    ([FIRST[0], SECOND[0]], "line 1, .*, has no reason: write"),
    ([(FIRST[0], "")], "line 1, .*, has no reason"),
    ([(FIRST[0], "...")], "line 1, .*, has no reason"),
    ([FIRST, (sp.Eq(FIRST[0], SECOND[0]), "divide")], "line 2 is an equation: give only its right"),
    ([("exp(z)", "definition")], "line 1 is 'exp.z.', which is no SymPy expression"),
    ([(0.5, "definition")], "line 1 is 0.5, which is no SymPy expression"),
    ([(*FIRST, "and more")], r"line 1 is not of the form `\(expression, reason\)`"),
    (LAST[0], "it is one expression: give a list of lines"),
    ("trivial", "it is a str: give a list of lines"),
    (True, "it is a bool: give a list of lines"),
    ([(sp.I * z, "rotate")], "the lines cannot be read: .*real"),
]


@pytest.mark.parametrize(("answer", "message"), WRONG, ids=range(len(WRONG)))
def test_wrong_lines_are_refuted_or_refused(answer, message):
    finding = TANH.judge(answer)
    assert finding.status is Status.WRONG, finding
    assert re.search(message, finding.message), finding.message


UNFINISHED = [
    (
        [LAST],
        "proved, but in 1 step: the exercise asks for the lines between, at least 3",
    ),
    ([THIRD, LAST], "in 2 steps"),
    (LAST, "in 1 step"),
    ([(sp.tanh(z), "the same")], r"line 1, `tanh\(z\)`, only repeats the left-hand side"),
    ([FIRST, FIRST, LAST], "line 2, .*, only repeats an earlier line"),
    ([FIRST, SECOND, FIRST, LAST], "line 3, .*, only repeats an earlier line"),
    ([FIRST, SECOND, THIRD], r"every step is proved, but the last line is .*; go on to `2\*sigma"),
    ([FIRST, SECOND, (sp.tanh(2 * z / 2) + 1 - 1, "back")], "only repeats the left-hand side"),
    (
        [(sp.sinh(z) / sp.cosh(z), "d"), (2 * sigma(2 * z) - sp.sinh(0) - 1 + z - z, "x")],
        "in 2 steps",
    ),
    (
        [
            (sp.sinh(z) / sp.cosh(z), "definition"),
            (sp.sinh(2 * z) / (2 * sp.cosh(z) ** 2), "double angle"),
            LAST,
        ],
        "proved, but there is no line with exponentials only on the way",
    ),
    (
        [FIRST, Step(*SECOND, argument="obvious"), THIRD, LAST],
        "line 2 can be proved: leave",
    ),
    ([FIRST, (..., "divide"), LAST], "line 2 still has to be written"),
]


@pytest.mark.parametrize(("answer", "message"), UNFINISHED, ids=range(len(UNFINISHED)))
def test_true_lines_may_not_be_what_was_asked_for(answer, message):
    finding = TANH.judge(answer)
    assert finding.status is Status.INCOMPLETE, finding
    assert re.search(message, finding.message), finding.message


def test_what_cannot_be_decided_asks_for_a_smaller_step():
    hard = Chain(sp.Integral(sp.exp(-(z**4) - sp.exp(z)), (z, 0, 1)), sp.Integer(0), least_steps=1)
    line = sp.Integral(sp.exp(-((1 - z) ** 4) - sp.exp(1 - z)) * sp.cos(z - z), (z, 0, 1))
    shifted = (
        line
        + sp.Integral(sp.sin(sp.exp(z)), (z, 0, 1))
        - sp.Integral(sp.sin(sp.exp(1 - z)), (z, 0, 1))
    )
    finding = hard.judge([(shifted, "substitute")])
    assert finding.status is Status.INCOMPLETE
    assert "line 1 could be neither proved nor refuted" in finding.message
    assert "put a line between the two, which changes one thing only" in finding.message


def test_an_argued_step_does_not_count():
    tail = sp.Integral(sp.exp(-(z**4) - sp.exp(z)), (z, 0, 1))
    other = sp.Integral(sp.exp(-((1 - z) ** 4) - sp.exp(1 - z)), (z, 0, 1))
    chain = Chain(tail, other, least_steps=1)
    finding = chain.judge([Step(other, "substitute", argument="a theorem")])
    assert finding.status is not Status.CORRECT


@pytest.mark.parametrize("answer", [[(..., "definition")], [(..., "a"), (..., "b")], [(...,)]])
def test_the_stub_is_not_attempted(answer):
    assert TANH.judge(answer).status is Status.NOT_ATTEMPTED
