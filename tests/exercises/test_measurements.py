"""Measurements are compared with their distribution, or with runs from the same seeds."""

import re

import numpy as np
import pytest
import torch

from course_lib.exercises import Mistake, Sampled, Seeded, Status

# Ten means of 400 draws from a normal distribution with mean 3 and standard deviation 2.
TEN = Sampled(
    mean=lambda: 3.0,
    std=lambda: 2 / 20,
    count=10,
    draws=400,
    mistakes=(Mistake(lambda: 2.0, "this is the standard deviation"),),
)


def draws(seed=0, mean=3.0, std=2.0):
    return np.random.default_rng(seed).normal(mean, std, (10, 400))


def test_honest_samples_are_accepted_whatever_the_seed():
    findings = [TEN.judge(draws(seed).mean(axis=1)) for seed in range(300)]
    assert {finding.status for finding in findings} == {Status.CORRECT}
    assert re.match(r"mean [23].\d+, expected 3 within 0.14", findings[0].message)


@pytest.mark.parametrize("convert", [list, tuple, torch.tensor, np.float32], ids=range(4))
def test_samples_in_any_form(convert):
    assert TEN.judge(convert(draws().mean(axis=1))).status is Status.CORRECT


SAMPLED = [
    (-draws().mean(axis=1), r"their mean is -[23].\d+, expected 3 within 0.14; the sign is wrong"),
    (draws().mean(axis=1) - 1, "this is the standard deviation"),
    (draws().sum(axis=1), "these are sums over 400 draws: divide by their number"),
    (draws().mean(axis=1) + 5, r"their mean is 7.97, expected 3 within 0.14$"),
    (draws(mean=3.3).mean(axis=1), r"their mean is 3.27, expected 3 within"),
    (draws()[:, :4].mean(axis=1), r"their mean is|how many draws went"),
    (3 + 2 * np.linspace(-1, 1, 10), "the mean is right, but they vary .* how many draws went"),
    (3 + 1e-4 * np.linspace(-1, 1, 10), "the mean is right, but they vary 0.00"),
    (np.full(10, draws().mean()), "all 10 are equal, .* each needs draws of its own"),
    (np.full(10, 3.0), "a quadrature is no sample"),
    (draws(), r"shape \(10, 400\), expected \(10,\): these are the single draws.*over axis 1"),
    (draws().T, r"shape \(400, 10\), expected \(10,\): .*over axis 0"),
    (draws().mean(axis=0), "take the mean over the draws, not over the samples"),
    (draws().mean(), "give the 10 single measurements, not their mean"),
    (draws().mean(axis=1)[:5], r"shape \(5,\), expected \(10,\): 5 measurements instead of 10"),
    (draws().mean(axis=1)[:, None], r"shape \(10, 1\), expected \(10,\)"),
    (np.append(draws().mean(axis=1)[:9], np.nan), "entry 9 is nan"),
    (["3.0"] * 10, "give 10 real numbers"),
    ([[1.0], [1.0, 2.0]], "a list whose parts differ"),
    (np.mean, "it is a function: call it"),
    ("3.0", "it is '3.0': give an array of 10 numbers"),
    (torch.ones(10, requires_grad=True), "it is no array of numbers: .*detach"),
    (draws().mean(axis=1) > 3, "it is an array of bool: give 10 real numbers"),
]


@pytest.mark.parametrize(("answer", "message"), SAMPLED, ids=range(len(SAMPLED)))
def test_what_no_honest_sample_looks_like(answer, message):
    finding = TEN.judge(answer)
    assert finding.status is Status.WRONG
    assert re.search(message, finding.message), finding.message


def run(seeds):
    return np.array([np.random.default_rng(seed).random() for seed in seeds])


SEEDS = (0, 1, 2, 3)
RUNS = Seeded(run, SEEDS, mistakes=(Mistake(lambda: run(SEEDS) ** 2, "these are squares"),))
TRUE = run(SEEDS)


@pytest.mark.parametrize("answer", [TRUE, list(TRUE), torch.tensor(TRUE), TRUE * (1 + 1e-4)])
def test_the_same_seeds_agree(answer):
    assert RUNS.judge(answer) == RUNS.judge(TRUE)
    assert RUNS.judge(answer).message == "all 4 runs agree"


SEEDED = [
    (-TRUE, r"for seed 0 it is -0.637, expected 0.637; the sign is wrong: the difference was"),
    (TRUE[::-1], "the right numbers in another order: the order is that of the seeds"),
    (np.full(4, TRUE.mean()), "for seed 0 .* each is the mean of all"),
    (TRUE**2, "these are squares"),
    (run((1, 2, 3, 4)), "for seed 0 it is 0.5118, expected 0.637; the seeds were 1 to 4"),
    (TRUE * 1.01, "for seed 0 it is 0.6433, expected 0.637$"),
    (TRUE + np.array([0, 0, 0, 0.1]), "for seed 3 it is 0.18.*, expected 0.08"),
    (np.zeros(4), "for seed 0 it is 0, expected 0.637"),
    (TRUE.mean(), "give one value for each of the 4 seeds, not their mean"),
    (run(range(10)), "10 values for 4 seeds: run 0 to 3"),
    (TRUE[:3], r"shape \(3,\), expected \(4,\): 3 values for 4 seeds"),
    (np.stack([TRUE, TRUE]), r"shape \(2, 4\), expected \(4,\)"),
    ([0.6, None, 0.2, 0.1], "an array of object: give 4 real numbers"),
    (np.array([np.inf, *TRUE[1:]]), "entry 0 is inf"),
    (run, "it is a function: call it"),
    ({"a": 1}, "an array of object"),
]


@pytest.mark.parametrize(("answer", "message"), SEEDED, ids=range(len(SEEDED)))
def test_runs_that_differ(answer, message):
    finding = RUNS.judge(answer)
    assert finding.status is Status.WRONG
    assert re.search(message, finding.message), finding.message


def test_what_is_given_in_is_left_alone():
    given = TRUE.copy()
    RUNS.judge(given)
    assert np.array_equal(given, TRUE)
