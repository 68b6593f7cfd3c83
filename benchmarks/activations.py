"""Times torch's activations side by side: one forward and one backward pass, one thread.

Run by ``make bench``, which stores the result with its date for the chapters to quote.
"""

import datetime
import time
from collections.abc import Callable

import torch
from torch import Tensor

from course_lib.timings import Timings

ELEMENTS = 1_000_000
ROUNDS = 15
FUNCTIONS: dict[str, Callable[[Tensor], Tensor]] = {
    "relu": torch.nn.functional.relu,
    "sigmoid": torch.sigmoid,
    "softplus": torch.nn.functional.softplus,
}


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
    for function in FUNCTIONS.values():  # warm up
        seconds(function, z)
    rounds = [{name: seconds(f, z) for name, f in FUNCTIONS.items()} for _ in range(ROUNDS)]
    timings = Timings(
        date=datetime.datetime.now(tz=datetime.UTC).date().isoformat(),
        torch=torch.__version__.partition("+")[0],
        elements=ELEMENTS,
        seconds={name: [round(r[name], 6) for r in rounds] for name in FUNCTIONS},
    )
    timings.save()
    for name in FUNCTIONS:
        print(f"{name:10} {timings.ratio(name, 'relu')} times as long as relu")


if __name__ == "__main__":
    main()
