"""Timings of the last ``make bench``, from its dated file: nothing printed depends on a clock."""

import json
from dataclasses import asdict, dataclass
from importlib.resources import files
from pathlib import Path
from typing import Final

from course_lib.statistics import Interval, mean_interval

FILE: Final = Path(str(files("course_lib"))) / "timings.json"


@dataclass(frozen=True)
class Timings:
    """Side-by-side measurements of one run.

    Attributes
    ----------
    date : str
        When they were taken, as an ISO date.
    torch : str
        The version of torch.
    elements : int
        The length of the float32 tensors, on one thread.
    seconds : dict of str to list of float
        For each function, the time of a forward and a backward pass in each round. The functions
        take turns within a round, so that a drift of the machine's speed meets all of them.
    """

    date: str
    torch: str
    elements: int
    seconds: dict[str, list[float]]

    def ratio(self, slow: str, fast: str) -> Interval:
        """How many times as long `slow` takes: the mean over rounds, with its interval.

        Raises
        ------
        KeyError
            If one of them was not timed.
        """
        pairs = zip(self.seconds[slow], self.seconds[fast], strict=True)
        return mean_interval([a / b for a, b in pairs])

    def save(self) -> None:
        """Write the file that `load` reads."""
        FILE.write_text(json.dumps(asdict(self), indent=1) + "\n", encoding="utf8")


def load() -> Timings:
    """The stored timings."""
    return Timings(**json.loads(FILE.read_text(encoding="utf8")))
