"""Figures with sliders for the tests: curves with gaps, markers, a vertical line, a text."""

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np

from course_lib.interactive import Changing, Control, Moving, Slider, slider
from course_lib.plotting import curve, label_curve, points, use_style

ALT = "A softplus for the slider's beta, its gap at 0 as a point and as a number."
GRID = np.linspace(-3, 3, 121)
BETAS = np.geomspace(0.5, 8, 25)


def softplus(factor: float = 1.0) -> np.ndarray:
    return np.logaddexp(0, factor * BETAS[:, None] * GRID) / (factor * BETAS[:, None])


def one(name: str = "softplus", factor: float = 1.0, digits: int = 3, **control) -> Slider:
    """Draw a curve, a point, a vertical line and a text, moved by one control."""
    values, gaps = softplus(factor), np.log(2) / BETAS
    with mpl.rc_context():
        use_style()
        figure, ax = plt.subplots()
        curve(ax, GRID, values[0], r"softplus$_\beta$")
        points(ax, [0], gaps[:1], "gap")
        ax.axvline(0, color="#5c6066")
        label_curve(ax, -2.8, 2, "", series=2)
        ax.set(xlabel="$z$", xlim=(-3, 3))
        ax.legend()
        words = [f"gap {gap:.{digits}f}" for gap in gaps]
        return slider(
            figure,
            name=name,
            alt=ALT,
            controls=[Control("beta", BETAS, label="β", **{"seconds": 2.4} | control)],
            moving=[
                Moving(ax.lines[0], values),
                Moving(ax.lines[1], gaps),
                Moving(ax.lines[2], x=1 / BETAS),
                Changing(ax.texts[0], words),
            ],
        )


def two(name: str = "sines") -> Slider:
    """Draw sines with gaps, moved by two controls."""
    heights, factors = np.linspace(0.1, 1, 4), np.linspace(1, 3, 5)
    values = heights[:, None, None] * np.sin(factors[:, None] * GRID)
    values[:, :, 40:44] = np.nan
    values[2, 3, 60] = np.inf
    with mpl.rc_context():
        use_style()
        figure, ax = plt.subplots()
        curve(ax, GRID, values[0, 0], "sine")
        return slider(
            figure,
            name=name,
            alt="A sine whose height and number of periods the sliders give, with two gaps.",
            controls=[
                Control("height", heights, start=2),
                Control("periods", factors, label="number of periods", seconds=1),
            ],
            moving=[Moving(ax.lines[0], values)],
        )
