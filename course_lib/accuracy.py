"""Errors of activations side by side, from the dated file that ``make bench`` writes."""

import json
from dataclasses import asdict, dataclass
from importlib.resources import files
from pathlib import Path
from typing import Final

FILE: Final = Path(str(files("course_lib"))) / "accuracy.json"


@dataclass(frozen=True)
class Worst:
    """The worst error of one implementation of one function.

    Attributes
    ----------
    function : str
        The name of the record.
    order : int
        0 for the value, 1 for the derivative.
    format : str
        ``"float64"`` or ``"float32"``.
    implementation : str
        ``"ours"``, ``"torch"``, ``"jax"`` or ``"notes"``.
    error : float
        The greatest error in ULP of the truth; infinite where NaN or an infinity stands for a
        number. Counted are normal numbers with a normal truth, off the singular points: JAX takes
        subnormal numbers for 0 on purpose, and conventions are no errors.
    at : float
        Where.
    limits : bool
        Whether the values at -inf and inf are the limits.
    """

    function: str
    order: int
    format: str
    implementation: str
    error: float
    at: float
    limits: bool


@dataclass(frozen=True)
class Accuracy:
    """The worst errors found in one run.

    Attributes
    ----------
    date : str
        When they were measured, as an ISO date.
    versions : dict of str to str
        Those of numpy, torch and jax; jax is left out where it was not there.
    points : dict of str to int
        The number of points for each format.
    worst : tuple of Worst
        One entry for each function, order, format and implementation.
    """

    date: str
    versions: dict[str, str]
    points: dict[str, int]
    worst: tuple[Worst, ...]

    def of(self, function: str, order: int, form: str, implementation: str) -> Worst | None:
        """One entry, or None where the implementation has no such function."""
        key = (function, order, form, implementation)
        return next(
            (w for w in self.worst if (w.function, w.order, w.format, w.implementation) == key),
            None,
        )

    def save(self) -> None:
        """Write the file that `load` reads."""
        FILE.write_text(json.dumps(asdict(self), indent=1) + "\n", encoding="utf8")


def load() -> Accuracy:
    """The stored errors."""
    stored = json.loads(FILE.read_text(encoding="utf8"))
    return Accuracy(**{**stored, "worst": tuple(Worst(**entry) for entry in stored["worst"])})
