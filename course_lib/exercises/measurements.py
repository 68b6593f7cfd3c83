"""Answers that are measured: independent samples, or runs with given seeds."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from course_lib.exercises.feedback import Finding, Mistake, correct, wrong

Floats = NDArray[np.float64]
RARE = 1e-5
"""How often an honest measurement may be turned away."""


@dataclass(frozen=True)
class Sampled:
    """Compares independent random measurements with the distribution they should have.

    No seed is asked for: a right measurement is turned away once in 100,000 times, for its mean or
    for its spread.

    Attributes
    ----------
    mean, std : callable
        The exact mean and standard deviation of one measurement, computed when needed.
    count : int
        How many measurements are asked for.
    draws : int
        How many draws each of them averages.
    mistakes : tuple of Mistake
        Wrong means known by name.
    """

    mean: Callable[[], float]
    std: Callable[[], float]
    count: int
    draws: int
    mistakes: tuple[Mistake, ...] = ()

    def judge(self, answer: object) -> Finding:
        """Judge an array of measurements."""
        sample = _array(answer, (self.count,), self._misshapen)
        if isinstance(sample, Finding):
            return sample
        if np.ptp(sample) <= 1e-12 * abs(sample[0]):
            return wrong(
                f"all {self.count} are equal, {sample[0]:.4g}: each needs draws of its own. "
                "Make the generator once, outside the loop; and a quadrature is no sample"
            )
        center = self._center(sample)
        return center or self._spread(sample) or correct(self._summary(sample))

    def _center(self, sample: Floats) -> Finding | None:
        mean, margin = self.mean(), self._margin(self.std())
        if abs(sample.mean() - mean) <= margin:
            return None
        own = max(margin, self._margin(float(sample.std(ddof=1))))
        for mistake in self.mistakes:
            if abs(sample.mean() - float(mistake.value())) <= own:  # type: ignore[arg-type]
                reason = f"; {mistake.message}"
                break
        else:
            reason = self._scaled(float(sample.mean()), mean, margin)
        return wrong(
            f"their mean is {sample.mean():.4g}, expected {mean:.4g} within {margin:.2g}{reason}"
        )

    def _scaled(self, found: float, mean: float, margin: float) -> str:
        if abs(found + mean) <= margin:
            return "; the sign is wrong"
        if abs(found - self.draws * mean) <= self.draws * margin:
            return f"; these are sums over {self.draws:,} draws: divide by their number"
        return ""

    def _spread(self, sample: Floats) -> Finding | None:
        """A spread that is far off: several draws in one, or one draw in several."""
        ratio = float(sample.std(ddof=1)) / self.std()
        freedom = self.count - 1
        low, high = np.sqrt(stats.chi2.ppf([RARE / 2, 1 - RARE / 2], freedom) / freedom)
        if low <= ratio <= high:
            return None
        return wrong(
            f"the mean is right, but they vary {ratio:.2g} times as much as means of "
            f"{self.draws:,} independent draws do: how many draws went into each?"
        )

    def _margin(self, std: float) -> float:
        return float(stats.norm.isf(RARE / 2) * std / np.sqrt(self.count))

    def _misshapen(self, shape: tuple[int, ...]) -> str:
        if shape in {(self.count, self.draws), (self.draws, self.count)}:
            axis = shape.index(self.draws)
            return f"these are the single draws: take the mean of each sample, over axis {axis}"
        if shape == (self.draws,):
            return (
                f"this is one value for each draw: of {self.count} samples of {self.draws:,} draws "
                f"take the mean over the draws, not over the samples"
            )
        if shape == ():
            return f"give the {self.count} single measurements, not their mean"
        if len(shape) == 1:
            return f"{shape[0]} measurements instead of {self.count}"
        return ""

    def _summary(self, sample: Floats) -> str:
        return (
            f"mean {sample.mean():.4g}, expected {self.mean():.4g} within "
            f"{self._margin(self.std()):.2g}"
        )


@dataclass(frozen=True)
class Seeded:
    """Compares measurements with those that the same code gives from the same seeds.

    Attributes
    ----------
    run : callable
        Takes the seeds, and gives one number for each, float64.
    seeds : tuple of int
        The seeds that the exercise asks for.
    tolerance : float
        The error allowed, relative to the largest value; it leaves room for another processor.
    mistakes : tuple of Mistake
        Wrong arrays known by name.
    """

    run: Callable[[tuple[int, ...]], Floats]
    seeds: tuple[int, ...]
    tolerance: float = 1e-3
    mistakes: tuple[Mistake, ...] = ()

    def judge(self, answer: object) -> Finding:
        """Judge an array with one value for each seed."""
        found = _array(answer, (len(self.seeds),), self._misshapen)
        if isinstance(found, Finding):
            return found
        bad = np.flatnonzero(~self._near(found, self._true))
        if not len(bad):
            return correct(f"all {len(found)} runs agree")
        first = bad[0]
        said = (
            f"for seed {self.seeds[first]} it is {found[first]:.4g}, "
            f"expected {self._true[first]:.4g}"
        )
        reason = self._reason(found)
        return wrong(f"{said}; {reason}" if reason else said)

    @cached_property
    def _true(self) -> Floats:
        return self.run(self.seeds)

    def _near(self, found: Floats, target: Floats) -> NDArray[np.bool_]:
        size = max(float(np.abs(target).max()), 1e-12)
        return np.abs(found - target) <= self.tolerance * size

    def _reason(self, found: Floats) -> str:
        """Which known mistake gives these numbers, if one does."""
        if self._near(found, -self._true).all():
            return "the sign is wrong: the difference was taken the other way round"
        if self._near(np.sort(found), np.sort(self._true)).all():
            return "these are the right numbers in another order: the order is that of the seeds"
        if self._near(found, np.full_like(found, self._true.mean())).all():
            return "each is the mean of all"
        for mistake in self.mistakes:
            if self._near(found, np.asarray(mistake.value(), dtype=np.float64)).all():
                return mistake.message
        shifted = tuple(seed + 1 for seed in self.seeds)
        if self._near(found, self.run(shifted)).all():
            return f"the seeds were {shifted[0]} to {shifted[-1]}"
        return ""

    def _misshapen(self, shape: tuple[int, ...]) -> str:
        if shape == ():
            return f"give one value for each of the {len(self.seeds)} seeds, not their mean"
        if len(shape) == 1:
            return (
                f"{shape[0]} values for {len(self.seeds)} seeds: "
                f"run {self.seeds[0]} to {self.seeds[-1]}"
            )
        return ""


def _array(
    answer: object, shape: tuple[int, ...], explain: Callable[[tuple[int, ...]], str]
) -> Floats | Finding:
    """The answer as a float64 array of a shape, or what keeps it from being one."""
    if callable(answer):
        return wrong("it is a function: call it, and give what it returns")
    if isinstance(answer, str | bool):
        return wrong(f"it is {answer!r}: give an array of {shape[0]} numbers")
    try:
        array: NDArray[Any] = np.asarray(answer)
    except RuntimeError as error:  # a tensor that has gradients says so itself
        return wrong(f"it is no array of numbers: {error}")
    except (TypeError, ValueError):
        return wrong(f"it is no array of numbers: a {type(answer).__name__} whose parts differ")
    if array.dtype.kind not in "fiu":
        return wrong(f"it is an array of {array.dtype}: give {shape[0]} real numbers")
    if array.shape != shape:
        reason = explain(array.shape)
        said = f"shape {array.shape}, expected {shape}"
        return wrong(f"{said}: {reason}" if reason else said)
    missing = np.flatnonzero(~np.isfinite(array))
    if len(missing):
        return wrong(f"entry {missing[0]} is {array[missing[0]]}")
    return array.astype(np.float64)
