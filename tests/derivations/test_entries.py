"""Sums over all entries of a vector of any length: true lines are proved, wrong ones are not."""

import pytest
import sympy as sp
from sympy import Derivative, Sum, exp, log

from course_lib.derivations import Derivation, NotProvedError, Status, check, checker, prove
from course_lib.derivations import to_latex as latex

x, v, y = (sp.IndexedBase(name, real=True) for name in "xvy")
i, k, n = sp.symbols("i k n", integer=True, positive=True)
j = sp.Symbol("j", integer=True)
t = sp.Symbol("t", real=True)
c = sp.Symbol("c", real=True)
whole = (j, 1, n)
TOTAL = Sum(exp(x[j]), whole)
s = sp.Function("s")
SHARES = {s(i): exp(x[i]) / TOTAL}
MEAN = Sum(s(j) * v[j], whole)
LOSS = -Sum(y[j] * log(s(j)), whole)

RIGHT = {
    "own derivative": (Derivative(s(i), x[i]), s(i) * (1 - s(i))),
    "other derivative": (Derivative(s(i), x[k]), -s(i) * s(k)),
    "own derivative, quotient rule": (
        Derivative(exp(x[i]) / TOTAL, x[i]),
        (exp(x[i]) * TOTAL - exp(x[i]) * exp(x[i])) / TOTAL**2,
    ),
    "shares sum to 1": (Sum(s(j), whole), sp.S.One),
    "rows of the Jacobian sum to 0": (s(i) - s(i) * Sum(s(j), whole), sp.S.Zero),
    "shift": (exp(x[i] + c) / Sum(exp(x[j] + c), whole), s(i)),
    "log-sum-exp, gradient": (Derivative(log(TOTAL), x[i]), s(i)),
    "log-sum-exp, shift": (log(Sum(exp(x[j] + c), whole)), c + log(TOTAL)),
    "log-softmax": (Derivative(log(s(i)), x[k]), -s(k)),
    "cross-entropy": (Derivative(LOSS, x[i]), s(i) * Sum(y[j], whole) - y[i]),
    "variance": (
        Sum(s(j) * (v[j] - MEAN) ** 2, whole),
        Sum(s(j) * v[j] ** 2, whole) - MEAN**2,
    ),
    "constant terms": (Sum(c + x[j], whole), n * c + Sum(x[j], whole)),
    "constant terms beside an entry": (
        Sum(c + x[j], whole) - x[i],
        n * c + Sum(x[j], whole) - x[i],
    ),
    "linear": (Derivative(Sum(x[j] ** 2, whole), x[i]), 2 * x[i]),
    "two entries": (Derivative(TOTAL, x[i]) + Derivative(TOTAL, x[k]), exp(x[i]) + exp(x[k])),
}  # fmt: skip

# Each with one error, and whether a point refutes it.
WRONG = {
    "own derivative, sign": (Derivative(s(i), x[i]), s(i) * (1 + s(i)), True),
    "own derivative, factor lost": (Derivative(s(i), x[i]), 1 - s(i), True),
    "own derivative, as if the total were fixed": (Derivative(s(i), x[i]), s(i), True),
    "other derivative, sign": (Derivative(s(i), x[k]), s(i) * s(k), True),
    "other derivative, index": (Derivative(s(i), x[k]), -s(i) * s(i), True),
    "other derivative, case of the own": (Derivative(s(i), x[k]), s(k) * (1 - s(k)), True),
    "quotient rule, square lost": (
        Derivative(exp(x[i]) / TOTAL, x[i]),
        (exp(x[i]) * TOTAL - exp(2 * x[i])) / TOTAL,
        True,
    ),
    "shares sum to n": (Sum(s(j), whole), n, False),
    "a shift counts": (exp(x[i] + c) / Sum(exp(x[j] + c), whole), exp(c) * s(i), True),
    "shift of one only": (exp(x[i] + c) / TOTAL, s(i), True),
    "log-sum-exp, gradient without total": (Derivative(log(TOTAL), x[i]), exp(x[i]), True),
    "log-softmax, own case": (Derivative(log(s(i)), x[k]), 1 - s(k), True),
    "cross-entropy, sign": (Derivative(LOSS, x[i]), s(i) * Sum(y[j], whole) + y[i], False),
    "cross-entropy, labels need not sum to 1": (Derivative(LOSS, x[i]), s(i) - y[i], False),
    "variance, sign": (
        Sum(s(j) * (v[j] - MEAN) ** 2, whole),
        Sum(s(j) * v[j] ** 2, whole) + MEAN**2,
        False,
    ),
    "constant terms, once": (Sum(c + x[j], whole), c + Sum(x[j], whole), False),
    "sum of squares": (Sum(x[j] ** 2, whole), Sum(x[j], whole) ** 2, False),
    "the sum is its named entries": (TOTAL, exp(x[i]) + exp(x[k]), True),
}  # fmt: skip


def verdict(left, right):
    (found,) = check(Derivation(left, (right, "claimed"), definitions=SHARES)).verdicts
    return found


@pytest.mark.parametrize("name", RIGHT)
def test_a_true_line_is_proved(name):
    assert verdict(*RIGHT[name]).status is Status.PROVED


@pytest.mark.parametrize("name", RIGHT)
@pytest.mark.parametrize("length", [2, 3])
def test_a_proved_line_holds_for_short_vectors_written_out(name, length):
    left, right = (written_out(side, length) for side in RIGHT[name])
    assert sp.simplify(left - right) == 0


def written_out(expr, length):
    """The sum term by term, for the first and second entry as named ones."""
    expr = expr.replace(lambda e: e.func == s, lambda e: SHARES[s(i)].subs(i, e.args[0]))
    numbers = {i: 1, k: 2, n: length}
    symbols = {b[p]: sp.Symbol(f"{b}{p}", real=True) for b in (x, v, y) for p in (1, 2, 3)}
    while expr.has(Sum):
        expr = expr.replace(
            lambda e: isinstance(e, Sum) and not e.function.has(Sum),
            lambda e: sum(e.function.subs(e.variables[0], p) for p in range(1, length + 1)),
        )
    return expr.subs(numbers).subs(symbols).doit()


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_line_is_not(name):
    *sides, refuted = WRONG[name]
    found = verdict(*sides)
    assert found.status is (Status.REFUTED if refuted else Status.UNDECIDED), found
    assert found.detail


@pytest.mark.parametrize("name", WRONG)
def test_without_numbers_it_is_not_proved_either(name, monkeypatch):
    monkeypatch.setattr(checker, "find_witness", lambda left, right, where: None)
    *sides, _ = WRONG[name]
    assert verdict(*sides).status is Status.UNDECIDED


def test_lines_must_agree_with_each_other_on_the_rest():
    """Of two sums over different terms nothing is known but what they are."""
    assert verdict(TOTAL, Sum(exp(2 * x[j]), whole)).status is Status.UNDECIDED
    assert verdict(Sum(exp(2 * x[j]), whole), Sum(exp(x[j]) ** 2, whole)).status is Status.PROVED


def test_a_sum_may_be_empty_but_for_the_named_entries():
    """The rest is 0 for a vector of one entry: it must not be divided by."""
    others = TOTAL - exp(x[i])
    assert verdict(others / others, sp.S.One).status is Status.PROVED  # as SymPy writes it
    ratio = sp.Mul(others, 1 / others, evaluate=False)
    assert verdict(ratio, sp.S.One).status is not Status.PROVED


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (Sum(exp(x[j]), (j, 0, n)), "does not run over all entries, from 1 to a positive n"),
        (Sum(exp(x[j]), (j, 1, 3)), "does not run over all entries"),
        (Sum(exp(x[j]) * j, whole), "do not depend on one entry each"),
        (Sum(x[j] * x[j + 1], whole), r"x\[_j \+ 1\] is no entry of a vector"),
        (Sum(log(x[j]), whole), "whether every term of .* is defined and smooth"),
        (Sum(1 / x[j], whole), "whether every term of .* is defined and smooth"),
        (Sum(sp.Abs(x[j]), whole), "whether every term of .* is defined and smooth"),
        (x[1] + x[i], r"x\[1\] is no entry of a vector"),
        (exp(x[i]) + i, "i is a number as well as a name of entries"),
        (x[i] + sp.Symbol("x", real=True), "x is a number as well as a name of entries"),
        (x[i] + sp.Symbol("x[i]", real=True), r"x\[i\] is a number as well as a name"),
    ],
)
def test_what_is_no_sum_over_entries_is_refused(line, message):
    with pytest.raises(ValueError, match=message):
        check(Derivation(line, (line + 1, "claimed")))


def test_a_wrong_line_stops_the_notebook():
    with pytest.raises(NotProvedError, match=r"others\[exp\(x\)\] = .*x\[i\] = "):
        prove(Derivation(Derivative(s(i), x[i]), (s(i), "claimed"), definitions=SHARES))


def test_entries_are_written_with_an_index():
    text = latex(Derivation(Derivative(s(i), x[k]), (exp(x[i]) / TOTAL, "claimed")))
    assert r"\frac{\partial}{\partial x_{k}} s_{i}" in text
    assert r"\frac{e^{x_{i}}}{\sum_{j=1}^{n} e^{x_{j}}}" in text


def test_a_partial_derivative_does_not_swallow_the_next_factor():
    text = latex(Derivation(Derivative(exp(x[i]), x[i]) * TOTAL, (exp(x[i]) * TOTAL, "claimed")))
    assert r"\left(\frac{\partial}{\partial x_{i}} e^{x_{i}}\right) \sum_{j=1}^{n}" in text


def test_the_square_of_a_sum_has_one_pair_of_brackets():
    text = latex(Derivation(TOTAL**2 * Sum(x[j], whole), (sp.S.One, "claimed")))
    assert r"\left(\sum_{j=1}^{n} e^{x_{j}}\right)^{2}" in text
    assert r"\left(\left(" not in text
