"""What students do in the exercises of the book, and what they are told."""

import re

import numpy as np
import pytest
import sympy as sp
import torch
from scipy.special import erf, erfc, erfcx, ndtr

from course_lib import exercises
from course_lib.activations import get
from course_lib.approximation import (
    corners,
    greatest_distance,
    interpolant,
    interpolation_bound,
    on_line,
    random_relus,
    steps_to_zero,
    uniform_floats,
)
from course_lib.derivations import Step
from course_lib.exercises import Status
from course_lib.floats import FORMATS
from course_lib.signal_propagation import (
    condition_number,
    fixed_length,
    gaussian_mean,
    gradient_factor,
    propagate,
    sampled_mean,
)
from course_lib.training import (
    fit_cubic,
    fit_one_layer,
    fit_sine,
    folded_silu,
    random_task,
    tangent_spectra,
    train_rectifiers,
)

sigmoid = get("sigmoid")
z = sigmoid.z
sigma = sp.Function("sigma")
slope = sp.Derivative(sigma(z), z)
e = sp.exp(z)


@pytest.fixture(autouse=True, scope="module")
def one_thread():
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


def told(label, finding_of, message, *answers):
    feedback = exercises.get(label).check(*answers)
    finding = feedback.findings[finding_of]
    assert finding.status in (Status.WRONG, Status.INCOMPLETE), finding
    assert not feedback.correct
    assert re.search(message, finding.message), finding.message


@pytest.mark.parametrize(
    ("name", "answers", "message"),
    [
        ("z_wanted", (-2.1972, 0.09), "the sign is wrong: the output there is 0.1"),
        (
            "z_wanted",
            (0.7109, 0.09),
            "this is the output at the input 0.9: the output th",
        ),
        ("z_wanted", (-0.10536, 0.09), "the logarithm of 0.9, not of its odds"),
        ("z_wanted", (0.95424, 0.09), "logarithms to base 10: the output there is 0.722$"),
        ("z_wanted", (9, 0.09), "9 is too large: the output there is 0.9999"),
        ("z_wanted", (2.2, 0.09), "right to 2 digits"),
        ("slope", (2.1972, 0.1), "this is 1 - 0.9, one of two factors"),
        ("slope", (2.1972, 0.81), "this is the output squared"),
        ("slope", (2.1972, 9), "a hundred times too large: a percentage"),
        ("slope", (2.1972, 0.2055), "this is the slope at the input 0.9"),
        ("slope", (2.1972, 0.18), "twice what it should be"),
        ("slope", (2.1972, [0.09]), "it is a list: give the number itself"),
    ],
)
def test_nine_tenths(name, answers, message):
    told("ex-sigmoid-output", name, message, *answers)


TANH = [
    ((e - 1 / e) / (e + 1 / e), "definition"),
    ((1 - e**-2) / (1 + e**-2), "divide"),
    (2 / (1 + e**-2) - 1, "add and subtract 1"),
    (2 * sigma(2 * z) - 1, "definition"),
]


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ([((e + 1 / e) / (e - 1 / e), "definition"), TANH[-1]], "line 1 is false.*at z = "),
        ([((1 / e - e) / (e + 1 / e), "definition"), TANH[-1]], "line 1 is false"),
        ([TANH[0], ((1 - 1 / e) / (1 + 1 / e), "divide"), *TANH[2:]], "line 2 is false"),
        ([*TANH[:2], (1 / (1 + e**-2) - 1, "factor"), TANH[-1]], "line 3 is false"),
        ([*TANH[:3], (2 * sigma(z) - 1, "definition")], "line 4 is false"),
        ([*TANH[:3], (2 * sigma(-2 * z) - 1, "definition")], "line 4 is false"),
        ([*TANH[:3], (sigma(2 * z) - 1, "definition")], "line 4 is false"),
        (TANH[-1:], "in 1 step: the exercise asks for the lines between, at least 3"),
        (TANH[:3], r"the last line is .*; go on to `2\*sigma\(2\*z\) - 1`"),
        ([(sp.tanh(z), "trivially"), TANH[-1]], r"line 1, `tanh\(z\)`, only repeats the left-hand"),
        ([TANH[0], TANH[0], TANH[-1]], "line 2, .*, only repeats an earlier line"),
        ([Step(TANH[0][0], "known", argument="any book"), *TANH[1:]], "line 1 can be proved"),
    ],
)
def test_the_hyperbolic_tangent(lines, message):
    told("ex-sigmoid-tanh", "lines", message, lines)


def looped_logit(p):
    return np.array([accurate_logit(np.array([x]))[0] for x in p.ravel()]).reshape(p.shape)


def accurate_logit(p):
    low, high = np.minimum(p, 0.25), np.maximum(p, 0.25)
    return np.where(p < 0.25, np.log(low) - np.log1p(-low), 2 * np.arctanh(2 * high - 1))


def unguarded_logit(p):
    return np.where(p < 0.25, np.log(p) - np.log1p(-p), 2 * np.arctanh(2 * p - 1))


def overwriting_logit(p):
    result = accurate_logit(p)
    p[:] = result
    return result


@pytest.mark.parametrize(
    ("logit", "message"),
    [
        (
            lambda p: np.log(p / (1 - p)),
            r"at p = 0.4.* you return .* ULP where 4 are",
        ),
        (lambda p: np.log(p) - np.log(1 - p), "at p = 0.501 .*it is worst at p = 0.4999"),
        (lambda p: np.log(p) - np.log1p(-p), "at p = 0.501 .*about 14 of 16 digits are right"),
        (
            lambda p: np.log((1 - p) / p),
            "you return -2.197, expected 2.197; the odds are upside",
        ),
        (lambda p: p / (1 - p), "at p = 0.9 you return 9, expected 2.197; these are the odds"),
        (
            lambda p: np.log10(p / (1 - p)),
            "return 0.9542, expected 2.197; use the natural",
        ),
        (lambda p: 1 / (1 + np.exp(-p)), "return 0.7109, expected 2.197; this is the sigmoid"),
        (lambda p: 2 * np.arctanh(2 * p - 1), "at p = 1e-05 .* digits are right"),
        (lambda p: np.log(p), "at p = 0.9 you return -0.1054, expected 2.197"),
        (
            lambda p: accurate_logit(p).astype("float32"),
            "returns float32, which holds fewer",
        ),
        (lambda p: list(accurate_logit(p)), "it returns a list: return a NumPy array"),
        (unguarded_logit, "the values are right, but at p = 1e-20 Python warns: divide by zero"),
        (looped_logit, "one by one: 64 more of them took"),
        (overwriting_logit, "changes its argument in place: the entry 0.9 .* became 2.197"),
        (
            accurate_logit(np.array([0.5])),
            r"an array of shape \(1,\): give the function",
        ),
    ],
)
def test_the_logit_in_floats(logit, message):
    told("ex-sigmoid-logit", "logit", message, logit)


HALF = float(exercises.get("ex-sigmoid-half").questions["s_half"].expected)


def samples(s=HALF, f=sigmoid.derivative, draws=1000, count=10, seed=5):
    rng = np.random.default_rng(seed)
    return [sampled_mean(f, s, draws, rng) for _ in range(count)]


def single_slopes():
    return sigmoid.derivative(np.random.default_rng(0).normal(0, HALF, (10, 1000)))


def test_samples_of_any_seed_confirm_the_crossing():
    exercise = exercises.get("ex-sigmoid-half")
    assert all(exercise.check(HALF, samples(seed=seed)).correct for seed in range(100))


@pytest.mark.parametrize(
    ("name", "answers", "message"),
    [
        ("s_half", (3.1915, samples()), "where the bound is one eighth; .*average slope is 0.1"),
        ("s_half", (7.15, samples()), "this is the variance, the square of what is asked"),
        ("s_half", (1.7627, samples()), "the z at which the slope itself is one eighth"),
        ("s_half", (2.0, samples()), "2 is too small: the average slope is 0.1514 there"),
        ("s_half", (-HALF, samples()), "the sign is wrong: a standard deviation is positive"),
        ("s_half", (2.7, samples()), "right to 2 digits"),
        (
            "slopes",
            (HALF, samples(s=1.0)),
            "expected 0.125 .*slope at standard deviation 1",
        ),
        ("slopes", (HALF, samples(s=HALF**2)), "with the variance in place of s"),
        ("slopes", (HALF, samples(s=HALF**0.5)), "with the root of s in place of s"),
        ("slopes", (HALF, samples(f=sigmoid.value)), "average output: sample the slope"),
        ("slopes", (HALF, np.mean(samples())), "give the 10 single measurements, not their mean"),
        (
            "slopes",
            (HALF, [gaussian_mean(sigmoid.derivative, HALF)] * 10),
            "a quadrature is no sample",
        ),
        ("slopes", (HALF, [samples(count=1)[0] for _ in range(10)]), "Make the generator once"),
        ("slopes", (HALF, single_slopes()), "take the mean of each sample, over axis 1"),
        ("slopes", (HALF, single_slopes().mean(axis=0)), "over the draws, not over the samples"),
        ("slopes", (HALF, single_slopes().sum(axis=1)), "sums over 1,000 draws"),
        ("slopes", (HALF, samples(count=5)), "5 measurements instead of 10"),
        ("slopes", (HALF, samples(draws=100_000)), "they vary 0.0.* times as much"),
    ],
)
def test_half_the_slope(name, answers, message):
    told("ex-sigmoid-half", name, message, *answers)


@pytest.mark.parametrize(
    ("name", "answers", "message"),
    [
        ("z_one", (1.3133, 0.5), "this is softplus at 1: softplus is 1.551 there"),
        ("z_one", (-0.5413, 0.5), "the sign is wrong: softplus is 0.4587 there"),
        ("z_one", (0.3133, 0.5), r"this is log\(1 \+ 1/e\), with the wrong sign"),
        ("z_one", (np.e - 1, 0.5), "1.71828 is too large: softplus is 1.883 there"),
        ("z_one", (0.2351, 0.5), "logarithms to base 10"),
        ("z_one", (0.54, 0.5), "right to 2 digits"),
        ("factor", (0.5413, 2), "reciprocal"),
        ("factor", (0.5413, 0.6931), "the value at 0 for beta = 1"),
        ("factor", (0.5413, 0.3466), "the value at 0 for beta = 2"),
        ("factor", (0.5413, 1), "the factor 1/beta in front changes with beta"),
        ("factor", (0.5413, 50), "a hundred times too large: a percentage"),
        ("factor", (0.5413, "1/2"), "it is the text '1/2'"),
    ],
)
def test_softplus_is_one(name, answers, message):
    told("ex-softplus-one", name, message, *answers)


BOTH = (e / (1 + e) - sigma(z) - z * slope, "chain rule, product rule")
END = (-z * slope, "definition")


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ([(e / (1 + e) - sigma(z) + z * slope, "product rule"), END], "line 1 is false.*at z = "),
        ([(e / (1 + e) - z * slope, "product rule"), END], "line 1 is false"),
        ([(e / (1 + e) - slope, "product of slopes"), END], "line 1 is false"),
        ([(1 / (1 + e) - sigma(z) - z * slope, "chain rule"), END], "line 1 is false"),
        ([BOTH, (z * slope, "cancel")], "line 2 is false"),
        ([BOTH, (sp.Integer(0), "cancel")], "line 2 is false"),
        ([END], "in 1 step: the exercise asks for the lines between, at least 2"),
        ([BOTH], r"the last line is .*; go on to `-z\*Derivative\(sigma\(z\), z\)`"),
        ([(-z * e / (1 + e) ** 2, "known"), END], "no line with the derivatives of both terms"),
        ([BOTH, BOTH, END], "line 2, .*, only repeats an earlier line"),
        ([BOTH, (..., "cancel")], "line 2 still has to be written"),
        ([BOTH[0], END[0]], "line 1, .*, has no reason"),
    ],
)
def test_a_bound_from_below(lines, message):
    told("ex-softplus-moment", "lines", message, lines)


@pytest.mark.parametrize(
    ("inverse", "message"),
    [
        (lambda y: np.log(np.exp(y) - 1), "at y = 0.01 you return .* ULP where 4 are allowed"),
        (
            lambda y: np.log(np.expm1(y)),
            "at y = 1000 you return inf, expected 1000; an exp",
        ),
        (
            lambda y: y + np.log(1 - np.exp(-y)),
            "at y = 0.01 .* worst at y = 1e-20: -inf for -46.05",
        ),
        (lambda y: y + np.log1p(-np.exp(-y)), "at y = 0.01 .* worst at y = 1e-20: -inf for -46.05"),
        (lambda y: y - np.log(-np.expm1(-y)), "return 1.459, expected 0.5413; the sign of the log"),
        (lambda y: np.log(-np.expm1(-y)), "at y = 1 .*expected 0.5413; the term y is missing"),
        (
            lambda y: np.expm1(y),
            "return 1.718, expected 0.5413; its logarithm is missing",
        ),
        (
            lambda y: np.logaddexp(0, y),
            "return 1.313, expected 0.5413; this is softplus",
        ),
        (lambda y: y, "at y = 1 you return 1, expected 0.5413"),
        (lambda y: np.where(y > 30, y, np.log(np.expm1(y))), "at y = 1000 Python warns: overflow"),
        (lambda y: float(y[0]), r"for an array of shape \(23,\) it returns one number"),
        (lambda y: y.astype("float32") + np.log(-np.expm1(-y)), "about . of 16 digits are right"),
    ],
)
def test_the_inverse_in_floats(inverse, message):
    told("ex-softplus-inverse", "inverse", message, inverse)


@pytest.fixture(scope="module")
def runs():
    record = get("softplus", beta=20)
    return {
        "sharp": fit_sine(record, range(10)),
        "soft": fit_sine(get("softplus"), range(10)),
        "relu": fit_sine(get("relu"), range(10)),
        "late": fit_sine(record, range(1, 11)),
        "late relu": fit_sine(get("relu"), range(1, 11)),
        "five": fit_sine(record, range(5)),
    }


@pytest.mark.parametrize(
    ("name", "answer", "message"),
    [
        ("zeros", lambda r: r["relu"].zeros, "for seed 0 it is 0.5.*, expected 0; .*of ReLU"),
        (
            "zeros",
            lambda r: r["soft"].zeros,
            "for seed 7 it is 0, expected 0.0034.*for beta = 1",
        ),
        ("zeros", lambda r: r["sharp"].loss, "these are the losses, not the zeros"),
        ("zeros", lambda r: r["sharp"].zeros.mean(), "one value for each of the 10 seeds"),
        (
            "zeros",
            lambda r: r["late"].zeros,
            "for seed 6 .*; these are the right numbers in",
        ),
        ("zeros", lambda r: r["five"].zeros, "5 values for 10 seeds: run 0 to 9"),
        ("excess", lambda r: r["relu"].loss - r["sharp"].loss, "the sign is wrong: the difference"),
        ("excess", lambda r: r["sharp"].loss, "ReLU's loss is still to be subtracted"),
        ("excess", lambda r: r["soft"].loss - r["relu"].loss, "this is softplus with beta = 1"),
        ("excess", lambda r: r["late"].loss - r["late relu"].loss, "the seeds were 1 to 10"),
        (
            "excess",
            lambda r: r["sharp"].loss - r["relu"].loss.mean(),
            "pair the runs by their",
        ),
        ("excess", lambda r: r["sharp"].loss / r["relu"].loss, "this is the ratio"),
        ("excess", lambda r: np.sort(r["sharp"].loss - r["relu"].loss), "in another order"),
        ("excess", lambda r: (r["sharp"].loss - r["relu"].loss).mean(), "not their mean"),
        ("excess", lambda r: r["sharp"], r"shape \(4, 10\), expected \(10,\)"),
    ],
)
def test_as_sharp_as_relu(runs, name, answer, message):
    right = {"zeros": runs["sharp"].zeros, "excess": runs["sharp"].loss - runs["relu"].loss}
    answers = right | {name: answer(runs)}
    told("ex-softplus-sharp", name, message, *answers.values())


@pytest.mark.parametrize(
    ("name", "answers", "message"),
    [
        ("factor", (0.58278, 1.1439), "this is tanh.2/3., not one over it: the output at 1 is"),
        ("factor", (1.31304, 1.1439), "the 2/3 inside is missing"),
        ("factor", (-1.7159, 1.1439), "the sign is wrong: the output at 1 is -1"),
        ("factor", (1.7, 1.1439), "right to 2 digits"),
        ("slope", (1.7159, 1.7159), "the chain rule has a factor from the inside"),
        ("slope", (1.7159, 0.7554), "this is the slope at 1"),
        ("slope", (1.7159, 2 / 3), "the factor outside is missing"),
        ("slope", (1.7159, [1.1439]), "it is a list: give the number itself"),
    ],
)
def test_through_one(name, answers, message):
    told("ex-tanh-scaled", name, message, *answers)


BELL = [
    (1 - ((1 - e**-2) / (1 + e**-2)) ** 2, "exponentials"),
    (((1 + e**-2) ** 2 - (1 - e**-2) ** 2) / (1 + e**-2) ** 2, "common denominator"),
    (4 * e**-2 / (1 + e**-2) ** 2, "squares"),
]


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ([(1 + ((1 - e**-2) / (1 + e**-2)) ** 2, "sign"), *BELL[1:]], "line 1 is false.*at z = "),
        ([(1 - ((1 - e) / (1 + e)) ** 2, "half the input"), *BELL[1:]], "line 1 is false"),
        ([BELL[0], ((1 - e**-2) ** 2 / (1 + e**-2) ** 2, "lost"), BELL[2]], "line 2 is false"),
        ([*BELL[:2], (2 * e**-2 / (1 + e**-2) ** 2, "half")], "line 3 is false"),
        ([*BELL[:2], (4 * e**2 / (1 + e**-2) ** 2, "sign of the exponent")], "line 3 is false"),
        (BELL[-1:], "in 1 step: the exercise asks for the lines between, at least 3"),
        ([*BELL[:2], (1 / sp.cosh(z) ** 2, "cosh")], "the last line is .*; go on to"),
        ([(1 - sp.tanh(z) ** 2, "trivially"), *BELL[1:]], "line 1, .*, only repeats the left-hand"),
    ],
)
def test_nothing_to_subtract(lines, message):
    told("ex-tanh-bell", "lines", message, lines)


@pytest.mark.parametrize(
    ("function", "message"),
    [
        (lambda z: 1 - np.tanh(z) ** 2, "at z = .* you return"),
        (lambda z: 1 - np.tanh(z), "the square is missing"),
        (lambda z: np.tanh(z) ** 2, "this is what has to be subtracted from 1"),
        (np.tanh, "this is the function, not its slope"),
        (lambda z: 4 * np.exp(-2 * z) / (1 + np.exp(-2 * z)) ** 2, "z = -300 you return 0"),
        (lambda z: sigmoid.derivative(z), "this is the slope of the sigmoid"),
        (lambda z: sigmoid.derivative(2 * z), "the factor 4 is missing"),
        (lambda z: list(1 / np.cosh(np.clip(z, -300, 300)) ** 2), "list"),
    ],
)
def test_the_slope_in_floats(function, message):
    told("ex-tanh-slope", "slope", message, function)


def kappas(seeds=range(10), spread=3.0, features=10):
    found = []
    for seed in seeds:
        drawn = spread * np.random.default_rng(seed).normal(size=(1000, features))
        x = sigmoid.value(drawn)
        found.append(np.linalg.cond(x.T @ x / 1000))
    return np.array(found)


KAPPA = condition_number(lambda z: sigmoid.value(3 * z), 10)


@pytest.mark.parametrize(
    ("name", "answers", "message"),
    [
        ("kappa", lambda: (58.63, kappas()), "this is for standard deviation 1"),
        ("kappa", lambda: (KAPPA - 1, kappas()), "the 1 in front of the fraction is missing"),
        ("kappa", lambda: (1 / KAPPA, kappas()), "the reciprocal"),
        ("measured_kappas", lambda: (KAPPA, kappas(spread=1.0)), "the standard deviation was 1"),
        ("measured_kappas", lambda: (KAPPA, kappas(spread=9.0)), "the standard deviation was 9"),
        ("measured_kappas", lambda: (KAPPA, kappas(features=2)), "two features, not ten"),
        ("measured_kappas", lambda: (KAPPA, np.sqrt(kappas())), "of x, not of the Hessian"),
        ("measured_kappas", lambda: (KAPPA, kappas(range(1, 11))), "the seeds were 1 to 10"),
        ("measured_kappas", lambda: (KAPPA, kappas()[:9]), "10"),
    ],
)
def test_wider_pre_activations(name, answers, message):
    told("ex-tanh-spread", name, message, *answers())


@pytest.mark.parametrize(
    ("name", "answers", "message"),
    [
        ("bent", (0.5, 5), r"this is the share for inputs in \[-1, 1\]"),
        ("bent", (1, 5), "would leave no dead unit"),
        ("bent", (0.125, 5), "this is the share of dead units"),
        ("bent", (0.25, 5), "one minus what it should be"),
        ("bent", (75, 5), "a hundred times too large: a percentage"),
        ("reach", (0.75, 1.8), "up to r = 1; after that, cut off: the share inside is 0.7222"),
        ("reach", (0.75, 10), "one tenth is .*the share inside is 0.95 there"),
        ("reach", (0.75, 4), "4 is too small: the share inside is 0.875 there"),
        ("reach", (0.75, -5), "the sign is wrong: it is a length"),
    ],
)
def test_a_wider_interval(name, answers, message):
    told("ex-relu-interval", name, message, *answers)


x, a = sp.symbols("x a", real=True)
SQUARE = (sp.Integral(x**6 - 2 * a * x**4 + a**2 * x**2, (x, 0, 1)), "multiply out")
INTEGRATED = (sp.Rational(1, 7) - 2 * a / 5 + a**2 / 3, "integrate")
COMPLETED = ((a - sp.Rational(3, 5)) ** 2 / 3 + sp.Rational(4, 175), "complete the square")


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ([(sp.Integral(x**6 + a**2 * x**2, (x, 0, 1)), "square"), COMPLETED], "line 1 is false"),
        ([SQUARE, (sp.Rational(1, 6) - 2 * a / 4 + a**2 / 2, "integrate")], "line 2 is false"),
        ([SQUARE, INTEGRATED, ((a - 1) ** 2 / 3, "square")], "line 3 is false"),
        ([SQUARE, INTEGRATED], "in 2 steps: the exercise asks for the lines between"),
        ([COMPLETED], "in 1 step: the exercise asks for the lines between, at least 3"),
        ([SQUARE, (a**2 / 3, "so small"), COMPLETED], "line 2 is false"),
        ([SQUARE, SQUARE, INTEGRATED, COMPLETED], "line 2, .*, only repeats"),
        ([SQUARE, INTEGRATED[0]], "line 2, .*, has no reason"),
    ],
)
def test_without_biases(lines, message):
    told("ex-relu-floor", "lines", message, lines)


def positive(x):
    return np.maximum(x, 0)


@pytest.mark.parametrize(
    ("clip", "message"),
    [
        (
            lambda x: positive(x + 1) - positive(x - 1) - 1,
            "at x = 0.1 .*an error of 6 ULP .*worst at x = 1e.17: -1 for 1",
        ),
        (lambda x: positive(x + 1) - positive(x - 1), "0 to 2: the output bias is missing"),
        (lambda x: positive(x + 1) - 1, "the second ReLU is missing"),
        (lambda x: positive(x + 1) + positive(x - 1) - 1, "at x = 2 .*the second ReLU has the wr"),
        (lambda x: 1 - positive(2 - positive(x + 1)), "at x = 0.1 |at x = 1e-05 "),
        (lambda x: np.minimum(1, positive(x)), "at x = -0.5 .*this cuts off at 0, not at -1"),
        (lambda x: np.tanh(x), "at x = 0.5 you return 0.4621, expected 0.5"),
        (lambda x: max(-1.0, min(1.0, x)), "`if` cannot decide for an array|ambiguous"),
        (lambda x: np.clip(x, -1, 1).astype("float32"), "returns float32, which holds fewer"),
        (lambda x: np.clip(x, -1, 1, out=x), "changes its argument in place"),
    ],
)
def test_a_clip_from_two_relus(clip, message):
    told("ex-relu-clip", "clip", message, clip)


@pytest.fixture(scope="module")
def cubes():
    relu = get("relu")
    return {
        (start, units): fit_cubic(relu, range(10), steps=1000, start=start, units=units).last
        for start, units in (("wide", 10), ("torch", 10), ("torch", 20))
    }


@pytest.mark.parametrize(
    ("name", "answer", "message"),
    [
        ("decades", lambda t, d, w: np.log10(w / t), "the sign is wrong"),
        ("decades", lambda t, d, w: t - w, "these are differences"),
        ("decades", lambda t, d, w: t / w, "these are the ratios"),
        ("decades", lambda t, d, w: np.log(t / w), "natural logarithms: use log10"),
        ("decades", lambda t, d, w: np.log10(t), "still to be divided by"),
        ("decades", lambda t, d, w: np.log10(d / w), "these are the networks of 20 units"),
        ("decades", lambda t, d, w: np.log10(t / w).mean(), "not their mean"),
        ("doubled", lambda t, d, w: np.log10(t / w), "these are the networks of 10 units"),
        ("doubled", lambda t, d, w: d / w, "these are the ratios"),
        ("doubled", lambda t, d, w: np.log10(d / w)[:5], "5 values for 10 seeds"),
        ("doubled", lambda t, d, w: np.sort(np.log10(d / w)), "in another order"),
    ],
)
def test_twice_the_units(cubes, name, answer, message):
    t, d, w = cubes["torch", 10], cubes["torch", 20], cubes["wide", 10]
    answers = {"decades": np.log10(t / w), "doubled": np.log10(d / w)}
    answers[name] = answer(t, d, w)
    told("ex-relu-start", name, message, *answers.values())


@pytest.mark.parametrize(
    ("name", "answers", "message"),
    [
        ("width", (13.283, 22), "a width is a whole number: round up: the chance is 0.009"),
        ("width", (13, 22), "round up, not down: the chance is 0.01213 there"),
        ("width", (7, 22), "enough for one layer, and there are 100: the chance is 0.543"),
        ("width", (12, 22), "12 is too small: the chance is 0.0241"),
        ("width", (-14, 22), "the sign is wrong: it counts units or layers"),
        ("width", ("14", 22), "it is the text '14'"),
        ("depth", (14, 21.832), "a depth is a whole number: round up"),
        ("depth", (14, 21), "one layer too few: round up, not down: the chance is 0.4866 there"),
        ("depth", (14, 32), "the mean depth of the first dead layer"),
        ("depth", (14, 16), "do not simply add up: the chance is 0.398"),
        ("depth", (14, 44), "twice what it should be"),
    ],
)
def test_wide_enough(name, answers, message):
    told("ex-dying-width", name, message, *answers)


alpha = sp.Symbol("alpha", real=True)
SPLIT = ((z + sp.Abs(z)) / 2 + alpha * (z - sp.Abs(z)) / 2, "half of z plus or minus its size")
SORTED = ((1 + alpha) / 2 * z + (1 - alpha) / 2 * sp.Abs(z), "collect")


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ([((z + sp.Abs(z)) / 2 + alpha * (z + sp.Abs(z)) / 2, "half"), SORTED], "line 1 is false"),
        ([((z + sp.Abs(z)) / 2 + alpha * (sp.Abs(z) - z) / 2, "half"), SORTED], "line 1 is false"),
        ([(sp.Max(alpha * z, z), "the notes"), SORTED], "line 1 is false.*alpha = "),
        ([SPLIT, ((1 + alpha) * z + (1 - alpha) * sp.Abs(z), "collect")], "line 2 is false"),
        ([SPLIT, ((1 + alpha) / 2 * z - (1 - alpha) / 2 * sp.Abs(z), "-")], "line 2 is false"),
        ([SORTED], "in 1 step: the exercise asks for the lines between, at least 2"),
        ([SPLIT], "in 1 step: the exercise asks for the lines between"),
        (
            [(sp.Max(z, 0) + alpha * (z - sp.Max(z, 0)), "what is left")],
            "every step is proved, but the last line is .*; go on to",
        ),
        (
            [(sp.Max(z, 0) + alpha * (z - sp.Max(z, 0)), "what is left"), SORTED],
            "there is no line with absolute values in place of both",
        ),
        ([SPLIT, SPLIT, SORTED], "line 2, .*, only repeats"),
        ([SPLIT[0], SORTED], "line 1, .*, has no reason"),
    ],
)
def test_a_line_and_a_corner(lines, message):
    told("ex-dying-leaky", "lines", message, lines)


@pytest.mark.parametrize(
    ("chance", "message"),
    [
        (lambda n: 1 - (1 - 2.0**-n) ** 100, "at n = .* you return"),
        (lambda n: (1 - 2.0**-n) ** 100, "the chance that every layer stays alive"),
        (lambda n: 2.0**-n, "the chance of one layer, and there are 100"),
        (lambda n: 100 * 2.0**-n, "do not simply add up: this can exceed 1"),
        (lambda n: 1 - (2.0**-n) ** 100, "the power belongs to the whole bracket"),
        (lambda n: -np.expm1(100 * np.log(1 - 2.0**-n)), "at n = .* you return"),
        (lambda n: 1 - np.exp(100 * np.log1p(-(2.0**-n))), "at n = .* you return"),
        (lambda n: float(n) * 0.5, "array|one by one"),
    ],
)
def test_a_small_chance_in_floats(chance, message):
    told("ex-dying-chance", "chance", message, chance)


@pytest.fixture(scope="module")
def shares():
    return {
        (rule, rate, offset): train_rectifiers(rule, rate, range(11), offset=offset).share
        for rule, rate in (("sgd", 0.03), ("sgd", 0.01), ("adam", 0.03))
        for offset in (0, 5)
    }


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (lambda s: s["sgd", 0.03, 5][:10], "without an offset is still to be subtracted"),
        (lambda s: s["sgd", 0.03, 0][:10], "these are the shares without an offset"),
        (lambda s: (s["sgd", 0.03, 0] - s["sgd", 0.03, 5])[:10], "the sign is wrong"),
        (lambda s: 64 * (s["sgd", 0.03, 5] - s["sgd", 0.03, 0])[:10], "numbers of units, not sh"),
        (lambda s: 100 * (s["sgd", 0.03, 5] - s["sgd", 0.03, 0])[:10], "these are percentages"),
        (lambda s: (s["sgd", 0.01, 5] - s["sgd", 0.01, 0])[:10], "the step size was 0.01"),
        (lambda s: (s["adam", 0.03, 5] - s["adam", 0.03, 0])[:10], "this is Adam: take gradient"),
        (lambda s: (s["sgd", 0.03, 5] - s["sgd", 0.03, 0])[1:], "the seeds were 1 to 10"),
        (lambda s: (s["sgd", 0.03, 5] - s["sgd", 0.03, 0])[:10].mean(), "not their mean"),
        (lambda s: np.sort(s["sgd", 0.03, 5] - s["sgd", 0.03, 0]), "11 values for 10 seeds"),
    ],
)
def test_targets_off_center(shares, answer, message):
    told("ex-dying-offset", "excess", message, answer(shares))


def grown(seeds=range(5), weight_variance=25 / 9, layers=50):
    found = []
    for seed in seeds:
        rng = np.random.default_rng(seed)
        drawn = rng.standard_normal((32, 128))
        network = get("tanh")
        seen = propagate(network, drawn, layers, rng, weight_variance=weight_variance)
        found.append(seen.growth)
    return np.array(found)


def settled(weight_variance):
    record = get("tanh")
    length = fixed_length(record.value, weight_variance=weight_variance)
    return gradient_factor(record.derivative, length, weight_variance=weight_variance)


@pytest.mark.parametrize(
    ("name", "answers", "message"),
    [
        ("floor", (1.7581, 0.70739), "the sign is wrong"),
        ("floor", (-1.67326, 0.70739), "this is the limit of ELU with this alpha"),
        ("floor", (-1.0507, 0.70739), "this is the slope on the right, with a minus"),
        ("floor", (-1, 0.70739), "-1 is too large"),
        ("drop", (-1.7581, 0.67326), "the scale multiplies both slopes"),
        ("drop", (-1.7581, 1.7581), "this is the slope on the left alone"),
        ("drop", (-1.7581, 0.62256), "the scale multiplies the left slope too"),
        ("drop", (-1.7581, -0.70739), "the sign is wrong"),
        ("drop", (-1.7581, 0.71), "right to 2 digits"),
    ],
)
def test_how_low_how_steep(name, answers, message):
    told("ex-selu-floor", name, message, *answers)


alpha = sp.Symbol("alpha", positive=True)
CELU_ONCE = (sp.Limit(sp.Derivative(sp.exp(z / alpha), z), z, 0, "-"), "slope")
CELU_TWICE = (sp.Limit(sp.exp(z / alpha) / alpha, z, 0, "-"), "chain rule")
CELU_AT_0 = (1 / alpha, "insert 0")


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (
            [CELU_ONCE, (sp.Limit(sp.exp(z / alpha), z, 0, "-"), "chain"), CELU_AT_0],
            "line 2 is fal",
        ),
        ([(CELU_ONCE[0] * alpha, "slope"), CELU_TWICE, CELU_AT_0], "line 1 is false.*at alpha = "),
        ([CELU_ONCE, CELU_TWICE, (sp.Integer(1), "insert 0")], "line 3 is false"),
        ([CELU_ONCE, CELU_TWICE, (sp.Integer(0), "from the right")], "line 3 is false"),
        ([CELU_ONCE, CELU_TWICE, (2 / alpha, "insert 0")], "line 3 is false"),
        ([CELU_ONCE, CELU_TWICE], "the last line is .*; go on to `1/alpha`"),
        ([CELU_AT_0], "in 1 step: the exercise asks for the lines between, at least 3"),
        ([CELU_TWICE, CELU_AT_0], "in 2 steps: the exercise asks for the lines between"),
        (
            [CELU_ONCE, (CELU_ONCE[0] + 0 * z, "again"), CELU_AT_0],
            "line 2, .*, only repeats an earlier line",
        ),
    ],
)
def test_what_celu_does_not_repair(lines, message):
    told("ex-celu-curvature", "lines", message, lines)


LAMBDA, DEPTH = 1.0507009873554805, 1.7580993408473766


def left_of_selu(z):
    return DEPTH * np.expm1(np.minimum(z, 0))


@pytest.mark.parametrize(
    ("function", "message"),
    [
        (
            lambda z: np.where(z > 0, LAMBDA * z, DEPTH * (np.exp(np.minimum(z, 0)) - 1)),
            "at z = -0.001 you return",
        ),
        (lambda z: np.where(z > 0, LAMBDA * z, DEPTH * np.expm1(z)), "overflow"),
        (lambda z: np.where(z > 0, z, left_of_selu(z) / LAMBDA), "the scale is missing"),
        (lambda z: np.where(z > 0, z, left_of_selu(z)), "the scale multiplies both sides"),
        (
            lambda z: np.where(z > 0, LAMBDA * z, left_of_selu(z) / LAMBDA),
            "the scale multiplies both sides",
        ),
        (
            lambda z: LAMBDA * np.where(z > 0, z, np.expm1(np.minimum(z, 0))),
            "alpha is missing on the left",
        ),
        (
            lambda z: np.where(z > 0, 1.0507 * z, 1.6733 * 1.0507 * np.expm1(np.minimum(z, 0))),
            "at z = 1",
        ),
        (lambda z: list(np.where(z > 0, LAMBDA * z, left_of_selu(z))), "list"),
    ],
)
def test_selu_in_floats(function, message):
    told("ex-selu-floats", "selu", message, function)


@pytest.mark.parametrize(
    ("name", "answers", "message"),
    [
        ("growth", lambda: (1.20983, grown()), "the factor of the squared length: take the root"),
        (
            "growth",
            lambda: (np.sqrt(settled(5 / 3)), grown()),
            "the weight variance is the square of the gain",
        ),
        ("growth", lambda: (1.035, grown()), "1.035 is too small"),
        (
            "growth",
            lambda: (np.sqrt(gradient_factor(get("tanh").derivative) * 25 / 9), grown()),
            "is not 1, but the fixed point",
        ),
        (
            "growth",
            lambda: (np.sqrt(settled(25 / 9) * 9 / 25), grown()),
            "the factor of the weights is missing",
        ),
        (
            "measured_growth",
            lambda: (1.0999, grown(weight_variance=5 / 3)),
            "the weight variance is the square of the gain",
        ),
        ("measured_growth", lambda: (1.0999, grown(weight_variance=1)), "without the gain"),
        ("measured_growth", lambda: (1.0999, grown() ** 2), "factors of the squared length"),
        ("measured_growth", lambda: (1.0999, grown() ** 50), "over all fifty layers"),
        ("measured_growth", lambda: (1.0999, np.log(grown())), "these are the logarithms"),
        ("measured_growth", lambda: (1.0999, grown(range(1, 6))), "the seeds were 1 to 5"),
        ("measured_growth", lambda: (1.0999, grown().mean()), "not their mean"),
    ],
)
def test_tanh_with_torch_s_gain(name, answers, message):
    told("ex-selu-tanh", name, message, *answers())


@pytest.mark.parametrize(
    ("name", "answers", "message"),
    [
        ("sharpness", (69.315, 0.04591), "the answer for softplus: the greatest gap is 0.0"),
        ("sharpness", (127.85, 0.04591), "this is 100 times where the gap is"),
        ("sharpness", (0.0027846, 0.04591), r"divide W\(1/e\) by the gap: the greatest gap is 100"),
        ("sharpness", (359.11, 0.04591), r"the gap is W\(1/e\)/beta, not 1/\(beta W\(1/e\)\)"),
        ("sharpness", (-27.846, 0.04591), "the sign is wrong"),
        ("sharpness", (28, 0.04591), "right to 2 digits"),
        ("sharpness", (32, 0.04591), "32 is too large: the greatest gap is 0.008702 then"),
        ("place", (27.846, 1.27846), "this is the place for sharpness 1"),
        ("place", (27.846, -0.045912), "the sign is wrong"),
        ("place", (27.846, 0.01), "this is the gap itself"),
        ("place", (27.846, 35.6), "a sharper unit has its gap nearer to 0"),
    ],
)
def test_within_a_hundredth(name, answers, message):
    told("ex-swish-close", name, message, *answers)


OPEN, SHUT = sigma(z), 1 - sigma(z)
PAIR = (OPEN * (1 + z * SHUT) + SHUT * (1 - z * OPEN), "one gate is 1 minus the other")


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ([(OPEN * (1 + z * SHUT) + SHUT * (1 + z * OPEN), "sign"), (1, "c")], "line 1 is false"),
        ([(OPEN * (1 + z * OPEN) + SHUT * (1 - z * SHUT), "gates"), (1, "c")], "line 1 is false"),
        (
            [PAIR, (2 * OPEN, "two gates"), (sp.Integer(1), "half each")],
            "line 2 is false.*at z = ",
        ),
        ([PAIR, (OPEN + sigma(-z), "cancel"), (sp.Integer(2), "gates")], "line 3 is false"),
        ([PAIR, (OPEN + sigma(-z), "cancel")], r"the last line is .*; go on to `1`"),
        ([PAIR, (sp.Integer(1), "cancel")], "in 2 steps: the exercise asks for the lines between"),
        ([PAIR, (sp.Integer(1), "cancel"), (sp.Integer(1), "gates")], "only repeats"),
        (
            [PAIR, (1 / (1 + sp.exp(-z)) + 1 / (1 + sp.exp(z)), "gates"), (1, "together")],
            "line with the two gates alone",
        ),
    ],
)
def test_two_slopes(lines, message):
    lines = [(sp.sympify(line), reason) for line, reason in lines]
    told("ex-swish-sum", "lines", message, lines)


def gate(z):
    return get("sigmoid").value(z)


def stable_swish(z):
    e = np.exp(-np.abs(z))
    return np.where(z < 0, z * e, z) / (1 + e)


def stable_slope(z):
    e = np.exp(-np.abs(z))
    return np.where(z < 0, e * (1 + e + z), 1 + e + z * e) / (1 + e) ** 2


def one_sided(z):
    e = np.exp(-np.maximum(z, -745.0))
    return 1 / (1 + e) + z * e / (1 + e) ** 2


@pytest.mark.parametrize(
    ("name", "forward", "backward", "message"),
    [
        (
            "swish",
            lambda z: z / (1 + np.exp(-z)),
            stable_slope,
            "the values are right, but at z = -800 Python warns: overflow",
        ),
        (
            "swish",
            lambda z: z / (1 + np.exp(np.minimum(z, 700))),
            stable_slope,
            "at z = 1 you return 0.2689, expected 0.7311; the minus in the exponent is missing",
        ),
        ("swish", gate, stable_slope, "at z = 0 you return 0.5, expected 0; this is the gate"),
        ("swish", lambda z: z * np.tanh(z), stable_slope, "the gate is the sigmoid, not tanh"),
        ("swish", lambda z: z * gate(z) * gate(-z), stable_slope, "by the slope of the gate"),
        ("swish", lambda z: z - z * gate(-z), stable_slope, "digits are right"),
        (
            "swish",
            lambda z: stable_swish(z.astype(np.float32)).astype(np.float64),
            stable_slope,
            "at z = .* you return",
        ),
        ("swish", stable_swish(np.ones(3)), stable_slope, "give the function itself"),
        ("slope", stable_swish, gate, "the product rule has a second term"),
        ("slope", stable_swish, lambda z: z * gate(z) * gate(-z), "has a first term: the gate"),
        ("slope", stable_swish, lambda z: gate(z) * gate(-z), "the slope of the gate alone"),
        (
            "slope",
            stable_swish,
            lambda z: gate(z) * (1 - z * gate(-z)),
            "the second term has the wrong sign",
        ),
        (
            "slope",
            stable_swish,
            lambda z: gate(z) * (1 + z * gate(z)),
            "the slope of the gate is sigma times 1 - sigma",
        ),
        ("slope", stable_swish, one_sided, "at z = -700 you return 9.86e-305"),
        ("slope", stable_swish, lambda z: 1.0, "it returns one number"),
    ],
)
def test_swish_forward_and_backward(name, forward, backward, message):
    told("ex-swish-numpy", name, message, forward, backward)


@pytest.fixture(scope="module")
def dips():
    """Errors of SiLU and of folded SiLU, seeds 0 to 10, with step size 1/10."""
    return [fit_one_layer(a, range(11), learning_rate=0.1) for a in (get("silu"), folded_silu())]


@pytest.mark.parametrize(
    ("name", "share", "cost", "message"),
    [
        ("share", 0.5, None, "the share of all negative pre-activations"),
        ("share", 0.39033, None, "below the minimum's value, not below its place"),
        ("share", 0.17618, None, "this is the normal density there"),
        ("share", 0.20109, None, "this counts both tails"),
        ("share", 0.89946, None, "it is one minus what it should be"),
        ("share", 10.054, None, "a hundred times too large: a percentage"),
        ("cost", 0.100545, lambda s, f: np.log10(s[:10] / f[:10]), "the sign is wrong: the diff"),
        ("cost", 0.100545, lambda s, f: np.log(f[:10] / s[:10]), "take logarithms to base 10"),
        ("cost", 0.100545, lambda s, f: f[:10] - s[:10], "take logarithms first"),
        ("cost", 0.100545, lambda s, f: f[:10] / s[:10], "these are the ratios"),
        ("cost", 0.100545, lambda s, f: np.log10(f[1:] / s[1:]), "the seeds were 1 to 10"),
        ("cost", 0.100545, lambda s, f: np.log10(f / s).mean(), "one value for each of the 10"),
        ("cost", 0.100545, lambda s, f: np.log10(f / s), "11 values for 10 seeds: run 0 to 9"),
    ],
)
def test_in_the_dip(dips, name, share, cost, message):
    right = np.log10(dips[1][:10] / dips[0][:10])
    told("ex-swish-fold", name, message, share, right if cost is None else cost(*dips))


def test_in_the_dip_at_the_step_size_of_the_chapter(dips):
    plain, folded = (fit_one_layer(a, range(10)) for a in (get("silu"), folded_silu()))
    told("ex-swish-fold", "cost", "that of the chapter", 0.100545, np.log10(folded / plain))
    relu = fit_one_layer(get("relu"), range(10), learning_rate=0.1)
    told("ex-swish-fold", "cost", "ReLU, not the folded", 0.100545, np.log10(relu / dips[0][:10]))


def mish_forward(z):
    e = np.exp(-np.abs(z))
    return (
        z
        * np.where(z < 0, e * (2 + e), 1 + 2 * e)
        / np.where(z < 0, 2 + e * (2 + e), 1 + 2 * e * (1 + e))
    )


def mish_backward(z):
    e = np.exp(-np.abs(z))
    below = 2 + e * (2 + e)
    left = e * (4 * z * (1 + e) + (2 + e) * below) / below**2
    above = 1 + e * (4 + e * (6 + 4 * e)) + 4 * (z * e) * (e * (1 + e))
    return np.where(z < 0, left, above / (1 + 2 * e * (1 + e)) ** 2)


@pytest.mark.parametrize(
    ("name", "answers", "message"),
    [
        ("z_half", (0.732, 0.4011), "the exponential of what is asked for: the gate there is 0.8"),
        ("z_half", (0.5493, 0.4011), "this is the softplus at that point"),
        ("z_half", (-0.8814, 0.4011), r"where e\^z \(e\^z \+ 2\) is 1, not 2: the gate there is 0"),
        ("z_half", (0, 0.4011), "0 is too large: the gate there is 0.6$"),
        ("z_half", (1.005, 0.4011), "of the two roots for e.z the other is positive"),
        ("z_half", (0.3119, 0.4011), "the sign is wrong: the gate there is 0.69"),
        ("slope_half", (-0.3119, 0.5), "the term in which the gate changes is missing"),
        ("slope_half", (-0.3119, 0.6), "this is the slope at 0"),
        ("slope_half", (-0.3119, 0.817), "the second term has a factor z"),
        ("slope_half", (-0.3119, 0.3682), "the derivative of tanh is missing"),
        ("slope_half", (-0.3119, 0.2661), "the derivative of softplus is missing"),
        ("slope_half", (-0.3119, 0.4), "right to 1 digit"),
    ],
)
def test_half_open(name, answers, message):
    told("ex-mish-half", name, message, *answers)


GATES = (z * (e * (e + 2) / (e**2 + 2 * e + 2) - e / (1 + e)), "exponentials")
APART = (z * e**2 / ((1 + e) * (e**2 + 2 * e + 2)), "cancel")


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ([(z * (e * (e + 2) / (e**2 + 2 * e + 2) - 1 / (1 + e)), "σ"), APART], "line 1 is false"),
        ([(z * (e * (e + 2) / (e**2 + 2 * e + 1) - e / (1 + e)), "n"), APART], "line 1 is false"),
        ([(z * (e * (e + 2) / (e**2 + 2 * e + 2) + e / (1 + e)), "sum"), APART], "line 1 is false"),
        ([GATES, (z * e / ((1 + e) * (e**2 + 2 * e + 2)), "cancel")], "line 2 is false.*at z ="),
        ([GATES, (-APART[0], "cancel")], "line 2 is false"),
        ([GATES, (e**2 / ((1 + e) * (e**2 + 2 * e + 2)), "cancel")], "line 2 is false"),
        ([APART], "in 1 step: the exercise asks for the lines between, at least 2"),
        ([GATES], "the last line is .*; go on to"),
        ([(z * (sp.tanh(sp.log(1 + e)) - sigma(z)), "factor"), APART], "no line with exponentials"),
        ([GATES, GATES, APART], "line 2, .*, only repeats an earlier line"),
        ([GATES[0], APART[0]], "line 1, .*, has no reason"),
    ],
)
def test_how_far_from_silu(lines, message):
    told("ex-mish-difference", "lines", message, lines)


def by_the_note(z):
    s = np.logaddexp(0, z)
    sigmoid_of_z = np.exp(np.minimum(z, 0)) / (1 + np.exp(-np.abs(z)))
    sech = 2 * np.exp(-s) / (1 + np.exp(-2 * s))
    return sech**2 * z * sigmoid_of_z + mish_forward(z) / z


def without_a_guard(z):
    return np.where(z < 0, mish_forward(z), z * (1 - 2 / (np.exp(2 * z) + 2 * np.exp(z) + 2)))


@pytest.mark.parametrize(
    ("name", "forward", "backward", "message"),
    [
        (
            "forward",
            lambda z: z * np.tanh(np.log(1 + np.exp(z))),
            mish_backward,
            "at z = .* you return .* ULP where 4 are allowed; it is worst at z = -",
        ),
        (
            "forward",
            lambda z: z * np.exp(z) * (np.exp(z) + 2) / (np.exp(2 * z) + 2 * np.exp(z) + 2),
            mish_backward,
            "at z = 356 you return nan, expected 356",
        ),
        ("forward", get("silu").value, mish_backward, "at z = 1 .*; this is SiLU: its gate is"),
        ("forward", lambda z: np.tanh(np.logaddexp(0, z)), mish_backward, "multiply it by z"),
        ("forward", lambda z: z * np.logaddexp(0, z), mish_backward, "the tanh is missing"),
        ("forward", lambda z: np.tanh(z * np.logaddexp(0, z)), mish_backward, "outside the tanh"),
        ("forward", without_a_guard, mish_backward, "but at z = .* Python warns: overflow"),
        ("forward", lambda z: float(z[0]), mish_backward, "it returns one number"),
        ("backward", mish_forward, by_the_note, "at z = 0 you return nan, expected 0.6"),
        ("backward", mish_forward, mish_forward, "this is the function, not its slope"),
        (
            "backward",
            mish_forward,
            lambda z: mish_backward(z) - np.tanh(np.logaddexp(0, z)),
            "the first term of the product rule is missing",
        ),
        (
            "backward",
            mish_forward,
            lambda z: np.tanh(np.logaddexp(0, z)),
            "the term in which the gate changes is missing",
        ),
        (
            "backward",
            mish_forward,
            lambda z: np.tanh(np.logaddexp(0, z)) + z / np.cosh(np.logaddexp(0, z[:5]).max()),
            "at z = 1 you return",
        ),
        (
            "backward",
            mish_forward,
            lambda z: (g := np.tanh(np.logaddexp(0, z))) + z * (1 - g**2) * get("sigmoid").value(z),
            "at z = 10 .* 15 of 16 digits are right, an error of .* ULP where 4 are",
        ),
        ("backward", mish_forward, mish_backward(np.ones(3)), "give the function itself"),
    ],
)
def test_mish_forward_and_backward(name, forward, backward, message):
    told("ex-mish-code", name, message, forward, backward)


def mish_gains(name="mish", units=256, seeds=range(10), **parameters):
    task = random_task(seeds, units=units)
    silu, other = (
        tangent_spectra(record, task)[0] for record in (get("silu"), get(name, **parameters))
    )
    return silu[:, -1] / silu[:, 0] / (other[:, -1] / other[:, 0])


@pytest.mark.parametrize(
    ("name", "answer", "message"),
    [
        ("gains", lambda: -np.log10(mish_gains()), "the sign is wrong: the difference"),
        ("gains", lambda: np.log(mish_gains()), "the logarithm was the natural one"),
        ("gains", mish_gains, "this is the ratio: take its logarithm"),
        ("gains", lambda: np.log10(mish_gains(units=64)), "the networks had 64 units, not 256"),
        ("gains", lambda: np.log10(mish_gains("gelu")), "this is GELU"),
        ("gains", lambda: np.log10(mish_gains("swish", beta=1.25)), "this is swish"),
        ("gains", lambda: np.log10(mish_gains(seeds=range(1, 11))), "the seeds were 1 to 10"),
        ("gains", lambda: np.log10(mish_gains()).mean(), "one value for each of the 10 seeds"),
        ("controls", lambda: np.log10(mish_gains()), "this is Mish"),
        ("controls", lambda: np.log10(mish_gains("swish", beta=0.8)), "beta was 1/1.25, not 1.25"),
        ("controls", lambda: np.log(mish_gains("swish", beta=1.25)), "was the natural one"),
        ("controls", lambda: np.log10(mish_gains("swish", 64, beta=1.25)), "had 64 units, not 256"),
    ],
)
def test_four_times_as_wide(name, answer, message):
    right = {
        "gains": np.log10(mish_gains()),
        "controls": np.log10(mish_gains("swish", beta=1.25)),
    }
    told("ex-mish-wide", name, message, *(right | {name: answer()}).values())


@pytest.mark.parametrize(
    ("name", "answers", "message"),
    [
        ("z_wanted", (-1.28155, 0.38447), "the sign is wrong: the gate is open with prob.* 0.1000"),
        ("z_wanted", (1.64485, 0.38447), r"the probability is \(1 \+ erf"),
        ("z_wanted", (0.90619, 0.38447), "the sqrt 2 inside erf got lost"),
        ("z_wanted", (2.19722, 0.38447), "this is for a sigmoid's gate, without the 1.702"),
        ("z_wanted", (1.29096, 0.38447), "this is for the quick form's gate"),
        ("z_wanted", (1.3, 0.38447), "right to 2 digits"),
        ("spread", (1.28155, 0.3), "this is the gate's, without the input"),
        ("spread", (1.28155, 0.14782), "this is the variance"),
        ("spread", (1.28155, 0.11534), "a standard deviation has a root"),
        ("spread", (1.28155, 1.1534), "this is the mean, GELU itself"),
    ],
)
def test_open_nine_times_in_ten(name, answers, message):
    told("ex-gelu-gate", name, message, *answers)


Phi, varphi = sp.Function("Phi"), sp.Function("varphi")
SLOPE_OF_PHI, SLOPE_OF_DENSITY = sp.Derivative(Phi(z), z), sp.Derivative(varphi(z), z)
BLUR = [
    (Phi(z) + z * SLOPE_OF_PHI + SLOPE_OF_DENSITY, "product rule"),
    (Phi(z) + z * varphi(z) + SLOPE_OF_DENSITY, "the slope of Phi is the density"),
    (Phi(z), "the density's slope"),
]


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ([(z * SLOPE_OF_PHI + SLOPE_OF_DENSITY, "product rule"), *BLUR[1:]], "line 1 is false"),
        ([(Phi(z) + SLOPE_OF_PHI + SLOPE_OF_DENSITY, "chain"), *BLUR[1:]], "line 1 is false"),
        ([BLUR[0], BLUR[1][0], BLUR[2]], "line 2, .*, has no reason"),
        ([BLUR[0], (Phi(z) + varphi(z) + SLOPE_OF_DENSITY, "phi"), BLUR[2]], "line 2 is false"),
        ([*BLUR[:2], (Phi(z) + 2 * z * varphi(z), "slope"), BLUR[2]], "line 3 is false"),
        ([*BLUR[:2], (Phi(z) + z * varphi(z), "slope 0 at 0")], "line 3 is false.*at z = "),
        ([BLUR[0], BLUR[2]], "in 2 steps: the exercise asks for the lines between, at least 3"),
        (BLUR[:2], "every step is proved, but the last line is .*; go on to `Phi"),
        (
            [BLUR[0], (Phi(z) + z * SLOPE_OF_PHI - z * varphi(z), "slope of varphi"), BLUR[2]],
            "there is no line in which the slope of Phi is replaced",
        ),
        ([BLUR[0], BLUR[0], *BLUR[1:]], "line 2, .*, only repeats"),
    ],
)
def test_the_slope_of_a_blurred_relu(lines, message):
    told("ex-gelu-blur", "lines", message, lines)


@pytest.mark.parametrize(
    ("gated", "message"),
    [
        (
            lambda z: z / 2 * (1 + erf(z / np.sqrt(2))),
            "10 of 16 digits are right.*worst at z = -25",
        ),
        (lambda z: z * ndtr(z) * 2, "the factor one half is missing"),
        (lambda z: z * erfc(z / np.sqrt(2)) / 2, "the gate closes where it should open"),
        (lambda z: z * erfc(-z) / 2, "the sqrt 2 is missing"),
        (lambda z: erfc(-z / np.sqrt(2)) / 2, "this is the gate, without the input"),
        (
            lambda z: z / 2 * (1 + np.tanh(np.sqrt(2 / np.pi) * (z + 0.044715 * z**3))),
            "this is the tanh form",
        ),
        (lambda z: z / (1 + np.exp(-1.702 * np.maximum(z, -400))), "this is the quick form"),
        (lambda z: np.where(z < -8, 0.0, z * ndtr(z)), "at z = -8.5 you return 0, expected -"),
        (
            lambda z: z * erfcx(-z / np.sqrt(2)) * np.exp(-z * z / 2) / 2,
            "at z = 100 you return nan",
        ),
        (lambda z: float(z) * 0.5, "at z = 1 it raises TypeError"),
    ],
)
def test_digits_in_the_tail(gated, message):
    told("ex-gelu-tail", "gated", message, gated)


@pytest.fixture(scope="module")
def squares_in_depth():
    def run(name, weight_variance, layers, samples=16):
        found = []
        for seed in range(11):
            rng = np.random.default_rng(seed)
            inputs = rng.normal(size=(samples, 128))
            seen = propagate(get(name), inputs, layers, rng, weight_variance=weight_variance)
            found.append((seen.variance[-1], seen.mean[-1] ** 2))
        variance, mean_square = np.array(found).T
        return variance + mean_square, variance

    return {
        "right": run("gelu", 2, 10)[0],
        "variance": run("gelu", 2, 10)[1],
        "narrow": run("gelu", 1, 10)[0],
        "relu": run("relu", 2, 10)[0],
        "nine": run("gelu", 2, 9)[0],
    }


@pytest.mark.parametrize(
    ("name", "theory", "answer", "message"),
    [
        ("theory", 3.3126e-06, lambda s: s["right"][:10], "for weights of variance 1/128"),
        ("theory", 0.31317, lambda s: s["right"][:10], "for one layer less"),
        ("theory", 0.92212, lambda s: s["right"][:10], "this is after one layer"),
        ("theory", 1, lambda s: s["right"][:10], "this is ReLU, which keeps its mean square"),
        ("theory", 0.49721, lambda s: s["right"][:10], "the root of the mean square"),
        ("squares", 0.24722, lambda s: s["narrow"][:10], "the weights had variance 1/128"),
        ("squares", 0.24722, lambda s: s["relu"][:10], "this is ReLU: take the record gelu"),
        ("squares", 0.24722, lambda s: s["nine"][:10], "this is one layer less"),
        ("squares", 0.24722, lambda s: np.sqrt(s["right"][:10]), "the roots of mean squares"),
        ("squares", 0.24722, lambda s: s["variance"][:10], "the mean's square is missing"),
        ("squares", 0.24722, lambda s: s["right"][1:], "the seeds were 1 to 10"),
        ("squares", 0.24722, lambda s: s["right"][:10].mean(), "not their mean"),
    ],
)
def test_weights_made_for_relu(squares_in_depth, name, theory, answer, message):
    told("ex-gelu-depth", name, message, theory, answer(squares_in_depth))


@pytest.mark.parametrize(
    ("name", "answers", "message"),
    [
        ("share", (3 / 7, 0.91024), "the exponential of the first score, 0, is 1: it counts"),
        ("share", (0.44211, 0.91024), "the scores themselves were divided: take exp"),
        ("share", (0.5, 0.91024), "this is the share of the third score"),
        ("share", (0.125, 0.91024), "this is the share of the first score"),
        ("share", (37.5, 0.91024), "a hundred times too large: a percentage"),
        ("temperature", (0.375, 1.09861), "the temperature divides the scores: .* share is 0.8606"),
        ("temperature", (0.375, 0.45512), "the scores are 2 apart, not 1: .* share is 0.9878 then"),
        ("temperature", (0.375, 0.86859), "the odds are 0.9 to 0.1, not 1 to 0.1"),
        ("temperature", (0.375, 18.9824), "the odds are 0.9 to 0.1, not 0.9 to 1"),
        ("temperature", (0.375, -0.91024), "the sign is wrong: a temperature is positive"),
        ("temperature", (0.375, 0.9), "right to 1 digit"),
    ],
)
def test_from_scores_to_shares_and_back(name, answers, message):
    told("ex-softmax-shares", name, message, *answers)


p, q = sp.symbols("p q", real=True)
MIDDLE, BOTH = (p + q) / 2, sp.exp((p - q) / 2) + sp.exp((q - p) / 2)
TWO = [
    (sp.log(sp.Mul(sp.exp(MIDDLE), BOTH, evaluate=False)), "the middle"),
    (MIDDLE + sp.log(BOTH), "product"),
    (MIDDLE + sp.log(2 * sp.cosh((p - q) / 2)), "cosh"),
]


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ([(MIDDLE + sp.log(1 + BOTH), "one too many"), *TWO[1:]], "line 1 is false.*at p"),
        ([TWO[0], (MIDDLE * sp.log(BOTH), "a product of logs"), TWO[2]], "line 2 is false"),
        ([TWO[0], (p + q + sp.log(BOTH), "half lost"), TWO[2]], "line 2 is false"),
        ([*TWO[:2], (MIDDLE + sp.log(sp.cosh((p - q) / 2)), "2 lost")], "line 3 is false"),
        ([*TWO[:2], (MIDDLE + sp.log(2 * sp.cosh(p - q)), "not halved")], "line 3 is false"),
        (TWO[:2], "the last line is .*; go on to"),
        (TWO[1:], "in 2 steps: the exercise asks for the lines between, at least 3"),
        (
            [(p + sp.log(1 + sp.exp(q - p)), "p out"), *TWO[1:]],
            "no line with the logarithm of a product on the way",
        ),
        ([(sp.exp(sp.Symbol("x", real=True)), "x")], "contains `x`, which"),
    ],
)
def test_the_middle_and_the_gap(lines, message):
    told("ex-softmax-two", "lines", message, lines)


def by_rows(x):
    sizes = np.exp(x - x.max(axis=-1, keepdims=True))
    return sizes / sizes.sum(axis=-1, keepdims=True)


def by_overwriting(x):
    x -= x.max(axis=-1, keepdims=True)
    return np.exp(x) / np.exp(x).sum(axis=-1, keepdims=True)


def by_logarithms(x):
    low = x - x.max(axis=-1, keepdims=True)
    with np.errstate(divide="ignore"):
        return np.exp(np.log(np.exp(low)) - np.log(np.exp(low).sum(axis=-1, keepdims=True)))


def with_a_warning(x):
    np.log(np.zeros(1))
    return by_rows(x)


def without_keepdims(x):
    sizes = np.exp(x - x.max(axis=-1))
    return sizes / sizes.sum(axis=-1)


@pytest.mark.parametrize(
    ("function", "message"),
    [
        (
            lambda x: np.exp(x) / np.exp(x).sum(axis=-1, keepdims=True),
            "a row of large scores, .*1000, 1001, 999.* nan.*; an exponential overflowed",
        ),
        (
            lambda x: np.exp(x - x.max(0)) / np.exp(x - x.max(0)).sum(0),
            "two plain rows, .*; the columns sum to 1: take the maximum and the sum along axis -1",
        ),
        (
            lambda x: np.exp(x - x.max()) / np.exp(x - x.max()).sum(0),
            "two plain rows, .*; the columns sum to 1: take the",
        ),
        (
            lambda x: np.exp(x - x.max()) / np.exp(x - x.max()).sum(),
            "all shares together sum to 1: each row should",
        ),
        (
            lambda x: np.exp(x - x.max()) / np.exp(x - x.max()).sum(-1, keepdims=True),
            r"of the row \(1, 2, 0\) you make \(nan, nan, nan\), .*; the greatest score of all",
        ),
        (without_keepdims, r"for two plain rows it raises ValueError: operands could not"),
        (lambda x: x / x.sum(axis=-1, keepdims=True), r"two plain rows, of the row \(0, 1.099"),
        (lambda x: np.exp(x - x.max(-1, keepdims=True)), r"you make \(0.25, 0.75, 1\), expected"),
        (lambda x: by_rows(x).tolist(), "it returns a list: return a NumPy array"),
        (lambda x: by_rows(x)[0], r"of shape \(2, 3\) it returns one of shape \(3,\)"),
        (lambda x: by_rows(x).astype("float32"), "expected"),
        (by_overwriting, "it changes its argument in place"),
        (with_a_warning, "the values are right, but Python warns, for two plain rows: divide by"),
        (by_rows(np.zeros((1, 2))), "it is a ndarray: give the function itself, `softmax`"),
    ],
)
def test_row_by_row(function, message):
    told("ex-softmax-rows", "softmax", message, function)


def test_another_right_way_row_by_row():
    assert exercises.get("ex-softmax-rows").check(by_logarithms).correct
    assert exercises.get("ex-softmax-rows").check(by_rows).correct


def row_entropies(spread=3.0, n=10, seeds=range(10)):
    found = []
    for seed in seeds:
        shares = by_rows(spread * np.random.default_rng(seed).normal(size=(1000, n)))
        found.append(-(shares * np.log(shares)).sum(axis=-1).mean())
    return np.array(found)


@pytest.mark.parametrize(
    ("name", "answers", "message"),
    [
        ("greatest", (1, row_entropies()), "this is the logarithm to base 10"),
        ("greatest", (3.32193, row_entropies()), "this is in bits: take the natural logarithm"),
        ("greatest", (0.230259, row_entropies()), "this is one of ten equal terms"),
        ("greatest", (10, row_entropies()), "the number of scores: the entropy is its logarithm"),
        ("entropies", (2.302585, row_entropies(1.0)), "the standard deviation was 1"),
        ("entropies", (2.302585, row_entropies(1 / 3)), "the scores were divided by 3"),
        ("entropies", (2.302585, row_entropies(3.0, 2)), "there were two scores, not ten"),
        ("entropies", (2.302585, row_entropies() / np.log(2)), "these are bits"),
        ("entropies", (2.302585, row_entropies() / 10), "the mean was taken over the scores as"),
        ("entropies", (2.302585, -row_entropies()), "the sign is wrong"),
        ("entropies", (2.302585, row_entropies(seeds=range(1, 11))), "the seeds were 1 to 10"),
        ("entropies", (2.302585, row_entropies().mean()), "not their mean"),
    ],
)
def test_how_undecided(name, answers, message):
    told("ex-softmax-entropy", name, message, *answers)


@pytest.mark.parametrize(
    ("name", "answers", "message"),
    [
        ("output", (1, 0.0625), "no affine map goes through all four points"),
        ("output", (2 / 3, 0.0625), "the best map through 0 at the origin"),
        ("output", (0.25, 0.0625), "the best constant, or the output where one input is 1"),
        ("output", (0.9, 0.0625), "0.9 is too large"),
        ("floor", (0.75, 0.1875), "this is the error of the best constant"),
        ("floor", (0.75, 0.25), "the sum of the squares: take their mean"),
        ("floor", (0.75, 1 / 12), "the error of the best map without a bias"),
        ("floor", (0.75, 6.25), "a hundred times too large: a percentage"),
    ],
)
def test_and_by_an_affine_map(name, answers, message):
    told("ex-why-and", name, message, *answers)


alpha = sp.Symbol("alpha", real=True)
MAXIMA = (1 - alpha) * (sp.Max(z, 0) + sp.Max(-z, 0))
WEAK_FOLD = [(MAXIMA, "insert"), ((1 - alpha) * sp.Abs(z), "one of the two is 0")]


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ([(MAXIMA / (1 - alpha), "insert"), WEAK_FOLD[1]], "line 1 is false.*at "),
        ([((1 - alpha) * (sp.Max(z, 0) - sp.Max(-z, 0)), "insert"), WEAK_FOLD[1]], "line 1 is fal"),
        ([(MAXIMA + 2 * alpha * z, "insert"), WEAK_FOLD[1]], "line 1 is false"),
        ([WEAK_FOLD[0], ((1 - alpha) * z, "fold")], "line 2 is false"),
        ([WEAK_FOLD[0], ((1 + alpha) * sp.Abs(z), "fold")], "line 2 is false"),
        (WEAK_FOLD[1:], "in 1 step"),
        (WEAK_FOLD[:1], r"the last line is .*; go on to `\(1 - alpha\)\*Abs\(z\)`"),
        ([WEAK_FOLD[0], ((1 - sp.Symbol("a")) * sp.Abs(z), "fold")], "contains `a`, which the sta"),
    ],
)
def test_a_weaker_fold(lines, message):
    told("ex-why-fold", "lines", message, lines)


def unit_sums():
    """The lines of the solution, over hidden units of any number."""
    x, y, c = sp.symbols("x y c", real=True)
    u, v, b = (sp.IndexedBase(name, real=True) for name in "uvb")
    j, n = sp.Symbol("j", integer=True), sp.Symbol("n", integer=True, positive=True)
    term = v[j] * (u[j] * (x + y) + b[j]) - v[j] * (u[j] * x + b[j]) - v[j] * (u[j] * y + b[j])
    together, left = sp.Sum(term, (j, 1, n)), sp.Sum(v[j] * b[j], (j, 1, n))
    slopes = sp.Sum(v[j] * u[j] * x, (j, 1, n))
    return together, left, slopes, c


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda all_, left, slopes, c: [all_ + c, -left - c], "line 1 (is false|could be neither)"),
        (lambda all_, left, slopes, c: [all_, -left - c], "line 1 (is false|could be neither)"),
        (lambda all_, left, slopes, c: [all_ - c, left - c], "line 2 (is false|could be neither)"),
        (lambda all_, left, slopes, c: [all_ - c, sp.S.Zero], "line 2 (is false|could be neither)"),
        (
            lambda all_, left, slopes, c: [all_ - c, slopes - left - c],
            "line 2 (is false|could be neither)",
        ),
        (lambda all_, left, slopes, c: [-left - c], "in 1 step"),
        (lambda all_, left, slopes, c: [all_ - c], "every step is proved, but the last line is"),
    ],
)
def test_what_a_stack_makes_of_a_sum(make, message):
    lines = [(expr, "so it is") for expr in make(*unit_sums())]
    told("ex-why-sums", "lines", message, lines)


def ramp(x):
    return np.maximum(x, 0)


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (lambda x: 1 - np.abs(x), "the last unit is missing: beyond ±1 the hat is 0"),
        (lambda x: ramp(1 - x), "it is folded on one side only"),
        (np.abs, "this is the fold, not yet the hat"),
        (lambda x: ramp(np.abs(x) - 1), "inside and outside are exchanged"),
        (lambda x: ramp(x + 1) - 2 * ramp(x) + ramp(x - 1), "at z = .* you return"),
        (lambda x: np.interp(x, [-1, 0, 1], [0, 1, 0]).tolist(), "it returns a list"),
        (lambda x: ramp(1 - np.abs(x)).astype(np.float32), "returns float32"),
        (lambda x: max(0.0, 1 - abs(x)), "`if` cannot decide|ambiguous|for an array"),
        (0.5, "give the function itself"),
    ],
)
def test_a_hat_of_three_units(answer, message):
    told("ex-why-hat", "hat", message, answer)


@pytest.fixture(scope="module")
def random_units():
    """What the solution gets, and what it would get with two slips."""
    shares = exercises.why_nonlinear._shares
    seeds = tuple(range(10))
    return {
        "three": shares(seeds),
        "eight": shares(seeds, units=8),
        "no biases": shares(seeds, bias=0.0),
        "tanh": shares(seeds, activation="tanh"),
    }


@pytest.mark.parametrize(
    ("name", "make", "message"),
    [
        ("shares", lambda it: 1 - it["three"], "these are the layers that fail"),
        ("shares", lambda it: 1000 * it["three"], "these are counts: divide by 1,000"),
        ("shares", lambda it: it["no biases"], "the biases are missing"),
        ("shares", lambda it: it["tanh"], "these are tanh units, not ReLUs"),
        ("shares", lambda it: it["three"].mean(), "give one value for each of the 10 seeds"),
        ("shares", lambda it: it["three"][::-1], "in another order"),
        ("wider", lambda it: it["three"], "this is for three units, not for eight"),
        ("wider", lambda it: 1 - it["eight"], "these are the layers that fail"),
    ],
)
def test_random_units(random_units, name, make, message):
    answers = {"shares": random_units["three"], "wider": random_units["eight"]}
    answers[name] = make(random_units)
    told("ex-why-random", name, message, answers["shares"], answers["wider"])


@pytest.mark.parametrize(
    ("name", "answers", "message"),
    [
        ("bound", (np.pi**2 / 2048, 71), "the interval is 2 long: a piece has the length 1/8"),
        ("bound", (np.pi**2 / 64, 71), "the factor 1/8 is missing"),
        ("bound", (np.pi / 512, 71), "the chain rule gives a factor pi twice"),
        ("bound", (1 / 512, 71), r"the second derivative of sin\(pi x\) is greater than 1"),
        ("units", (np.pi**2 / 512, 70), "round up: with 70 units the bound is 0.001007"),
        ("units", (np.pi**2 / 512, 70.25), "a number of units is whole"),
        ("units", (np.pi**2 / 512, 36), "the interval is 2 long: with 36 units"),
        ("units", (np.pi**2 / 512, 199), "the factor 1/8 is missing"),
        ("units", (np.pi**2 / 512, 72), "n units make n pieces"),
        ("units", (np.pi**2 / 512, 100), "100 is too large: with 100 units the bound is 0.0004"),
    ],
)
def test_how_many_hats(name, answers, message):
    told("ex-hats-pieces", name, message, *answers)


length = sp.Symbol("h", positive=True)
SAG = [
    (x**2 - a**2 - (2 * a + length) * (x - a), "slope"),
    ((x - a) * (x + a) - (2 * a + length) * (x - a), "squares"),
    ((x - a) * (x - a - length), "out"),
]


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ([(x**2 - a**2 - (a + length) * (x - a), "wrong slope"), *SAG[1:]], "line 1 is false"),
        ([(x**2 + a**2 - (2 * a + length) * (x - a), "sign"), *SAG[1:]], "line 1 is false.*at"),
        (
            [SAG[0], ((x - a) * (x + a) + (2 * a + length) * (x - a), "sign"), SAG[2]],
            "line 2 is false",
        ),
        ([*SAG[:2], ((x - a) * (x - a + length), "sign")], "line 3 is false"),
        (SAG[:1], "in 1 step: the exercise asks"),
        (SAG[1:], "in 2 steps: the exercise asks for the lines between, at least 3"),
        (
            [
                (sp.expand((x - a) * (x - a - length)), "expand"),
                ((x - a) ** 2 - length * (x - a), "collect"),
                SAG[2],
            ],
            r"no line with the slope of the chord, 2a \+ h, on the way",
        ),
        ([(sp.Symbol("x") ** 2, "another x")], "is another symbol of that name"),
    ],
)
def test_the_worst_case(lines, message):
    told("ex-hats-parabola", "lines", message, lines)


def bends(y):
    return np.diff(np.diff(y, axis=-1), axis=-1, prepend=0.0)


def with_bias(y, rest):
    return np.concatenate([y[:, :1], rest], axis=1)


@pytest.mark.parametrize(
    ("function", "message"),
    [
        (
            lambda y: with_bias(y, np.diff(y, axis=-1)),
            r"for one hat, of the row \(0, 1, 0, 0\) you make \(0, 1, -1, 0\), "
            r"expected \(0, 1, -2, 1\); these are the slopes",
        ),
        (lambda y: with_bias(0 * y, bends(y)), "straight line.*; the first entry is the bias"),
        (
            lambda y: with_bias(y, bends(y) * (np.arange(y.shape[1] - 1) > 0)),
            "one hat.*; the first unit has to bring the first slope, from 0",
        ),
        (
            lambda y: with_bias(y, bends(y) * np.where(np.arange(y.shape[1] - 1) > 0, -1, 1)),
            "one hat.*; the sign of the changes of slope is wrong",
        ),
        (bends, r"of shape \(1, 4\) it returns one of shape \(1, 3\)"),
        (lambda y: np.diff(y, 2), r"it returns one of shape \(1, 2\)"),
        (lambda y: with_bias(y, bends(y)).tolist(), "it returns a list: return a NumPy array"),
        (lambda y: y, r"for one hat, of the row \(0, 1, 0, 0\) you make \(0, 1, 0, 0\)"),
        (np.zeros((1, 4)), "it is a ndarray: give the function itself, `weights`"),
    ],
)
def test_a_layer_for_any_points(function, message):
    told("ex-hats-weights", "weights", message, function)


def sine(x):
    return np.sin(np.pi * x)


def hat_error(knots):
    return greatest_distance(sine, on_line(interpolant(knots, sine(knots))), -1, 1).size


def knot_ratios(measure=hat_error, low=-1, inner=63, seeds=range(10)):
    knots = [np.sort(np.random.default_rng(s).uniform(low, 1, inner)) for s in seeds]
    errors = [measure(np.concatenate([[-1], some, [1]])) for some in knots]
    return np.array(errors) / measure(np.linspace(-1, 1, inner + 2))


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (lambda: 1 / knot_ratios(), "the ratio is upside down"),
        (
            lambda: knot_ratios(lambda knots: interpolation_bound(knots, np.pi**2)),
            "these are ratios of bounds, not of errors",
        ),
        (lambda: knot_ratios(low=0), r"the knots were drawn from \[0, 1\]"),
        (lambda: knot_ratios(inner=64), "there were 64 knots between the ends"),
        (
            lambda: knot_ratios() * hat_error(np.linspace(-1, 1, 65)),
            "these are the errors: divide by that of equally spaced knots",
        ),
        (lambda: knot_ratios(seeds=range(1, 11)), "the seeds were 1 to 10"),
        (lambda: knot_ratios().mean(), "not their mean"),
        (lambda: np.full(10, knot_ratios().mean()), "each is the mean of all"),
    ],
)
def test_knots_by_chance(answer, message):
    told("ex-hats-random", "ratios", message, answer())


CONSTANT = (np.exp(1 / 8) + np.exp(7 / 8)) / 2


@pytest.mark.parametrize(
    ("name", "answers", "message"),
    [
        ("steepness", (80, 0.5, CONSTANT), "tanh is the steeper of the two: it needs less"),
        ("steepness", (10, 0.5, CONSTANT), "the slopes at the middle are equal then"),
        ("steepness", (40, 0.5, CONSTANT), "it is twice what it should be"),
        ("factor", (20, 0.25, CONSTANT), "tanh rises by 2 in all, the sigmoid by 1"),
        ("factor", (20, 2, CONSTANT), "it is the reciprocal of what it should be"),
        ("constant", (20, 0.5, np.exp(1 / 8)), "with sigmoids, which are 0 on the left"),
        ("constant", (20, 0.5, np.exp(1 / 2)), "the mean of two values is not the value between"),
        ("constant", (20, 0.5, (1 + np.e) / 2), "the target is asked at the middles of cells"),
        ("constant", (20, 0.5, CONSTANT - np.exp(1 / 8)), "this is only what is added"),
    ],
)
def test_towers_of_tanh(name, answers, message):
    told("ex-towers-tanh", name, message, *answers)


@pytest.mark.parametrize(
    ("name", "answers", "message"),
    [
        ("scale", (10870.45, 0.0002), "log 2 is the gap of softplus"),
        ("scale", (15682.74, 0.0002), "the gap between GELU and ReLU is missing"),
        ("scale", (169.9712, 0.0002), "the weights of the output are missing"),
        ("scale", (533.115, 0.0002), "the sizes of the weights add up, not the weights"),
        ("scale", (2.665615, 0.0002), "the change is to be 0.001, not 1"),
        ("scale", (2700, 0.0002), "right to 2 digits"),
        ("change", (2665.615, 0.001), "this is the bound: measure the two networks' distance"),
        ("change", (2665.615, 0.0012031), "the distance from the sine, not from the network of"),
        ("change", (2665.615, -0.0002), "the sign is wrong"),
    ],
)
def test_gelu_for_relu(name, answers, message):
    told("ex-hats-gelu", name, message, *answers)


@pytest.mark.parametrize(
    ("name", "answers", "message"),
    [
        ("pieces", (25, 9), "this is the root of the number"),
        ("pieces", (10_000, 9), "the factor 1/4 of the error is missing"),
        ("pieces", (2500, 9), "the error is greatest at h/4"),
        ("pieces", (5, 9), "for the rate .2 of a smooth function"),
        ("pieces", (500, 9), "500 is too small: with 500 pieces the error is 0.01118"),
        ("pieces", (-625, 9), "the sign is wrong: no pieces"),
        ("tents", (625, 10), "the exponent is m . 1, not m: the error is 2.38e-07"),
        ("tents", (625, 26), "count the tents, not the units"),
        ("tents", (625, 19), "falls by 4 with each tent, not by 2"),
        ("tents", (625, 8.966), "a whole number: the next one up: the error is 3.81e-06"),
    ],
)
def test_how_many_units(name, answers, message):
    told("ex-width-count", name, message, *answers)


TERM, LAST = sp.Symbol("j", integer=True), sp.Symbol("m", integer=True, positive=True)
THIRD = sp.Rational(1, 3)
POWERS = sp.Sum(4**-TERM, (TERM, 1, LAST))
TAKEN = (THIRD - 2 * THIRD * POWERS, "factor")
NINTH = (THIRD**2 + 2 * THIRD**2 * 4**-LAST, "geometric")


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ([(THIRD - THIRD * POWERS, "a 2 lost"), NINTH], "line 1 is false"),
        ([(THIRD + 2 * THIRD * POWERS, "sign"), NINTH], "line 1 is false"),
        ([(2 * THIRD * POWERS, "a term lost"), NINTH], "line 1 is false"),
        ([TAKEN, (THIRD**2 - 2 * THIRD**2 * 4**-LAST, "sign")], "line 2 is false"),
        ([TAKEN, (THIRD**2, "in the limit")], "line 2 is false"),
        ([TAKEN, (THIRD - 2 * THIRD * 4**-LAST, "one term")], "line 2 is false"),
        ([NINTH], "in 1 step: the exercise asks for the lines between, at least 2"),
        ([TAKEN], "the last line is .*; go on to"),
        ([TAKEN, TAKEN, NINTH], "line 2, .*, only repeats"),
        ([TAKEN, NINTH[0]], "line 2, .*, has no reason"),
    ],
)
def test_one_third(lines, message):
    told("ex-width-third", "lines", message, lines)


@pytest.mark.parametrize(
    ("tent", "message"),
    [
        (lambda x: 1 - np.abs(1 - 2 * x), "at x = 0.1 you return|at x = 0.3 you return"),
        (lambda x: 2 * x, "at x = 0.75 you return .*the rising half only"),
        (lambda x: 2 - 2 * x, "at x = 0.25 you return .*the falling half only"),
        (lambda x: np.minimum(x, 1 - x), "at x = 0.25 you return .*it reaches only one half"),
        (lambda x: 4 * x * (1 - x), "this is a parabola, not a tent"),
        (
            lambda x: 2 * np.maximum(x, 0) - 2 * np.maximum(x - 0.5, 0),
            "the second unit counts 4 times",
        ),
        (lambda x: np.abs(1 - 2 * x), "a tent upside down"),
        (lambda x: np.where(x < 0.5, 2 * x, 2 * (1 - x)).astype("f4"), "returns float32"),
        (lambda x: min(2 * x, 2 - 2 * x), "`if` cannot decide for an array|ambiguous"),
    ],
)
def test_a_tent_without_rounding(tent, message):
    told("ex-width-tent", "tent", message, tent)


def orbit_means(seeds=range(10), average=np.mean, dtype=np.float64):
    draws = (np.random.default_rng(seed).random(1000).astype(dtype) for seed in seeds)
    return [average(steps_to_zero(draw)) for draw in draws]


@pytest.mark.parametrize(
    ("name", "answers", "message"),
    [
        ("mean_steps", lambda: (54, orbit_means()), "only an odd numerator takes 54"),
        ("mean_steps", lambda: (53.5, orbit_means()), "this is the median"),
        ("mean_steps", lambda: (52, orbit_means()), "has to go from 1 to 0 as well"),
        ("mean_steps", lambda: (25, orbit_means()), "this is for float32"),
        ("measured_means", lambda: (53, orbit_means(average=np.median)), "these are medians"),
        ("measured_means", lambda: (53, orbit_means(average=np.max)), "the longest orbits"),
        (
            "measured_means",
            lambda: (53, orbit_means(dtype=np.float32)),
            "these starts were rounded to float32",
        ),
        (
            "measured_means",
            lambda: (
                53,
                [
                    steps_to_zero(
                        uniform_floats(1000, FORMATS["float64"], np.random.default_rng(seed))
                    ).mean()
                    for seed in range(10)
                ],
            ),
            "from `uniform_floats`, not from `rng.random`",
        ),
        ("measured_means", lambda: (53, orbit_means()[:9]), "9 values for 10 seeds"),
        ("measured_means", lambda: (53, np.mean(orbit_means())), "not their mean"),
    ],
)
def test_what_random_draws(name, answers, message):
    told("ex-width-bits", name, message, *answers())


def narrow(seeds=range(10), layers=16, width=4):
    widths = (1, *(width,) * layers, 1)
    networks = (random_relus(widths, np.random.default_rng(seed)) for seed in seeds)
    return np.array([corners(network, -100.0, 100.0).pieces for network in networks])


def narrow_corners():
    widths = (1, *(4,) * 16, 1)
    networks = (random_relus(widths, np.random.default_rng(seed)) for seed in range(10))
    return [len(corners(network, -100.0, 100.0).x) - 1 for network in networks]


@pytest.mark.parametrize(
    ("name", "answers", "message"),
    [
        ("pieces", lambda: (narrow(layers=4, width=16), 27), "four layers of 16 units"),
        ("pieces", lambda: (narrow(layers=8, width=8), 27), "eight layers of eight units"),
        ("pieces", lambda: (narrow() / 64, 27), "do not divide"),
        ("pieces", lambda: (narrow_corners(), 27), "those included that the output does not show"),
        ("pieces", lambda: (narrow() - 1, 27), "a polygon has a piece more"),
        ("pieces", lambda: (narrow(range(1, 11)), 27), "the seeds were 1 to 10"),
        ("single", lambda: (narrow(), 73), "these have more than one piece"),
        ("single", lambda: (narrow(), 2), "the first ten only: go on to seed 99"),
        ("single", lambda: (narrow(), 0.27), "a hundred times too small: a percentage"),
    ],
)
def test_too_narrow(name, answers, message):
    told("ex-width-narrow", name, message, *answers())


@pytest.mark.parametrize(
    ("name", "answers", "message"),
    [
        ("rank", (500, 0.125), "this is the width: the units are not independent"),
        ("rank", (6, 0.125), "biases bring lower degrees"),
        ("rank", (9, 0.125), "the constant is a monomial too"),
        ("rank", (7, 0.125), "products of two inputs are missing"),
        ("rank", (20, 0.125), "twice what it should be"),
        ("floor", (10, 8), "the leading coefficient of T₄"),
        ("floor", (10, 0.25), "this is the floor of x³ for quadratics"),
        ("floor", (10, 0.5), "a constant alone does as well"),
        ("floor", (10, 1 / 16), "the floor of x⁵"),
        ("floor", (10, -0.125), "the sign is wrong"),
    ],
)
def test_width_is_no_degree(name, answers, message):
    told("ex-hypotheses-degree", name, message, *answers)


@pytest.mark.parametrize(
    ("name", "answers", "message"),
    [
        ("tanh_floor", (np.sinh(1), 0.27154), "this is the odd part, which"),
        ("tanh_floor", (np.e, 0.27154), "the error of the network that is 0"),
        ("tanh_floor", (1, 0.27154), "the even part at 0; it is larger elsewhere"),
        ("tanh_floor", (2 * np.cosh(1), 0.27154), "the sum of the weights' sizes"),
        ("sigmoid_floor", (np.cosh(1), np.cosh(1) - 1), "a constant in the middle"),
        ("sigmoid_floor", (np.cosh(1), np.cosh(1) / 2), "least value is 1, not 0"),
        ("sigmoid_floor", (np.cosh(1), 0.5), "this is the floor of x²"),
        ("sigmoid_floor", (np.cosh(1), np.sinh(1)), "the odd part at 1"),
        ("sigmoid_floor", (np.cosh(1), 0.27), "right to 2 digits"),
    ],
)
def test_what_an_odd_network_hears_of_an_exponential(name, answers, message):
    told("ex-hypotheses-exponential", name, message, *answers)


LOG_SIGMOID = [
    (sp.log(1 + e) - sp.log(1 + 1 / e), "logarithm of one over"),
    (sp.log((1 + e) / (1 + 1 / e)), "quotient"),
    (z, "the quotient is e^z"),
]


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ([(sp.log(1 + 1 / e) - sp.log(1 + e), "swapped"), *LOG_SIGMOID[1:]], "line 1 is false"),
        ([(sp.log(1 + e) + sp.log(1 + 1 / e), "sign"), *LOG_SIGMOID[1:]], "line 1 is false"),
        ([LOG_SIGMOID[0], (sp.log(1 + e) / sp.log(1 + 1 / e), "?"), LOG_SIGMOID[2]], "line 2 is f"),
        ([*LOG_SIGMOID[:2], (2 * z, "?")], "line 3 is false"),
        ([*LOG_SIGMOID[:2], (sp.Abs(z), "?")], "line 3 is false"),
        (LOG_SIGMOID[2:], "in 1 step: the exercise asks for the lines between, at least 3"),
        (LOG_SIGMOID[:2], "go on to `z`"),
        (
            [LOG_SIGMOID[0], (z + sp.log(1 + 1 / e) - sp.log(1 + 1 / e) + 0, "?"), (z, "?")],
            "line 3, `z`, only repeats",
        ),
        ([LOG_SIGMOID[0], LOG_SIGMOID[0], *LOG_SIGMOID[1:]], "line 2, .*, only repeats an earlier"),
    ],
)
def test_one_more_with_a_line_in_it(lines, message):
    told("ex-hypotheses-logsigmoid", "lines", message, lines)


ROOT = np.sqrt(2)


def bent(right, left):
    return lambda x: right * np.maximum(x, 0) - left * np.maximum(-x, 0)


@pytest.mark.parametrize(
    ("network", "message"),
    [
        (bent(2 * ROOT - 2, 2 - 2 * ROOT), r"at x = 1 you return 0.8284.*best for x² alone"),
        (bent(1.75, 0.25), "this makes the squared error least"),
        (bent(2 * ROOT - 1, 2 * ROOT - 3), "on the left the output should be negative"),
        (bent(2 * ROOT - 1, 2 * ROOT - 1), "a single slope for both sides"),
        (lambda x: x**2 + x, "this is the target, and no network of the kind"),
        (lambda x: x.copy(), "a line only"),
        (lambda x: 1.8284 * np.maximum(x, 0) - 0.1716 * np.maximum(-x, 0), "of 16 digits"),
        (lambda x: max(x, 0), "`if` cannot decide for an array|for an array it raises"),
        (1.8284, "give the function itself"),
    ],
)
def test_the_best_bent_line(network, message):
    told("ex-hypotheses-network", "network", message, network)


def shared(*, bias=1.0, power=2, scale=3.0, seeds=range(10)):
    x = np.linspace(-1, 1, 201)
    found = []
    for seed in seeds:
        w = scale * np.random.default_rng(seed).standard_normal(10)
        a = np.tanh(np.outer(x, w) + bias)
        v, *_ = np.linalg.lstsq(a, x**power)
        found.append(np.abs(a @ v - x**power).max())
    return np.array(found)


@pytest.mark.parametrize(
    ("name", "answers", "message"),
    [
        ("floor", (0.5, None), "this is the sigmoid's: tanh has no constant"),
        ("floor", (0.25, None), "the floor of x³ for rectifiers"),
        ("floor", (0, None), "an odd network cannot follow an even function"),
        ("errors", (1, lambda: shared(bias=0.0)), "the bias of 1 is missing"),
        ("errors", (1, lambda: shared(power=3)), "the target was x³"),
        ("errors", (1, lambda: shared(scale=1.0)), "not multiplied by 3"),
        ("errors", (1, lambda: shared() ** 2), "the squares of the errors"),
        ("errors", (1, lambda: shared(seeds=range(1, 11))), "the seeds were 1 to 10"),
        ("errors", (1, lambda: shared().mean()), "not their mean"),
        ("errors", (1, lambda: shared()[::-1]), "in another order"),
    ],
)
def test_one_bias_for_all(name, answers, message):
    floor, errors = answers
    told("ex-hypotheses-shared", name, message, floor, errors and errors())
