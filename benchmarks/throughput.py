"""Times our records beside torch's own kernels and beside the plain formula in NumPy.

One thread, forward and backward, float32 and float64, from ten thousand to ten million elements.
In each round the three take turns, and a ratio is the median over the rounds. Run by
``make bench``, which stores the ratios with their date.
"""

import datetime
import itertools
import time
from collections.abc import Callable, Iterator
from functools import partial
from statistics import median
from typing import Any, Final

import numpy as np
import sympy as sp
import torch
from torch import Tensor

from benchmarks.accuracy import TORCH
from course_lib.activations import Activation, as_module, get
from course_lib.throughput import Ratio, Throughput

FORMATS: Final = ("float32", "float64")
DIRECTIONS: Final = ("forward", "backward")
ROUNDS: Final = {10_000: 30, 100_000: 15, 1_000_000: 7, 10_000_000: 1}
TABLE: Final = 1_000_000
# The goals at that size: the geometric mean over the records, and the worst of them.
GOALS: Final = {"float64": 2.5, "float32": 6.0}
WORST: Final = {"float64": 8.0}


Work = Callable[[], Any]


def contestants(record: Activation, z: Tensor, direction: str) -> Iterator[tuple[str, Work]]:
    """Ours, torch's, and NumPy's plain formula, each ready to run on the same numbers."""
    ones, array = torch.ones_like(z), z.detach().numpy()
    for name, function in (("ours", as_module(record)), ("torch", TORCH[record.name])):
        if direction == "forward":
            yield name, partial(function, z.detach())
        else:
            yield name, partial(torch.autograd.grad, function(z), z, ones, retain_graph=True)
    formula = record.expr if direction == "forward" else record.derivative_expr
    yield "plain", partial(sp.lambdify(record.z, formula, ["scipy", "numpy"]), array)


def seconds(work: Work) -> float:
    """The processor's time for a piece of work: another program's share of it does not count."""
    start = time.process_time()
    work()
    return time.process_time() - start


def ratios(record: Activation, form: str, direction: str, elements: int) -> dict[str, float]:
    """How many times as long as torch, and as the plain formula, our record takes."""
    generator = torch.Generator().manual_seed(0)
    z = torch.randn(elements, generator=generator, dtype=getattr(torch, form), requires_grad=True)
    works = dict(contestants(record, z, direction))
    repeats = max(1, 100_000 // elements)
    with np.errstate(all="ignore"):
        for work in works.values():  # warm up
            work()
        rounds = [
            {name: sum(seconds(work) for _ in range(repeats)) for name, work in works.items()}
            for _ in range(ROUNDS[elements])
        ]
    return {
        other: round(median(times["ours"] / times[other] for times in rounds), 3)
        for other in ("torch", "plain")
    }


def main() -> None:
    """Measure, store, print the table, and say which goals are missed."""
    torch.set_num_threads(1)
    cases = itertools.product(FORMATS, DIRECTIONS, ROUNDS)
    measured = tuple(
        Ratio(name, form, direction, elements, **ratios(get(name), form, direction, elements))
        for form, direction, elements in cases
        for name in TORCH
    )
    throughput = Throughput(
        date=datetime.datetime.now(tz=datetime.UTC).date().isoformat(),
        versions={"torch": torch.__version__.partition("+")[0], "numpy": np.__version__},
        ratios=measured,
    )
    throughput.save()
    report(throughput)


def report(throughput: Throughput) -> None:
    """Print our time over torch's and over the plain formula's, at one size."""
    columns = list(itertools.product(FORMATS, DIRECTIONS))
    found = {column: throughput.at(*column, TABLE) for column in columns}
    print(f"our time / torch's (/ the plain formula's in NumPy), {TABLE:,} elements, one thread")
    print(f"{'':14}", *(f"{form} {direction}".rjust(20) for form, direction in columns))
    for name in TORCH:
        cells = [found[column][name] for column in columns]
        print(f"{name:14}", *(f"{c.torch:.2f} ({c.plain:.2f})".rjust(20) for c in cells))
    for form, direction in columns:
        mean = throughput.mean(form, direction, TABLE)
        worst = max(ratio.torch for ratio in found[form, direction].values())
        missed = mean > GOALS[form] or worst > WORST.get(form, np.inf)
        print(
            f"{form} {direction}: geometric mean {mean:.2f} (goal {GOALS[form]}), "
            f"worst {worst:.1f}" + (", missed" if missed else "")
        )


if __name__ == "__main__":
    main()
