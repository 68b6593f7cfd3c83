"""How long our records take beside torch, from the dated file that ``make bench`` writes."""

import json
from dataclasses import asdict, dataclass
from importlib.resources import files
from pathlib import Path
from statistics import geometric_mean
from typing import Final

FILE: Final = Path(str(files("course_lib"))) / "throughput.json"


@dataclass(frozen=True)
class Ratio:
    """The time of one record's pass over an array, in that of others.

    Attributes
    ----------
    function : str
        The name of the record.
    format : str
        ``"float32"`` or ``"float64"``.
    direction : str
        ``"forward"`` or ``"backward"``.
    elements : int
        The length of the array.
    torch : float
        Our time over that of torch's own function.
    plain : float
        Our time over that of the plain formula in NumPy; for the backward pass, of the derivative.
    """

    function: str
    format: str
    direction: str
    elements: int
    torch: float
    plain: float


@dataclass(frozen=True)
class Throughput:
    """The ratios found in one run, on one thread.

    Attributes
    ----------
    date : str
        When they were measured, as an ISO date.
    versions : dict of str to str
        Those of torch and numpy.
    ratios : tuple of Ratio
        One entry for each function, format, direction and length.
    """

    date: str
    versions: dict[str, str]
    ratios: tuple[Ratio, ...]

    def at(self, form: str, direction: str, elements: int = 1_000_000) -> dict[str, Ratio]:
        """The ratios of all functions in one format, direction and length, by function.

        Raises
        ------
        KeyError
            If none were measured there.
        """
        found = {
            r.function: r
            for r in self.ratios
            if (r.format, r.direction, r.elements) == (form, direction, elements)
        }
        if not found:
            raise KeyError(f"nothing was measured for {form}, {direction}, {elements} elements")
        return found

    def mean(self, form: str, direction: str, elements: int = 1_000_000) -> float:
        """The geometric mean of our time over torch's, over all functions."""
        return geometric_mean(r.torch for r in self.at(form, direction, elements).values())

    def save(self) -> None:
        """Write the file that `load` reads."""
        FILE.write_text(json.dumps(asdict(self), indent=1) + "\n", encoding="utf8")


def load() -> Throughput:
    """The stored ratios."""
    stored = json.loads(FILE.read_text(encoding="utf8"))
    return Throughput(
        date=stored["date"],
        versions=stored["versions"],
        ratios=tuple(Ratio(**row) for row in stored["ratios"]),
    )
