"""Times torch's activations side by side: one forward and one backward pass, one thread.

Run by ``make bench``, which stores the result with its date for the chapters to quote.
"""

import datetime
import time
from collections.abc import Callable

import torch
from torch import Tensor

from benchmarks.accuracy import TORCH
from course_lib.timings import Timings

ELEMENTS = 1_000_000
ROUNDS = 15


def seconds(function: Callable[[Tensor], Tensor], z: Tensor) -> float:
    start = time.perf_counter()
    (gradient,) = torch.autograd.grad(function(z), z, torch.ones_like(z))
    elapsed = time.perf_counter() - start
    assert gradient.shape == z.shape
    return elapsed


def main() -> None:
    torch.set_num_threads(1)
    generator = torch.Generator().manual_seed(0)
    z = torch.randn(ELEMENTS, generator=generator, requires_grad=True)
    for function in TORCH.values():  # warm up
        seconds(function, z)
    rounds = [{name: seconds(f, z) for name, f in TORCH.items()} for _ in range(ROUNDS)]
    timings = Timings(
        date=datetime.datetime.now(tz=datetime.UTC).date().isoformat(),
        torch=torch.__version__.partition("+")[0],
        elements=ELEMENTS,
        seconds={name: [round(r[name], 6) for r in rounds] for name in TORCH},
    )
    timings.save()
    for name in TORCH:
        print(f"{name:10} {timings.ratio(name, 'relu')} times as long as relu")


if __name__ == "__main__":
    main()
