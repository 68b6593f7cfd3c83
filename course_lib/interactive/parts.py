"""What a figure with sliders consists of: its controls, and what they move."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.text import Text
from numpy.typing import ArrayLike, NDArray

from course_lib.interactive.encoding import Positions

NAME: Final = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


@dataclass(frozen=True)
class Control:
    """One slider.

    Parameters
    ----------
    name : str
        Its part of the ids: small letters, digits and hyphens.
    values : sequence or numpy.ndarray
        What each of its steps stands for, at least two.
    label : str
        What the reader sees beside it; plain text, no TeX. The name if empty.
    text : callable
        Writes a value, for the reader's eyes and ears.
    start : int
        The step that is shown first, and without JavaScript.
    seconds : float, optional
        How long Play takes from the first step to the last; without it there is no such button.

    Raises
    ------
    ValueError
        If one of these is not what it says.
    """

    name: str
    values: Sequence[Any] | NDArray[Any]
    label: str = ""
    text: Callable[[Any], str] = "{:g}".format
    start: int = 0
    seconds: float | None = None

    def __post_init__(self) -> None:
        """Refuse what cannot become a slider."""
        check_name("control's name", self.name)
        if len(self.values) < 2:
            raise ValueError(f"{self.name}: expected at least 2 values, got {len(self.values)}")
        if not 0 <= self.start < len(self.values):
            raise ValueError(
                f"{self.name}: expected start from 0 to {len(self.values) - 1}, got {self.start}"
            )
        if self.seconds is not None and not 0 < self.seconds < np.inf:
            raise ValueError(
                f"{self.name}: expected seconds positive and finite, got {self.seconds}"
            )

    @property
    def steps(self) -> int:
        """How many values there are."""
        return len(self.values)

    @property
    def title(self) -> str:
        """What the reader sees beside it."""
        return self.label or self.name

    @property
    def texts(self) -> list[str]:
        """Every value, written."""
        return [self.text(value) for value in self.values]


@dataclass(frozen=True)
class Moving:
    """A line of the figure, with or without markers, that changes with the step.

    Parameters
    ----------
    line : matplotlib.lines.Line2D
        What `Axes.plot`, `Axes.axvline` or a helper of `course_lib.plotting` drew; its look stays.
    y, x : array_like, optional
        Its coordinates at every step, of shape ``(steps, points)``, or ``(steps_1, steps_2,
        points)`` with two controls. Without the last axis all points share the coordinate. What is
        left out stays as drawn. A point that is not finite leaves a gap.
    """

    line: Line2D
    y: ArrayLike | None = None
    x: ArrayLike | None = None

    def frames(self, steps: tuple[int, ...]) -> tuple[Positions, Positions]:
        """The line's data at every step.

        Parameters
        ----------
        steps : tuple of int
            The steps of each control.

        Returns
        -------
        tuple of ndarray
            `x` and `y`, each of shape ``(product of steps, points)``.

        Raises
        ------
        ValueError
            If the shapes do not fit, or a step has nothing to show.
        """
        if self.y is None and self.x is None:
            raise ValueError("expected y or x of a moving line, got neither")
        x = _frames("x", self.x, self.line.get_xdata(orig=False), steps)
        y = _frames("y", self.y, self.line.get_ydata(orig=False), steps)
        if 1 != x.shape[1] != y.shape[1] != 1:
            raise ValueError(
                f"expected as many x as y at each step, got {x.shape[1]} and {y.shape[1]}"
            )
        x, y = np.broadcast_arrays(x, y)
        empty = np.flatnonzero(~np.any(np.isfinite(x) & np.isfinite(y), axis=1))
        if empty.size:
            raise ValueError(f"expected a finite point at every step, got none at step {empty[0]}")
        return x, y


@dataclass(frozen=True)
class Changing:
    """A text of the figure that changes with the step.

    Parameters
    ----------
    text : matplotlib.text.Text
        What `Axes.text` or `label_curve` wrote, not rotated; its place and look stay.
    words : array_like of str
        What it says at every step, of shape ``(steps,)``, or ``(steps_1, steps_2)`` with two
        controls; plain text, no TeX. A screen reader reads it after the control's value.
    x, y : array_like, optional
        Where it stands at every step, of the same shape; what is left out stays as drawn.
    """

    text: Text
    words: ArrayLike
    x: ArrayLike | None = None
    y: ArrayLike | None = None

    def lines(self, steps: tuple[int, ...]) -> list[str]:
        """What the text says at every step, the steps of two controls in one row.

        Parameters
        ----------
        steps : tuple of int
            The steps of each control.

        Returns
        -------
        list of str
            As many as there are steps.

        Raises
        ------
        ValueError
            If there are not that many, or one holds TeX.
        """
        words = np.asarray(self.words, dtype=object)
        if words.shape != steps:
            raise ValueError(f"expected words of shape {steps}, got {words.shape}")
        said = [str(word) for word in words.ravel()]
        if tex := next((line for line in said if "$" in line), None):
            raise ValueError(f"expected plain text that can change, got TeX in {tex!r}")
        return said

    def frames(self, steps: tuple[int, ...]) -> tuple[Positions, Positions]:
        """Where the text stands at every step; see `Moving.frames`."""
        x, y = self.text.get_position()
        at = _frames("x", self.x, np.array([x]), steps), _frames("y", self.y, np.array([y]), steps)
        for name, values in zip("xy", at, strict=True):
            if values.shape[1] != 1 or not np.isfinite(values).all():
                raise ValueError(f"expected one finite {name} of a text at each step")
        return at


def check_name(what: str, name: str) -> None:
    """Refuse a name that does not make an id.

    Parameters
    ----------
    what : str
        Whose name it is.
    name : str
        The name.

    Raises
    ------
    ValueError
        If the name is not of small letters, digits and single hyphens, a letter first.
    """
    if not NAME.fullmatch(name):
        raise ValueError(f"expected a {what} such as 'softplus-beta', got {name!r}")


def _frames(
    name: str, given: ArrayLike | None, drawn: ArrayLike, steps: tuple[int, ...]
) -> NDArray[np.float64]:
    """Give one coordinate the shape ``(product of steps, points)``."""
    count = int(np.prod(steps))
    if given is None:
        return np.broadcast_to(np.asarray(drawn, dtype=np.float64), (count, np.size(drawn)))
    values = np.asarray(given, dtype=np.float64)
    if values.shape == steps:
        values = values[..., None]
    if values.shape[:-1] != steps or values.shape[-1] == 0:
        wanted = f"({', '.join(map(str, steps))}, points)"
        raise ValueError(f"expected {name} of shape {wanted} or {steps}, got {values.shape}")
    return values.reshape(count, -1)
