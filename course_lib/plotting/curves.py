"""Curves, points with intervals, shaded stretches and labels, each drawn on a given axis."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.text import Text
from numpy.typing import ArrayLike

from course_lib.plotting.palette import INK, MUTED
from course_lib.plotting.style import SERIES


def curve(ax: Axes, x: ArrayLike, y: ArrayLike, label: str, series: int = 0, **line: Any) -> Line2D:
    """Draw one curve in the look of its series.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    x, y : array_like
        The curve's points, of one shape ``(n,)``.
    label : str
        Its name in the legend, or beside it if `label_curve` follows.
    series : int
        Its place in `SERIES`: color, dashes, marker.
    **line
        Passed on to `Axes.plot`.

    Returns
    -------
    matplotlib.lines.Line2D
        The line.
    """
    look = SERIES[series % len(SERIES)]
    (drawn,) = ax.plot(x, y, label=label, color=look.color, linestyle=look.linestyle, **line)
    return drawn


def points(ax: Axes, x: ArrayLike, y: ArrayLike, label: str, series: int = 1) -> None:
    """Draw single points as markers, without a line.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    x, y : array_like
        The points, of one shape ``(n,)``.
    label : str
        Their name in the legend.
    series : int
        The place in `SERIES`.
    """
    look = SERIES[series % len(SERIES)]
    ax.plot(x, y, label=label, color=look.color, marker=look.marker, linestyle="none")


def measured(
    ax: Axes,
    x: ArrayLike,
    mean: Sequence[float],
    low: Sequence[float],
    high: Sequence[float],
    label: str,
    series: int = 1,
) -> None:
    """Draw measurements as markers with their intervals.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    x, mean, low, high : array_like
        Positions, means and the intervals' ends, each of shape ``(n,)``.
    label : str
        Their name in the legend.
    series : int
        The place in `SERIES`.
    """
    look = SERIES[series % len(SERIES)]
    center = np.asarray(mean)
    whiskers = np.array([center - np.asarray(low), np.asarray(high) - center])
    ax.errorbar(
        x, center, yerr=whiskers, label=label, color=look.color, marker=look.marker,
        linestyle="none", capsize=3,
    )  # fmt: skip


def label_curve(
    ax: Axes, x: float, y: float, text: str, series: int | None = None, **where: Any
) -> Text:
    """Write a curve's name beside it, in its color, instead of a legend.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    x, y : float
        The position, in data coordinates.
    text : str
        What to write.
    series : int, optional
        The place in `SERIES` whose color to use; ink if none.
    **where
        Passed on to `Axes.text`, such as ``ha="right"``.

    Returns
    -------
    matplotlib.text.Text
        The words.
    """
    color = INK.light if series is None else SERIES[series % len(SERIES)].color
    return ax.text(x, y, text, color=color, **where)


def through_zero(ax: Axes) -> None:
    """Draw both coordinate axes through the origin."""
    ax.axhline(0, color=MUTED.light, linewidth=0.8, zorder=1)
    ax.axvline(0, color=MUTED.light, linewidth=0.8, zorder=1)


def shade(ax: Axes, low: float, high: float) -> None:
    """Shade a stretch of the horizontal axis."""
    ax.axvspan(low, high, color=MUTED.light, alpha=0.13, zorder=0)
